import { describe, expect, it, vi } from 'vitest'
import { everythingAsked } from '../../../src-main/rotation/asked.ts'
import { fillWeek } from '../../../src-main/rotation/fill-week.ts'
import { loadLinearSolver } from '../../../src-main/rotation/linear-solver.ts'
import { compareMeasures, measureWeek } from '../../../src-main/rotation/measure.ts'
import { proposeWeek, type WorkLimits } from '../../../src-main/rotation/propose-week.ts'
import { proveBest } from '../../../src-main/rotation/prove-best.ts'
import type { Week, WeekProblem } from '../../../src-main/rotation/week-problem.ts'
import { WeekProgram } from '../../../src-main/rotation/week-program.ts'
import { shapeWeek } from '../../../src-main/rotation/week-shape.ts'
import { Work } from '../../../src-main/rotation/work.ts'
import { inventedWeek } from '../../bench/invented-weeks.ts'
import { atTable, days, group, propose, station, table, upTo, weekProblem } from './weeks.ts'

interface Rows {
  readonly rowLower: readonly number[]
  readonly rowUpper: readonly number[]
}

/** The solver, and the rows of the programs that it has ended. */
async function watchedSolver() {
  const ended: Rows[] = []
  const solver = new Proxy(await loadLinearSolver(), {
    get: (target, key): unknown => {
      const value: unknown = Reflect.get(target, key, target)
      if (key !== 'withModel' || typeof value !== 'function') return value
      return (source: Rows, work: unknown): unknown => {
        const result: unknown = Reflect.apply(value, target, [source, work])
        ended.push({ rowLower: [...source.rowLower], rowUpper: [...source.rowUpper] })
        return result
      }
    },
  })
  return { ended, loadSolver: () => Promise.resolve(solver) }
}

/** Four groups to be at the table once, in three blocks. */
const crowdedTable = weekProblem({
  groups: upTo(4).map(() => group()),
  stations: [table(), station({ capacity: 4 })],
  blocks: days([1, 1, 1]),
  demands: upTo(4).map(at => atTable(at, 1, upTo(3))),
})

/** The second group has to repeat because the first one does; no bound of a group alone knows that. */
const toBeProven = weekProblem({
  groups: [group(), group()],
  stations: [station(), station()],
  blocks: days([2]),
  locked: upTo(2).map(block => ({ block, group: 0, station: 0 })),
})

const NO_LIMIT: WorkLimits = { toDecide: Infinity, toImprove: Infinity }
const unneeded = () => Promise.reject(new Error('The solver is not needed.'))

async function proposeIn(problem: WeekProblem, most: WorkLimits) {
  const { ended, loadSolver } = await watchedSolver()
  const proposal = await proposeWeek(problem, { seed: 1, present: null, loadSolver, most })
  return { proposal, programs: ended.length }
}

describe('what cannot be', () => {
  it('is not claimed when there was no work to be done to prove it', async () => {
    const most = { toDecide: 0, toImprove: Infinity }
    const proposal = await proposeWeek(crowdedTable, { seed: 1, present: null, loadSolver: unneeded, most })
    expect(proposal.kind).toBe('unproven')
    expect(proposal.conflicts.length).toBeGreaterThan(0)
  })

  it('is claimed as soon as it is proven, even if nothing is left to find the smallest set', async () => {
    const work = new Work(1e9)
    new WeekProgram(shapeWeek(crowdedTable)).findAny(await loadLinearSolver(), work)
    const toProve = { toDecide: 1e9 - work.left, toImprove: Infinity }
    const { proposal, programs } = await proposeIn(crowdedTable, toProve)
    if (proposal.kind !== 'impossible') throw new Error('It is impossible.')
    expect(proposal.contradiction).toEqual({
      asked: everythingAsked(crowdedTable),
      isIrreducible: false,
      isSmallest: false,
    })
    expect(programs).toBe(1)
    // What was not tried is not offered; but a week that was found answers for some.
    for (const { changed, solvesAll } of proposal.remedies) {
      expect(solvesAll).toBe(true)
      expect((await propose(changed)).kind).toBe('met')
    }
  })

  it('is proven once', async () => {
    const { ended, loadSolver } = await watchedSolver()
    const { kind } = await proposeWeek(crowdedTable, { seed: 1, present: null, loadSolver, most: NO_LIMIT })
    expect(kind).toBe('impossible')
    const [whole, ...others] = ended
    expect(others).not.toContainEqual(whole)
  })

  it('is never claimed of a week that can be met, nor more than is so, however little work is allowed', async () => {
    const whole = (await proposeIn(crowdedTable, NO_LIMIT)).proposal
    if (whole.kind !== 'impossible') throw new Error('It is impossible.')
    const names = whole.remedies.map(({ change }) => JSON.stringify(change))
    const kinds = new Set<string>()
    for (const toDecide of [1e4, 1e5, 3e5, 1e6, 3e6, 1e7]) {
      const { proposal } = await proposeIn(crowdedTable, { toDecide, toImprove: 1 })
      kinds.add(proposal.kind)
      if (proposal.kind !== 'impossible') continue
      const { asked, isIrreducible, isSmallest } = proposal.contradiction
      if (isIrreducible) expect(asked).toHaveLength(whole.contradiction.asked.length)
      if (isSmallest) expect(isIrreducible).toBe(true)
      for (const { change, solvesAll } of proposal.remedies) {
        if (solvesAll === null || change.kind === 'giveUp' || change.kind === 'leasts') continue
        expect(names).toContain(JSON.stringify(change))
      }
      const { proposal: met } = await proposeIn(toBeProven, { toDecide, toImprove: toDecide })
      expect(met.kind).toBe('met')
    }
    expect(kinds).toEqual(new Set(['unproven', 'impossible']))
  })
})

describe('work', () => {
  it('that is over leaves a week that is met as it was found, without the solver', async () => {
    const most = { toDecide: Infinity, toImprove: 0 }
    const stopped = await proposeWeek(toBeProven, { seed: 1, present: null, loadSolver: unneeded, most })
    expect({ kind: stopped.kind, isBest: stopped.isBest }).toEqual({ kind: 'met', isBest: false })
    const { proposal } = await proposeIn(toBeProven, { toDecide: 0, toImprove: Infinity })
    expect(proposal).toEqual({ ...stopped, isBest: true })
  })

  it('ends a proof where it is, with what was bettered by then', async () => {
    // Nobody need stay at a station; but who of the two goes to the table first no bound knows, for they are apart.
    const problem = weekProblem({
      groups: [group({ need: 1 }), group({ need: 1 })],
      stations: [table({ capacity: 2 }), station({ capacity: 2 }), station({ capacity: 2 })],
      blocks: days([2]),
      demands: [{ kind: 'apart', groups: [0, 1], blocks: [0, 1] }],
    })
    const week = Int32Array.of(1, 0, 1, 2)
    const measure = (one: Week) => measureWeek(problem, one)
    const solver = await loadLinearSolver()
    const proveIn = (work: Work) =>
      proveBest(shapeWeek(problem), solver, { week, measure: measure(week) }, measure, work)
    const part = proveIn(new Work(1))
    expect(part.isBest).toBe(false)
    const proven = proveIn(new Work(Infinity))
    expect(proven.isBest).toBe(true)
    expect(measure(proven.week)).toMatchObject({ repeats: 0, waiting: 1 })
    expect(compareMeasures(measure(proven.week), measure(part.week))).toBeLessThanOrEqual(0)
  })

  it('is counted, and ends the search at the same point whatever a clock says', async () => {
    const problem = inventedWeek(4, 'tight')
    const solver = await loadLinearSolver()
    const steps = 3_000_000
    const prove = () => {
      const work = new Work(steps)
      const shape = shapeWeek(problem)
      const start = fillWeek(problem, 4)
      const found = proveBest(shape, solver, start, week => measureWeek(problem, week), work)
      return { ...found, left: work.left }
    }
    const usual = prove()
    // It was really ended.
    expect(usual.isBest).toBe(false)
    expect(usual.left).toBeLessThanOrEqual(0)
    for (const pace of [0, 3_600_000]) {
      let now = 0
      const clock = () => (now += pace)
      const clocks = [
        vi.spyOn(performance, 'now').mockImplementation(clock),
        vi.spyOn(Date, 'now').mockImplementation(clock),
      ]
      expect(prove()).toEqual(usual)
      for (const one of clocks) one.mockRestore()
    }
  })
})
