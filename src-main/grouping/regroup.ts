import { costOf, modelCosts, type CostModel } from './cost-model.ts'
import { keepLabels } from './keep-labels.ts'
import type { GroupingProblem } from './problem.ts'
import { searchQuickly } from './search.ts'
import { standardise } from './standardise.ts'

/** One choice between fit and calm. */
export interface TradeOff {
  /** How many of those who sit somewhere today would change groups. */
  readonly moves: number
  /** What the groups then cost, without what moving costs: W for `similar`. */
  readonly cost: number
  readonly groups: Int32Array
}

/** Prices of a move that are tried, as shares of what one student costs on the mean. */
const PRICES = [
  0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.6, 2, 2.5, 3.2, 4, 6, 10, 30,
]

/**
 * How good the groups could be for how few moves: a curve from the fewest moves that keep the rules to the best
 * fit. Every price of a move is tried in turn, and of all groupings found those are kept that no other beats in
 * both (the parametric way; points between two kept ones that no price reaches are not found).
 *
 * @param today group of each student; -1 = in none
 * @yields after every price, 0 to 1; a class takes about a second
 * @returns by moves, rising, the cost falling; empty if the rules cannot hold
 */
export function* tradeOffs(
  problem: GroupingProblem,
  today: ArrayLike<number>,
  seed: number,
): Generator<number, TradeOff[], undefined> {
  const plain: GroupingProblem = { ...problem, stay: undefined }
  const model = modelCosts(plain, standardise(plain.scores, plain.weights))
  const found: TradeOff[] = []
  const note = (groups: Int32Array) =>
    found.push({ moves: movesBetween(today, groups), cost: costOf(model, groups), groups })
  const { each, all } = scaleOf(model, problem.scores.length)
  for (const [at, price] of [...PRICES.map(share => share * each), 1 + all].entries()) {
    const result = searchQuickly({ ...problem, stay: { groups: today, cost: price } }, seed)
    if (result.kind !== 'grouped') return []
    // Without a price the letters are as they came: the same groups may ask for fewer moves.
    note(price === 0 ? keepLabels(result.groups, today, problem.groupCount, problem.locked) : result.groups)
    yield (at + 1) / (PRICES.length + 1)
  }
  found.sort((a, b) => a.moves - b.moves || a.cost - b.cost)
  const kept: TradeOff[] = []
  for (const one of found) {
    const last = kept.at(-1)
    if (!last || one.cost < last.cost - 1e-9) kept.push(one)
  }
  return kept
}

/** What a student costs on the mean when badly placed, and all of them at most. */
function scaleOf({ sign, squares, topics }: CostModel, studentCount: number): { each: number; all: number } {
  const spread = sign === 0 ? 0 : squares.reduce((sum, one) => sum + one, 0)
  const passedOver = topics ? topics.costs.reduce((sum, cost) => sum + cost, 0) / topics.count : 0
  const most = topics ? topics.costs.reduce((sum, cost) => sum + cost, 0) : 0
  // Interests outweigh scores, but what few moves cost in scores is of interest too.
  const scale = spread > 0 ? spread : passedOver
  return { each: scale > 1e-9 ? scale / studentCount : 1, all: spread + most }
}

/** How many of those who sit somewhere today sit elsewhere then. */
export function movesBetween(today: ArrayLike<number>, then: ArrayLike<number>): number {
  let moves = 0
  for (let student = 0; student < then.length; student++) {
    if (today[student] >= 0 && today[student] !== then[student]) moves++
  }
  return moves
}
