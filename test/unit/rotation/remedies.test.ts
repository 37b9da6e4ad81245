import { describe, expect, it } from 'vitest'
import type { SpareBlock } from '../../../src-main/rotation/add-block.ts'
import { everythingAsked } from '../../../src-main/rotation/asked.ts'
import { Decider } from '../../../src-main/rotation/decide.ts'
import { loadLinearSolver } from '../../../src-main/rotation/linear-solver.ts'
import { findRemedies, type Together } from '../../../src-main/rotation/remedies.ts'
import type { WeekProblem } from '../../../src-main/rotation/week-problem.ts'
import { Work } from '../../../src-main/rotation/work.ts'
import { atTable, days, group, spareBlock, station, table, upTo, weekProblem } from './weeks.ts'

describe('what would help', () => {
  const remediesOf = async (problem: WeekProblem, spare: readonly SpareBlock[] = [], together?: Together) => {
    const decider = new Decider(problem, await loadLinearSolver(), 1, new Work(Infinity))
    return findRemedies(problem, everythingAsked(problem), null, decider, spare, together)
  }
  const changesOf = async (problem: WeekProblem) => (await remediesOf(problem)).map(({ change }) => change)

  it('is to give something up only where the rest then holds', async () => {
    const problem = weekProblem({
      groups: [group(), group()],
      stations: [table(), station()],
      blocks: days([1]),
      demands: [
        atTable(0, 1, [0]),
        atTable(1, 1, [0]),
        { kind: 'station', group: 1, station: 1, least: 0, most: 1, blocks: [0] },
      ],
    })
    const given = (await remediesOf(problem)).flatMap(({ change }) =>
      change.kind === 'giveUp' && change.asked.kind === 'demand' ? [change.asked.at] : [],
    )
    expect(given).toEqual([0, 1])
  })

  it('is never to ask for nothing, or to allow as much as there can be', async () => {
    const problem = weekProblem({
      groups: [group(), group()],
      stations: [table({ closed: [0] }), station({ capacity: 2, closed: [1] })],
      blocks: days([2], { everybody: true }),
      demands: [
        atTable(0, 1, [0]),
        { kind: 'changes', group: 1, most: 0, blocks: [0, 1] },
        { kind: 'station', group: 1, station: 0, least: 0, most: 0, blocks: [0, 1] },
      ],
    })
    const kinds = (await changesOf(problem)).map(({ kind }) => kind)
    expect(kinds).not.toContain('least')
    expect(kinds).not.toContain('most')
    expect(
      await changesOf({
        ...problem,
        blocks: days([3]),
        stations: [station({ closed: [0, 2] }), station({ capacity: 2, closed: [1] })],
        groups: [group()],
        demands: [{ kind: 'changes', group: 0, most: 0, blocks: upTo(3) }],
      }),
    ).not.toContainEqual({ kind: 'most', demand: 0, visits: 2 })
  })

  it('is no room for more groups than there are, nor at a station that is closed', async () => {
    const problem = weekProblem({
      groups: [group(), group(), group({ away: [0] })],
      stations: [station({ capacity: 1 }), station({ capacity: 0, closed: [0] })],
      blocks: days([1]),
    })
    const rooms = (await changesOf(problem)).filter(({ kind }) => kind === 'room')
    expect(rooms).toEqual([{ kind: 'room', station: 0, capacity: 2 }])
    const full = { ...problem, stations: [station({ capacity: 2, closed: [0] })] }
    expect((await changesOf(full)).filter(({ kind }) => kind === 'room')).toEqual([])
  })

  it('is one more block only where that is enough with who would be there then', async () => {
    const problem = weekProblem({
      groups: [group(), group()],
      stations: [table(), station({ lead: { kind: 'adult', adult: 0 } })],
      blocks: days([1]),
      adults: [{ here: [0] }],
      demands: [atTable(0, 1, [0]), atTable(1, 1, [0])],
    })
    const added = async (...spare: SpareBlock[]) =>
      (await remediesOf(problem, spare)).flatMap(({ change, solvesAll }) =>
        change.kind === 'blocks' ? [[change.spare, solvesAll]] : [],
      )
    const withAide = spareBlock({ day: 2, adultsHere: [0] })
    expect(await added(spareBlock())).toEqual([[[0], false]])
    expect(await added(spareBlock({ groupsAway: [0, 1], adultsHere: [0] }))).toEqual([])
    expect(await added(spareBlock({ groupsAway: [0, 1] }), withAide)).toEqual([[[1], true]])
  })

  it('is tried with all that is changed together, and once', async () => {
    const changes = (who: number) => ({ kind: 'changes' as const, group: who, most: 0, blocks: [0, 1] })
    const problem = weekProblem({
      groups: [group(), group()],
      stations: [table(), station()],
      blocks: days([2]),
      demands: [changes(0), changes(1), atTable(0, 1, [0, 1]), atTable(1, 1, [0, 1])],
    })
    const given = async (together?: Together) =>
      (await remediesOf(problem, [], together)).flatMap(({ change, solvesAll }) =>
        change.kind === 'giveUp' ? [{ ...change.asked, solvesAll }] : [],
      )
    const kind = 'demand'
    const visits = [2, 3].map(at => ({ kind, at, solvesAll: true }))
    expect(await given()).toEqual(visits)
    expect(await given({ demands: [0, 0, 2, 3], blocks: [0, 1] })).toEqual([
      { kind, at: 0, solvesAll: true },
      ...visits,
    ])
  })

  it('leaves those without a station who need the teacher least, as few as can be', async () => {
    const problem = weekProblem({
      groups: [group({ need: 1 }), group({ need: 9 }), group({ need: 5 }), group({ need: 3 })],
      stations: [table(), station()],
      blocks: days([1]),
      demands: [atTable(0, 1, [0])],
    })
    const nowhere = async (more: Partial<WeekProblem> = {}) =>
      (await remediesOf({ ...problem, ...more })).flatMap(({ change, solvesAll }) =>
        change.kind === 'nowhere' ? [{ groups: change.groups, solvesAll }] : [],
      )
    // A needs her least, but has to be at the table.
    expect(await nowhere()).toEqual([{ groups: [3, 2], solvesAll: true }])
    const locked = [{ block: 0, group: 3, station: 1 }]
    expect(await nowhere({ locked })).toEqual([{ groups: [2, 1], solvesAll: true }])
    expect(await nowhere({ stations: [table(), station({ capacity: 2 })] })).toEqual([
      { groups: [3], solvesAll: true },
    ])
  })
})
