import { exactNameKey, nameKey } from './names.ts'
import { rowKeys, type NamedRow } from './row-keys.ts'
import { SimilarNames } from './similar-names.ts'

/** A student who is in the class already. */
export interface KnownStudent {
  readonly id: number
  readonly fullName: string
  /** Ids by source. */
  readonly ids: ReadonlyMap<string, string>
  /** As `2015-03-04`; null = not known. */
  readonly birthDate: string | null
}

/** Why it has to be asked who a row is. */
export type Doubt = 'sameName' | 'otherBirthDate' | 'similarName'

/** Who a row is: somebody known, somebody new, or perhaps one of some. */
export type Match =
  | { readonly kind: 'known'; readonly id: number }
  | { readonly kind: 'new' }
  | {
      readonly kind: 'ask'
      readonly doubt: Doubt
      readonly candidates: readonly number[]
      /** Who it was when it was asked before; null = it was not. */
      readonly remembered: number | null
    }

export interface Matching<R extends NamedRow> {
  /** Where the rows come from: their ids are compared with ids from there. */
  readonly source: string
  /** True when every score of the row is stored for that student already. */
  readonly sameScores: (row: R, studentId: number) => boolean
  /** Answers to earlier questions about rows of this source: the student by row key. */
  readonly remembered: ReadonlyMap<string, number>
}

/**
 * Finds the rows of a file among the students of a class: by the id of that source; else by name and birth date; else
 * by a name that is there once (case, spaces and order set aside; accents only if nobody has the exact name). Rows of
 * namesakes settle themselves where their id in another system or their scores do; else they are asked about, and so
 * is a row whose name is only similar to that of somebody whom no row names, or whose birth date differs. An id of
 * the same source that differs rules a student out. Nobody is matched twice; two students of one name stay two.
 *
 * @returns the match of each row, in order
 */
export function matchStudents<R extends NamedRow>(
  rows: readonly R[],
  students: readonly KnownStudent[],
  { source, sameScores, remembered }: Matching<R>,
): Match[] {
  const taken = new Set<number>()
  const matches = new Map<R, Match>()
  const take = (row: R, { id }: KnownStudent) => {
    taken.add(id)
    matches.set(row, { kind: 'known', id })
  }
  const open = () => rows.filter(row => !matches.has(row))

  const byId = groupBy(
    students.filter(student => student.ids.has(source)),
    student => student.ids.get(source) ?? '',
  )
  for (const row of rows) {
    const [student, second] = row.externalId === null ? [] : (byId.get(row.externalId) ?? [])
    if (student && !second && !taken.has(student.id)) take(row, student)
  }

  const exact = groupBy(students, student => exactNameKey(student.fullName))
  const loose = groupBy(students, student => nameKey(student.fullName))
  const isRuledOut = (row: R, student: KnownStudent) =>
    taken.has(student.id) ||
    (row.externalId !== null && student.ids.has(source) && student.ids.get(source) !== row.externalId)
  const namesakesOf = (row: R) =>
    (exact.get(exactNameKey(row.fullName)) ?? loose.get(nameKey(row.fullName)) ?? []).filter(
      student => !isRuledOut(row, student),
    )
  const candidatesOf = (row: R) => namesakesOf(row).filter(student => !haveOtherBirthDates(row, student))
  const rowsNamed = groupBy(rows, row => exactNameKey(row.fullName))
  const rivalsOf = (row: R) =>
    (rowsNamed.get(exactNameKey(row.fullName)) ?? []).filter(other => other !== row && !matches.has(other))

  /** Takes the one candidate for which something speaks that speaks for no other, and for no other row. */
  const settle = (speaks: (row: R, student: KnownStudent) => boolean) => {
    for (const row of open()) {
      const [only, second] = candidatesOf(row).filter(student => speaks(row, student))
      if (only && !second && !rivalsOf(row).some(other => speaks(other, only))) take(row, only)
    }
  }
  settle((row, student) => row.birthDate !== null && row.birthDate === student.birthDate)
  settle((row, student) => row.externalId !== null && [...student.ids.values()].includes(row.externalId))

  // Rows that repeat what one namesake has settle themselves, and leave fewer for the others.
  for (const row of open()) {
    const candidates = candidatesOf(row)
    if (candidates.length <= 1 && rivalsOf(row).length === 0) continue
    const [only, second] = candidates.filter(student => sameScores(row, student.id))
    if (only && !second) take(row, only)
  }
  for (const row of open()) {
    const [only, second] = candidatesOf(row)
    if (only && !second && rivalsOf(row).length === 0) take(row, only)
  }

  const keys = new Map(rowKeys(rows).map((key, at) => [rows[at], key]))
  const lookalikes = new SimilarNames(
    students.filter(({ id }) => !taken.has(id)),
    student => student.fullName,
  )
  const names = new Set(rows.map(row => exactNameKey(row.fullName)))
  const doubtAbout = (row: R): Match => {
    const ask = (doubt: Doubt, candidates: readonly KnownStudent[]): Match => {
      const before = remembered.get(keys.get(row) ?? '') ?? null
      const ids = candidates.map(({ id }) => id)
      return {
        kind: 'ask',
        doubt,
        candidates: ids,
        remembered: before !== null && ids.includes(before) ? before : null,
      }
    }
    const candidates = candidatesOf(row)
    if (candidates.length > 0) return ask('sameName', candidates)
    const others = namesakesOf(row)
    if (others.length > 0) return ask('otherBirthDate', others)
    const similar = lookalikes
      .to(row.fullName)
      .filter(student => !isRuledOut(row, student) && !haveOtherBirthDates(row, student))
      // Who is in the file under their own name is nobody else in it.
      .filter(student => !names.has(exactNameKey(student.fullName)))
      .sort((a, b) => a.id - b.id)
    return similar.length > 0 ? ask('similarName', similar) : { kind: 'new' }
  }
  return rows.map(row => matches.get(row) ?? doubtAbout(row))
}

const haveOtherBirthDates = (row: NamedRow, student: KnownStudent) =>
  row.birthDate !== null && student.birthDate !== null && row.birthDate !== student.birthDate

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const list = groups.get(key(item))
    if (list) list.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
