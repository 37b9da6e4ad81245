import { boundMeasure } from './bounds.ts'
import type { Effort } from './integer-program.ts'
import type { LinearSolver } from './linear-solver.ts'
import { FIGURES, type Measure } from './measure.ts'
import type { Week } from './week-problem.ts'
import { WeekProgram } from './week-program.ts'
import type { WeekShape } from './week-shape.ts'

/**
 * Proves figure by figure, in their order, that no week is better, or finds the one that is.
 *
 * @param start a week that meets the demands, and its measure
 * @returns the best week found, and whether it is proven to be the best; the start where the time was out, so that how
 *   far a computer came does not show in the week
 */
export function proveBest(
  shape: WeekShape,
  solver: LinearSolver,
  start: { readonly week: Week; readonly measure: Measure },
  measure: (week: Week) => Measure,
  effort: Effort,
): { readonly week: Week; readonly isBest: boolean } {
  const program = new WeekProgram(shape)
  let best = start
  for (const figure of FIGURES) {
    // More that is missed, or idle, than need be allows for weeks that the bound does not know.
    const least = boundMeasure(shape, best.measure)[figure]
    if (best.measure[figure] > least) {
      const better = program.findLeast(solver, figure, effort)
      if (better.kind !== 'solved') {
        const isOutOfTime = better.kind === 'unknown' && better.byClock
        return { week: isOutOfTime ? start.week : best.week, isBest: false }
      }
      const measured = measure(better.week)
      if (measured[figure] < best.measure[figure]) best = { week: better.week, measure: measured }
    }
    program.limit(figure, best.measure[figure])
  }
  return { week: best.week, isBest: true }
}
