import type { ColumnRole } from './columns.ts'
import type { FormatColumn, FormatLine, FormatTable } from './format.ts'

/** How the scores lie in a file: a column a skill, or a row a student and skill. */
export type Layout = 'wide' | 'long'

/** A column as a format would describe it, but its role too may be left to be guessed from its cells. */
export interface LaidColumn extends Omit<FormatColumn, 'role'> {
  readonly role?: ColumnRole
}

/** A table with a row a student and a column a skill, whatever the file looked like. */
export interface LaidTable {
  readonly layout: Layout
  readonly columns: readonly LaidColumn[]
  readonly lines: readonly FormatLine[]
  /** Line of the column names, 1 = first line of the sheet; 0 = there is none. */
  readonly headerRow: number
  /** Name and day of the assessment where the file's inside says them, else null. */
  readonly assessmentName: string | null
  readonly heldOn: string | null
  /** Of a sheet with a row a student and skill, the places of these columns in it; null = not known, or another sheet. */
  readonly long: { readonly person: number; readonly skill: number; readonly score: number } | null
  /** Names of the columns of the sheet; none of a known format. */
  readonly sheetHeaders: readonly string[]
  /** What has to be said before the sheet can be laid out. */
  readonly obstacle: FormatTable['remarks'][number] | null
  readonly windows: readonly string[]
  readonly window: string | null
  readonly remarks: FormatTable['remarks']
}

/** The table of a known format; its header is not for a person to choose. */
export function layFormat(table: FormatTable, window: string | undefined): LaidTable {
  const { columns, lines, assessment, windows, remarks } = table
  return {
    layout: 'wide',
    columns,
    lines,
    headerRow: 0,
    long: null,
    sheetHeaders: [],
    obstacle: null,
    assessmentName: assessment.name,
    heldOn: assessment.heldOn,
    windows,
    window: windows.find(other => other === window) ?? windows[0] ?? null,
    remarks,
  }
}
