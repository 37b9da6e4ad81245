import Papa from 'papaparse'
import { withoutGuard } from './csv-cell.ts'
import { LIMITS, tooWide, UnreadableFile } from './unreadable-file.ts'

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** One row of the file with the line it starts on, 1 = first line. */
export interface Line {
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * Splits text into rows and cells (RFC 4180, quotes and line breaks in quotes respected). Rows that hold
 * nothing are left out; the others keep their line number in the file.
 *
 * @param wanted the delimiter a person chose instead of the guess
 * @param onProgress hears how much is done, 0 to 1
 * @throws UnreadableFile when quotes do not close, or the table is larger than `LIMITS`; rows may be as wide as those of
 * known files, for it is not known yet whose this is
 */
export function tabulate(
  text: string,
  wanted?: Delimiter,
  onProgress: (done: number) => void = () => undefined,
): { lines: Line[]; delimiter: Delimiter } {
  const delimiter = wanted ?? guessDelimiter(text)
  const lines: Line[] = []
  let row = 1
  let from = 0
  let count = 0
  Papa.parse<string[]>(text, {
    delimiter,
    header: false,
    skipEmptyLines: false,
    step: ({ data, errors, meta }) => {
      const fault = errors[0]
      if (fault) {
        throw new UnreadableFile(
          `Row ${row}: a quotation mark is opened and not closed, so the rows after it cannot be told apart.`,
          'Open the file, mend or remove the quotation mark in that row, and drop it again.',
        )
      }
      const cells = data.map(unguarded)
      if (cells.length > LIMITS.knownColumns) throw tooWide(row, cells.length)
      if (cells.some(cell => cell.length > LIMITS.cellCharacters)) {
        throw new UnreadableFile(
          `Row ${row} has a cell of more than ${LIMITS.cellCharacters} characters.`,
          'Perhaps a quotation mark is missing there. Mend the row and drop the file again.',
        )
      }
      if (cells.some(cell => cell !== '')) {
        lines.push({ row, cells })
        count += cells.length
      }
      if (count > LIMITS.cells) {
        throw new UnreadableFile(
          `The file has more than ${LIMITS.cells / 1e6} million cells.`,
          'Export fewer classes or columns at a time.',
        )
      }
      if (lines.length > LIMITS.rows) {
        throw new UnreadableFile(
          `The file has more than ${LIMITS.rows.toLocaleString('en')} rows.`,
          'Export fewer classes at a time.',
        )
      }
      if (lines.length % REPORTED_AFTER === 0) onProgress(meta.cursor / text.length)
      row += lineBreaks(text, from, meta.cursor)
      from = meta.cursor
    },
  })
  if (lines.length === 0) {
    throw new UnreadableFile('The file has no rows.', 'Choose a file with a row for each student.')
  }
  return { lines, delimiter }
}

const REPORTED_AFTER = 5000

/** What spreadsheets must not run as a formula is guarded by an apostrophe; some exports write ids as `="0012"`. */
function unguarded(cell: string): string {
  const text = cell.trim()
  const literal = /^="([^"]*)"$/.exec(text)
  if (literal) return literal[1].trim()
  return withoutGuard(text).trim()
}

function lineBreaks(text: string, from: number, to: number): number {
  let breaks = 0
  for (let at = from; at < to; at++) {
    const character = text[at]
    if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) breaks++
  }
  return breaks
}

const LOOKED_AT = 40

/** The delimiter that cuts the first rows into the same number of cells most often; the comma if none does. */
function guessDelimiter(text: string): Delimiter {
  let best: Delimiter = ','
  let bestRank = 0
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(text, {
      delimiter,
      header: false,
      preview: LOOKED_AT,
      skipEmptyLines: 'greedy',
    })
    const widths = new Map<number, number>()
    for (const cells of data) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
    for (const [width, rows] of widths) {
      if (width < 2) continue
      // How many rows agree counts more than how many columns they have.
      const rank = (rows / data.length) * 10 + Math.min(width, 20) / 20
      if (rank > bestRank + 1e-9) {
        best = delimiter
        bestRank = rank
      }
    }
  }
  return best
}
