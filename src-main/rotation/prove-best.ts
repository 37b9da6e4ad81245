import { boundMeasure } from './bounds.ts'
import type { LinearSolver } from './linear-solver.ts'
import { FIGURES, type Measure } from './measure.ts'
import type { Week } from './week-problem.ts'
import { WeekProgram } from './week-program.ts'
import type { WeekShape } from './week-shape.ts'
import type { Work } from './work.ts'

/**
 * Proves figure by figure, in their order, that no week is better, or finds the one that is.
 *
 * @param start a week that meets the demands, and its measure
 * @returns the best week found, and whether it is proven to be the best
 */
export function proveBest(
  shape: WeekShape,
  solver: LinearSolver,
  start: { readonly week: Week; readonly measure: Measure },
  measure: (week: Week) => Measure,
  work: Work,
): { readonly week: Week; readonly isBest: boolean } {
  const program = new WeekProgram(shape)
  let best = start
  for (const figure of FIGURES) {
    // More that is missed, or idle, than need be allows for weeks that the bound does not know.
    const least = boundMeasure(shape, best.measure)[figure]
    if (best.measure[figure] > least) {
      const better = program.findLeast(solver, figure, work)
      if (better.kind !== 'solved') return { week: best.week, isBest: false }
      const measured = measure(better.week)
      if (measured[figure] < best.measure[figure]) best = { week: better.week, measure: measured }
    }
    program.limit(figure, best.measure[figure])
  }
  return { week: best.week, isBest: true }
}
