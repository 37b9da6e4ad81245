import type { RuleReference } from './contradiction.ts'
import { decideFeasibility } from './feasibility.ts'
import type { GroupingProblem } from './problem.ts'
import { searchGroups, searchQuickly, type SearchOptions, type SearchResult } from './search.ts'

/** The pair rules and locks, each as a reference. */
export function rulesOf(problem: GroupingProblem): RuleReference[] {
  const of = (kind: 'together' | 'apart' | 'locked') =>
    problem[kind].map((_, at): RuleReference => ({ kind, at }))
  return [...of('together'), ...of('apart'), ...of('locked')]
}

/**
 * The same problem with one rule given up. A size limit is moved no further than it must be: to the first at
 * which everything else can hold; and so is the number of groups. null if no such limit helps.
 */
export function withoutRule(problem: GroupingProblem, rule: RuleReference): GroupingProblem | null {
  const n = problem.scores.length
  switch (rule.kind) {
    case 'together':
    case 'apart':
    case 'locked':
      return { ...problem, [rule.kind]: problem[rule.kind].filter((_, at) => at !== rule.at) }
    case 'sizeMin':
      return firstPossible(range(problem.sizeMin - 1, 0), sizeMin => ({ ...problem, sizeMin }))
    case 'sizeMax':
      return firstPossible(range(problem.sizeMax + 1, n), sizeMax => ({ ...problem, sizeMax }))
    case 'groupCount':
      return firstPossible(range(problem.groupCount + 1, n), groupCount => ({
        ...problem,
        groupCount,
        // More groups are smaller ones.
        sizeMin: Math.min(problem.sizeMin, Math.floor(n / groupCount)),
      }))
  }
}

function range(from: number, to: number): number[] {
  const step = from <= to ? 1 : -1
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => from + at * step)
}

function firstPossible(
  limits: readonly number[],
  relaxed: (limit: number) => GroupingProblem,
): GroupingProblem | null {
  for (const limit of limits) {
    const one = relaxed(limit)
    if (decideFeasibility(one).kind === 'possible') return one
  }
  return null
}

/** What giving up one rule of a contradiction would allow. */
export interface GivingUp {
  readonly rule: RuleReference
  /** The problem without it; for a limit, with the nearest one that helps. null = no limit helps. */
  readonly relaxed: GroupingProblem | null
  /** What good groups then cost; null when another contradiction is left. */
  readonly cost: number | null
}

/** For each rule of a contradiction what the groups could be without it. Some 50 ms a rule for a class. */
export function whatGivingUpAllows(
  problem: GroupingProblem,
  rules: readonly RuleReference[],
  seed: number,
): GivingUp[] {
  return rules.map(rule => {
    const relaxed = withoutRule(problem, rule)
    const found = relaxed && searchQuickly(relaxed, seed)
    return { rule, relaxed, cost: found?.kind === 'grouped' ? found.cost : null }
  })
}

/** What one rule costs. */
export interface RulePrice {
  readonly rule: RuleReference
  /** How much less the best groups would cost without it, 0 or more. */
  readonly price: number
  /** Both were proven to be the best: the price is exact. */
  readonly isExact: boolean
}

/**
 * The price of every pair rule and lock: what the best groups cost with all rules, less what they cost without
 * that one. Proven where a class is small enough.
 *
 * @yields 0 to 1
 * @returns null when the rules cannot hold
 */
export async function* pricesOfRules(
  problem: GroupingProblem,
  options: SearchOptions,
): AsyncGenerator<number, { cost: number; prices: RulePrice[] } | null, undefined> {
  const rules = rulesOf(problem)
  const best = await ended(searchGroups(problem, options))
  if (best.kind !== 'grouped') return null
  const prices: RulePrice[] = []
  for (const [at, rule] of rules.entries()) {
    yield (at + 1) / (rules.length + 1)
    const relaxed = withoutRule(problem, rule)
    const without = relaxed && (await ended(searchGroups(relaxed, options)))
    if (without?.kind !== 'grouped') continue
    prices.push({
      rule,
      price: Math.max(0, best.cost - without.cost),
      isExact: best.bound === best.cost && without.bound === without.cost,
    })
  }
  return { cost: best.cost, prices }
}

async function ended(search: ReturnType<typeof searchGroups>): Promise<SearchResult> {
  let step = await search.next()
  while (!step.done) step = await search.next()
  return step.value
}
