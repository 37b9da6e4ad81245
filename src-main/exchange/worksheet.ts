import { cellPlace, type CellPlace } from './cell-place.ts'
import { dateText, numberText, type NumberKind } from './number-format.ts'
import type { Line } from './tabulate.ts'
import { LIMITS, tooWide, UnreadableFile } from './unreadable-file.ts'
import { unescaped } from './escaped-text.ts'
import { readXml } from './xml-events.ts'

/** What the cells of a workbook's sheets refer to. */
export interface WorkbookContext {
  readonly strings: readonly string[]
  /** By cell style. */
  readonly kinds: readonly NumberKind[]
  readonly from1904: boolean
}

/**
 * Reads one sheet into lines of texts: numbers as they would be typed (85%, 3.5), days as `2026-11-24`, errors as
 * `#N/A`, formulas as their saved value or else their own text. Texts of merged cells stand in each of the cells.
 *
 * @param room counts the cells of the whole workbook
 * @throws UnreadableFile when it is damaged or beyond `LIMITS`
 */
export function readWorksheet(
  bytes: Uint8Array,
  name: string,
  context: WorkbookContext,
  room: { cells: number },
): { lines: Line[]; hiddenRows: number } {
  const rows = new Map<number, string[]>()
  const texts = new Set<string>()
  const merged: string[] = []
  let hiddenRows = 0
  let row = -1
  /** Where a cell stands that does not say it: behind the one before, empty or not. */
  let next = 0
  let cell: OpenCell | null = null
  let reads: 'value' | 'formula' | 'text' | null = null

  const put = ({ row: at, column }: CellPlace, text: string) => {
    if (column >= LIMITS.knownColumns) throw tooWide(at + 1, column + 1, name)
    if (text.length > LIMITS.cellCharacters) {
      throw new UnreadableFile(
        `Row ${at + 1} of the sheet “${name}” has a cell of more than ${LIMITS.cellCharacters} characters.`,
        'Shorten that cell and drop the file again.',
      )
    }
    let cells = rows.get(at)
    if (!cells) {
      if (rows.size >= LIMITS.rows) throw tooMany(`${LIMITS.rows.toLocaleString('en')} rows`)
      rows.set(at, (cells = []))
    }
    while (cells.length < column) cells.push('')
    if ((cells[column] ?? '') !== '') {
      throw new UnreadableFile(
        `Row ${at + 1} of the sheet “${name}” says two things for one cell, in column ${column + 1}.`,
        'Open it in a spreadsheet program, save it there anew, and drop that file here.',
      )
    }
    cells[column] = text
    if (++room.cells > LIMITS.cells) throw tooMany(`${LIMITS.cells / 1e6} million cells`)
  }

  readXml(bytes, `the sheet “${name}”`, {
    open(tag, attribute) {
      switch (tag) {
        case 'row': {
          const said = Number(attribute('r'))
          row = Number.isInteger(said) && said > 0 && said <= 1_048_576 ? said - 1 : row + 1
          if (['1', 'true'].includes(attribute('hidden') ?? '')) hiddenRows++
          next = 0
          cell = null
          break
        }
        case 'c': {
          const said = cellPlace(attribute('r') ?? '')
          const column = said?.column ?? next
          next = column + 1
          const type = attribute('t') ?? 'n'
          cell = {
            place: { row, column },
            type,
            style: Number(attribute('s') ?? 0),
            value: null,
            formula: null,
            text: null,
          }
          break
        }
        case 'v':
          if (cell) cell.value = ''
          reads = 'value'
          break
        case 'f':
          if (cell) cell.formula = ''
          reads = 'formula'
          break
        case 't':
          if (cell) cell.text ??= ''
          reads = 'text'
          break
        case 'rPh':
          reads = null
          break
        case 'mergeCell':
          if (merged.length < MOST_MERGED) merged.push(attribute('ref') ?? '')
      }
    },
    text(more) {
      if (!cell || reads === null) return
      cell[reads] = (cell[reads] ?? '') + more
    },
    close(tag) {
      if (tag === 'v' || tag === 'f' || tag === 't') reads = null
      if (tag !== 'c' || !cell) return
      const text = cellText(cell, context).trim()
      if (text !== '') {
        put(cell.place, text)
        if (isText(cell)) texts.add(placeKey(cell.place))
      }
      cell = null
    },
  })
  spread(merged, rows, texts)
  const lines = [...rows].sort(([a], [b]) => a - b).map(([at, cells]): Line => ({ row: at + 1, cells }))
  return { lines, hiddenRows }

  function tooMany(what: string): UnreadableFile {
    return new UnreadableFile(
      `The workbook has more than ${what}.`,
      'Export fewer classes at a time, or save only the sheet with the scores.',
    )
  }
}

interface OpenCell {
  readonly place: CellPlace
  readonly type: string
  readonly style: number
  value: string | null
  formula: string | null
  text: string | null
}

const isText = ({ type }: OpenCell) => type === 's' || type === 'inlineStr' || type === 'str'

const placeKey = ({ row, column }: CellPlace) => `${row} ${column}`

function cellText({ type, style, value, formula, text }: OpenCell, context: WorkbookContext): string {
  if (type === 'inlineStr') return unescaped(text ?? '')
  if (value === null || (value.trim() === '' && type !== 'str')) return formula === null ? '' : `=${formula}`
  switch (type) {
    case 's':
      return (
        (/^\d+$/.test(value) ? context.strings[Number(value)] : undefined) ?? `(text ${value} is missing)`
      )
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE'
    case 'str':
    case 'e':
      return unescaped(value)
    case 'd':
      return value.replace(/T00:00(:00(\.0+)?)?Z?$/, '')
  }
  const number = Number(value)
  if (!NUMBER.test(value) || !Number.isFinite(number)) return value
  switch (context.kinds[style] ?? 'number') {
    case 'percent':
      return `${numberText(number * 100)}%`
    case 'date':
      return dateText(number, context.from1904)
    default:
      return numberText(number)
  }
}

/** As XML writes numbers (xsd:double), without what JavaScript takes for numbers besides. */
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/

const MOST_MERGED = 5000
const MOST_SPREAD = 100_000

/** Texts alone: a number that stands once is not to be counted twice. */
function spread(
  merged: readonly string[],
  rows: ReadonlyMap<number, string[]>,
  texts: ReadonlySet<string>,
): void {
  let spreadCells = 0
  for (const range of merged) {
    const [from, to] = range.split(':').map(cellPlace)
    if (!from || !to || !texts.has(placeKey(from)) || to.column >= LIMITS.columns) continue
    if (to.column < from.column) continue
    const text = rows.get(from.row)?.[from.column]
    if (text === undefined) continue
    for (let row = from.row; row <= to.row; row++) {
      const cells = rows.get(row)
      for (let column = from.column; cells && column <= to.column; column++) {
        while (cells.length <= column) cells.push('')
        if (cells[column] === '') cells[column] = text
      }
      if ((spreadCells += Math.max(1, to.column - from.column + 1)) > MOST_SPREAD) return
    }
  }
}
