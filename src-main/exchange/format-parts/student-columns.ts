import type { FormatColumn, FormatRemark } from '../format.ts'
import { nameKey } from '../names.ts'
import type { Line } from '../tabulate.ts'
import { cellAt, missingColumns, type HeadedTable } from './headed-table.ts'

/** Names of the columns that say who a row is about; of each list, the better first. */
export interface StudentColumns {
  readonly ids: readonly string[]
  readonly given?: readonly string[]
  readonly family?: readonly string[]
  readonly full?: readonly string[]
}

/** A student's place in the result, and what remarks call them. */
export interface RowStudent {
  readonly key: string
  readonly label: string
}

const NAMES_OF_AN_ID = 8

/** Finds the students of a table: which columns name them, and which rows are of one student. */
export interface Students {
  /** Columns that go into the result, with their place in the file. */
  readonly columns: readonly { readonly column: FormatColumn; readonly at: number }[]
  /** null where a row names nobody. */
  of(line: Line): RowStudent | null
  readonly remarks: readonly FormatRemark[]
}

/**
 * The students of these rows. Rows of one id are one student, unless their names have no word in common: then they
 * stay two, for an id that two children share must not mix their scores. Rows without an id are a student each.
 *
 * @throws UnreadableFile when there is no column of ids, or, where `namesSuffice`, of ids nor names
 */
export function findStudents(
  table: HeadedTable,
  lines: readonly Line[],
  names: StudentColumns,
  title: string,
  namesSuffice: boolean,
): Students {
  const idAt = bestFilled(table, lines, names.ids)
  const fullAt = table.at(...(names.full ?? []))
  const givenAt = fullAt < 0 ? table.at(...(names.given ?? [])) : -1
  const familyAt = fullAt < 0 ? table.at(...(names.family ?? [])) : -1
  const isNamed = fullAt >= 0 || givenAt >= 0 || familyAt >= 0
  if (idAt < 0 && !(namesSuffice && isNamed)) throw missingColumns(title, names.ids.slice(0, 1))

  const nameOf = (line: Line) =>
    fullAt >= 0
      ? cellAt(line, fullAt)
      : [cellAt(line, givenAt), cellAt(line, familyAt)].filter(Boolean).join(' ')
  const students = new Map<Line, RowStudent>()
  const namesakes = new Map<string, { words: Set<string>; key: string }[]>()
  for (const line of [...lines].sort((a, b) => a.row - b.row)) {
    const id = cellAt(line, idAt)
    const name = nameOf(line)
    if (id === '' && name === '') continue
    if (id === '') {
      students.set(line, { key: `row ${line.row}`, label: name })
      continue
    }
    const words = new Set(nameKey(name).split(' ').filter(Boolean))
    const known = namesakes.get(id) ?? []
    namesakes.set(id, known)
    // An id that stands for ever more people is none: then everyone is on their own.
    const candidates = known.length > NAMES_OF_AN_ID ? [] : known
    let one = candidates.find(
      other => words.size === 0 || other.words.size === 0 || [...words].some(word => other.words.has(word)),
    )
    if (!one) {
      one = { words: new Set(), key: `id ${known.length} ${id}` }
      known.push(one)
    }
    for (const word of words) one.words.add(word)
    students.set(line, { key: one.key, label: name || id })
  }

  const columns = [
    { at: idAt, role: 'externalId' },
    { at: fullAt, role: 'fullName' },
    { at: givenAt, role: 'givenName' },
    { at: familyAt, role: 'familyName' },
  ] as const
  return {
    columns: columns.flatMap(({ at, role }) =>
      at < 0 ? [] : [{ at, column: { header: table.headers[at], role } }],
    ),
    of: line => students.get(line) ?? null,
    remarks: isNamed ? [] : [NAMELESS],
  }
}

export const NAMELESS: FormatRemark = {
  row: null,
  column: null,
  message: 'This file holds no names, so new students are called by their id.',
  remedy: 'Import a class list with names and the same ids first, or rename the students afterwards.',
}

/** The first of the columns that is filled in every row, else the one that is filled most often; -1 when there is none. */
function bestFilled(table: HeadedTable, lines: readonly Line[], names: readonly string[]): number {
  let best = -1
  let most = -1
  for (const name of names) {
    const at = table.at(name)
    if (at < 0) continue
    const cells = lines.map(line => cellAt(line, at)).filter(cell => cell !== '')
    // "anonymous" in every row is nobody's id.
    if (cells.length > 1 && cells.every(cell => cell === cells[0] && !/\d|@/.test(cell))) continue
    if (cells.length > most) [best, most] = [at, cells.length]
  }
  return best
}
