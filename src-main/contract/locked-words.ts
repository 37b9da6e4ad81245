import type { Problem } from './problem.ts'

/**
 * What changing a locked visit by hand is refused with, and what is said before it is tried.
 *
 * @param when "Monday 9:05"
 */
export const lockedProblem = (letter: string, when: string): Problem => ({
  code: 'invalidInput',
  message: `${letter}’s visit on ${when} is locked.`,
  remedy: 'Unlock it first (L).',
})
