import type { Sheet } from '../format.ts'
import type { Line } from '../tabulate.ts'
import { UnreadableFile } from '../unreadable-file.ts'

/** A column that tells a format: its name, or a pattern that some name has to match, with an example for people. */
export type TellingColumn = string | { readonly like: string; readonly pattern: RegExp }

const LOOKED_AT = 25

/** How column names are compared: case, spaces, underscores and a byte order mark set aside. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\uFEFF]+/g, '')
}

/** The names in a row, and where each stands first. */
interface Names {
  readonly headers: readonly string[]
  readonly places: ReadonlyMap<string, number>
}

/** Every format looks at the same first rows of a file; their names are made comparable once. */
const namesOfRows = new WeakMap<Line, Names>()

function namesOf(line: Line): Names {
  const known = namesOfRows.get(line)
  if (known) return known
  const headers = line.cells.map(cell => cell.replace(/[\s\uFEFF]+/g, ' ').trim())
  const places = new Map<string, number>()
  for (const [at, name] of headers.entries()) {
    const key = headerKey(name)
    if (key !== '' && !places.has(key)) places.set(key, at)
  }
  const names = { headers, places }
  namesOfRows.set(line, names)
  return names
}

function isAmong({ headers, places }: Names, column: TellingColumn): boolean {
  return typeof column === 'string'
    ? places.has(headerKey(column))
    : headers.some(header => matchName(column.pattern, header) !== null)
}

/** A sheet whose row of column names is known. */
export class HeadedTable {
  readonly headers: readonly string[]
  /** The rows under the names. */
  readonly lines: readonly Line[]
  readonly #names: Names

  constructor(header: Line, lines: readonly Line[]) {
    this.#names = namesOf(header)
    this.headers = this.#names.headers
    this.lines = lines
  }

  /** Place of the first of these names that is there; -1 when none is. */
  at(...names: readonly string[]): number {
    for (const name of names) {
      const at = this.#names.places.get(headerKey(name))
      if (at !== undefined) return at
    }
    return -1
  }

  /** Every column whose name matches, with what the pattern caught; patterns are written with single spaces. */
  matching(pattern: RegExp): { at: number; header: string; caught: RegExpExecArray }[] {
    return this.headers.flatMap((header, at) => {
      const caught = matchName(pattern, header)
      return caught ? [{ at, header, caught }] : []
    })
  }

  has(column: TellingColumn): boolean {
    return isAmong(this.#names, column)
  }
}

/** A name with underscores for spaces is read as if it had spaces; a blank to fill in, in a question, stays. */
function matchName(pattern: RegExp, header: string): RegExpExecArray | null {
  return pattern.exec(header.includes(' ') ? header : header.replace(/_+/g, ' '))
}

/** The text of a cell; '' where the row is shorter or the column is missing. */
export function cellAt(line: Line, at: number): string {
  return at < 0 ? '' : (line.cells[at] ?? '')
}

/** The first table among the sheets whose names hold every telling column; null when there is none. */
export function findTable(sheets: readonly Sheet[], telling: readonly TellingColumn[]): HeadedTable | null {
  for (const { lines } of sheets) {
    for (const [at, line] of lines.slice(0, LOOKED_AT).entries()) {
      if (line.cells.length < telling.length) continue
      const names = namesOf(line)
      if (telling.every(column => isAmong(names, column))) return new HeadedTable(line, lines.slice(at + 1))
    }
  }
  return null
}

/**
 * As `findTable`, for reading.
 *
 * @throws UnreadableFile that names the columns that are missing from the row that has most of them
 */
export function requireTable(
  sheets: readonly Sheet[],
  telling: readonly TellingColumn[],
  title: string,
): HeadedTable {
  const table = findTable(sheets, telling)
  if (table) return table
  let fewest = telling
  for (const { lines } of sheets) {
    for (const line of lines.slice(0, LOOKED_AT)) {
      const names = namesOf(line)
      const missing = telling.filter(column => !isAmong(names, column))
      if (missing.length < fewest.length) fewest = missing
    }
  }
  throw missingColumns(title, fewest.map(nameOf))
}

/** What to say when columns are missing without which a format cannot be read. */
export function missingColumns(title: string, names: readonly string[]): UnreadableFile {
  const quoted = names.map(name => `“${name}”`).join(', ')
  return new UnreadableFile(
    `This looks like ${title}, but it lacks the column${names.length > 1 ? 's' : ''} ${quoted}.`,
    'Export it again with all columns, or read it like any other table.',
  )
}

const nameOf = (column: TellingColumn) => (typeof column === 'string' ? column : column.like)
