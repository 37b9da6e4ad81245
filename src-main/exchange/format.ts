import type { ColumnRole } from './columns.ts'
import type { Scale } from './scale.ts'
import type { Line } from './tabulate.ts'

/** A table of text cells as it stands in a file: one CSV file, or one sheet of a workbook. */
export interface Sheet {
  /** Name of the sheet or, in a zip, of the file; '' for a CSV file alone. */
  readonly name: string
  /** Rows with their line in the sheet, 1 = first; rows that hold nothing are left out. */
  readonly lines: readonly Line[]
}

/** What a format says about a column of its table. What it leaves out is guessed as for any file. */
export interface FormatColumn {
  readonly header: string
  readonly role: ColumnRole
  readonly skillName?: string
  /** The format's own scale (RIT, placement level ...): it is never squeezed into percent. */
  readonly scale?: Scale
  /** The points there were to get, where the file says them and the cells do not; at most the scale's maximum. */
  readonly outOf?: number
  /** From where on a student has the skill, on that scale, where the format knows. */
  readonly masteryThreshold?: number
  readonly standardCode?: string
  /** Of an attribute, where the file says whether everybody may see it. */
  readonly isSensitive?: boolean
  /** What the levels are called, lowest first, where the cells hold their numbers. */
  readonly levelNames?: readonly string[]
}

/** A student's line; where it was gathered from several, it knows from which each cell came. */
export interface FormatLine extends Line {
  /** Line in the file of each cell, where that differs from `row`. */
  readonly cellRows?: readonly (number | undefined)[]
  /** Cells that cannot be a score, by column, and why. */
  readonly conflicts?: ReadonlyMap<number, string>
}

/** Something that was left out or cannot be read, and why, in words for a teacher. */
export interface FormatRemark {
  readonly row: number | null
  readonly column: string | null
  readonly message: string
  readonly remedy: string
}

/** A table with a row a student and a column a skill, made of the sheets of a file. */
export interface FormatTable {
  readonly columns: readonly FormatColumn[]
  /** Each with the line of the file it came from (of the student's last test, where several became one). */
  readonly lines: readonly FormatLine[]
  /** Name and day of the assessment, where the file says them; the day as `2026-11-24`. */
  readonly assessment: { readonly name: string; readonly heldOn: string | null }
  /** Test windows (terms, periods) that the file holds, newest first; the table shows the chosen one. */
  readonly windows: readonly string[]
  readonly remarks: readonly FormatRemark[]
}

/** A kind of file that is known by itself. Pure; adding one is one file here and one fixture. */
export interface Format {
  /** Stable, for what is remembered about a source: `nwea-map-growth`. */
  readonly id: string
  /** As people call it: "NWEA MAP Growth". */
  readonly title: string
  /** What is read of it and what is not, in one or two sentences for a teacher. */
  readonly explanation: string
  /** What a person chooses among in `windows`; "Test window" if left out. */
  readonly windowWord?: string
  /** Its columns are questions, several of which may be about one skill. */
  readonly hasQuestions?: boolean
  /** Its ids are the school's own, as in a file of no known kind; else they are compared with ids of this kind only. */
  readonly hasSchoolIds?: boolean
  /** How sure it is that the sheets are of this kind, 0 = not at all, 1 = certainly. By telling columns, not by their order or count. */
  recognise(sheets: readonly Sheet[]): number
  /**
   * Turns the sheets into a table.
   *
   * @param window one of `windows`, or undefined for the newest
   * @throws UnreadableFile when they lack what the format needs, naming it
   */
  read(sheets: readonly Sheet[], window?: string): FormatTable
}
