import { isolated } from '../../src-main/contract/isolated.ts'

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

/** "A", "A and B", "A, B and C"; for the screen and paper, see `isolated`. */
export const listed = (items: readonly string[]): string => listedAsWritten(items.map(isolated))

/** The same without a sign between the names that is not seen: for files that leave the program. */
export function listedAsWritten(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
