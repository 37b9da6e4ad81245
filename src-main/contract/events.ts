import { z } from 'zod'
import { ClassId, PlanId } from './ids.ts'
import { History } from './workspace.ts'

/** What the application tells every window. */
export const HorseshoeEvent = z.discriminatedUnion('type', [
  /** Something stored has changed; null = not one class or plan alone. */
  z.object({
    type: z.literal('changed'),
    classId: ClassId.nullable(),
    planId: PlanId.nullable(),
    history: History,
  }),
  z.object({
    type: z.literal('groupingProgress'),
    planId: PlanId,
    /** 0 to 1 of the time the run may take. */
    progress: z.number(),
    /** Best fit so far. */
    within: z.number(),
    total: z.number(),
  }),
])
export type HorseshoeEvent = z.infer<typeof HorseshoeEvent>
