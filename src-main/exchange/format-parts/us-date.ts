const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/
const TIME = /[T\s](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap])?\.?m?/i

/**
 * A date, with a time or without, as systems of the United States write it: `2026-09-14`, `9/14/26`,
 * `09/14/2026 2:05:00 PM`. The month comes first, unless it cannot be one.
 *
 * @returns a text that sorts in time, `2026-09-14T14:05:00` (midnight without a time); null if it is no date
 */
export function readUsDate(text: string): string | null {
  const first = YEAR_FIRST.exec(text)
  const last = first ? null : YEAR_LAST.exec(text)
  const parts = first ? [first[1], first[2], first[3]] : last ? [last[3], last[1], last[2]] : null
  if (!parts) return null
  const [written = 0, one = 0, two = 0] = parts.map(Number)
  const year = last?.[3]?.length === 2 ? 2000 + written : written
  const [month, day] = last && one > 12 ? [two, one] : [one, two]
  const at = Date.UTC(year, month - 1, day)
  const date = new Date(at)
  if (year < 1990 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null

  const time = TIME.exec(text)
  const [hour, minute, second] = time ? [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)] : [0, 0, 0]
  const half = time?.[4]?.toLowerCase()
  const hours = half === 'p' && hour < 12 ? hour + 12 : half === 'a' && hour === 12 ? 0 : hour
  const digits = (number: number) => String(number).padStart(2, '0')
  return `${date.toISOString().slice(0, 10)}T${digits(hours)}:${digits(minute)}:${digits(second)}`
}

/** The day of what `readUsDate` gave: `2026-09-14`; null where it gave nothing. */
export function dayOf(moment: string | null): string | null {
  return moment ? moment.slice(0, 10) : null
}
