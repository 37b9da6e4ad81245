import type { TableRemark } from './score-table.ts'
import { shortened } from './shortened.ts'

/** Of a row with scores that names nobody. */
export function withoutName(row: number): TableRemark {
  return {
    kind: 'note',
    row,
    column: null,
    message: `Row ${row} has scores but no name; it is left out.`,
    remedy: 'If it is a student, write the name into the file and drop it again.',
  }
}

const MOST_NAMED = 3

/** Of rows that are averages, totals or lines of a report, all in one remark; none where there are none. */
export function aboutTheClass(
  lines: readonly { readonly row: number; readonly name: string }[],
): TableRemark[] {
  if (lines.length === 0) return []
  const names = lines.slice(0, MOST_NAMED).map(({ name }) => `“${shortened(name)}”`)
  const more = lines.length > names.length ? ` and ${lines.length - names.length} more` : ''
  const [first, last] = [lines[0].row, lines[lines.length - 1].row]
  const message =
    lines.length === 1
      ? `Row ${first}, ${names[0]}, is about the class and no student; it is left out.`
      : `${lines.length} rows from ${first} to ${last} (${names.join(', ')}${more}) are about the class and no students; they are left out.`
  return [{ kind: 'note', row: lines.length === 1 ? first : null, column: null, message, remedy: '' }]
}
