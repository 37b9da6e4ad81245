import type { Sheet } from './format.ts'
import { findHeaderLines } from './header-lines.ts'
import type { LaidTable, Layout } from './laid-table.ts'
import { findLongColumns, gatherLong, type SaidLongColumns } from './long-layout.ts'
import type { Line } from './tabulate.ts'
import { LIMITS, tooWide } from './unreadable-file.ts'

/** What a person may say about how a sheet is laid out. */
export interface LayoutChoices {
  /** Line of the column names, 1 = first line of the sheet; 0 = there is none. */
  readonly headerRow?: number | undefined
  readonly layout?: Layout | undefined
  /** Places of the columns that hold who, what and how much, of a sheet with a row a student and skill. */
  readonly long?: SaidLongColumns | undefined
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
  const isSaid = choices.layout === 'long'
  const said = isSaid ? withinWidth(choices.long, width) : {}
  const crowded = said.skill === undefined ? null : tooManySkills(headers, body, said.skill)
  const long =
    choices.layout === 'wide' || crowded ? null : findLongColumns(headers, body, delimiter, isSaid, said)
  const sheet = { headerRow: row, sheetHeaders: headers }
  if (long) {
    const { skill, score, people } = long
    const person = said.person ?? [...people].find(([, role]) => role !== 'interests')?.[0] ?? 0
    const gathered = gatherLong(headers, body, long, choices.window)
    return { ...gathered, ...sheet, long: { person, skill, score }, obstacle: null }
  }
  return {
    layout: isSaid ? 'long' : 'wide',
    ...sheet,
    long: null,
    obstacle: isSaid ? (crowded ?? UNSAID) : null,
    columns: headers.map(header => ({ header })),
    lines: body,
    assessmentName: null,
    heldOn: null,
    windows: [],
    window: null,
    remarks: [],
  }
}

const UNSAID = {
  row: null,
  column: null,
  message: 'It cannot be told which column says the student, which the skill and which the score.',
  remedy: 'Choose them above, or say that each row is a student.',
} as const

function withinWidth(said: SaidLongColumns | undefined, width: number): SaidLongColumns {
  const within = (index: number | undefined) => (index !== undefined && index < width ? index : undefined)
  return { person: within(said?.person), skill: within(said?.skill), score: within(said?.score) }
}

function tooManySkills(headers: readonly string[], lines: readonly Line[], skill: number) {
  const { size } = new Set(lines.map(line => line.cells[skill] ?? ''))
  if (size <= LIMITS.columns) return null
  return {
    row: null,
    column: null,
    message: `“${headers[skill]}” holds ${size.toLocaleString('en')} different texts, too many for skills: at most ${LIMITS.columns} can be read.`,
    remedy: 'Choose another column for the skill.',
  }
}

/** The first row that has more columns than a table of no known kind may have. */
export function tooWideLine(lines: readonly Line[]): Line | undefined {
  return lines.find(line => line.cells.length > LIMITS.columns)
}
