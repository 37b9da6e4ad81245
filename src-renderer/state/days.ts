import { dayAfter, weekdayOf, weekOfDay } from '../../src-main/contract/clock-words.ts'
import type { Week } from '../../src-main/contract/rotation.ts'

/** Today where this computer stands, `2026-11-24`. */
export function todayHere(): string {
  const now = new Date()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return dayAfter(day, 1 - weekdayOf(day))
}

/** The latest day up to a given one that is such a weekday of such a week. */
export function latestOf(weekday: number, week: Week, weekAFrom: string | null, upTo: string): string {
  for (let back = 0; back < 14; back++) {
    const day = dayAfter(upTo, -back)
    if (weekdayOf(day) === weekday && (weekAFrom === null || weekOfDay(day, weekAFrom) === week)) return day
  }
  return upTo
}
