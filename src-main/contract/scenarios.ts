import { z } from 'zod'
import { ClassId, PlanId, StudentId } from './ids.ts'
import { change, read } from './operation.ts'
import { GroupingMode, PlanBoard } from './plans.ts'

/** A plan in one line, to choose among. */
export const PlanLine = z.object({
  planId: PlanId,
  name: z.string(),
  /** 0 = no groups were made yet. */
  groupCount: z.int(),
  mode: GroupingMode,
  /** How well the groups answer the plan's question, 0 to 1; null = there is nothing to measure. */
  answered: z.number().nullable(),
  /** Pair rules and size limits that the groups do not keep. */
  brokenCount: z.int(),
  unplacedCount: z.int(),
  /** The plan it was copied from, if that is still there. */
  copiedFrom: z.string().nullable(),
})
export type PlanLine = z.infer<typeof PlanLine>

/** One of two plans that are compared: its board, with groups and fit measured by the left plan's question. */
export const ComparedPlan = PlanBoard.omit({ plane: true }).extend({
  /** How well the groups answer the left plan's question, 0 to 1, over those who sit in a group in both plans. */
  answered: z.number().nullable(),
})
export type ComparedPlan = z.infer<typeof ComparedPlan>

/** Two groups that are taken for the same one, by their places on the boards; null = only one plan has it. */
export const ComparedPair = z.object({
  left: z.int().nullable(),
  right: z.int().nullable(),
  /** Who sits in both, by label. */
  stay: z.array(StudentId),
  /** Who sits only in the left plan's group: elsewhere, or in none, in the right plan. */
  leave: z.array(StudentId),
  /** Who sits only in the right plan's group. */
  join: z.array(StudentId),
})
export type ComparedPair = z.infer<typeof ComparedPair>

/** Two plans of a class side by side. */
export const PlanComparison = z.object({
  left: ComparedPlan,
  right: ComparedPlan,
  /** In the order of the left plan's groups, then groups that only the right plan has. */
  pairs: z.array(ComparedPair),
  /** Students who sit in a group in both plans, but not in the same one. */
  movedCount: z.int(),
  /** How much worse (or, negative, better) the right plan's groups fit, in percent; null = cannot be said. */
  fitChangePercent: z.number().nullable(),
  /** Both plans ask by the same mode, skills and weights. */
  sameQuestion: z.boolean(),
})
export type PlanComparison = z.infer<typeof PlanComparison>

export const scenarioOperations = {
  /** Every plan of a class in one line, oldest first. */
  readPlanLines: read(z.strictObject({ classId: ClassId }), z.array(PlanLine)),
  comparePlans: read(z.strictObject({ planId: PlanId, otherPlanId: PlanId }), PlanComparison),
  /** Puts another plan's groups on a plan's board, with names, aims and locks, as one step. The other plan stays. */
  adoptScenario: change(
    z.strictObject({ planId: PlanId, fromPlanId: PlanId }),
    z.object({ movedCount: z.int() }),
  ),
}
