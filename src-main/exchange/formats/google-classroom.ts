import { cellAt, headerKey, missingColumns, type HeadedTable } from '../format-parts/headed-table.ts'
import { assignmentsOf } from '../format-parts/points-row.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'
import type { Line } from '../tabulate.ts'

const PEOPLE = ['Last Name', 'First Name', 'Email Address']

/** What a row above the students is called, in the columns of the names; null for a student. */
function labelOf(line: Line, table: HeadedTable): string | null {
  const filled = PEOPLE.map(name => cellAt(line, table.at(name))).filter(cell => cell !== '')
  const key = headerKey(filled[0] ?? '')
  if (filled.length !== 1) return null
  if (/^(max(imum)?)?points(possible)?:?$/.test(key)) return 'points'
  if (/^(due)?dates?:?$/.test(key)) return 'date'
  return /^(class)?average:?$/.test(key) ? 'average' : null
}

const rowLabelled = (table: HeadedTable, label: string) =>
  table.lines.find(line => labelOf(line, table) === label)

/** A row a student under a row of dates and one of points. */
export const googleClassroom = testRowsFormat({
  id: 'google-classroom',
  title: 'Google Classroom grades',
  explanation:
    'Each assignment out of its points; students by their e-mail address. The newest date in the row of dates becomes the day. Averages and assignments without points are not read.',
  telling: PEOPLE,
  isOne: table => rowLabelled(table, 'points') !== undefined,
  students: { ids: ['Email Address'], given: ['First Name'], family: ['Last Name'] },
  namesSuffice: true,
  isStudentRow: (line, table) => labelOf(line, table) === null,
  read: table => {
    const points = rowLabelled(table, 'points')
    if (!points) throw missingColumns('grades of Google Classroom', ['Points'])
    const dates = rowLabelled(table, 'date')?.cells ?? []
    const newest =
      dates
        .flatMap(cell => readUsDate(cell) ?? [])
        .sort()
        .at(-1) ?? ''
    const people = new Set(PEOPLE.map(name => table.at(name)))
    const columns = table.headers.flatMap((header, at) =>
      header === '' || people.has(at) ? [] : [{ at, header, name: header }],
    )
    const { measured, remarks } = assignmentsOf(columns, points)
    return {
      measures: measured.map(({ measure }) => measure),
      remarks,
      testsOf: line => [{ kind: '', window: '', taken: newest, results: resultsOf(line, measured) }],
    }
  },
})
