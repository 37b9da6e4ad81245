/** What a number in a workbook stands for, by the format it is shown in. */
export type NumberKind = 'number' | 'percent' | 'date'

/** Formats that every workbook has without saying so (ECMA-376, 18.8.30), those of East Asian calendars too. */
const BUILT_IN_DATES: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
]

/**
 * The kind of a number format.
 *
 * @param id its number in the workbook
 * @param code as the workbook writes it ("0.0%", "dd/mm/yyyy"); undefined for built-in ones
 */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (id === 9 || id === 10) return 'percent'
    return BUILT_IN_DATES.some(([first, last]) => id >= first && id <= last) ? 'date' : 'number'
  }
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/General/gi, '')
  if (bare.includes('%')) return 'percent'
  return /[dmyhs]/i.test(bare) ? 'date' : 'number'
}

/** A number as a person would type it: 15 digits as spreadsheets keep them, never with an exponent for small ones. */
export function numberText(value: number): string {
  const rounded = Number(value.toPrecision(15))
  const text = String(Object.is(rounded, -0) ? 0 : rounded)
  if (!text.includes('e-')) return text
  return rounded.toFixed(20).replace(/0+$/, '').replace(/\.$/, '')
}

const MILLISECONDS_A_DAY = 86_400_000
const LAST_DAY = 2_958_465

/**
 * A day of a workbook as `2026-11-24`, with `09:30` behind or alone where there is a time.
 *
 * @param serial days since the end of 1899, or since the start of 1904
 */
export function dateText(serial: number, from1904: boolean): string {
  const days = from1904 ? serial + 1462 : serial
  if (!(days >= 0 && days <= LAST_DAY)) return `${serial} (as a date)`
  // Lotus 1-2-3 thought 1900 a leap year, and so has every spreadsheet since.
  const corrected = !from1904 && days < 60 ? days + 1 : days
  const minutes = Math.round(corrected * 1440)
  const iso = new Date((minutes / 1440 - 25_569) * MILLISECONDS_A_DAY + 500).toISOString()
  const [day, time] = [iso.slice(0, 10), iso.slice(11, 16)]
  if (serial < 1 && !from1904) return time
  return time === '00:00' ? day : `${day} ${time}`
}
