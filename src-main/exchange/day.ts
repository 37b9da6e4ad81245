const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/
const WITH_YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4})(?:[ ,].*)?$/

/**
 * Reads a day as `2026-11-24`: `2026-11-24`, `24.11.2026`, and `11/24/2026`, month first as American exports have it
 * unless that cannot be. Null when it is no day.
 */
export function readDay(text: string): string | null {
  const cell = text.trim()
  const iso = ISO.exec(cell)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const other = WITH_YEAR_LAST.exec(cell)
  if (!other) return null
  const [first, second, year] = [Number(other[1]), Number(other[3]), Number(other[4])]
  const isMonthFirst = other[2] === '/' && first <= 12
  return isMonthFirst ? day(year, first, second) : day(year, second, first)
}

function day(year: number, month: number, dayOfMonth: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth && year > 1900
  return exists ? date.toISOString().slice(0, 10) : null
}
