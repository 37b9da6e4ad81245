import type { SpareBlock } from './add-block.ts'
import { findConflicts } from './conflicts.ts'
import { Decider } from './decide.ts'
import { amendWeek, describeWeek, fillWeek, type FilledWeek } from './fill-week.ts'
import { loosenVisits, type Loosened } from './fewest-missing.ts'
import type { LinearSolver } from './linear-solver.ts'
import { compareMeasures, measureWeek } from './measure.ts'
import { proveBest } from './prove-best.ts'
import { findRemedies, type Remedy, type Together } from './remedies.ts'
import { findContradiction, type Contradiction } from './smallest-conflict.ts'
import type { Week, WeekProblem } from './week-problem.ts'
import { WeekProgram } from './week-program.ts'
import { shapeWeek, type WeekShape } from './week-shape.ts'
import { Work } from './work.ts'

export interface ProposeOptions {
  readonly seed: number
  /** The week there is: if it meets all demands it stays as it is unless a better one is found. */
  readonly present: Week | null
  /** Loads the solver that proves (`loadLinearSolver`); asked only when the quick way does not suffice. */
  readonly loadSolver: () => Promise<LinearSolver>
  /** Blocks that could be added, if that helps. */
  readonly spare?: readonly SpareBlock[]
  /** What would help is not done to one of these alone; each by itself, if nothing is said. */
  readonly together?: Together
  /** Steps of `Work`; `MOST_WORK`, if nothing is said. */
  readonly most?: WorkLimits
}

/** How much there may be to do, in steps of `Work`: the same on every computer, however long it takes there. */
export interface WorkLimits {
  /** Until a week that meets all demands is known, or what cannot be is proven and explained. */
  readonly toDecide: number
  /** After that, to prove that it is the best or to find a better one. */
  readonly toImprove: number
}

/**
 * Enough for most proofs that demands cannot hold together, and for what would help; but a week that meets every demand is
 * not kept back for long to prove that no better one exists. On a usual computer some eight seconds, and one and a half.
 */
export const MOST_WORK: WorkLimits = { toDecide: 300_000_000, toImprove: 60_000_000 }

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
    /** Neither a week without conflicts nor a proof was found before the work was over. */
    | { readonly kind: 'unproven' }
  )

/**
 * Proposes a week, exactly where that can be done: first quickly; what that cannot settle is settled by an integer
 * program, either way. For the same problem, seed and present week the same on every computer.
 *
 * @throws InvalidWeek
 */
export async function proposeWeek(problem: WeekProblem, options: ProposeOptions): Promise<Proposal> {
  const { seed, most = MOST_WORK } = options
  const quick = startOf(problem, options.present, seed)
  const isMet = (filled: FilledWeek) => filled.conflicts.length === 0
  const [toDecide, toImprove] = [new Work(most.toDecide), new Work(most.toImprove)]
  if (quick.isBest || (isMet(quick) ? toImprove : toDecide).isOver)
    return { kind: isMet(quick) ? 'met' : 'unproven', ...quick }

  const solver = await options.loadSolver()
  const shape = shapeWeek(problem)
  if (isMet(quick)) return improve(problem, shape, quick, solver, toImprove)
  const exact = new WeekProgram(shape).findAny(solver, toDecide)
  if (exact.kind === 'impossible') return explain(problem, options, quick, solver, toDecide)
  const found = exact.kind === 'solved' ? describeWeek(problem, exact.week) : quick
  // What the program found is believed only when the checker agrees.
  return isMet(found) ? improve(problem, shape, found, solver, toImprove) : { kind: 'unproven', ...quick }
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
  work: Work,
): Proposal {
  const measure = (week: Week) => measureWeek(problem, week)
  const { week, isBest } = proveBest(shape, solver, met, measure, work)
  if (findConflicts(problem, week).length > 0) return { kind: 'met', ...met }
  return { kind: 'met', ...describeWeek(problem, week, isBest) }
}

/** What was proven not to hold together, made as small as the work allows, and what would help. */
function explain(
  problem: WeekProblem,
  { seed, spare, together }: ProposeOptions,
  quick: FilledWeek,
  solver: LinearSolver,
  work: Work,
): Proposal {
  const decider = new Decider(problem, solver, seed, work)
  decider.learn(quick.week)
  const contradiction = findContradiction(problem, decider, work)
  const loosened = loosenVisits(problem, solver, work)
  const remedies = findRemedies(problem, contradiction.asked, loosened, decider, spare, together)
  // A week that only misses visits, and as few as can be, is better than one that leaves out something else.
  const best = loosened ? describeWeek(problem, bestOf(loosened, seed)) : quick
  return { kind: 'impossible', contradiction, remedies, ...best }
}

/** A week that meets what is left of the demands: a new one, or the known one bettered. */
function bestOf({ problem, week }: Loosened, seed: number): Week {
  const anew = fillWeek(problem, seed)
  return anew.conflicts.length === 0 ? anew.week : amendWeek(problem, week, seed).week
}
