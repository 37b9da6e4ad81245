// Without zod, so that a window can import it; see limits.ts.

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** A week A begins on one of these days: a year that is half typed is none of theirs. */
export const WEEK_A_BEGINS = { earliest: '2000-01-03', latest: '2100-12-31' } as const

/** @param weekday 1 = Monday to 7 = Sunday */
export function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? ''
}

/**
 * A time of a school day as it is said there: "9:10", "1:05".
 *
 * @param minute minutes after midnight
 */
export function clockTime(minute: number): string {
  const hour = Math.floor(minute / 60) % 12
  return `${hour === 0 ? 12 : hour}:${String(minute % 60).padStart(2, '0')}`
}

/** The weekday of a day such as `2026-11-24`: 1 = Monday to 7 = Sunday. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T12:00Z`).getUTCDay() + 6) % 7) + 1
}

/** The day so many days later, or earlier if less than 0. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * Which of two weeks that alternate a day is in.
 *
 * @param weekAFrom the Monday of a week A; null = every week is `a`
 */
export function weekOfDay(day: string, weekAFrom: string | null): 'a' | 'b' {
  if (weekAFrom === null) return 'a'
  const days = (Date.parse(`${day}T12:00Z`) - Date.parse(`${weekAFrom}T12:00Z`)) / 86_400_000
  return Math.floor(days / 7) % 2 === 0 ? 'a' : 'b'
}
