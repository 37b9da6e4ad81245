import { findConflicts } from './conflicts.ts'
import type { LinearSolver } from './linear-solver.ts'
import type { Week, WeekProblem } from './week-problem.ts'
import { WeekProgram } from './week-program.ts'
import { shapeWeek } from './week-shape.ts'
import type { Work } from './work.ts'

/** Demands that ask for no more visits than there can be. */
export interface Loosened {
  readonly problem: WeekProblem
  /** Those that had to give way, and what is left of their `least`. */
  readonly demands: readonly { readonly demand: number; readonly visits: number }[]
  /** One in which everything holds then. */
  readonly week: Week
}

/**
 * The fewest visits less that let everything hold, and every group be at the table once where it can, by an integer
 * program: shared out over many demands rather than taken from one, and from groups that need the teacher least.
 *
 * @returns null if even then something cannot hold, or nothing was proven before the work was over
 */
export function loosenVisits(problem: WeekProblem, solver: LinearSolver, work: Work): Loosened | null {
  const exact = new WeekProgram(shapeWeek(problem), true).findFewestMissing(solver, work)
  if (exact.kind !== 'solved') return null
  const missing = findConflicts(problem, exact.week).flatMap(conflict =>
    conflict.kind === 'tooFew' ? [{ demand: conflict.demand, visits: conflict.visits }] : [],
  )
  let demands = problem.demands
  for (const { demand, visits } of missing) {
    const loosened = demands[demand]
    if ('least' in loosened) demands = demands.with(demand, { ...loosened, least: visits })
  }
  return { problem: { ...problem, demands }, demands: missing, week: exact.week }
}
