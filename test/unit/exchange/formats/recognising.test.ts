import { describe, expect, it } from 'vitest'
import type { Sheet } from '../../../../src-main/exchange/format.ts'
import { KNOWN_FORMATS, recogniseFormat } from '../../../../src-main/exchange/known-formats.ts'
import { UnreadableFile } from '../../../../src-main/exchange/unreadable-file.ts'
import { FIXTURE_FORMATS, fixtureSheet, formatOf, sheetOf } from './read-fixture.ts'

const withHeaders = (sheet: Sheet, change: (header: string) => string): Sheet => ({
  ...sheet,
  lines: sheet.lines.map((line, at) => (at === 0 ? { ...line, cells: line.cells.map(change) } : line)),
})

const withoutColumn = (sheet: Sheet, column: string): Sheet => {
  const at = sheet.lines[0].cells.indexOf(column)
  expect(at).toBeGreaterThanOrEqual(0)
  return { ...sheet, lines: sheet.lines.map(line => ({ ...line, cells: line.cells.toSpliced(at, 1) })) }
}

describe.each(FIXTURE_FORMATS)('%s', (file, id) => {
  const sheet = fixtureSheet(file)
  const format = formatOf(id)
  const read = (changed: Sheet) => format.read([changed])

  it('is known by exactly one format', () => {
    expect(KNOWN_FORMATS.filter(known => known.recognise([sheet]) > 0).map(known => known.id)).toEqual([id])
    expect(recogniseFormat([sheet])?.format.id).toBe(id)
  })

  it('is known in any case, with underscores or double spaces in its names', () => {
    for (const change of [
      (name: string) => name.toUpperCase(),
      (name: string) => name.replaceAll(' ', '_'),
      (name: string) => name.replaceAll(' ', '  '),
    ]) {
      const changed = withHeaders(sheet, change)
      expect(recogniseFormat([changed])?.format.id).toBe(id)
      expect(read(changed).lines).toEqual(read(sheet).lines)
    }
  })

  it('is read the same with a byte order mark, columns more and lines of a title above', () => {
    const [header, ...rows] = sheet.lines
    const more: Sheet = {
      ...sheet,
      lines: [
        { row: 1, cells: ['Export of today'] },
        { ...header, cells: ['\uFEFFColour', ...header.cells] },
        ...rows.map(line => ({ ...line, cells: ['blue', ...line.cells] })),
      ],
    }
    expect(recogniseFormat([more])?.format.id).toBe(id)
    const { remarks, ...rest } = read(more)
    const { remarks: before, ...expected } = read(sheet)
    expect(rest).toEqual(expected)
    // A gradebook asks what a column without points is.
    expect(remarks).toHaveLength(before.length)
    const marked = withHeaders(sheet, name => (name === header.cells[0] ? `\uFEFF${name}` : name))
    expect(read(marked)).toEqual(read(sheet))
  })

  it('is found among other sheets', () => {
    const other = sheetOf('Name,Fractions\nAna,80\nBen,70\n')
    expect(format.recognise([other, sheet])).toBe(1)
    expect(format.read([other, sheet])).toEqual(read(sheet))
  })

  it('every remark says what to do, every line has a cell for each column, every skill has a scale', () => {
    const { columns, lines, remarks } = read(sheet)
    for (const { remedy } of remarks) expect(remedy).not.toBe('')
    for (const { cells } of lines) expect(cells).toHaveLength(columns.length)
    for (const { role, scale } of columns) if (role === 'skill') expect(scale).toBeDefined()
  })
})

describe('a file that lacks a column', () => {
  it.each([
    ['nwea-map-growth.csv', 'TestRITScore'],
    ['nwea-map-growth-older.tsv', 'TermName'],
    ['i-ready-reading.csv', 'Overall Scale Score'],
    ['i-ready-mathematics.csv', 'Overall Relative Placement'],
    ['renaissance-star-math.csv', 'ScaledScore'],
    ['renaissance-star-360.csv', 'Activity Type'],
    ['mclass.csv', 'Benchmark Period'],
    ['dibels-8.csv', 'Student_ID'],
    ['acadience-reading.csv', 'Student Number'],
    ['fastbridge-areading.csv', 'Local ID'],
    ['aimswebplus.csv', 'MeasureName'],
    ['istation.csv', 'STUDENT_ID'],
    ['ixl.csv', 'Student ID'],
    ['wida-access.csv', 'Listening Proficiency Level'],
    ['google-classroom.csv', 'Email Address'],
    ['canvas-gradebook.csv', 'SIS Login ID'],
    ['google-forms-quiz.csv', 'Timestamp'],
    ['microsoft-forms-quiz.csv', 'Total points'],
  ])('%s without %s is refused, and the column named', (file, column) => {
    const id = FIXTURE_FORMATS.find(([name]) => name === file)?.[1] ?? ''
    const sheet = withoutColumn(fixtureSheet(file), column)
    expect(formatOf(id).recognise([sheet])).toBe(0)
    expect(() => formatOf(id).read([sheet])).toThrow(UnreadableFile)
    expect(() => formatOf(id).read([sheet])).toThrow(`lacks the column “${column}”`)
  })

  it('of ids is refused where students are known by them', () => {
    const sheet = ['Student_Number', 'Student_StateID'].reduce(
      withoutColumn,
      fixtureSheet('nwea-map-growth.csv'),
    )
    expect(formatOf('nwea-map-growth').recognise([sheet])).toBe(1)
    expect(() => formatOf('nwea-map-growth').read([sheet])).toThrow('lacks the column “StudentID”')
  })

  it('of points is refused by the gradebooks', () => {
    const classroom = sheetOf('Last Name,First Name,Email Address,Quiz\nLi,Ana,a@b.example,7\n')
    expect(formatOf('google-classroom').recognise([classroom])).toBe(0)
    expect(() => formatOf('google-classroom').read([classroom])).toThrow('“Points”')
  })

  it('has only a header', () => {
    for (const [file, id] of FIXTURE_FORMATS) {
      const sheet = fixtureSheet(file)
      const { name, lines } = sheet
      expect(() => formatOf(id).read([{ name, lines: lines.slice(0, 1) }])).toThrow(UnreadableFile)
    }
  })
})

describe('students', () => {
  const wida = (rows: string) =>
    formatOf('wida-access').read([
      sheetOf(
        `SAP ID (Local),Legal Last Name,Legal First Name,Listening Tier,Listening Proficiency Level,Speaking Proficiency Level,Writing Proficiency Level\n${rows}`,
      ),
    ])

  it('who share an id and no word of their names are not mixed', () => {
    const table = wida('7,Li,Ana,B,3.0,3.0,3.0\n7,Ko,Ben,B,2.0,2.0,2.0\n7,Li-Sun,Ana,B,4.0,4.0,4.0\n')
    expect(table.lines.map(({ cells }) => cells.slice(0, 4))).toEqual([
      ['7', 'Ben', 'Ko', '2.0'],
      ['7', 'Ana', 'Li-Sun', '4.0'],
    ])
  })

  it('without an id stay a row each, and rows without anybody are named', () => {
    const table = wida(
      ',Li,Ana,B,3.0,3.0,3.0\n,Li,Ana,B,2.0,2.0,2.0\n,,,B,1.0,1.0,1.0\n8,Ko,Ben,B,2.0,2.0,2.0\n',
    )
    expect(table.lines).toHaveLength(3)
    expect(table.remarks.map(({ message }) => message)).toEqual(['Row 4 is left out: no student is named.'])
  })
})
