import { loadLinearSolver } from '../../grouping/linear-solver.ts'
import type { GroupingProblem } from '../../grouping/problem.ts'
import { searchGroups, type SearchResult } from '../../grouping/search.ts'

/** A search with its times, in milliseconds from its start. */
export interface TimedResult {
  readonly result: SearchResult
  /** When the first groups that keep every rule were there. */
  readonly firstMs: number
  /** When the groups that were answered were there. */
  readonly bestMs: number
  readonly totalMs: number
}

/**
 * Runs a search to its end, or until `seconds` have passed. What can be proven is proven; else the search does the
 * work of so many seconds of an ordinary computer, so that the same seed gives the same answer on a computer
 * that is not slower.
 */
export async function timedSearch(
  problem: GroupingProblem,
  seed: number,
  seconds: number,
): Promise<TimedResult> {
  const started = performance.now()
  const passed = () => performance.now() - started
  const shouldStop = () => passed() > seconds * 1000
  // A little is left for the last descent.
  const timePassed = () => passed() / (seconds * 970)
  const search = searchGroups(problem, {
    seed,
    seconds,
    timePassed,
    loadSolver: loadLinearSolver,
    shouldStop,
  })
  let firstMs = NaN
  let bestMs = NaN
  let best = Infinity
  const note = (cost: number) => {
    if (Number.isNaN(firstMs)) firstMs = passed()
    if (cost < best) bestMs = passed()
    best = Math.min(best, cost)
  }
  for (let step = await search.next(); ; step = await search.next()) {
    if (step.done) {
      if (step.value.kind === 'grouped') note(step.value.cost)
      return { result: step.value, firstMs, bestMs, totalMs: passed() }
    }
    const { cost, bound, groups } = step.value
    note(cost)
    if (shouldStop())
      return { result: { kind: 'grouped', cost, bound, groups }, firstMs, bestMs, totalMs: passed() }
  }
}
