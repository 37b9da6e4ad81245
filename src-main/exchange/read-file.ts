import { assessmentOf } from './assessment-name.ts'
import type { Format, Sheet } from './format.ts'
import { NAMELESS } from './format-parts/student-columns.ts'
import { findHeaderLines } from './header-lines.ts'
import { KNOWN_FORMATS, recogniseFormat } from './known-formats.ts'
import { layFormat } from './laid-table.ts'
import { layOut, tooWideLine, type LayoutChoices } from './lay-out.ts'
import { nameKey } from './names.ts'
import { openFile, type OpenedFile, type TextChoices } from './open-file.ts'
import { readCells, type CellChoices } from './read-cells.ts'
import type { ScoreTable } from './score-table.ts'

/** What a person may say otherwise than it was guessed. */
export interface ReadingChoices extends TextChoices, LayoutChoices, CellChoices {
  /** Name of the sheet to read. */
  readonly sheet?: string | undefined
  /** False = read a file of a known format like any other table. */
  readonly asKnownFormat?: boolean | undefined
}

/**
 * Reads a file of scores: bytes, sheets, the best format that knows them or else the table of anyone, then cells.
 * Every guess can be overruled by `choices`. Nothing is dropped in silence: what cannot be read stands in `remarks`
 * with its row, column and text.
 *
 * @param onProgress hears how much is done, 0 to 1
 * @throws UnreadableFile when the bytes are no such table at all
 */
export function readFile(
  bytes: Uint8Array,
  fileName: string,
  choices: ReadingChoices = {},
  onProgress: (done: number) => void = () => undefined,
): ScoreTable {
  const opened = openFile(bytes, choices, done => onProgress(0.6 * done))
  onProgress(0.6)
  return readSheets(opened, fileName, choices)
}

/** As `readFile`, of a file that is open already. */
export function readSheets(
  { kind, encoding, delimiter, sheets, notes }: OpenedFile,
  fileName: string,
  choices: ReadingChoices = {},
  formats: readonly Format[] = KNOWN_FORMATS,
): ScoreTable {
  const { sheet, known, knownSheets } = chooseSheet(sheets, choices.sheet, delimiter ?? '', formats)
  const isReadAsKnown = known !== null && choices.asKnownFormat !== false
  const laid = isReadAsKnown
    ? layFormat(known.read(knownSheets, choices.window), choices.window)
    : layOut(sheet, choices, delimiter ?? '')
  const { columns, rows, joined, unnamed, remarks } = readCells(laid, delimiter ?? '', choices)
  const named = assessmentOf(fileName)
  return {
    source: { kind, format: known && describe(known), isReadAsKnown, key: keyOf(sheet, known) },
    encoding,
    delimiter,
    headerRow: laid.headerRow,
    sheets: sheets.map(({ name, lines }) => ({ name, rowCount: lines.length })),
    sheet: sheet.name,
    layout: laid.layout,
    long: laid.long,
    sheetHeaders: laid.sheetHeaders,
    windows: laid.windows,
    window: laid.window,
    columns,
    rows,
    joined,
    unnamed,
    remarks: [
      ...(laid.obstacle ? [{ kind: 'stop' as const, ...laid.obstacle }] : []),
      ...notes.map(note),
      ...(!isReadAsKnown && isOfIdsAlone(columns) ? [{ kind: 'note' as const, ...NAMELESS }] : []),
      ...laid.remarks.map(remark => ({ kind: 'note' as const, ...remark })),
      ...remarks,
    ],
    assessmentName: laid.assessmentName || named.assessmentName,
    heldOn: laid.heldOn ?? named.heldOn,
  }
}

const isOfIdsAlone = (columns: ScoreTable['columns']) =>
  columns.some(({ role }) => role === 'externalId') &&
  !columns.some(({ role }) => role === 'fullName' || role === 'givenName' || role === 'familyName')

const LOOKED_AT = 200

/**
 * The sheet a person chose; else the one, or all together, that a format knows; else the one with the most scores
 * among its first rows.
 */
function chooseSheet(
  sheets: readonly Sheet[],
  wanted: string | undefined,
  delimiter: string,
  formats: readonly Format[],
): { sheet: Sheet; known: Format | null; knownSheets: readonly Sheet[] } {
  const chosen = sheets.find(sheet => sheet.name === wanted)
  const offers = chosen
    ? [[chosen]]
    : sheets.length === 1
      ? [sheets]
      : [sheets, ...sheets.map(sheet => [sheet])]
  let best: { format: Format; sureness: number; offer: readonly Sheet[] } | null = null
  for (const offer of offers) {
    const found = recogniseFormat(offer, formats)
    if (found && found.sureness > (best?.sureness ?? 0)) best = { ...found, offer }
  }
  if (best) return { sheet: best.offer[0], known: best.format, knownSheets: best.offer }
  if (chosen || sheets.length === 1) return { sheet: chosen ?? sheets[0], known: null, knownSheets: [] }
  const scored = (sheet: Sheet) => {
    if (tooWideLine(sheet.lines)) return -1
    const start = { name: sheet.name, lines: sheet.lines.slice(0, LOOKED_AT) }
    const { columns } = readCells(layOut(start, {}, delimiter), delimiter)
    return columns.reduce((sum, column) => sum + column.scoredCount, 0)
  }
  const ranked = sheets.map(sheet => ({ sheet, scores: scored(sheet) }))
  const sheet = ranked.reduce((most, other) => (other.scores > most.scores ? other : most)).sheet
  return { sheet, known: null, knownSheets: [] }
}

/** Of the column names as they are found without anybody's choice, so that the next file has the same. */
function keyOf(sheet: Sheet, known: Format | null): string {
  if (known) return `format ${known.id}`
  const { names } = findHeaderLines(sheet.lines, undefined)
  return names.length === 0 ? '' : `columns ${names.map(nameKey).sort().join('\n')}`
}

const describe = ({ id, title, explanation, ...rest }: Format) => {
  const { windowWord = 'Test window', hasQuestions = false, hasSchoolIds = false } = rest
  return { id, title, explanation, windowWord, hasQuestions, hasSchoolIds }
}

const note = (message: string) => ({ kind: 'note' as const, row: null, column: null, message, remedy: '' })
