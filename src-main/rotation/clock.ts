import type { Block } from './week-problem.ts'

const SECONDS_OF_A_DAY = 86_400
const DAYS_OF_A_WEEK = 7
const MILLISECONDS_OF_A_DAY = 86_400_000

/** A block as the clock sees it; breaks are blocks too. A block may end after midnight. */
export type TimedBlock = Pick<Block, 'day' | 'start' | 'minutes'>

/** A time in the cycle of weeks. */
export interface ClockTime {
  /** 0 = Monday of week A; see `dayOfCycle`. */
  readonly day: number
  /** Since midnight, as the clock on the wall shows it. */
  readonly seconds: number
}

/** What a board on the wall has to know. */
export interface Moment {
  /** null = no block is now. */
  readonly now: {
    readonly block: number
    readonly secondsPassed: number
    readonly secondsLeft: number
  } | null
  /** The block that begins next, today or on a later day, over the end of the cycle; null only without blocks. */
  readonly next: {
    readonly block: number
    /** From now to its start. */
    readonly secondsUntil: number
    /** Begins on the day that it is now. */
    readonly isToday: boolean
  } | null
}

/**
 * Which block is now, how long still, and which comes next. A block begins in its first second and is over in its last.
 * With a single block the next one is the same again, a cycle later. O(blocks).
 *
 * @param blocks in any order, without overlap
 * @param weeks of the cycle: 1, or 2 for weeks A and B
 */
export function momentAt(blocks: readonly TimedBlock[], weeks: number, time: ClockTime): Moment {
  const cycle = weeks * DAYS_OF_A_WEEK * SECONDS_OF_A_DAY
  const at = time.day * SECONDS_OF_A_DAY + time.seconds
  let now: Moment['now'] = null
  let next: Moment['next'] = null
  for (const [block, { day, start, minutes }] of blocks.entries()) {
    const begins = day * SECONDS_OF_A_DAY + start * 60
    const secondsPassed = modulo(at - begins, cycle)
    const secondsLeft = minutes * 60 - secondsPassed
    if (secondsLeft > 0) now = { block, secondsPassed, secondsLeft }
    // What begins this very second is now, not next.
    const secondsUntil = cycle - secondsPassed
    if (next === null || secondsUntil < next.secondsUntil) {
      next = { block, secondsUntil, isToday: time.seconds + secondsUntil < SECONDS_OF_A_DAY }
    }
  }
  return { now, next }
}

/**
 * The day of the cycle that a date is.
 *
 * @param date `YYYY-MM-DD`
 * @param mondayOfWeekA `YYYY-MM-DD`, a Monday
 * @param weeks of the cycle: 1 or 2
 * @returns 0 to 7 x weeks - 1, for dates before the first Monday too; NaN if a date is not one
 */
export function dayOfCycle(date: string, mondayOfWeekA: string, weeks: number): number {
  // Both at midnight of one time zone: whole days, whatever the clocks did in between.
  const days = (Date.parse(date) - Date.parse(mondayOfWeekA)) / MILLISECONDS_OF_A_DAY
  return modulo(days, weeks * DAYS_OF_A_WEEK)
}

/**
 * A day cut short: its blocks begin as they do and become shorter by one measure, each by whole minutes and no shorter
 * than one, so that the last ends in time. Free time between blocks shrinks with them. What ends in time stays as it is.
 *
 * @param endsAt minutes after midnight
 * @returns all blocks in their order; null if there is not a minute for each
 */
export function shortenDay<T extends TimedBlock>(
  blocks: readonly T[],
  day: number,
  endsAt: number,
): T[] | null {
  const ofDay = blocks.filter(block => block.day === day)
  const first = ofDay[0]
  const last = ofDay.at(-1)
  if (!first || !last || last.start + last.minutes <= endsAt) return [...blocks]
  const share = (endsAt - first.start) / (last.start + last.minutes - first.start)
  const shorter = (time: number) => first.start + Math.floor((time - first.start) * share)
  const shortened = blocks.map(block => {
    if (block.day !== day) return block
    const start = shorter(block.start)
    return { ...block, start, minutes: shorter(block.start + block.minutes) - start }
  })
  return shortened.every(({ minutes }) => minutes >= 1) ? shortened : null
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
