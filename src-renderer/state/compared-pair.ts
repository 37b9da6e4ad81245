import type { PlanId } from '../../src-main/contract/ids.ts'

/** The plans on the left and on the right. */
export type Pair = readonly [PlanId, PlanId]

/**
 * The plans to compare: the last two if both are there and one of them is open; else the open one with the other of
 * the last two, or with its neighbour. The older stands on the left, so that a copy is told as what it changes.
 *
 * @param plans of the class, oldest first
 */
export function pairOf(last: Pair | null, open: PlanId | null, plans: readonly PlanId[]): Pair | null {
  if (open === null || plans.length < 2) return null
  const known = last?.filter(plan => plans.includes(plan)) ?? []
  if (last && known.length === 2 && known.includes(open)) return last
  const at = plans.indexOf(open)
  const other = known.find(plan => plan !== open) ?? plans[at > 0 ? at - 1 : 1]
  if (other === undefined) return null
  return plans.indexOf(other) < at ? [other, open] : [open, other]
}
