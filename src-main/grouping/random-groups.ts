import type { CostModel } from './cost-model.ts'
import type { Random } from './random.ts'
import { Seating } from './seating.ts'

/** Steps of the walk per unit: far more than it takes to forget where it began. */
const STEPS_PER_UNIT = 400

/**
 * Draws groups by lot: a long random walk over the groupings that keep every rule. Each step picks a student
 * and a group, and moves or swaps if the rules allow it; a step and its reverse are equally likely, so in the
 * end every grouping is (the Metropolis chain at infinite heat).
 *
 * @param first a grouping that keeps every rule
 */
export function drawGroups(model: CostModel, first: Int32Array, random: Random): Int32Array {
  const seating = new Seating(model, first)
  const { free } = seating
  if (free.length === 0) return first
  const hasRules = model.units.apartFrom.some(others => others.size > 0)
  for (let step = 0; step < STEPS_PER_UNIT * free.length; step++) {
    const unit = free[random.below(free.length)]
    const group = random.below(model.groupCount)
    // Rules may part the groupings into islands that only an exchange of whole sets joins.
    if (hasRules && random.next() < 0.05) seating.proposeExchange(unit, group, random, Infinity)
    else seating.propose(unit, group, random, Infinity)
  }
  return seating.groups()
}
