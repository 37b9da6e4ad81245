import { BALANCED, COLD, DEMANDS_FIRST, WeekAnnealing, type FoundWeek, type Weights } from './anneal-week.ts'
import { boundMeasure, firstVisits, leastCosts, leastIdle } from './bounds.ts'
import { findConflicts, type Conflict } from './conflicts.ts'
import { firstWeek } from './first-week.ts'
import { compareMeasures, measureWeek, type Measure } from './measure.ts'
import { withoutMisses } from './missed-visits.ts'
import { seededRandom } from './random.ts'
import { checkWeekProblem, type Week, type WeekProblem } from './week-problem.ts'
import { FREE, shapeWeek, type WeekShape } from './week-shape.ts'
import { WeekState } from './week-state.ts'

/** A filled week and all there is to say of it. */
export interface FilledWeek {
  readonly week: Week
  /** Every violation; none = all demands are met. */
  readonly conflicts: readonly Conflict[]
  readonly measure: Measure
  /** No week that meets the demands has a better measure. */
  readonly isBest: boolean
}

/** Proposals of each cooling, for each cell: some 120 ms for 8 groups x 6 stations x 25 blocks, if not ended before. */
const COOLINGS = [20, 60, 120]
const LEAST_PROPOSALS = 200
/** Short ones from the best week so far: those that go far come back with another week. */
const WALKS = { count: 4000, perCell: 0.05 }

/**
 * Fills a week quickly: all demands first, then the measure. What it says of the week is measured on the week itself; it
 * never claims that demands cannot be met. The same for the same seed on every machine.
 *
 * @throws InvalidWeek
 */
export function fillWeek(problem: WeekProblem, seed: number): FilledWeek {
  checkWeekProblem(problem)
  const shape = shapeWeek(problem)
  return describeWeek(problem, searchWeek(shape, seed, boundMeasure(shape), COOLINGS).week)
}

/** What there is to say of a filled week, by the checker and the bounds. */
export function describeWeek(problem: WeekProblem, week: Week, isKnownBest = false): FilledWeek {
  const conflicts = findConflicts(problem, week)
  const measure = measureWeek(problem, week)
  const isMet = conflicts.length === 0
  const reachesBound = isMet && compareMeasures(measure, boundMeasure(shapeWeek(problem))) <= 0
  return { week, conflicts, measure, isBest: isMet && (isKnownBest || reachesBound) }
}

/**
 * The best week of a few coolings, ended as soon as one meets the demands and reaches the bound. At first all table visits
 * stay as they are best by themselves; then only the first ones, as the least waiting has them that misses nobody who can be
 * there. Where the demands do not hold so, they come before all else, and then everything is weighed again.
 *
 * @param bound a week that is as good ends the search; null = any week that meets the demands does
 * @param coolings how many proposals each has for a cell
 */
export function searchWeek(
  shape: WeekShape,
  seed: number,
  bound: Measure | null,
  coolings: readonly number[],
): FoundWeek {
  const isGoodEnough = ({ violations, measure }: FoundWeek) =>
    violations === 0 && (bound === null || compareMeasures(measure, bound) <= 0)
  const random = seededRandom(seed)
  const anneal = (
    rules: WeekShape,
    start: Week,
    weights: Weights,
    isEnough: (found: FoundWeek) => boolean,
  ) => {
    const annealing = new WeekAnnealing(rules, new WeekState(rules, start), random, weights)
    for (const perCell of coolings) {
      annealing.run(Math.max(LEAST_PROPOSALS, perCell * shape.fixed.length), isEnough)
      if (isEnough(annealing.best)) break
      annealing.restart()
    }
    return annealing.best
  }
  const kept = withoutMisses(shape, 0)
  const withFirst = fixAtTable(shape, firstVisits(kept).plan)
  const early = anneal(withOtherVisits(withFirst, leastIdle(kept)), firstWeek(shape), BALANCED, isGoodEnough)
  if (isGoodEnough(early)) return early
  const isMet = ({ violations }: FoundWeek) => violations === 0
  if (isMet(early)) return anneal(withFirst, early.week, BALANCED, isGoodEnough)
  const met = anneal(shape, early.week, DEMANDS_FIRST, isMet)
  if (!isMet(met) || isGoodEnough(met)) return met
  return anneal(shape, met.week, BALANCED, isGoodEnough)
}

/**
 * The week there is, bettered by small steps so that most of it stays: cold walks, each a short one from the best week so
 * far. The same for the same seed on every machine.
 *
 * @throws InvalidWeek
 */
export function amendWeek(problem: WeekProblem, present: Week, seed: number): FilledWeek {
  checkWeekProblem(problem)
  const shape = shapeWeek(problem)
  const bound = boundMeasure(shape)
  const annealing = new WeekAnnealing(shape, new WeekState(shape, present), seededRandom(seed), BALANCED)
  const isBest = ({ violations, measure }: FoundWeek) =>
    violations === 0 && compareMeasures(measure, bound) <= 0
  for (let walk = 0; walk < WALKS.count && !isBest(annealing.best); walk++) {
    annealing.run(WALKS.perCell * shape.fixed.length, isBest, COLD)
    annealing.restart()
  }
  return describeWeek(problem, annealing.best.week)
}

/**
 * The same with all other table visits fixed as well, as they are best by themselves.
 *
 * @param idle table blocks that may stay empty
 */
function withOtherVisits(shape: WeekShape, idle: number): WeekShape {
  let planned = shape
  for (const [at, week] of shape.weeks.entries()) {
    // The last week makes up for what the others have left uneven.
    const span = at < shape.weeks.length - 1 ? week : shape.weeks.flat()
    if (week.length > 0)
      planned = fixAtTable(planned, leastCosts(withoutMisses(planned, 0), span, idle).atTable)
  }
  return planned
}

/** @param visits blocks x groups, 1 = at a table */
function fixAtTable(shape: WeekShape, visits: Uint8Array): WeekShape {
  const { stationCount, isTable, options } = shape
  const fixed = shape.fixed.map((station, cell) => {
    if (visits[cell] === 0 || station !== FREE) return station
    return isTable.findIndex((is, table) => is === 1 && options[cell * stationCount + table] === 1)
  })
  return { ...shape, fixed }
}
