import { findHeader } from './columns.ts'
import type { Sheet } from './format.ts'
import type { LaidTable } from './laid-table.ts'

/** What a person may say about how a sheet is laid out. */
export interface LayoutChoices {
  /** Line of the column names, 1 = first line of the sheet; 0 = there is none. */
  readonly headerRow?: number | undefined
}

/** Finds the column names of a sheet that no format knows, and the rows under them. */
export function layOut({ lines }: Sheet, choices: LayoutChoices): LaidTable {
  const { headerRow } = choices
  const header =
    headerRow === undefined
      ? findHeader(lines)
      : headerRow === 0
        ? -1
        : lines.findIndex(line => line.row >= headerRow)
  const width = lines.slice(Math.max(0, header)).reduce((most, line) => Math.max(most, line.cells.length), 0)
  return {
    layout: 'wide',
    columns: Array.from({ length: width }, (_, index) => ({ header: lines[header]?.cells[index] ?? '' })),
    lines: lines.slice(header + 1),
    headerRow: lines[header]?.row ?? 0,
    assessment: null,
    windows: [],
    window: null,
    remarks: [],
  }
}
