import { decideFeasibility } from './feasibility.ts'
import type { GroupingProblem } from './problem.ts'
import { joinUnits } from './units.ts'

/** One thing the teacher asked for; `at` is its place in the problem's list. */
export type RuleReference =
  | { readonly kind: 'together' | 'apart' | 'locked'; readonly at: number }
  | { readonly kind: 'sizeMin' | 'sizeMax' | 'groupCount' }

/** What there is to say about rules before the search. */
export type RulesVerdict =
  | { readonly kind: 'possible'; readonly groups: Int32Array }
  /** None of these can be left out of the contradiction: giving up any one resolves it. */
  | { readonly kind: 'contradiction'; readonly rules: readonly RuleReference[] }
  | { readonly kind: 'unknown' }

/** Keeps the deletion filter quick: it asks once for every rule. */
const FILTER_NODE_LIMIT = 20_000

function withRules(
  problem: GroupingProblem,
  kept: readonly RuleReference[],
): Omit<GroupingProblem, 'weights'> {
  const only = <T>(list: readonly T[], kind: RuleReference['kind']) =>
    kept.flatMap(rule => (rule.kind === kind && 'at' in rule ? [list[rule.at]] : []))
  return {
    scores: problem.scores,
    groupCount: problem.groupCount,
    sizeMin: kept.some(rule => rule.kind === 'sizeMin') ? problem.sizeMin : 0,
    sizeMax: kept.some(rule => rule.kind === 'sizeMax')
      ? problem.sizeMax
      : Math.max(1, problem.scores.length),
    together: only(problem.together, 'together'),
    apart: only(problem.apart, 'apart'),
    locked: only(problem.locked, 'locked'),
  }
}

/**
 * Answers a grouping that keeps every rule, or the rules that contradict each other: a set from which no
 * rule can be left out (an irreducible infeasible set, by the deletion filter of Chinneck & Dravnieks
 * 1991). Rules are tried in the order apart, together, locks, sizes, from last to first, so that the set
 * rather names what was typed than the sizes. The number of groups is named where more groups would resolve it.
 */
export function findContradiction(problem: GroupingProblem): RulesVerdict {
  const verdict = decideFeasibility(problem)
  if (verdict.kind !== 'impossible') return verdict
  let kept: RuleReference[] = [
    { kind: 'sizeMin' },
    { kind: 'sizeMax' },
    ...problem.locked.map((_, at): RuleReference => ({ kind: 'locked', at })),
    ...problem.together.map((_, at): RuleReference => ({ kind: 'together', at })),
    ...problem.apart.map((_, at): RuleReference => ({ kind: 'apart', at })),
  ]
  for (const rule of [...kept]) {
    const without = kept.filter(other => other !== rule)
    // "Unknown" keeps the rule in: the set stays a contradiction, if perhaps not the smallest.
    if (decideFeasibility(withRules(problem, without), FILTER_NODE_LIMIT).kind === 'impossible')
      kept = without
  }
  // With more groups pairs can always be kept apart; so their number belongs to the contradiction.
  const wantsMoreGroups = !kept.some(rule => !('at' in rule)) && !joinUnits(withRules(problem, kept)).clash
  return { kind: 'contradiction', rules: wantsMoreGroups ? [...kept, { kind: 'groupCount' }] : kept }
}
