import { findConflicts } from './conflicts.ts'
import { amendWeek, describeWeek, fillWeek, type FilledWeek } from './fill-week.ts'
import { loosenVisits } from './fewest-missing.ts'
import type { Effort } from './integer-program.ts'
import type { LinearSolver } from './linear-solver.ts'
import { compareMeasures, measureWeek } from './measure.ts'
import { proveBest } from './prove-best.ts'
import { findRemedies, type Remedy } from './remedies.ts'
import { findContradiction, type Contradiction } from './smallest-conflict.ts'
import type { Week, WeekProblem } from './week-problem.ts'
import { WeekProgram } from './week-program.ts'
import { shapeWeek, type WeekShape } from './week-shape.ts'

export interface ProposeOptions {
  readonly seed: number
  /** The week there is: if it meets all demands it stays as it is unless a better one is found. */
  readonly present: Week | null
  /** Loads the solver that proves (`loadLinearSolver`); asked only when the quick way does not suffice. */
  readonly loadSolver: () => Promise<LinearSolver>
  /**
   * Asked often; at 0 and below the best so far is answered. `isMet`: a week that meets all demands is known, and all that
   * goes on is the search for a better one, or the proof that there is none.
   */
  readonly secondsLeft: (isMet: boolean) => number
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
 * program, either way. For the same seed and present week the same; where the time ends
 * the proof that it is the best, it is the week found quickly.
 *
 * @throws InvalidWeek
 */
export async function proposeWeek(problem: WeekProblem, options: ProposeOptions): Promise<Proposal> {
  const { seed, secondsLeft } = options
  const quick = startOf(problem, options.present, seed)
  const isMet = (filled: FilledWeek) => filled.conflicts.length === 0
  if (quick.isBest || secondsLeft(isMet(quick)) <= 0)
    return { kind: isMet(quick) ? 'met' : 'unproven', ...quick }

  const solver = await options.loadSolver()
  const shape = shapeWeek(problem)
  if (isMet(quick)) return improve(problem, shape, quick, solver, secondsLeft)
  const effort = { mostNodes: MOST_NODES, secondsLeft: () => secondsLeft(false) }
  const exact = new WeekProgram(shape).findAny(solver, effort)
  if (exact.kind === 'impossible') return explain(problem, quick, solver, seed, effort)
  const found = exact.kind === 'solved' ? describeWeek(problem, exact.week) : quick
  // What the program found is believed only when the checker agrees.
  return isMet(found) ? improve(problem, shape, found, solver, secondsLeft) : { kind: 'unproven', ...quick }
}

/** A week found quickly: the one there is, amended, unless a new one is better or that still has conflicts. */
function startOf(problem: WeekProblem, present: Week | null, seed: number): FilledWeek {
  const amended = present && amendWeek(problem, present, seed)
  const isMet = ({ conflicts }: FilledWeek) => conflicts.length === 0
  if (amended?.isBest) return amended
  const anew = fillWeek(problem, seed)
  if (!amended || !isMet(amended)) return anew
  return isMet(anew) && compareMeasures(anew.measure, amended.measure) < 0 ? anew : amended
}

/** A week that meets all demands: proven to be the best, or a better one. */
function improve(
  problem: WeekProblem,
  shape: WeekShape,
  met: FilledWeek,
  solver: LinearSolver,
  secondsLeft: ProposeOptions['secondsLeft'],
): Proposal {
  const effort = { mostNodes: MOST_NODES, secondsLeft: () => secondsLeft(true) }
  const measure = (week: Week) => measureWeek(problem, week)
  const { week, isBest } = proveBest(shape, solver, met, measure, effort)
  if (findConflicts(problem, week).length > 0) return { kind: 'met', ...met }
  return { kind: 'met', ...describeWeek(problem, week, isBest) }
}

/** What was proven not to hold together, made as small as the time allows, and what would help. */
function explain(
  problem: WeekProblem,
  quick: FilledWeek,
  solver: LinearSolver,
  seed: number,
  effort: Effort,
): Proposal {
  const contradiction = findContradiction(problem, solver, seed, effort, [quick.week])
  const loosened = loosenVisits(problem, solver, effort)
  const remedies = findRemedies(problem, contradiction.asked, loosened, solver, seed, effort)
  // A week that only misses visits, and as few as can be, is better than one that overfills a room.
  const missing = loosened && fillWeek(loosened.problem, seed)
  const best = missing?.conflicts.length === 0 ? describeWeek(problem, missing.week) : quick
  return { kind: 'impossible', contradiction, remedies, ...best }
}
