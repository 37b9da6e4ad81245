import type { Attribute } from './attribute-columns.ts'
import type { ColumnRole } from './columns.ts'
import type { Encoding } from './decode.ts'
import type { JoinedSkill } from './joined-skills.ts'
import type { Layout } from './laid-table.ts'
import type { Scale } from './scale.ts'
import type { Delimiter } from './tabulate.ts'

export interface TableColumn {
  readonly index: number
  readonly header: string
  readonly role: ColumnRole
  /** Unique among the table's skills, but for the columns of a joined one. */
  readonly skillName: string
  /** What the skill is called if nobody says otherwise. */
  readonly ownName: string
  readonly scale: Scale | null
  /** The scale that the file's format says; `scale` may be that of the class. */
  readonly ownScale: Scale | null
  /** From where on a student has the skill, where the file or a person says it; on the scale. */
  readonly masteryThreshold: number | null
  /** A person said so. */
  readonly isThresholdSaid: boolean
  readonly standardCode: string | null
  /** What the levels are called in the file, lowest first; null where it says only numbers. */
  readonly levelNames: readonly string[] | null
  /** Set for a column of attributes. */
  readonly attribute: Pick<Attribute, 'name' | 'isSensitive'> | null
  readonly scoredCount: number
  readonly notAssessedCount: number
  readonly oddCount: number
}

export interface TableCell {
  readonly text: string
  readonly state: 'text' | 'score' | 'notAssessed' | 'odd'
  /** On the column's scale; null unless it is a score. */
  readonly value: number | null
}

/** One student's row. */
export interface TableRow {
  /** Line in the file, 1 = first. */
  readonly row: number
  /** Line of each cell, of a row that was gathered from several lines; undefined = `row`. */
  readonly cellRows?: readonly (number | undefined)[] | undefined
  readonly fullName: string
  readonly callName: string
  readonly externalId: string | null
  /** As `2015-03-04`; null where there is none that is sure. */
  readonly birthDate: string | null
  readonly interests: readonly string[]
  readonly attributes: readonly Attribute[]
  /** One a column of the table. */
  readonly cells: readonly TableCell[]
}

/** Something to tell about the file. `odd` wants a decision; `stop` stands in the way; `note` is to know. */
export interface TableRemark {
  readonly kind: 'odd' | 'stop' | 'note'
  readonly row: number | null
  readonly column: string | null
  readonly message: string
  readonly remedy: string
}

export interface ScoreTable {
  readonly source: TableSource
  /** Both null where the file is no text. */
  readonly encoding: Encoding | null
  readonly delimiter: Delimiter | null
  /** Line of the column names; 0 = there is none, or the format knows its own. */
  readonly headerRow: number
  readonly sheets: readonly { readonly name: string; readonly rowCount: number }[]
  /** Name of the sheet that was read. */
  readonly sheet: string
  readonly layout: Layout
  /** Of a sheet with a row a student and skill, the places of these columns in it; null = not known, or another sheet. */
  readonly long: { readonly person: number; readonly skill: number; readonly score: number } | null
  /** Names of the columns of the sheet; none of a known format. */
  readonly sheetHeaders: readonly string[]
  /** Test windows to choose from, newest first; the one that was read, null = not one alone. */
  readonly windows: readonly string[]
  readonly window: string | null
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  /** Skills that several columns are about. */
  readonly joined: readonly JoinedSkill[]
  /** The first rows of a table in which no column says who they are, to see which one it is; students of no name. */
  readonly unnamed: readonly TableRow[]
  readonly remarks: readonly TableRemark[]
  /** From the file's name: "Fractions quiz 2026-11-12.csv". */
  readonly assessmentName: string
  readonly heldOn: string | null
}

/** Where a table came from. */
export interface TableSource {
  readonly kind: 'csv' | 'workbook' | 'zip'
  /** The known format that it is of. */
  readonly format: {
    readonly id: string
    readonly title: string
    readonly explanation: string
    readonly windowWord: string
    readonly hasQuestions: boolean
    /** Its ids are the school's own. */
    readonly hasSchoolIds: boolean
  } | null
  /** False when somebody wanted it read like any other table. */
  readonly isReadAsKnown: boolean
  /** What files of the same kind have in common: the format, or the column names as they were found; '' = nothing. */
  readonly key: string
}
