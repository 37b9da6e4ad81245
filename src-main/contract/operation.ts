import { z } from 'zod'

/**
 * One thing the application can be asked. `read` changes nothing; `change` is one transaction with a row
 * in the operation log; `work` runs for a while off the main thread and reports progress as events.
 */
export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'read' | 'change' | 'work'
  readonly input: I
  readonly output: O
}

/** Declares an operation that only reads. */
export function read<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Operation<I, O> {
  return { kind: 'read', input, output }
}

/** Declares an operation that changes what is stored, in one transaction. */
export function change<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Operation<I, O> {
  return { kind: 'change', input, output }
}

/** Declares a long operation that runs in a worker. */
export function work<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Operation<I, O> {
  return { kind: 'work', input, output }
}

export const Nothing = z.strictObject({})
/** What a change that has nothing to tell answers with. */
export const Done = z.object({})
