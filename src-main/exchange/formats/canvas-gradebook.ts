import { cellAt, missingColumns, type HeadedTable } from '../format-parts/headed-table.ts'
import { listOf } from '../format-parts/pivot.ts'
import { assignmentsOf } from '../format-parts/points-row.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import type { Line } from '../tabulate.ts'

const ASSIGNMENT = /^(.+?) ?\(\d+\)$/
const isPointsRow = (line: Line) => line.cells.some(cell => /^points possible$/i.test(cell.trim()))
const TEST_STUDENT = /^(student, test|test student)$/i

const nameOf = (line: Line, table: HeadedTable) =>
  [cellAt(line, table.at('Student', 'LastName')), cellAt(line, table.at('FirstName'))]
    .filter(Boolean)
    .join(', ')

/** Rows above the students: which assignments are hidden, and what they are out of. */
export const canvasGradebook = testRowsFormat({
  id: 'canvas-gradebook',
  title: 'Canvas gradebook',
  explanation:
    'Each assignment out of its points possible. Totals and other read-only columns, sections and the test student are not read; hidden assignments are read and named.',
  telling: ['ID', 'SIS Login ID', 'Section', { like: 'Student', pattern: /^(Student|Last ?Name)$/i }],
  isOne: table => table.lines.some(isPointsRow),
  students: {
    ids: ['SIS User ID', 'ID', 'SIS Login ID'],
    full: ['Student'],
    given: ['FirstName'],
    family: ['LastName'],
  },
  alsoShown: ['Section'],
  isStudentRow: (line, table) =>
    !isPointsRow(line) && (nameOf(line, table) !== '' || cellAt(line, table.at('ID')) !== ''),
  read: (table, lines) => {
    const points = table.lines.find(isPointsRow)
    if (!points) throw missingColumns('a Canvas gradebook', ['Points Possible'])
    const columns = table
      .matching(ASSIGNMENT)
      .map(({ at, header, caught }) => ({ at, header, name: caught[1] ?? header }))
      .filter(({ at }) => !/read only/i.test(cellAt(points, at)))
    const { measured, remarks } = assignmentsOf(columns, points)
    const students = new Set(lines)
    const aside = table.lines.filter(line => line !== points && !students.has(line))
    const hidden = columns.filter(({ at }) =>
      aside.some(line => /muted|manual|hidden/i.test(cellAt(line, at))),
    )
    return {
      measures: measured.map(({ measure }) => measure),
      leftOut: line => (TEST_STUDENT.test(nameOf(line, table)) ? 'the test student of Canvas' : null),
      testsOf: line => [{ kind: '', window: '', taken: '', results: resultsOf(line, measured) }],
      remarks: [
        ...remarks,
        ...(hidden.length > 0
          ? [
              {
                row: null,
                column: null,
                message: `Hidden from students in Canvas, and read all the same: ${listOf(hidden.map(({ name }) => name))}.`,
                remedy: 'Ignore the column if its scores are not final.',
              },
            ]
          : []),
      ],
    }
  },
})
