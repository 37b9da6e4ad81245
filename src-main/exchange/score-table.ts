import { findHeader, guessRoles, type ColumnRole } from './columns.ts'
import { decode, type Encoding } from './decode.ts'
import { displayName, guessCallName } from './names.ts'
import { guessScale, onScale, type Scale } from './scale.ts'
import { decimalMark, readCell, type CellReading } from './score-cell.ts'
import { tabulate, type Delimiter, type Line } from './tabulate.ts'

/** What a person may say otherwise than it was guessed. */
export interface TableChoices {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
  /** Line of the column names, 1 = first line of the file; 0 = there is none. */
  readonly headerRow?: number | undefined
  readonly columns?:
    | readonly {
        readonly index: number
        readonly role?: ColumnRole | undefined
        readonly skillName?: string | undefined
        readonly scale?: Scale | undefined
      }[]
    | undefined
}

export interface TableColumn {
  readonly index: number
  readonly header: string
  readonly role: ColumnRole
  /** Unique among the table's skills. */
  readonly skillName: string
  readonly scale: Scale | null
  readonly scoredCount: number
  readonly notAssessedCount: number
  readonly oddCount: number
}

export interface TableCell {
  readonly text: string
  readonly state: 'text' | 'score' | 'notAssessed' | 'odd'
  /** On the column's scale; null unless it is a score. */
  readonly value: number | null
}

/** One student's row. */
export interface TableRow {
  /** Line in the file, 1 = first. */
  readonly row: number
  readonly fullName: string
  readonly callName: string
  readonly externalId: string | null
  readonly interests: readonly string[]
  /** One a column of the table. */
  readonly cells: readonly TableCell[]
}

/** Something to tell about the file. `odd` wants a decision; `stop` stands in the way; `note` is to know. */
export interface TableRemark {
  readonly kind: 'odd' | 'stop' | 'note'
  readonly row: number | null
  readonly column: string | null
  readonly message: string
  readonly remedy: string
}

export interface ScoreTable {
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  readonly headerRow: number
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly remarks: readonly TableRemark[]
  /** From the file's name: "Fractions quiz 2026-11-12.csv". */
  readonly assessmentName: string
  readonly heldOn: string | null
}

/**
 * Reads a CSV file of scores: a row a student, a column a skill. Every guess (encoding, delimiter, header row,
 * what a column is, its scale) can be overruled by `choices`. Nothing is dropped in silence: what cannot be
 * read stands in `remarks` with its row, column and text.
 *
 * @throws UnreadableFile when the bytes are no such table at all
 */
export function readScoreTable(bytes: Uint8Array, fileName: string, choices: TableChoices = {}): ScoreTable {
  const { text, encoding } = decode(bytes, choices.encoding)
  const { lines, delimiter } = tabulate(text, choices.delimiter)
  const header = headerAt(lines, choices.headerRow)
  const body = lines.slice(header + 1)
  const width = lines.slice(Math.max(0, header)).reduce((most, line) => Math.max(most, line.cells.length), 0)
  const headers = Array.from({ length: width }, (_, index) => lines[header]?.cells[index] ?? '')
  const remarks: TableRemark[] = []

  const guessed = guessRoles(headers, body, delimiter)
  const chosen = new Map(choices.columns?.map(column => [column.index, column]))
  const roles = guessed.map((role, index) => chosen.get(index)?.role ?? role)
  const readings = roles.map((role, index) => (role === 'skill' ? readColumn(body, index, delimiter) : null))
  const scales = readings.map((column, index) => {
    if (!column) return null
    return (
      chosen.get(index)?.scale ?? guessScale(column.flatMap(cell => (cell.kind === 'score' ? [cell] : [])))
    )
  })
  const skillNames = uniqueNames(
    headers.map((name, index) => chosen.get(index)?.skillName ?? (name || `Column ${index + 1}`)),
    roles,
    remarks,
  )

  const cellsOf = (line: Line, at: number): TableCell[] =>
    headers.map((_, index) => {
      const cell = line.cells[index] ?? ''
      const reading = readings[index]?.[at]
      const scale = scales[index]
      if (!reading || !scale) return { text: cell, state: 'text', value: null }
      if (reading.kind !== 'score') return { text: cell, state: reading.kind, value: null }
      const value = onScale(reading, scale)
      const outside = value < scale.minimum || value > scale.maximum
      return outside ? { text: cell, state: 'odd', value: null } : { text: cell, state: 'score', value }
    })

  const rows: TableRow[] = []
  for (const [at, line] of body.entries()) {
    const cells = cellsOf(line, at)
    const person = personOf(line, roles)
    if (person === null) {
      if (cells.some(cell => cell.state === 'score')) {
        remarks.push({
          kind: 'note',
          row: line.row,
          column: null,
          message: `Row ${line.row} has scores but no name; it is left out.`,
          remedy: 'If it is a student, write the name into the file and drop it again.',
        })
      }
      continue
    }
    for (const [index, cell] of cells.entries()) {
      if (cell.state !== 'odd') continue
      const reading = readings[index]?.[at]
      const scale = scales[index]
      const why =
        reading?.kind === 'odd'
          ? reading.why
          : `it is outside ${scale?.minimum ?? 0} to ${scale?.maximum ?? 0}`
      const column = skillNames[index] ?? ''
      remarks.push({
        kind: 'odd',
        row: line.row,
        column,
        message: `Row ${line.row}, ${column}: “${shortened(cell.text)}” cannot be taken as a score: ${why}.`,
        remedy: 'Take it as not assessed, correct the column’s scale, or mend the file.',
      })
    }
    rows.push({ row: line.row, ...person, cells })
  }

  const columns = headers.map((name, index): TableColumn => {
    const counted = (state: TableCell['state']) =>
      rows.filter(row => row.cells[index]?.state === state).length
    return {
      index,
      header: name,
      role: roles[index] ?? 'ignored',
      skillName: skillNames[index] ?? name,
      scale: scales[index] ?? null,
      scoredCount: counted('score'),
      notAssessedCount: counted('notAssessed'),
      oddCount: counted('odd'),
    }
  })
  remarks.push(...remarksOnPeople(rows, roles))
  return {
    encoding,
    delimiter,
    headerRow: lines[header]?.row ?? 0,
    columns,
    rows,
    remarks,
    ...fromFileName(fileName),
  }
}

function headerAt(lines: readonly Line[], wanted: number | undefined): number {
  if (wanted === undefined) return findHeader(lines)
  return wanted === 0 ? -1 : lines.findIndex(line => line.row >= wanted)
}

function readColumn(lines: readonly Line[], index: number, delimiter: string): CellReading[] {
  const cells = lines.map(line => line.cells[index] ?? '')
  const mark = decimalMark(cells, delimiter)
  return cells.map(cell => readCell(cell, mark))
}

function personOf(line: Line, roles: readonly ColumnRole[]): Omit<TableRow, 'row' | 'cells'> | null {
  const cell = (role: ColumnRole) => line.cells[roles.indexOf(role)] ?? ''
  const given = cell('givenName')
  const written = cell('fullName') || [given, cell('familyName')].filter(Boolean).join(' ')
  const externalId = cell('externalId') || null
  const fullName = displayName(written) || externalId
  if (!fullName) return null
  const interests = cell('interests')
    .split(/[;,/|]/)
    .map(interest => interest.trim())
    .filter(interest => interest !== '')
  return {
    fullName: shortened(fullName, 200),
    callName: shortened(guessCallName(written || fullName, given), 200),
    externalId,
    interests: [...new Set(interests)].slice(0, 40).map(interest => shortened(interest, 200)),
  }
}

/** Two columns of one name are two skills, and have to be told apart. */
function uniqueNames(
  names: readonly string[],
  roles: readonly ColumnRole[],
  remarks: TableRemark[],
): string[] {
  const seen = new Map<string, number>()
  return names.map((name, index) => {
    if (roles[index] !== 'skill') return name
    const key = name.toLocaleLowerCase('en')
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    if (times === 1) return shortened(name, 190)
    const unique = `${shortened(name, 190)} (${times})`
    remarks.push({
      kind: 'note',
      row: null,
      column: unique,
      message: `There are ${times} columns named “${shortened(name)}”; this one is called “${shortened(unique)}”.`,
      remedy: 'Give it another name here, or ignore one of them.',
    })
    return unique
  })
}

function remarksOnPeople(rows: readonly TableRow[], roles: readonly ColumnRole[]): TableRemark[] {
  const file = { row: null, column: null }
  if (!roles.some(role => ['fullName', 'givenName', 'familyName', 'externalId'].includes(role))) {
    return [
      {
        kind: 'stop',
        ...file,
        message: 'No column holds the students’ names.',
        remedy: 'Say above the table which column is the name.',
      },
    ]
  }
  if (rows.length === 0) {
    return [
      {
        kind: 'stop',
        ...file,
        message: 'No row has a student’s name.',
        remedy: 'Check which column is the name, and which row holds the column names.',
      },
    ]
  }
  const remarks: TableRemark[] = []
  const byId = new Map<string, number>()
  for (const { row, externalId } of rows) {
    if (externalId === null) continue
    const first = byId.get(externalId)
    if (first === undefined) byId.set(externalId, row)
    else {
      remarks.push({
        kind: 'stop',
        row,
        column: null,
        message: `Row ${row} has the same student id as row ${first}: ${shortened(externalId)}.`,
        remedy: 'An id belongs to one student. Mend the file, or do not use this column as the id.',
      })
    }
  }
  return remarks
}

/** "Fractions quiz 2026-11-12.csv" is the assessment "Fractions quiz" of 2026-11-12. */
function fromFileName(fileName: string): { assessmentName: string; heldOn: string | null } {
  const base = fileName.replace(/^.*[\\/]/, '').replace(/\.[A-Za-z0-9]{1,5}$/, '')
  const date = /(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(base)
  const name = (date ? base.replace(date[0], ' ') : base)
    .replace(/[_\s]+/g, ' ')
    .replace(/^[\s-]+|[\s-]+$/g, '')
  const heldOn = date ? `${date[1] ?? ''}-${date[2] ?? ''}-${date[3] ?? ''}` : null
  const exists =
    heldOn !== null && !Number.isNaN(Date.parse(heldOn)) && new Date(heldOn).toISOString().startsWith(heldOn)
  return { assessmentName: shortened(name, 200) || 'Scores', heldOn: exists ? heldOn : null }
}

function shortened(text: string, length = 60): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
