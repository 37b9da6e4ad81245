import { describe, expect, it } from 'vitest'
import { everythingAsked } from '../../../src-main/rotation/asked.ts'
import { loadLinearSolver } from '../../../src-main/rotation/linear-solver.ts'
import { measureWeek } from '../../../src-main/rotation/measure.ts'
import { proposeWeek } from '../../../src-main/rotation/propose-week.ts'
import { proveBest } from '../../../src-main/rotation/prove-best.ts'
import { timeLeftOf } from '../../../src-main/rotation/time-limits.ts'
import type { Week } from '../../../src-main/rotation/week-problem.ts'
import { shapeWeek } from '../../../src-main/rotation/week-shape.ts'
import { atTable, days, group, station, table, upTo, weekProblem } from './weeks.ts'

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

describe('what cannot be', () => {
  it('is not claimed when there was no time to prove it', async () => {
    const loadSolver = () => Promise.reject(new Error('There is no time to load it.'))
    const proposal = await proposeWeek(crowdedTable, {
      seed: 1,
      present: null,
      loadSolver,
      secondsLeft: () => 0,
    })
    expect(proposal.kind).toBe('unproven')
    expect(proposal.conflicts.length).toBeGreaterThan(0)
  })

  it('is claimed as soon as it is proven, even if there is no time to find the smallest set', async () => {
    const { ended, loadSolver } = await watchedSolver()
    const proposal = await proposeWeek(crowdedTable, {
      seed: 1,
      present: null,
      loadSolver,
      secondsLeft: () => (ended.length > 0 ? 0 : Infinity),
    })
    if (proposal.kind !== 'impossible') throw new Error('It is impossible.')
    expect(proposal.contradiction).toEqual({
      asked: everythingAsked(crowdedTable),
      isIrreducible: false,
      isSmallest: false,
    })
    // What was not tried is not offered.
    expect(proposal.remedies).toEqual([])
    expect(ended).toHaveLength(1)
  })

  it('is proven once', async () => {
    const { ended, loadSolver } = await watchedSolver()
    const { kind } = await proposeWeek(crowdedTable, {
      seed: 1,
      present: null,
      loadSolver,
      secondsLeft: () => Infinity,
    })
    expect(kind).toBe('impossible')
    const [whole, ...others] = ended
    expect(others).not.toContainEqual(whole)
  })
})

describe('the time for a week', () => {
  it('that is met is asked for as such, and when it is out the week is answered', async () => {
    const asked: boolean[] = []
    const loadSolver = () => Promise.reject(new Error('There is no time to load it.'))
    const secondsLeft = (isMet: boolean) => {
      asked.push(isMet)
      return 0
    }
    const stopped = await proposeWeek(toBeProven, { seed: 1, present: null, loadSolver, secondsLeft })
    expect({ kind: stopped.kind, isBest: stopped.isBest, asked }).toEqual({
      kind: 'met',
      isBest: false,
      asked: [true],
    })
    const proven = await proposeWeek(toBeProven, {
      seed: 1,
      present: null,
      loadSolver: loadLinearSolver,
      secondsLeft: () => Infinity,
    })
    expect(proven).toEqual({ ...stopped, isBest: true })
  })

  it('that is not enough for the whole proof leaves the week as it was found, though a part of it was bettered', async () => {
    // Nobody need stay at a station; but who of the two goes to the table first no bound knows, for they are apart.
    const problem = weekProblem({
      groups: [group({ need: 1 }), group({ need: 1 })],
      stations: [table({ capacity: 2 }), station({ capacity: 2 }), station({ capacity: 2 })],
      blocks: days([2]),
      demands: [{ kind: 'apart', groups: [0, 1], blocks: [0, 1] }],
    })
    const week = Int32Array.of(1, 0, 1, 2)
    const measure = (one: Week) => measureWeek(problem, one)
    const { ended, loadSolver } = await watchedSolver()
    const proveIn = async (programs: number) => {
      const before = ended.length
      const effort = {
        mostNodes: 1000,
        secondsLeft: () => (ended.length - before < programs ? Infinity : 0),
      }
      const start = { week, measure: measure(week) }
      return proveBest(shapeWeek(problem), await loadSolver(), start, measure, effort)
    }
    expect(await proveIn(1)).toEqual({ week, isBest: false })
    const proven = await proveIn(Infinity)
    expect(proven.isBest).toBe(true)
    expect(measure(proven.week)).toMatchObject({ repeats: 0, waiting: 1 })
  })

  it('that cannot be is the time to decide', async () => {
    const asked = new Set<boolean>()
    const secondsLeft = (isMet: boolean) => {
      asked.add(isMet)
      return Infinity
    }
    await proposeWeek(crowdedTable, { seed: 1, present: null, loadSolver: loadLinearSolver, secondsLeft })
    expect([...asked]).toEqual([false])
  })

  it('is counted from the start, and once it is met anew', () => {
    let now = 100
    const secondsLeft = timeLeftOf(() => now, { toDecide: 50, toImprove: 10 })
    now = 140
    expect(secondsLeft(false)).toBe(10)
    now = 155
    expect(secondsLeft(false)).toBe(-5)
    expect(secondsLeft(true)).toBe(10)
    now = 160
    expect(secondsLeft(true)).toBe(5)
    now = 165
    expect(secondsLeft(true)).toBe(0)
  })
})
