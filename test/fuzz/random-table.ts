import { writeWorkbook, type Written } from '../unit/exchange/write-workbook.ts'
import type { Random } from './random.ts'

/** A cell as it is written, and the score it must be read as; null = none. */
export interface KnownCell {
  readonly text: string
  readonly written: Written
  readonly value: number | null
}

/** A table of which everything is known. */
export interface KnownTable {
  readonly headers: readonly string[]
  readonly names: readonly string[]
  /** Row by row, one a header. */
  readonly cells: readonly (readonly KnownCell[])[]
}

const HEADERS = [
  'Fractions', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'Größe und Maß', 'كسور', 'שברים', '分数',
  'e\u0301criture', '\u202eReversed', 'A "quoted" skill', 'Comma, inside', 'Semi; colon', 'Line\nbreak', '=SUM(A1)',
  '+1', '@skill', 'Reading 🦊', 'x'.repeat(150), '0', 'null', 'undefined', 'Fractions (2)',
] // prettier-ignore
const NAMES = [
  'Ana Li', 'Ben Ko', 'Chloé Marchand', 'مريم حسن', 'נועה כהן', 'Hương Nguyễn', 'Zoe\u0301 O’Neill', '李 明', 'Siân ap Rhys',
  'Li, Ana Maria', 'Max', 'Min', '__proto__', 'constructor', 'Ólafur Þór', 'Jean-Luc d’Arc', 'Null', 'Anne  Double', '\u202eRTL Override',
] // prettier-ignore

const known = (text: string, value: number | null, written: Written = text): KnownCell => ({
  text,
  written,
  value,
})

/** What may stand in any column and is no score. */
const NO_SCORES: readonly KnownCell[] = [
  known('', null, null),
  known('absent', null),
  known('N/A', null),
  known('#N/A', null, { error: '#N/A' }),
  known('2026-11-12', null, { day: 46338 }),
  known('8-Oct', null),
  known('banana', null),
  known('=A1+1', null, { formula: 'A1+1' }),
  known('#DIV/0!', null, { error: '#DIV/0!' }),
  known('9'.repeat(30), null),
  known('__proto__', null),
]

const KINDS: readonly ((random: Random) => KnownCell)[] = [
  random => {
    const value = random.whole(21, 100)
    return known(`${value}`, value, value)
  },
  random => {
    const value = random.whole(0, 100)
    return known(`${value}%`, value, { percent: value / 100 })
  },
  random => {
    const value = random.whole(0, 12)
    return known(`${value}/12`, value)
  },
  random => {
    const value = random.whole(1, 4)
    return known(`${value}`, value, value)
  },
  random => {
    const value = random.whole(1500, 2400) / 10
    return known(`${value}`, value, { formula: 'B1*2', value })
  },
  random => {
    const value = random.whole(1, 3)
    return known(['Emerging', 'Developing', 'Secure'][value - 1], value)
  },
]

/** A class with scores of many kinds; in every column most cells are scores. */
export function randomTable(random: Random): KnownTable {
  const headers = random.some(HEADERS, random.whole(1, 6))
  const names = Array.from({ length: random.whole(3, 14) }, (_, at) => `${random.one(NAMES)} ${at}`)
  const kinds = headers.map(() => random.one(KINDS))
  const cells = names.map((_, row) =>
    headers.map((_header, column) =>
      // Few enough that every column shows what it is.
      row % 4 === 3 && random.chance(0.5) ? random.one(NO_SCORES) : kinds[column](random),
    ),
  )
  return { headers, names, cells }
}

/** The table as text with any delimiter, line ending and quoting, in any of four encodings. */
export function asText(table: KnownTable, random: Random): Uint8Array {
  const delimiter = random.one([',', ';', '\t', '|'])
  const special = new RegExp(`["\\r\\n${delimiter}]`)
  const quoted = (text: string) =>
    special.test(text) || random.chance(0.05) ? `"${text.replaceAll('"', '""')}"` : text
  const rows = [
    ['Name', ...table.headers],
    ...table.names.map((name, row) => [name, ...table.cells[row].map(cell => cell.text)]),
  ]
  const text = rows.map(row => row.map(quoted).join(delimiter)).join(random.one(['\n', '\r\n']))
  switch (random.whole(0, 3)) {
    case 0:
      return Buffer.from(text)
    case 1:
      return Buffer.from(`\uFEFF${text}`)
    case 2:
      return Buffer.from(`\uFEFF${text}`, 'utf16le')
    default:
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
  }
}

/** The table as a workbook. */
export function asWorkbook({ headers, names, cells }: KnownTable): Uint8Array {
  const rows: Written[][] = [
    ['Name', ...headers],
    ...names.map((name, row) => [name, ...cells[row].map(cell => cell.written)]),
  ]
  return writeWorkbook([{ name: 'Scores', rows }])
}
