import { piecesOf, setsOf } from './allowed-groups.ts'
import type { CostModel } from './cost-model.ts'
import { CoveringProgram } from './covering-program.ts'
import type { LinearSolver } from './linear-solver.ts'
import { Branching } from './price-by-branching.ts'

/** Larger groups have too many branches, and more pieces too many distances. */
const MOST_STUDENTS_IN_GROUP = 8
const MOST_PIECES = 2_500
const COLUMNS_A_TURN = 600
/** The linear program counts as solved when no group is cheaper by more. */
const ROUNDING = 1e-6

/** Whether a problem's groups can be priced one by one without listing them. */
export function canBePriced(model: CostModel): boolean {
  return (
    model.sign < 0 &&
    !model.topics &&
    !model.seatCosts &&
    model.sizeMin > 0 &&
    model.sizeMax <= MOST_STUDENTS_IN_GROUP &&
    model.unitCount <= MOST_PIECES
  )
}

/**
 * A bound for a grade or a school: the same linear program as in `prove`, but its groups are found by branching
 * (see `Branching`) instead of listed. Usually within 0.5 to 1.5 % of the best groups that a search finds.
 *
 * @param known groupings that keep every rule
 * @param isLate asked often; then there is no bound from here
 * @yields now and then
 * @returns the bound, or null when it was late
 */
export function* boundByPricing(
  model: CostModel,
  solver: LinearSolver,
  known: readonly Int32Array[],
  isLate: () => boolean,
): Generator<void, number | null, undefined> {
  const pieces = piecesOf(model)
  const branching = new Branching(model, pieces)
  const { groupCount } = model
  using program = new CoveringProgram(solver, { ...pieces, groupCount, mayBeFewer: false })
  const sets = known.flatMap(groups => setsOf(model, pieces, groups))
  program.add(sets.map(inside => ({ inside, cost: branching.cost(inside) })))
  for (;;) {
    const { prices, groupPrice } = program.solve()
    const search = branching.cheaper(prices, groupPrice - ROUNDING, COLUMNS_A_TURN)
    let found = search.next()
    for (; !found.done; found = search.next()) {
      if (isLate()) return null
      yield
    }
    if (program.add(found.value.columns) > 0) continue
    // No group is cheaper than the prices say, but by rounding: they are a bound.
    const sum = prices.reduce((total, price) => total + price, 0)
    return sum + groupCount * Math.min(groupPrice - ROUNDING, found.value.least)
  }
}
