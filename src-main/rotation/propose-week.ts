import { boundMeasure } from './bounds.ts'
import { findConflicts } from './conflicts.ts'
import { describeWeek, fillWeek, type FilledWeek } from './fill-week.ts'
import { loosenVisits } from './fewest-missing.ts'
import type { LinearSolver } from './linear-solver.ts'
import { measureWeek } from './measure.ts'
import { findRemedies, type Remedy } from './remedies.ts'
import { findContradiction, type Contradiction } from './smallest-conflict.ts'
import type { WeekProblem } from './week-problem.ts'
import { proveBest, WeekProgram } from './week-program.ts'
import { shapeWeek } from './week-shape.ts'

export interface ProposeOptions {
  readonly seed: number
  /** Loads the solver that proves (`loadLinearSolver`); asked only when the quick way does not suffice. */
  readonly loadSolver: () => Promise<LinearSolver>
  /** Asked often; then the best so far is answered. */
  readonly shouldStop: () => boolean
}

export type Proposal = FilledWeek &
  (
    | /** The checker found no conflict. `isBest`: proven that no week has a better measure. */
      { readonly kind: 'met' }
      /** Proven that not everything can hold: this set cannot. The week is the best found, its conflicts all there are. */
    | {
        readonly kind: 'impossible'
        readonly contradiction: Contradiction
        readonly remedies: readonly Remedy[]
      }
    /** Neither a week without conflicts nor a proof was found in the time. */
    | { readonly kind: 'unproven' }
  )

/** Nodes of one search tree. Seconds, on a slow computer. */
const MOST_NODES = 3_000

/**
 * Proposes a week, exactly where that can be done: first quickly; what that cannot settle is settled by an integer
 * program, either way. For the same seed the same, unless it was stopped.
 *
 * @throws InvalidWeek
 */
export async function proposeWeek(problem: WeekProblem, options: ProposeOptions): Promise<Proposal> {
  const { seed, shouldStop } = options
  const quick = fillWeek(problem, seed)
  if (quick.isBest) return { kind: 'met', ...quick }
  const isMet = (filled: FilledWeek) => filled.conflicts.length === 0
  if (shouldStop()) return { kind: isMet(quick) ? 'met' : 'unproven', ...quick }

  const solver = await options.loadSolver()
  const effort = { mostNodes: MOST_NODES, shouldStop }
  const shape = shapeWeek(problem)
  let filled = quick
  if (!isMet(quick)) {
    const exact = new WeekProgram(shape).findAny(solver, effort)
    if (exact.kind === 'impossible') {
      const contradiction = findContradiction(problem, solver, seed, effort, [quick.week])
      if (!contradiction) return { kind: 'unproven', ...quick }
      const loosened = loosenVisits(problem, solver, effort)
      const remedies = findRemedies(problem, contradiction.asked, loosened, solver, seed, effort)
      // A week that only misses visits, and as few as can be, is better than one that overfills a room.
      const missing = loosened && fillWeek(loosened.problem, seed)
      const best = missing && isMet(missing) ? describeWeek(problem, missing.week) : quick
      return { kind: 'impossible', contradiction, remedies, ...best }
    }
    if (exact.kind === 'solved') filled = describeWeek(problem, exact.week)
    if (!isMet(filled)) return { kind: 'unproven', ...quick }
  }
  const { week, isBest } = proveBest(
    shape,
    solver,
    filled,
    boundMeasure(shape),
    candidate => measureWeek(problem, candidate),
    effort,
  )
  // What the program found is believed only when the checker agrees.
  if (findConflicts(problem, week).length > 0) return { kind: 'met', ...filled }
  return { kind: 'met', ...describeWeek(problem, week, isBest) }
}
