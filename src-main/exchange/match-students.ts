import { exactNameKey, nameKey } from './names.ts'
import { rowKeys, type NamedRow } from './row-keys.ts'
import { shareAName, SimilarNames } from './similar-names.ts'

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
export type Doubt = 'sameName' | 'otherBirthDate' | 'similarName' | 'otherName'

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
 * the same source that differs rules a student out, and one that is the same is asked about where the names have
 * nothing in common: it may be the number of a row. Nobody is matched twice; two students of one name stay two.
 *
 * Time grows with the rows, however many have one name. A generator that says how much is done, 0 to 1: among ten
 * thousand students of similar names it takes a while.
 *
 * @returns the match of each row, in order
 */
export function* matchStudents<R extends NamedRow>(
  rows: readonly R[],
  students: readonly KnownStudent[],
  { source, sameScores, remembered }: Matching<R>,
): Generator<number, Match[], undefined> {
  if (students.length === 0) return rows.map(() => ({ kind: 'new' }))
  const exactKeyOf = once(exactNameKey)
  const taken = new Set<number>()
  const matches = new Map<R, Match>()
  /** Whose id a row has, where their names have nothing in common. */
  const owners = new Map<R, KnownStudent>()
  const exactKeys = new Map(rows.map(row => [row, exactKeyOf(row.fullName)]))
  const keyOf = (row: R) => exactKeys.get(row) ?? ''
  /** How many rows of a name are still open. */
  const left = new Map<string, number>()
  for (const key of exactKeys.values()) left.set(key, (left.get(key) ?? 0) + 1)
  const take = (row: R, { id }: KnownStudent) => {
    taken.add(id)
    matches.set(row, { kind: 'known', id })
    left.set(keyOf(row), (left.get(keyOf(row)) ?? 1) - 1)
  }
  const open = () => rows.filter(row => !matches.has(row) && !owners.has(row))
  const hasRivals = (row: R) => (left.get(keyOf(row)) ?? 0) > 1

  const byId = Map.groupBy(
    students.filter(student => student.ids.has(source)),
    student => student.ids.get(source) ?? '',
  )
  for (const row of rows) {
    const [student, second] = row.externalId === null ? [] : (byId.get(row.externalId) ?? [])
    if (!student || second || taken.has(student.id)) continue
    if (isCalledOtherwise(row, student)) owners.set(row, student)
    else take(row, student)
  }

  yield 0.1
  const exact = Map.groupBy(students, student => exactKeyOf(student.fullName))
  const loose = Map.groupBy(students, student => nameKey(student.fullName))
  const named = (row: R) => exact.get(keyOf(row)) ?? loose.get(nameKey(row.fullName)) ?? []
  const isRuledOut = (row: R, student: KnownStudent) =>
    taken.has(student.id) ||
    (row.externalId !== null && student.ids.has(source) && student.ids.get(source) !== row.externalId)
  const namesakesOf = (row: R) => {
    const found: KnownStudent[] = []
    for (const student of named(row)) {
      if (!isRuledOut(row, student)) found.push(student)
      if (found.length === MOST_NAMESAKES) break
    }
    return found
  }
  const candidatesOf = (row: R) => namesakesOf(row).filter(student => !haveOtherBirthDates(row, student))

  /** Takes the one candidate for which something speaks that speaks for no other, and for no other row of the name. */
  function* settle(speaks: (row: R, student: KnownStudent) => boolean) {
    const claims: { row: R; found: KnownStudent[] }[] = []
    for (const row of open()) {
      yield 0.2
      const found = candidatesOf(row).filter(student => speaks(row, student))
      if (found.length > 0) claims.push({ row, found })
    }
    const claimed = new Map<string, number>()
    const claim = (row: R, { id }: KnownStudent) => `${id} ${keyOf(row)}`
    for (const { row, found } of claims) {
      for (const student of found) {
        claimed.set(claim(row, student), (claimed.get(claim(row, student)) ?? 0) + 1)
      }
    }
    for (const { row, found } of claims) {
      const [only, second] = found
      if (!second && !taken.has(only.id) && claimed.get(claim(row, only)) === 1) take(row, only)
    }
  }
  yield* settle((row, student) => row.birthDate !== null && row.birthDate === student.birthDate)
  yield* settle(
    (row, student) => row.externalId !== null && [...student.ids.values()].includes(row.externalId),
  )

  // Rows that repeat what one namesake has settle themselves, and leave fewer for the others.
  for (const row of open()) {
    yield 0.3
    const candidates = candidatesOf(row)
    if (candidates.length <= 1 && !hasRivals(row)) continue
    const [only, second] = candidates.filter(student => sameScores(row, student.id))
    if (only && !second) take(row, only)
  }
  for (const row of open()) {
    yield 0.4
    const [only, second] = candidatesOf(row)
    if (only && !second && !hasRivals(row)) take(row, only)
  }

  const keys = new Map(rowKeys(rows).map((key, at) => [rows[at], key]))
  const lookalikes = new SimilarNames(
    students.filter(({ id }) => !taken.has(id)),
    student => student.fullName,
  )
  const names = new Set(exactKeys.values())
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
    const owner = owners.get(row)
    if (owner && !taken.has(owner.id)) {
      const others = named(row).filter(({ id }) => id !== owner.id && !taken.has(id))
      return ask('otherName', [owner, ...others])
    }
    const candidates = candidatesOf(row)
    if (candidates.length > 0) return ask('sameName', candidates)
    const others = namesakesOf(row)
    if (others.length > 0) return ask('otherBirthDate', others)
    const similar = lookalikes
      .to(row.fullName)
      .filter(student => !isRuledOut(row, student) && !haveOtherBirthDates(row, student))
      // Who is in the file under their own name is nobody else in it.
      .filter(student => !names.has(exactKeyOf(student.fullName)))
      .sort((a, b) => a.id - b.id)
    return similar.length > 0 ? ask('similarName', similar) : { kind: 'new' }
  }
  const all: Match[] = []
  for (const [at, row] of rows.entries()) {
    yield 0.5 + at / rows.length / 2
    all.push(matches.get(row) ?? doubtAbout(row))
  }
  return all
}

/** Nobody has so many namesakes in a class: it is a column that names no students. More are not offered. */
const MOST_NAMESAKES = 40

/** A function of texts that works each of them out once. */
function once(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()
  return text => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = work(text)
    known.set(text, made)
    return made
  }
}

/** Both have a name (not only their id), and not a word of it is the same. */
const isCalledOtherwise = (row: NamedRow, student: KnownStudent) =>
  row.fullName !== row.externalId &&
  student.fullName !== row.externalId &&
  !shareAName(row.fullName, student.fullName)

const haveOtherBirthDates = (row: NamedRow, student: KnownStudent) =>
  row.birthDate !== null && student.birthDate !== null && row.birthDate !== student.birthDate
