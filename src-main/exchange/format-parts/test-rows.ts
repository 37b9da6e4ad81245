import type { Format, FormatColumn, FormatRemark } from '../format.ts'
import type { Line } from '../tabulate.ts'
import { LIMITS, UnreadableFile } from '../unreadable-file.ts'
import { cellAt, findTable, requireTable, type HeadedTable, type TellingColumn } from './headed-table.ts'
import { listOf, pivot, type Measure, type Test } from './pivot.ts'
import { findStudents, type StudentColumns } from './student-columns.ts'

/** What one row says, before it is known whose it is. */
export type RowTest = Pick<Test, 'kind' | 'window' | 'taken' | 'results'>

/** How to read one table of a format. */
export interface RowReader {
  /** In the order of the result's columns. */
  readonly measures: readonly Measure[]
  /** The tests that a row holds: one, or one a window; none where it holds nothing. */
  testsOf(line: Line): readonly RowTest[]
  /** Why a row is no test of a student ("deactivated tests"); null where it is one. */
  leftOut?(line: Line): string | null
  readonly remarks?: readonly FormatRemark[]
}

/** A format whose rows are tests of students, described. */
export interface TestRows {
  readonly id: string
  readonly title: string
  readonly explanation: string
  readonly hasQuestions?: boolean
  /** Columns that together tell this format from every other. */
  readonly telling: readonly TellingColumn[]
  /** A column that tells that it is another format after all. */
  readonly not?: readonly TellingColumn[]
  /** What the columns alone do not tell. */
  readonly isOne?: (table: HeadedTable) => boolean
  readonly students: StudentColumns | ((table: HeadedTable) => StudentColumns)
  /** True where a row with a name and no id is good enough. */
  readonly namesSuffice?: boolean
  /** Columns that are shown, and ignored until somebody wants them. */
  readonly alsoShown?: readonly TellingColumn[]
  /** Rows that are about students, where not all are: the one with the points is not. */
  readonly isStudentRow?: (line: Line, table: HeadedTable) => boolean
  readonly read: (table: HeadedTable, lines: readonly Line[]) => RowReader
}

/** The format of a description. */
export function testRowsFormat(described: TestRows): Format {
  const { id, title, explanation, telling } = described
  const isAnother = (table: HeadedTable) => described.not?.some(column => table.has(column)) ?? false
  return {
    id,
    title,
    explanation,
    hasQuestions: described.hasQuestions ?? false,
    recognise: sheets => {
      const table = findTable(sheets, telling)
      return table && !isAnother(table) && (described.isOne?.(table) ?? true) ? 1 : 0
    },
    read: (sheets, window) => {
      const table = requireTable(sheets, telling, title)
      const all = table.lines.filter(line => described.isStudentRow?.(line, table) ?? true)
      const reader = described.read(table, all)
      if (reader.measures.length > LIMITS.columns) {
        throw new UnreadableFile(
          `This looks like ${title}, but it would make ${reader.measures.length} skills; at most ${LIMITS.columns} can be read.`,
          'Check that every value stands in its own column, and export it again.',
        )
      }
      const reasons = new Map(all.map(line => [line, reader.leftOut?.(line) ?? null]))
      const lines = all.filter(line => reasons.get(line) === null)
      const names = typeof described.students === 'function' ? described.students(table) : described.students
      const students = findStudents(table, lines, names, title, described.namesSuffice ?? false)
      const shown = shownColumns(table, described.alsoShown ?? [])
      const places = [...students.columns.map(({ at }) => at), ...shown.map(({ at }) => at)]

      const tests: Test[] = []
      const leftOut = new Map<string, number[]>()
      const leave = (line: Line, why: string) => {
        const rows = leftOut.get(why)
        if (rows) rows.push(line.row)
        else leftOut.set(why, [line.row])
      }
      for (const [line, why] of reasons) {
        const student = why === null ? students.of(line) : null
        const found = student ? reader.testsOf(line) : []
        if (!student) leave(line, why ?? 'no student is named')
        else if (found.length === 0) leave(line, 'no score')
        else {
          const about = places.map(at => cellAt(line, at))
          tests.push(...found.map(test => ({ ...test, row: line.row, student, about })))
        }
      }
      if (tests.length === 0) {
        throw new UnreadableFile(
          `This looks like ${title}, but no row holds a student with a score.`,
          'Check that the export is for the right class and time, and export it again.',
        )
      }
      const about = [...students.columns, ...shown].map(({ column }) => column)
      const read = pivot(tests, reader.measures, { title, about, window })
      return {
        ...read,
        remarks: [
          ...students.remarks,
          ...leftOutRemarks(leftOut),
          ...(reader.remarks ?? []),
          ...read.remarks,
        ],
      }
    },
  }
}

function shownColumns(
  table: HeadedTable,
  columns: readonly TellingColumn[],
): { at: number; column: FormatColumn }[] {
  return columns.flatMap(column => {
    const found =
      typeof column === 'string' ? [table.at(column)] : table.matching(column.pattern).map(({ at }) => at)
    return found
      .filter(at => at >= 0)
      .map(at => ({ at, column: { header: table.headers[at], role: 'ignored' as const } }))
  })
}

function leftOutRemarks(leftOut: ReadonlyMap<string, readonly number[]>): FormatRemark[] {
  return [...leftOut]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([why, rows]) => {
      const sorted = [...rows].sort((a, b) => a - b)
      const many = sorted.length > 1
      return {
        row: many ? null : sorted[0],
        column: null,
        message: `Row${many ? 's' : ''} ${listOf(sorted.map(String))} ${many ? 'are' : 'is'} left out: ${why}.`,
        remedy: 'If that should not be, mend the file and drop it again.',
      }
    })
}

/** The texts that these columns hold in a row. */
export function resultsOf(
  line: Line,
  measured: readonly { readonly measure: Measure; readonly at: number }[],
): Map<Measure, string> {
  return new Map(measured.map(({ measure, at }) => [measure, cellAt(line, at)]))
}
