import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openFile } from '../../../src-main/exchange/open-file.ts'
import { dateText, numberKind, numberText } from '../../../src-main/exchange/number-format.ts'
import { readFile } from '../../../src-main/exchange/read-file.ts'
import { UnreadableFile } from '../../../src-main/exchange/unreadable-file.ts'
import { writeWorkbook, type Written } from './write-workbook.ts'

const oneSheet = (rows: readonly (readonly Written[])[], options = {}) =>
  writeWorkbook([{ name: 'Scores', rows }], options)

function refusal(bytes: Uint8Array): UnreadableFile {
  try {
    openFile(bytes)
  } catch (error) {
    if (error instanceof UnreadableFile) return error
    throw error
  }
  throw new Error('It was read.')
}

describe('a workbook', () => {
  it('is read cell by cell: texts, numbers, percent, days, errors, and formulas by their saved value', () => {
    const bytes = oneSheet([
      ['Student', 'A', 'B', 'C', 'D', 'E'],
      [
        'Ana <Li> & Söhne',
        85,
        { percent: 0.85 },
        { day: 46350 },
        { error: '#N/A' },
        { formula: 'A1+1', value: 7.5 },
      ],
      [
        { inline: 'Ben Ko' },
        0.1 + 0.2,
        { percent: 0.07 },
        true,
        { error: '#DIV/0!' },
        { formula: 'SUM(A1:A2)' },
      ],
    ])
    const [sheet] = openFile(bytes).sheets
    expect(sheet.lines.map(line => line.cells)).toEqual([
      ['Student', 'A', 'B', 'C', 'D', 'E'],
      ['Ana <Li> & Söhne', '85', '85%', '2026-11-24', '#N/A', '7.5'],
      ['Ben Ko', '0.3', '7%', 'TRUE', '#DIV/0!', '=SUM(A1:A2)'],
    ])
    const table = readFile(bytes, 'scores.xlsx')
    expect(table).toMatchObject({
      source: { kind: 'workbook', format: null },
      encoding: null,
      sheet: 'Scores',
    })
    const odd = table.remarks.filter(remark => remark.kind === 'odd').map(remark => remark.message)
    expect(odd).toContain(
      'Row 3, E: “=SUM(A1:A2)” cannot be taken as a score: it is a formula whose value is not in the file.',
    )
  })

  it('counts days from 1900 or from 1904, with the leap year that never was', () => {
    expect(dateText(1, false)).toBe('1900-01-01')
    expect(dateText(59, false)).toBe('1900-02-28')
    expect(dateText(61, false)).toBe('1900-03-01')
    expect(dateText(46350.5, false)).toBe('2026-11-24 12:00')
    expect(dateText(44888, true)).toBe('2026-11-24')
    expect(dateText(0.25, false)).toBe('06:00')
    const [sheet] = openFile(oneSheet([['Day'], [{ day: 44888 }]], { from1904: true })).sheets
    expect(sheet.lines[1].cells).toEqual(['2026-11-24'])
  })

  it.each([
    [0, undefined, 'number'],
    [9, undefined, 'percent'],
    [14, undefined, 'date'],
    [164, '0.0%', 'percent'],
    [164, 'dd/mm/yyyy', 'date'],
    [164, '[h]:mm:ss', 'date'],
    [164, '[Red]0.00', 'number'],
    [164, '0" days"', 'number'],
    [164, 'General', 'number'],
    [164, '# ?/?', 'number'],
  ])('number format %s %s is a %s', (id, code, kind) => expect(numberKind(id, code)).toBe(kind))

  it('writes numbers as a person would', () => {
    expect([0.30000000000000004, 28.999999999999996, 1e-7, -0, 1234567.5].map(numberText)).toEqual([
      '0.3',
      '29',
      '0.0000001',
      '0',
      '1234567.5',
    ])
  })

  it('leaves hidden sheets out and says so, and proposes the sheet with the scores', () => {
    const bytes = writeWorkbook([
      {
        name: 'About',
        rows: [
          ['Made by', 'Ms O'],
          ['Room', '12'],
        ],
      },
      {
        name: 'Old',
        rows: [
          ['Name', 'F'],
          ['Ana', 1],
        ],
        hidden: true,
      },
      {
        name: 'Autumn',
        rows: [
          ['Name', 'Fractions'],
          ['Ana', 80],
          ['Ben', 70],
        ],
      },
      {
        name: 'Spring',
        rows: [
          ['Name', 'Fractions'],
          ['Ana', 90],
        ],
      },
    ])
    const table = readFile(bytes, 'scores.xlsx')
    expect(table.sheets.map(sheet => sheet.name)).toEqual(['About', 'Autumn', 'Spring'])
    expect(table.sheet).toBe('Autumn')
    expect(table.remarks[0]?.message).toBe('Hidden sheets are not read: “Old”.')
    expect(readFile(bytes, 'scores.xlsx', { sheet: 'Spring' }).rows).toHaveLength(1)
  })

  it('joins merged headings with the names under them, below merged titles', () => {
    const bytes = writeWorkbook([
      {
        name: 'S',
        rows: [
          ['Report of Room 12', null, null, null, null],
          [null],
          ['Name', 'Math', null, 'Reading', null],
          [null, 'Fractions', 'Place value', 'Fluency', 'Inference'],
          ['Ana', 80, 70, 60, 50],
          ['Ben', 81, 71, 61, 51],
        ],
        merged: ['A1:E1', 'A3:A4', 'B3:C3', 'D3:E3'],
      },
    ])
    const table = readFile(bytes, 'x.xlsx')
    expect(table.columns.map(column => column.skillName)).toEqual([
      'Name',
      'Math: Fractions',
      'Math: Place value',
      'Reading: Fluency',
      'Reading: Inference',
    ])
    expect(table.rows.map(row => row.cells.map(cell => cell.value))).toEqual([
      [null, 80, 70, 60, 50],
      [null, 81, 71, 61, 51],
    ])
  })

  it('has each cell in its place, also where cells do not say where they stand', () => {
    const text = (word: string) => `<c t="inlineStr"><is><t>${word}</t></is></c>`
    const rows = [
      `${text('Name')}${text('F')}${text('G')}`,
      `${text('Ana')}<c/><c><v>70</v></c>`,
      `${text('Ben')}<c r="C3"><v>60</v></c><c><v>9</v></c>`,
    ]
    const sheet = `<worksheet><sheetData>${rows.map(row => `<row>${row}</row>`).join('')}</sheetData></worksheet>`
    const bytes = oneSheet([['A']], { more: { 'xl/worksheets/sheet1.xml': strToU8(sheet) } })
    expect(openFile(bytes).sheets[0].lines.map(line => line.cells)).toEqual([
      ['Name', 'F', 'G'],
      ['Ana', '', '70'],
      ['Ben', '', '60', '9'],
    ])
  })

  it('has no number where none is written as XML writes numbers', () => {
    const cells = [' ', '0x10', '1e2', 'Infinity', '1_0', '.5']
      .map(value => `<c><v>${value}</v></c>`)
      .join('')
    const sheet = `<worksheet><sheetData><row><c t="s"><v> </v></c>${cells}</row></sheetData></worksheet>`
    const bytes = oneSheet([['A text']], { more: { 'xl/worksheets/sheet1.xml': strToU8(sheet) } })
    expect(openFile(bytes).sheets[0].lines[0].cells).toEqual([
      '',
      '',
      '0x10',
      '100',
      'Infinity',
      '1_0',
      '0.5',
    ])
  })

  it('that says two things for one cell is refused', () => {
    const cells = '<c r="A1"><v>80</v></c><c r="A1"><v>10</v></c>'
    const sheet = `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`
    const bytes = oneSheet([['A']], { more: { 'xl/worksheets/sheet1.xml': strToU8(sheet) } })
    expect(refusal(bytes).message).toContain('says two things for one cell')
  })

  it('does not count a merged number twice', () => {
    const bytes = writeWorkbook([
      {
        name: 'S',
        rows: [
          ['Name', 'F', 'G'],
          ['Ana', 80, null],
          ['Ben', 70, 60],
        ],
        merged: ['B2:C2'],
      },
    ])
    expect(readFile(bytes, 'x.xlsx').rows[0]?.cells[2]).toMatchObject({ state: 'notAssessed', value: null })
  })

  it('stops at what is no honest workbook', () => {
    expect(refusal(oneSheet([['A']], { more: { '../evil.xml': strToU8('x') } })).message).toContain('“../”')
    const bomb = oneSheet([['A']], { more: { 'xl/sharedStrings.xml': new Uint8Array(120_000_000) } })
    expect(bomb.length).toBeLessThan(200_000)
    expect(refusal(bomb).message).toContain('grows to more than 100 MB')
    const entity = '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>'
    expect(
      refusal(oneSheet([['A']], { more: { 'xl/worksheets/sheet1.xml': strToU8(entity) } })).message,
    ).toContain('declares its own XML types')
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`${at}.csv`, strToU8('a')]))
    expect(refusal(zipSync(many)).message).toBe('There are 201 files in it; at most 200 can be read.')
  })

  it('stops at a zip with two files of one name, of which programs would read one or the other', () => {
    const bytes = Buffer.from(
      zipSync({ 'a.csv': strToU8('Name,F\nAna,80'), 'b.csv': strToU8('Name,F\nAna,10') }),
    )
    for (let at = bytes.indexOf('b.csv'); at >= 0; at = bytes.indexOf('b.csv')) bytes.write('a.csv', at)
    expect(refusal(bytes).message).toContain('two files in it have the same name')
  })

  it('stops at a zip whose files together have too many cells', () => {
    const half = strToU8(`${'1,1,1,1,1,1,1,1,1,1\n'.repeat(160_000)}`)
    const bytes = zipSync({ 'a.csv': [half, { level: 0 }], 'b.csv': [half, { level: 0 }] })
    expect(refusal(bytes).message).toBe('The files in the zip have more than 3 million cells.')
  })

  it('notices every cut and every changed byte in what it reads', () => {
    const bytes = oneSheet([
      ['Name', 'F'],
      ['Ana', 80],
      ['Ben', 70],
    ])
    for (const length of [4, 100, bytes.length - 30, bytes.length - 1]) {
      expect(refusal(bytes.subarray(0, length)).message).toContain('The file is damaged')
    }
  })

  it.each([
    ['content.xml', 'OpenDocument'],
    ['Index/Document.iwa', 'Numbers'],
    ['xl/workbook.bin', 'binary Excel workbook'],
    ['word/document.xml', 'Word document'],
  ])('a zip with %s is refused by name', (name, message) => {
    const error = refusal(zipSync({ [name]: strToU8('x') }))
    expect(error.message).toContain(message)
    expect(error.remedy).not.toBe('')
  })

  it('an old or locked workbook is told apart', () => {
    const start = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
    expect(refusal(Uint8Array.from(start)).message).toContain('old Excel format')
    const locked = Uint8Array.from([...start, ...Buffer.from('EncryptedPackage', 'utf16le')])
    expect(refusal(locked).message).toContain('protected by a password')
  })
})
