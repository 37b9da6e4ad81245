import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvFile, withoutGuard } from '../../src-main/exchange/csv-cell.ts'
import { readFile } from '../../src-main/exchange/read-file.ts'
import { UnreadableFile } from '../../src-main/exchange/unreadable-file.ts'

const name = fc.stringMatching(/^[A-ZÀ-Ý][a-zà-ÿ]{1,8} [A-ZÀ-Ý][a-zà-ÿ]{1,8}$/)
const table = fc.record({
  names: fc.uniqueArray(name, { minLength: 2, maxLength: 12 }),
  skills: fc.uniqueArray(fc.stringMatching(/^Skill [A-Z]{1,6}$/), { minLength: 1, maxLength: 5 }),
  scores: fc.array(fc.option(fc.integer({ min: 21, max: 100 }), { freq: 6 }), {
    minLength: 60,
    maxLength: 60,
  }),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  ending: fc.constantFrom('\n', '\r\n'),
  encoding: fc.constantFrom('utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be with mark', 'windows-1252'),
})

function encode(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-8 with mark') return Buffer.from(`\uFEFF${text}`)
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1')
  const utf16 = Buffer.from(encoding.includes('mark') ? `\uFEFF${text}` : text, 'utf16le')
  return encoding.startsWith('utf-16be') ? utf16.swap16() : utf16
}

function written({ names, skills, scores, delimiter, ending, encoding }: Sample): Uint8Array {
  const rows = names.map((who, row) => [
    who,
    ...skills.map((_, column) => scores[row * skills.length + column] ?? ''),
  ])
  return encode([['Name', ...skills], ...rows].map(cells => cells.join(delimiter)).join(ending), encoding)
}

interface Sample {
  names: string[]
  skills: string[]
  scores: (number | null)[]
  delimiter: string
  ending: string
  encoding: string
}

describe('a score file', () => {
  it('reads back what was written, in whatever encoding and with whatever between the cells', () => {
    fc.assert(
      fc.property(table, sample => {
        const { names, skills, scores } = sample
        // A column without any score is no skill.
        fc.pre(
          skills.every((_, column) =>
            names.some((_name, row) => (scores[row * skills.length + column] ?? null) !== null),
          ),
        )
        const read = readFile(written(sample), 'file.csv')
        expect(read.rows.map(row => row.fullName)).toEqual(names)
        expect(
          read.columns.filter(column => column.role === 'skill').map(column => column.skillName),
        ).toEqual(skills)
        for (const [at, row] of read.rows.entries()) {
          const values = row.cells.slice(1).map(cell => cell.value)
          expect(values).toEqual(skills.map((_, column) => scores[at * skills.length + column] ?? null))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('of any bytes is read or refused in words, and never anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.string({ unit: 'binary', maxLength: 300 }).map(text => new TextEncoder().encode(text)),
          fc
            .array(
              fc.array(
                fc.constantFrom('a', '1', '"', '8/10', '%', '__proto__', 'constructor', '', '-', '=1+1'),
                { maxLength: 6 },
              ),
              { maxLength: 8 },
            )
            .map(rows => new TextEncoder().encode(rows.map(row => row.join(',')).join('\n'))),
        ),
        bytes => {
          try {
            const { rows, columns } = readFile(bytes, 'x.csv')
            for (const row of rows) expect(row.cells).toHaveLength(columns.length)
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableFile)
            expect((error as UnreadableFile).remedy).not.toBe('')
          }
        },
      ),
      { numRuns: 1500 },
    )
  })
})

/** Any text, and often one that is made to be run. */
const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '=',
        '+',
        '-',
        '@',
        ' ',
        '\t',
        '\r',
        '\n',
        '\0',
        '＝',
        '\u200b',
        '\ufeff',
        'A1',
        '"',
      ),
      {
        maxLength: 5,
      },
    )
    .map(parts => parts.join('')),
)

describe('an exported file', () => {
  it('reads back as the same texts, and no cell starts a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
          minLength: 1,
          maxLength: 6,
        }),
        rows => {
          const width = Math.max(...rows.map(row => row.length))
          const even = rows.map(row => [...row, ...Array<string>(width - row.length).fill('')])
          const cells = parse(csvFile(even), {
            bom: true,
            record_delimiter: '\r\n',
            skip_empty_lines: false,
          }) as string[][]
          for (const [at, row] of even.entries()) {
            for (const [column, text] of row.entries()) {
              const cell = cells[at]?.[column] ?? ''
              expect(withoutGuard(cell)).toBe(text)
              expect(cell).not.toMatch(/^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n\0]/)
            }
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
