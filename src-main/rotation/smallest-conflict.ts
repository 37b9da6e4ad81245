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
  /** Proven: no other contradiction has fewer. */
  readonly isSmallest: boolean
}

/** Smaller contradictions are looked for among sets of so many, one of the other. */
const MOST_IN_SET = 3
const MOST_SETS = 20_000

/**
 * The demands that cannot hold together, none of which can be left out: an irreducible infeasible set by the deletion
 * filter (Chinneck & Dravnieks 1991), many at a time first, then one by one. Places for everybody are left out before
 * locks, and locks before demands, so that the set rather names what was asked for. Then all sets of up to three are
 * tried for a smaller one, the smallest first; most of them are met by a week that is known by then. When the time is out
 * it is what is known by then, at worst everything that is asked.
 *
 * @param problem one whose demands are proven not to hold together
 * @param known weeks that may meet a part of it
 */
export function findContradiction(
  problem: WeekProblem,
  solver: LinearSolver,
  seed: number,
  effort: Effort,
  known: readonly Week[],
): Contradiction {
  const decider = new Decider(problem, solver, seed, effort)
  for (const week of known) decider.learn(week)
  const all = everythingAsked(problem)
  let kept: readonly Asked[] = all
  for (let size = Math.ceil(kept.length / 2); size > 1; size = Math.ceil(size / 2)) {
    kept = leaveOut(kept, size, decider).kept
  }
  const { kept: asked, unknown } = leaveOut(kept, 1, decider)
  const { set, isSmallest } = smallerThan(asked.length, all, decider, effort)
  if (set) return { asked: set, isIrreducible: isSmallest, isSmallest }
  return { asked, isIrreducible: unknown === 0, isSmallest: isSmallest && unknown === 0 }
}

/** A contradiction of fewer than so many, and whether no smaller one was passed over. */
function smallerThan(
  count: number,
  all: readonly Asked[],
  decider: Decider,
  effort: Effort,
): { readonly set: readonly Asked[] | null; readonly isSmallest: boolean } {
  let tried = 0
  let unknown = 0
  for (let size = 1; size < count && size <= MOST_IN_SET; size++) {
    for (const set of setsOf(all, size)) {
      if (++tried > MOST_SETS || effort.secondsLeft() <= 0) return { set: null, isSmallest: false }
      const decision = decider.decide(set)
      if (decision === 'impossible') return { set, isSmallest: unknown === 0 }
      if (decision === 'unknown') unknown++
    }
  }
  return { set: null, isSmallest: unknown === 0 && count <= MOST_IN_SET + 1 }
}

/** All sets of so many, in the order of the list. */
function* setsOf(all: readonly Asked[], size: number, from = 0): Generator<readonly Asked[]> {
  if (size === 0) yield []
  for (let at = from; at < all.length && size > 0; at++) {
    for (const rest of setsOf(all, size - 1, at + 1)) yield [all[at], ...rest]
  }
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
