/** "1 student", "28 students". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`
}

const dayFormat = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** "2026-11-12" as "November 12, 2026". The day is text and belongs to no time zone. */
export function dayInWords(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`))
}

/** "the students" as "The students". */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Letters of the scripts that are written from right to left, Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * A name that is to stand among other words: one that is written from right to left keeps its full stop and its number,
 * and gives them to no other. For the screen and paper; an element's own name is put into a `bdi` instead. What begins
 * with a name of that kind already stays as it is.
 */
export const isolated = (name: string): string =>
  RIGHT_TO_LEFT.test(name) && !name.startsWith(FIRST_STRONG_ISOLATE)
    ? `${FIRST_STRONG_ISOLATE}${name}${POP_ISOLATE}`
    : name

/** "A", "A and B", "A, B and C"; for the screen and paper, see `isolated`. */
export const listed = (items: readonly string[]): string => listedAsWritten(items.map(isolated))

/** The same without a sign between the names that is not seen: for files that leave the program. */
export function listedAsWritten(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
