import { exactNameKey, nameKey } from './names.ts'

/** A student who is in the class already. */
export interface KnownStudent {
  readonly id: number
  readonly fullName: string
  readonly externalId: string | null
}

/** A row that is to be found among them. */
export interface NamedRow {
  readonly row: number
  readonly fullName: string
  readonly externalId: string | null
}

/** Who a row is: somebody known, somebody new, or one of several. */
export type Match =
  | { readonly kind: 'known'; readonly id: number }
  | { readonly kind: 'new' }
  | { readonly kind: 'ask'; readonly candidates: readonly number[] }

/**
 * Finds the rows of a file among the students of a class: by id; else by name (case, spaces and order set
 * aside; accents only if nobody has the exact name). Two students of the same name stay two: such rows are
 * asked about, unless `sameScores` tells that a row repeats what exactly one of them has. An id that differs
 * rules a student out. Nobody is matched twice.
 *
 * @param sameScores true when every score of the row is stored for that student already
 * @returns the match of each row, in order
 */
export function matchStudents<R extends NamedRow>(
  rows: readonly R[],
  students: readonly KnownStudent[],
  sameScores: (row: R, studentId: number) => boolean,
): Match[] {
  const taken = new Set<number>()
  const byId = new Map(students.flatMap(s => (s.externalId === null ? [] : [[s.externalId, s] as const])))
  const matches = new Map<R, Match>()

  for (const row of rows) {
    const student = row.externalId === null ? undefined : byId.get(row.externalId)
    if (!student || taken.has(student.id)) continue
    taken.add(student.id)
    matches.set(row, { kind: 'known', id: student.id })
  }

  const exact = groupBy(students, student => exactNameKey(student.fullName))
  const loose = groupBy(students, student => nameKey(student.fullName))
  const open = rows.filter(row => !matches.has(row))
  const namesakes = groupBy(open, row => exactNameKey(row.fullName))
  const candidatesOf = (row: R): readonly KnownStudent[] => {
    const named = exact.get(exactNameKey(row.fullName)) ?? loose.get(nameKey(row.fullName)) ?? []
    return named.filter(s => !taken.has(s.id) && (row.externalId === null || s.externalId === null))
  }

  // Rows that repeat what one namesake has settle themselves, and leave fewer for the others.
  for (const row of open) {
    const candidates = candidatesOf(row)
    const namesakeRows = namesakes.get(exactNameKey(row.fullName)) ?? []
    if (candidates.length <= 1 && namesakeRows.length <= 1) continue
    const same = candidates.filter(student => sameScores(row, student.id))
    const [only] = same
    if (!only || same.length > 1) continue
    taken.add(only.id)
    matches.set(row, { kind: 'known', id: only.id })
  }

  for (const row of open) {
    if (matches.has(row)) continue
    const candidates = candidatesOf(row)
    const rivals = (namesakes.get(exactNameKey(row.fullName)) ?? []).filter(other => !matches.has(other))
    const [only] = candidates
    if (!only) matches.set(row, { kind: 'new' })
    else if (candidates.length === 1 && rivals.length === 1) {
      taken.add(only.id)
      matches.set(row, { kind: 'known', id: only.id })
    }
  }
  return rows.map(
    row => matches.get(row) ?? { kind: 'ask', candidates: candidatesOf(row).map(({ id }) => id) },
  )
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const list = groups.get(key(item))
    if (list) list.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
