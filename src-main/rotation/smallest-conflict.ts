import { everythingAsked, type Asked } from './asked.ts'
import { Decider } from './decide.ts'
import type { Effort } from './integer-program.ts'
import type { LinearSolver } from './linear-solver.ts'
import type { Week, WeekProblem } from './week-problem.ts'

/** What cannot hold together. */
export interface Contradiction {
  readonly asked: readonly Asked[]
  /** Proven: without any one of them the others can hold. */
  readonly isIrreducible: boolean
}

/**
 * The demands that cannot hold together, none of which can be left out: an irreducible infeasible set by the deletion
 * filter (Chinneck & Dravnieks 1991), many at a time first, then one by one. Places for everybody are left out before
 * locks, and locks before demands, so that the set rather names what was asked for.
 *
 * @param known weeks that may meet a part of it
 * @returns null if all demands can hold, or nothing was proven
 */
export function findContradiction(
  problem: WeekProblem,
  solver: LinearSolver,
  seed: number,
  effort: Effort,
  known: readonly Week[],
): Contradiction | null {
  const decider = new Decider(problem, solver, seed, effort)
  for (const week of known) decider.learn(week)
  let kept: readonly Asked[] = everythingAsked(problem)
  if (decider.decide(kept) !== 'impossible') return null
  for (let size = Math.ceil(kept.length / 2); size > 1; size = Math.ceil(size / 2)) {
    kept = leaveOut(kept, size, decider).kept
  }
  const { kept: asked, unknown } = leaveOut(kept, 1, decider)
  return { asked, isIrreducible: unknown === 0 }
}

/** Leaves out so many at a time wherever the rest is still impossible. */
function leaveOut(
  asked: readonly Asked[],
  size: number,
  decider: Decider,
): { readonly kept: readonly Asked[]; readonly unknown: number } {
  let kept = asked
  let unknown = 0
  for (let from = 0; from < asked.length; from += size) {
    const part = new Set(asked.slice(from, from + size))
    const without = kept.filter(one => !part.has(one))
    const decision = decider.decide(without)
    if (decision === 'impossible') kept = without
    if (decision === 'unknown') unknown++
  }
  return { kept, unknown }
}
