const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/
const WITH_YEAR_LAST = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4})(?:[ ,].*)?$/

/**
 * Reads a column of days as `2026-11-24`: `2026-11-24`, `24.11.2026`, and `11/24/2026` or `24/11/2026`. Which of two
 * numbers is the month is told by the other cells, for a column has one form: a number over 12 cannot be one. Where none
 * tells, days with a slash have the month first, as American exports have it.
 *
 * @returns one a cell, null where it is no day; and whether the month was taken for the first without being told
 */
export function readDays(cells: readonly string[]): { days: (string | null)[]; isGuessed: boolean } {
  const parts = cells.map(cell => WITH_YEAR_LAST.exec(cell.trim()))
  const slashed = parts.filter(part => part?.[2] === '/')
  const over = (place: 1 | 3) => slashed.some(part => Number(part?.[place]) > 12)
  const isDayFirst = over(1) && !over(3)
  const days = cells.map((cell, at) => {
    const iso = ISO.exec(cell.trim())
    if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
    const part = parts[at]
    if (!part) return null
    const [first, second, year] = [Number(part[1]), Number(part[3]), Number(part[4])]
    return part[2] === '/' && !isDayFirst ? day(year, first, second) : day(year, second, first)
  })
  const isEither = slashed.some(part => part?.[1] !== part?.[3])
  return { days, isGuessed: isEither && !over(1) && !over(3) }
}

function day(year: number, month: number, dayOfMonth: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth && year > 1900
  return exists ? date.toISOString().slice(0, 10) : null
}
