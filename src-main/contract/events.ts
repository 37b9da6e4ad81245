import { z } from 'zod'
import { ClassId, PlanId } from './ids.ts'
import { Proof } from './plans.ts'
import { Problem } from './problem.ts'
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
    phase: z.enum(['searching', 'proving']),
    /** 0 to 1 of the work of this phase. */
    progress: z.number(),
    /** How good the groups found so far are; null where groups are not what is looked for. */
    proof: Proof.nullable(),
    /** How much smaller the differences inside them are than in the class, 0 to 1; null = not what is asked. */
    likeness: z.number().nullable(),
  }),
  z.object({
    type: z.literal('importProgress'),
    phase: z.enum(['reading', 'writing']),
    /** 0 to 1 of the work of this phase. */
    progress: z.number(),
  }),
  /** A file waits to be taken with `takeGivenFile`. */
  z.object({ type: z.literal('fileGiven') }),
  /** Something was chosen in the menu: the id of a command of the window. */
  z.object({ type: z.literal('asked'), command: z.string() }),
  /** The computer's screen was locked: its person went away. */
  z.object({ type: z.literal('screenLocked') }),
  /** Backups or copies were made or removed, or could not be: then with the reason. */
  z.object({ type: z.literal('keepingChanged'), problem: Problem.nullable() }),
])
export type HorseshoeEvent = z.infer<typeof HorseshoeEvent>
