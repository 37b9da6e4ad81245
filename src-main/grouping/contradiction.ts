import { decideFeasibility } from './feasibility.ts'
import type { GroupingRules } from './problem.ts'
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

function withRules(problem: GroupingRules, kept: readonly RuleReference[]): GroupingRules {
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

/** Smaller contradictions are looked for among so many sets of rules. */
const MOST_SETS = 6_000
const MOST_RULES_IN_SET = 3

/**
 * Answers a grouping that keeps every rule, or the rules that contradict each other: a set from which no
 * rule can be left out (an irreducible infeasible set, by the deletion filter of Chinneck & Dravnieks
 * 1991), and the smallest such set as far as sets of up to three rules can be tried. Rules are tried in the order apart, together, locks, sizes, from last to first, so that the set
 * rather names what was typed than the sizes. The number of groups is named where more groups would resolve it.
 */
export function findContradiction(problem: GroupingRules): RulesVerdict {
  const verdict = decideFeasibility(problem)
  if (verdict.kind !== 'impossible') return verdict
  const all: RuleReference[] = [
    { kind: 'sizeMin' },
    { kind: 'sizeMax' },
    ...problem.locked.map((_, at): RuleReference => ({ kind: 'locked', at })),
    ...problem.together.map((_, at): RuleReference => ({ kind: 'together', at })),
    ...problem.apart.map((_, at): RuleReference => ({ kind: 'apart', at })),
  ]
  let kept = all
  for (const rule of all) {
    const without = kept.filter(other => other !== rule)
    // "Unknown" keeps the rule in: the set stays a contradiction, if perhaps not the smallest.
    if (decideFeasibility(withRules(problem, without), FILTER_NODE_LIMIT).kind === 'impossible')
      kept = without
  }
  kept = smallerContradiction(problem, all, kept.length) ?? kept
  // With more groups pairs can always be kept apart; so their number belongs to the contradiction.
  const wantsMoreGroups = !kept.some(rule => !('at' in rule)) && !joinUnits(withRules(problem, kept)).clash
  return { kind: 'contradiction', rules: wantsMoreGroups ? [...kept, { kind: 'groupCount' }] : kept }
}

/** A contradiction of fewer than `than` rules, the smallest first; null if none was found. */
function smallerContradiction(
  problem: GroupingRules,
  rules: readonly RuleReference[],
  than: number,
): RuleReference[] | null {
  let tried = 0
  function* sets(size: number, from: number): Generator<RuleReference[]> {
    if (size === 0) yield []
    for (let at = from; at < rules.length && size > 0; at++) {
      for (const rest of sets(size - 1, at + 1)) yield [rules[at], ...rest]
    }
  }
  for (let size = 1; size < than && size <= MOST_RULES_IN_SET; size++) {
    for (const set of sets(size, 0)) {
      if (++tried > MOST_SETS) return null
      if (decideFeasibility(withRules(problem, set), FILTER_NODE_LIMIT).kind === 'impossible') return set
    }
  }
  return null
}
