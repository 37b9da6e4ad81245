import { exactNameKey } from './names.ts'

/** What a row says of its student. */
export interface NamedRow {
  /** Line in the file, 1 = first. */
  readonly row: number
  readonly fullName: string
  readonly externalId: string | null
  /** As `2015-03-04`. */
  readonly birthDate: string | null
}

/**
 * What a row is remembered by, once it was asked who it is: its name and birth date, and which of how many such rows
 * it is. Two rows of one name keep their order in the exports of one system; where their number has changed, they
 * are asked about again.
 *
 * @returns one a row, no two alike
 */
export function rowKeys(rows: readonly NamedRow[]): string[] {
  const keys = rows.map(({ fullName, birthDate }) => `${exactNameKey(fullName)}|${birthDate ?? ''}`)
  const totals = new Map<string, number>()
  for (const key of keys) totals.set(key, (totals.get(key) ?? 0) + 1)
  const seen = new Map<string, number>()
  return keys.map(key => {
    const nth = (seen.get(key) ?? 0) + 1
    seen.set(key, nth)
    return `${key}|${nth}/${totals.get(key) ?? 1}`
  })
}
