import { costOf, modelCosts } from './cost-model.ts'
import { keepLabels } from './keep-labels.ts'
import type { GroupingProblem } from './problem.ts'
import { movesBetween } from './regroup.ts'
import { searchQuickly } from './search.ts'
import { standardise } from './standardise.ts'

/** Another grouping that is almost as good. */
export interface Alternative {
  readonly groups: Int32Array
  /** In the problem's own terms: W for `similar`. */
  readonly cost: number
  /** How many students sit elsewhere than in the given grouping, letters matched as well as can be. */
  readonly different: number
}

const PRICES = [0.003, 0.01, 0.03, 0.06, 0.12, 0.25]

/**
 * Groupings that are nearly as good as the given one and differ from it and from each other by at least
 * `leastDifferent` students. Pairs that sit together in one found already cost a little more each time, until
 * the search answers something new; the cheapest such price is the best alternative.
 *
 * @yields 0 to 1
 * @returns at most `count`, the best first
 */
export function* alternativesTo(
  problem: GroupingProblem,
  best: ArrayLike<number>,
  seed: number,
  count: number,
  leastDifferent: number,
): Generator<number, Alternative[], undefined> {
  const profiles = standardise(problem.scores, problem.weights)
  const model = modelCosts(problem, profiles)
  const squares = profiles.values.reduce((sum, value) => sum + value * value, 0)
  const n = problem.scores.length
  const spread = model.sign < 0 ? costOf(model, best) : squares
  // Where nothing costs anything, any price will do.
  const unit = spread > 1e-9 ? spread / n : 1
  const found: Alternative[] = []
  const known: ArrayLike<number>[] = [best]
  for (let turn = 0; turn < count; turn++) {
    for (const [at, price] of PRICES.entries()) {
      yield (turn + at / PRICES.length) / count
      const met = known.flatMap(groups => pairsOf(groups))
      const variety = { met: [...(problem.variety?.met ?? []), ...met], cost: price * unit }
      const result = searchQuickly({ ...problem, variety }, seed + turn)
      if (result.kind !== 'grouped') return found
      const named = (other: ArrayLike<number>) =>
        keepLabels(result.groups, other, problem.groupCount, problem.locked)
      const different = (other: ArrayLike<number>) => movesBetween(other, named(other))
      if (known.some(other => different(other) < leastDifferent)) continue
      const groups = named(best)
      found.push({ groups, cost: costOf(model, groups), different: movesBetween(best, groups) })
      known.push(groups)
      break
    }
  }
  return found.sort((a, b) => a.cost - b.cost)
}

function pairsOf(groups: ArrayLike<number>): [number, number, number][] {
  const pairs: [number, number, number][] = []
  for (let a = 0; a < groups.length; a++) {
    for (let b = a + 1; b < groups.length; b++) if (groups[a] === groups[b]) pairs.push([a, b, 1])
  }
  return pairs
}
