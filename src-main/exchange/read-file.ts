import { recogniseFormat } from './known-formats.ts'
import { layFormat } from './laid-table.ts'
import { layOut, type LayoutChoices } from './lay-out.ts'
import { openFile } from './open-file.ts'
import type { Encoding } from './decode.ts'
import { readCells, type CellChoices } from './read-cells.ts'
import type { ScoreTable } from './score-table.ts'
import { assessmentOf } from './file-name.ts'
import type { Format } from './format.ts'
import type { Delimiter } from './tabulate.ts'

/** What a person may say otherwise than it was guessed. */
export interface ReadingChoices extends LayoutChoices, CellChoices {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
  /** Name of the sheet to read. */
  readonly sheet?: string | undefined
  /** The test window to read, of a file that holds several. */
  readonly window?: string | undefined
  /** False = read a file of a known format like any other table. */
  readonly asKnownFormat?: boolean | undefined
}

/**
 * Reads a file of scores: bytes, sheets, the best format that knows them or else the table of anyone, then cells.
 * Every guess can be overruled by `choices`. Nothing is dropped in silence: what cannot be read stands in `remarks`
 * with its row, column and text.
 *
 * @throws UnreadableFile when the bytes are no such table at all
 */
export function readFile(bytes: Uint8Array, fileName: string, choices: ReadingChoices = {}): ScoreTable {
  const { kind, encoding, delimiter, sheets, notes } = openFile(bytes, choices)
  const chosen = sheets.find(sheet => sheet.name === choices.sheet)
  const known = recogniseFormat(chosen ? [chosen] : sheets)
  const format = choices.asKnownFormat === false ? null : (known?.format ?? null)
  const sheet = chosen ?? sheets[0]
  const laid = format
    ? layFormat(format.read(chosen ? [chosen] : sheets, choices.window), choices.window)
    : layOut(sheet, choices)
  const { columns, rows, remarks } = readCells(laid, delimiter ?? '', choices)
  const named = assessmentOf(fileName)
  return {
    source: { kind, format: known ? describe(known.format) : null, isReadAsKnown: format !== null },
    encoding,
    delimiter,
    headerRow: laid.headerRow,
    sheets: sheets.map(({ name, lines }) => ({ name, rowCount: lines.length })),
    sheet: sheet.name,
    layout: laid.layout,
    windows: laid.windows,
    window: laid.window,
    columns,
    rows,
    remarks: [
      ...notes.map(note),
      ...laid.remarks.map(remark => ({ kind: 'note' as const, ...remark })),
      ...remarks,
    ],
    assessmentName: laid.assessment?.name || named.assessmentName,
    heldOn: laid.assessment?.heldOn ?? named.heldOn,
  }
}

const describe = ({ id, title, explanation }: Format) => ({ id, title, explanation })

const note = (message: string) => ({ kind: 'note' as const, row: null, column: null, message, remedy: '' })
