import { z } from 'zod'

/** What can go wrong, for code. The words for people stand in `message` and `remedy`. */
export const ProblemCode = z.enum([
  'invalidInput',
  'notFound',
  'rulesContradict',
  'unreadableFile',
  'wrongPassphrase',
  'importNotReady',
  'nothingToUndo',
  'groupingRunning',
  'cancelled',
  'databaseInUse',
  'databaseUnusable',
  'notSaved',
  'viewingOnly',
  'internal',
])
export type ProblemCode = z.infer<typeof ProblemCode>

export const Problem = z.object({
  code: ProblemCode,
  /** What happened, and to which row, student or file. */
  message: z.string(),
  /** What to do now; empty when there is nothing a person could do. */
  remedy: z.string(),
  /** Where in the program it happened, for whoever helps: operation, kind of error, code. Never a name or a score. */
  place: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>

/** The error an operation fails with; it crosses the door as a `Problem`. */
export class OperationError extends Error {
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options)
    this.name = 'OperationError'
    this.problem = problem
  }
}

/** How every answer travels through a host: the value, or the problem. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }
