import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFile } from '../../../src-main/exchange/read-file.ts'
import { LIMITS } from '../../../src-main/exchange/unreadable-file.ts'
import { writeWorkbook } from './write-workbook.ts'

const FASTBRIDGE = resolve(import.meta.dirname, '../../fixtures/exchange/fastbridge-earlyreading.csv')
const bytes = (text: string) => new TextEncoder().encode(text)

/** The export as it comes from FastBridge: of so many columns that one screening fills few. */
function fastbridge(columns: number): Uint8Array {
  const [header = '', ...rows] = readFileSync(FASTBRIDGE, 'utf8').trim().split('\n')
  const more = columns - header.split(',').length
  const names = Array.from({ length: more }, (_, at) => `Spring Measure ${at} Percentile at School`)
  return bytes([`${header},${names.join()}`, ...rows.map(row => row + ','.repeat(more))].join('\n'))
}

const wide = (columns: number) => [
  ['Name', ...Array.from({ length: columns - 1 }, (_, at) => `Q${at + 1}`)],
  ['Ana', ...Array.from({ length: columns - 1 }, () => 1)],
]

describe('a very wide file', () => {
  it('of a known kind is read: one vendor writes 1,000 columns', () => {
    const table = readFile(fastbridge(1000), 'export.csv')
    const usual = readFile(readFileSync(FASTBRIDGE), 'export.csv')
    expect(table.source.format?.id).toBe('fastbridge')
    expect(table.columns).toEqual(usual.columns)
    expect(table.rows).toEqual(usual.rows)
  })

  it('of a known kind has an end too, and is refused when it is read like any other', () => {
    expect(() => readFile(fastbridge(LIMITS.knownColumns + 1), 'export.csv')).toThrow(
      'at most 500 can be read',
    )
    expect(() => readFile(fastbridge(1000), 'export.csv', { asKnownFormat: false })).toThrow(
      'Row 1 has 1,000 columns; at most 500 can be read.',
    )
  })

  it('of no known kind is refused, as text and as a workbook', () => {
    const text = (columns: number) =>
      bytes(
        wide(columns)
          .map(row => row.join())
          .join('\n'),
      )
    const workbook = (columns: number) => writeWorkbook([{ name: 'Items', rows: wide(columns) }])
    expect(readFile(text(500), 'a.csv').columns).toHaveLength(500)
    expect(() => readFile(text(501), 'a.csv')).toThrow('Row 1 has 501 columns; at most 500 can be read.')
    expect(readFile(workbook(500), 'a.xlsx').columns).toHaveLength(500)
    expect(() => readFile(workbook(501), 'a.xlsx')).toThrow('Row 1 of the sheet “Items” has 501 columns')
  })

  it('among the sheets of a workbook leaves the others alone', () => {
    const scores = { name: 'Scores', rows: [['Name', 'Fractions'], ['Ana', 80], ['Ben', 70]] } // prettier-ignore
    const table = readFile(writeWorkbook([{ name: 'Items', rows: wide(600) }, scores]), 'a.xlsx')
    expect(table.sheet).toBe('Scores')
  })
})
