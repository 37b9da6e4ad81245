import type { Shown } from './course.ts'

/** What a class has to be told: that it is another block now, that the time is up, or that it soon will be. */
export type Cue = 'change' | 'over' | 'cleanUp'

/** Longer than a hidden window is let sleep between two looks at the clock. */
const ASLEEP_MILLISECONDS = 90_000

/**
 * The cue between two looks at the course; null = nothing to tell.
 *
 * @param cleanUpMinutes 0 = never
 */
export function cueBetween(before: Shown, after: Shown, cleanUpMinutes: number): Cue | null {
  if (before.block?.blockId !== after.block?.blockId) return 'change'
  if (after.isOver) return before.isOver ? null : 'over'
  return isCleanUp(after, cleanUpMinutes) && !isCleanUp(before, cleanUpMinutes) ? 'cleanUp' : null
}

/** Whether it is time to tidy a station. Breaks and lessons of the whole class have none. */
export function isCleanUp({ block, length, left, isOver }: Shown, cleanUpMinutes: number): boolean {
  const warning = cleanUpMinutes * 60_000
  if (block?.kind !== 'rotation' || left === null || length === null || isOver) return false
  return left <= warning && warning < length
}

/** Whether a cue is to be heard: not twice for one change, and not for what happened while the computer slept. */
export function isHeard(cue: Cue, before: Shown, millisecondsBetween: number): boolean {
  if (millisecondsBetween > ASLEEP_MILLISECONDS) return false
  return cue !== 'change' || !before.isOver
}
