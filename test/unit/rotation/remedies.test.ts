import { describe, expect, it } from 'vitest'
import { everythingAsked } from '../../../src-main/rotation/asked.ts'
import { Decider } from '../../../src-main/rotation/decide.ts'
import { loadLinearSolver } from '../../../src-main/rotation/linear-solver.ts'
import { findRemedies } from '../../../src-main/rotation/remedies.ts'
import type { WeekProblem } from '../../../src-main/rotation/week-problem.ts'
import { Work } from '../../../src-main/rotation/work.ts'
import { atTable, days, group, station, table, upTo, weekProblem } from './weeks.ts'

describe('what would help', () => {
  const remediesOf = async (problem: WeekProblem, asked = everythingAsked(problem)) =>
    findRemedies(problem, asked, null, new Decider(problem, await loadLinearSolver(), 1, new Work(Infinity)))
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

  it('is no block after midnight', async () => {
    const late = weekProblem({
      groups: [group(), group()],
      stations: [table(), station({ capacity: 2 })],
      blocks: days([1], { start: 1410 }),
      demands: [atTable(0, 1, [0]), atTable(1, 1, [0])],
    })
    expect(await changesOf(late)).not.toContainEqual({ kind: 'blocks', days: [0] })
    const early = { ...late, blocks: days([1]) }
    expect(await changesOf(early)).toContainEqual({ kind: 'blocks', days: [0] })
  })
})
