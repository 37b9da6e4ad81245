import type { Sheet } from './format.ts'
import { findHeaderLines } from './header-lines.ts'
import type { LaidTable, Layout } from './laid-table.ts'
import { findLongColumns, gatherLong } from './long-layout.ts'
import type { Line } from './tabulate.ts'
import { LIMITS, tooWide } from './unreadable-file.ts'

/** What a person may say about how a sheet is laid out. */
export interface LayoutChoices {
  /** Line of the column names, 1 = first line of the sheet; 0 = there is none. */
  readonly headerRow?: number | undefined
  readonly layout?: Layout | undefined
  /** The test window to read, of a sheet that holds several. */
  readonly window?: string | undefined
}

/**
 * Finds the column names of a sheet that no format knows, and the rows under them. A sheet with a row a student and
 * skill is gathered into a row a student.
 *
 * @throws UnreadableFile when a row is wider than `LIMITS.columns`
 */
export function layOut({ name, lines }: Sheet, choices: LayoutChoices, delimiter: string): LaidTable {
  const wide = tooWideLine(lines)
  if (wide) throw tooWide(wide.row, wide.cells.length, name)
  const { names, row, bodyAt } = findHeaderLines(lines, choices.headerRow)
  const body = lines.slice(bodyAt)
  const width = body.reduce((most, line) => Math.max(most, line.cells.length), names.length)
  const headers = Array.from({ length: width }, (_, index) => names[index] ?? '')
  const long =
    choices.layout === 'wide' ? null : findLongColumns(headers, body, delimiter, choices.layout === 'long')
  if (long) return { ...gatherLong(headers, body, long, choices.window), headerRow: row }
  return {
    layout: 'wide',
    columns: headers.map(header => ({ header })),
    lines: body,
    headerRow: row,
    assessmentName: null,
    heldOn: null,
    windows: [],
    window: null,
    remarks: [],
  }
}

/** The first row that has more columns than a table of no known kind may have. */
export function tooWideLine(lines: readonly Line[]): Line | undefined {
  return lines.find(line => line.cells.length > LIMITS.columns)
}
