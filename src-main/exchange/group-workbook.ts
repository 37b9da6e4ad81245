import type { Cell, Feature, Row, Sheet } from 'write-excel-file/universal'
import type { SharedGroup, SharedGroups } from './group-sheet.ts'
import type { SharedWeek } from './shared-week.ts'
import { shortened } from './shortened.ts'
import { workbookFile } from './workbook-file.ts'
import type { FilePart, WrittenFile } from './written-file.ts'

/** Widths in characters: together they fit the narrower of A4 and Letter at full size. */
const GROUP_COLUMNS = [12, 32, 44] as const
const OVERVIEW_COLUMNS = [8, 24, 20, 36] as const
/** Of the week: day, time, block; then a column for each group. */
const WEEK_COLUMNS = [12, 13, 18] as const
const WEEK_GROUP_COLUMN = 16
const FONT = 'Calibri'
const LINE = '#8b8f98'
const SOFT = '#4f5866'
const POINTS_A_LINE = 15.5

/**
 * The groups as an Excel workbook to print: an overview, the week where there is a rotation, then a sheet a group with its aim, focus, students, an empty
 * column for notes, the teacher's moves and the materials. Every cell is a string cell, so nothing is ever a formula.
 */
export async function writeGroupWorkbook(shared: SharedGroups): Promise<WrittenFile> {
  const names = new Set<string>()
  const sheets = [
    sheetOf('Overview', names, OVERVIEW_COLUMNS, overview(shared)),
    ...shared.weeks.map(week =>
      sheetOf(
        week.name,
        names,
        [...WEEK_COLUMNS, ...shared.groups.map(() => WEEK_GROUP_COLUMN)],
        weekSheet(week, shared),
      ),
    ),
    ...shared.groups.map(group =>
      sheetOf(`${group.letter} · ${group.name}`, names, GROUP_COLUMNS, groupSheet(group, shared)),
    ),
  ]
  const options = { fontFamily: FONT, fontSize: 11, features: [PAGE_SETUP] }
  return {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: await workbookFile(sheets, options),
    parts: sheets.map(({ sheet = '', data }): FilePart => ({
      kind: 'table',
      name: sheet,
      rows: data.map(row => row.flatMap(cell => (cell === null || cell === undefined ? [] : [textOf(cell)]))),
    })),
  }
}

function sheetOf(
  name: string,
  taken: Set<string>,
  widths: readonly number[],
  data: readonly Row[],
): Sheet<Blob> {
  return {
    sheet: sheetName(name, taken),
    data: [...data],
    columns: widths.map(width => ({ width })),
    showGridLines: false,
  }
}

/** What Excel allows: at most 31 characters, none of []:*?/\, no apostrophe at the ends, each name once. */
function sheetName(wanted: string, taken: Set<string>): string {
  const clean = wanted.replace(/[[\]:*?/\\\p{Cc}]/gu, ' ').replace(/\s+/g, ' ')
  const fitting = (text: string, length: number) =>
    text
      .slice(0, length)
      .toWellFormed()
      .replace(/^['\s]+|['\s\uFFFD]+$/g, '') || 'Group'
  let name = fitting(clean, 31)
  for (let copy = 2; taken.has(name.toLocaleLowerCase('en')); copy++) {
    name = `${fitting(clean, 26)} (${copy})`
  }
  taken.add(name.toLocaleLowerCase('en'))
  return name
}

function overview({
  className,
  planName,
  purpose,
  successCriteria,
  regroupOn,
  ...rest
}: SharedGroups): Row[] {
  const facts = [
    { label: 'How we will know', text: successCriteria },
    { label: 'Regroup on', text: regroupOn ?? '' },
  ].filter(({ text }) => text !== '')
  const [letterWidth, nameWidth, focusWidth, studentsWidth] = OVERVIEW_COLUMNS
  const width = letterWidth + nameWidth + focusWidth + studentsWidth
  const head = (value: string): Cell => ({ ...text(value), fontWeight: 'bold', ...UNDERLINED })
  const line = (cells: readonly string[]): Row => {
    const height = heightOf(cells.map((cell, at) => [cell, OVERVIEW_COLUMNS[at] ?? nameWidth] as const))
    return cells.map((cell, at): Cell => ({
      ...text(cell),
      ...TOP,
      ...UNDERLINED,
      height,
      ...(at === 0 ? { fontWeight: 'bold' } : {}),
    }))
  }
  const students = (members: SharedGroup['members']) => members.map(member => member.fullName).join(', ')
  return [
    across({ ...text(planName), fontSize: 20, fontWeight: 'bold', height: 30 }, 4),
    across({ ...text(className), textColor: SOFT }, 4),
    ...(purpose ? [across({ ...text(purpose), ...TOP, height: heightOf([[purpose, width]]) }, 4)] : []),
    [],
    ...facts.map(({ label, text: fact }): Row => [
      { ...text(label), ...TOP, textColor: SOFT, columnSpan: 2 },
      null,
      { ...text(fact), ...TOP, columnSpan: 2, height: heightOf([[fact, focusWidth + studentsWidth]]) },
      null,
    ]),
    ...(facts.length > 0 ? [[]] : []),
    ['Group', 'Name', 'Focus', 'Students'].map(head),
    ...rest.groups.map(group => line([group.letter, group.name, group.focusSkill, students(group.members)])),
    ...(rest.unplaced.length > 0 ? [line(['', 'Not in a group', '', students(rest.unplaced)])] : []),
  ]
}

function groupSheet(group: SharedGroup, { className, planName }: SharedGroups): Row[] {
  const [, studentWidth, notesWidth] = GROUP_COLUMNS
  const fact = (label: string, value: string): Row[] =>
    value === ''
      ? []
      : [
          [
            { ...text(label), ...TOP, textColor: SOFT },
            {
              ...text(value),
              ...TOP,
              columnSpan: 2,
              height: heightOf([[value, studentWidth + notesWidth]]),
            },
            null,
          ],
        ]
  const head = (value: string): Cell => ({ ...text(value), fontWeight: 'bold', ...UNDERLINED, height: 20 })
  return [
    across({ ...text(`${group.letter} · ${group.name}`), fontSize: 20, fontWeight: 'bold', height: 30 }, 3),
    across({ ...text(`${planName} · ${className}`), textColor: SOFT }, 3),
    [],
    ...fact('Aim', group.aim),
    ...fact('Focus', group.focusSkill),
    [],
    [head(''), head('Student'), head('Notes')],
    ...group.members.map(({ fullName, locked }): Row => {
      const name = locked ? `${fullName} (stays here)` : fullName
      const height = Math.max(27, heightOf([[name, studentWidth]]))
      return [
        { ...BOXED, height },
        { ...text(name), ...BOXED, alignVertical: 'center', indent: 1, height },
        { ...BOXED, height },
      ]
    }),
    [],
    ...fact('Moves', group.moves),
    ...fact('Materials', group.materials),
  ]
}

/** Days and blocks down, groups across. */
function weekSheet(week: SharedWeek, { groups, className, planName }: SharedGroups): Row[] {
  const width = WEEK_COLUMNS.length + groups.length
  const head = (value: string): Cell => ({ ...text(value), fontWeight: 'bold', ...UNDERLINED, wrap: true })
  return [
    across({ ...text(week.name), fontSize: 20, fontWeight: 'bold', height: 30 }, width),
    across({ ...text(`${planName} · ${className}`), textColor: SOFT }, width),
    [],
    [...['Day', 'Time', 'Block'].map(head), ...groups.map(({ letter, name }) => head(`${letter} · ${name}`))],
    ...week.days.flatMap(({ name: day, blocks }) =>
      blocks.map(({ start, end, name, stations }, at): Row => {
        const cells = stations ?? groups.map(() => '')
        const height = heightOf([
          [name, WEEK_COLUMNS[2]],
          ...cells.map(cell => [cell, WEEK_GROUP_COLUMN] as const),
        ])
        const cell = (value: string): Cell => ({ ...text(value), ...TOP, ...UNDERLINED, height })
        return [
          { ...text(at === 0 ? day : ''), ...TOP, ...UNDERLINED, height, fontWeight: 'bold' },
          cell(`${start}–${end}`),
          { ...text(name), ...TOP, ...UNDERLINED, height, ...(stations ? {} : { textColor: SOFT }) },
          ...cells.map(cell),
        ]
      }),
    ),
  ]
}

const TOP = { wrap: true, alignVertical: 'top' } as const
const UNDERLINED = { bottomBorderStyle: 'thin', bottomBorderColor: LINE } as const
const BOXED = { wrap: true, borderStyle: 'thin', borderColor: LINE } as const

/** What a cell of Excel may hold; a workbook with more is called damaged. */
const LONGEST_CELL = 32_767
/** And how high a row may be, in points. */
const HIGHEST_ROW = 409

/** A string cell, whatever the text looks like. */
function text(value: string): { value: string; type: StringConstructor } {
  return { value: shortened(value, LONGEST_CELL), type: String }
}

function textOf(cell: NonNullable<Cell>): string {
  return typeof cell === 'object' && 'value' in cell ? String(cell.value ?? '') : ''
}

/** One cell over all columns. */
function across(cell: Exclude<Cell, null | undefined>, columns: number): Row {
  return [
    { ...(cell as object), columnSpan: columns, wrap: true },
    ...Array.from({ length: columns - 1 }, () => null),
  ]
}

/** Points that wrapped texts need; merged cells do not grow by themselves. Rather a little too much. */
function heightOf(cells: readonly (readonly [text: string, width: number])[]): number {
  const lines = cells.map(([value, width]) =>
    value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil([...line].length / Math.max(1, width * 0.9))), 0),
  )
  return Math.min(HIGHEST_ROW, Math.max(1, ...lines) * POINTS_A_LINE + 4)
}

/**
 * Portrait, as wide as the page and as long as it needs. No paper size is named: the program takes its own, A4 or
 * Letter. The order of the elements is that of CT_Worksheet (ECMA-376, 18.3.1.99).
 */
const PAGE_SETUP: Feature<Blob> = {
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: xml =>
          xml
            .replace(/<page(?:Margins|Setup)\b[^>]*\/>/g, '')
            .replace(/<worksheet\b[^>]*>/, start => `${start}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
            .replace(
              '</worksheet>',
              () =>
                '<printOptions horizontalCentered="1"/>' +
                '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>' +
                '<pageSetup orientation="portrait" fitToWidth="1" fitToHeight="0"/>' +
                '<headerFooter><oddFooter>&amp;L&amp;A&amp;RFor the teacher</oddFooter></headerFooter>' +
                '</worksheet>',
            ),
      },
    },
  },
}
