import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormatTable, Sheet } from '../../src-main/exchange/format.ts'
import { KNOWN_FORMATS, recogniseFormat } from '../../src-main/exchange/known-formats.ts'
import { UnreadableFile } from '../../src-main/exchange/unreadable-file.ts'
import { FIXTURE_FORMATS, fixtureSheet, formatOf } from '../unit/exchange/formats/read-fixture.ts'

const fixtures = FIXTURE_FORMATS.map(([file, id]) => ({ sheet: fixtureSheet(file), format: formatOf(id) }))

/** A table without the order of its columns: what is said of each, and its cells with their lines. */
function unordered(table: FormatTable) {
  const columns = table.columns.map((column, at) => ({
    column,
    cells: table.lines.map(line => [line.row, line.cellRows?.[at] ?? line.row, line.cells[at]]),
  }))
  const key = ({ column }: (typeof columns)[number]) => `${column.header} ${column.skillName ?? ''}`
  return {
    columns: columns.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    assessment: table.assessment,
    windows: table.windows,
    // What they list follows the columns.
    remarks: table.remarks.map(({ row, column, message }) => [row, column, message.slice(0, 16)]).sort(),
  }
}

describe('a file of a known format', () => {
  it.each(FIXTURE_FORMATS)('%s is read the same in whatever order its columns and rows stand', (file, id) => {
    const sheet = fixtureSheet(file)
    const format = formatOf(id)
    const [header, ...rows] = sheet.lines
    const places = header.cells.map((_, at) => at)
    for (const window of [undefined, ...format.read([sheet]).windows]) {
      const expected = unordered(format.read([sheet], window))
      fc.assert(
        fc.property(
          fc.shuffledSubarray(places, { minLength: places.length }),
          fc.shuffledSubarray(rows, { minLength: rows.length }),
          (order, shuffled) => {
            const lines = [header, ...shuffled].map(({ row, cells }) => ({
              row,
              cells: order.map(at => cells[at] ?? ''),
            }))
            expect(unordered(format.read([{ name: '', lines }], window))).toEqual(expected)
          },
        ),
        { numRuns: 15 },
      )
    }
  })

  it('is read or refused in words, whatever its cells hold', () => {
    const odd = fc.constantFrom('', '-', 'abc', '1e999', '__proto__', 'constructor', '=1+1', '9'.repeat(400), '2026-13-45', 'ﷺ') // prettier-ignore
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtures),
        fc.array(fc.tuple(fc.nat(), fc.nat(), odd), { maxLength: 60 }),
        ({ sheet, format }, changes) => {
          const lines = sheet.lines.map(line => ({ ...line, cells: [...line.cells] }))
          for (const [row, column, text] of changes) {
            const { cells } = lines[row % lines.length]
            cells[column % cells.length] = text
          }
          try {
            const table = format.read([{ name: '', lines }])
            const rows = new Set(sheet.lines.map(({ row }) => row))
            for (const { scale } of table.columns) {
              if (scale) expect(Number.isFinite(scale.maximum) && scale.maximum > scale.minimum).toBe(true)
            }
            for (const line of table.lines) {
              expect(rows.has(line.row)).toBe(true)
              expect(line.cells).toHaveLength(table.columns.length)
            }
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableFile)
            expect((error as UnreadableFile).remedy).not.toBe('')
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('a class list of scores', () => {
  const header = fc.constantFrom('Name', 'Student', 'First Name', 'Last Name', 'ID', 'Student ID', 'Email', 'Email Address', 'Grade', 'Section', 'Score', 'Subject', 'Period', 'Fractions', 'Fluency', 'Phonics', 'Composite', 'Reading level', 'Quiz 1', 'Date', 'Timestamp', 'constructor') // prettier-ignore
  const sheet: fc.Arbitrary<Sheet> = fc.uniqueArray(header, { minLength: 2, maxLength: 12 }).chain(headers =>
    fc
      .array(
        fc.array(fc.constantFrom('Ana Li', '80', '3', '', '7', '95%', 'n/a'), {
          minLength: headers.length,
          maxLength: headers.length,
        }),
        { minLength: 1, maxLength: 8 },
      ) // prettier-ignore
      .map(rows => ({
        name: '',
        lines: [headers, ...rows].map((cells, at) => ({ row: at + 1, cells })),
      })),
  )

  it('is taken for no known format', () => {
    fc.assert(
      fc.property(sheet, table => {
        expect(KNOWN_FORMATS.filter(format => format.recognise([table]) > 0)).toEqual([])
        expect(recogniseFormat([table])).toBeNull()
      }),
      { numRuns: 500 },
    )
  })
})
