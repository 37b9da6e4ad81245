import type { ColumnRole } from './columns.ts'
import { displayName, exactNameKey, guessCallName } from './names.ts'
import type { TableRemark, TableRow } from './score-table.ts'
import { shortened } from './shortened.ts'
import type { Line } from './tabulate.ts'

type Person = Pick<TableRow, 'fullName' | 'callName' | 'externalId' | 'interests'>

/** Who a row is; null when it names nobody. */
export function personOf(line: Line, roles: readonly ColumnRole[]): Person | null {
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

/** True where some column says who the rows are. */
export const nameSomebody = (roles: readonly ColumnRole[]): boolean =>
  roles.some(role => ['fullName', 'givenName', 'familyName', 'externalId'].includes(role))

/** What stands in the way of knowing who the rows are. */
export function remarksOnPeople(rows: readonly TableRow[], roles: readonly ColumnRole[]): TableRemark[] {
  const file = { row: null, column: null }
  if (!nameSomebody(roles)) {
    return [
      {
        kind: 'stop',
        ...file,
        message: 'No column holds the students’ names.',
        remedy: 'In the table below, choose “Full name” over the column that holds them.',
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
  const remarks: TableRemark[] = [...remarksOnNames(rows)]
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

/** Birth dates that were left out; never the dates themselves, which are nobody's business. */
export function remarksOnBirthDates(
  rows: readonly TableRow[],
  lines: readonly Line[],
  column: number,
): TableRemark[] {
  if (column < 0) return []
  const filled = new Set(lines.flatMap(line => (line.cells[column] ? [line.row] : [])))
  const unread = rows.filter(({ row, birthDate }) => birthDate === null && filled.has(row))
  const [first] = unread
  if (!first) return []
  const more = unread.length > 1 ? ` and ${(unread.length - 1).toLocaleString('en')} more` : ''
  return [
    {
      kind: 'note',
      row: first.row,
      column: null,
      message: `Row ${first.row}${more}: the birth date is left out, for it is none, or day and month could be either.`,
      remedy: 'Write birth dates as 2015-03-04 in the file if they are to tell namesakes apart.',
    },
  ]
}

/** No class has so many of one name. */
const MOST_NAMESAKES = 20
const FEW_ROWS = 6

/** Names that come back, where nothing else tells the rows apart: each row would be a student of its own. */
function remarksOnNames(rows: readonly TableRow[]): TableRemark[] {
  const times = new Map<string, number>()
  for (const { fullName, externalId, birthDate } of rows) {
    if (externalId !== null || birthDate !== null) continue
    const key = exactNameKey(fullName)
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  const [key, most] = [...times].reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0] as const)
  if (most > MOST_NAMESAKES) {
    const name = rows.find(row => exactNameKey(row.fullName) === key)?.fullName ?? ''
    return [
      {
        kind: 'stop',
        row: null,
        column: null,
        message: `“${shortened(name)}” is the name in ${most.toLocaleString('en')} rows.`,
        remedy:
          'Check which column is the name. If each row is one score of a student, say so under “How the file is read”.',
      },
    ]
  }
  if (rows.length < FEW_ROWS || times.size === 0 || times.size * 2 > rows.length) return []
  return [
    {
      kind: 'note',
      row: null,
      column: null,
      message: 'Most names stand in several rows; each row is taken for a student of its own.',
      remedy: 'If each row is one score of a student, say so under “How the file is read”.',
    },
  ]
}
