import { decode, type Encoding } from './decode.ts'
import type { Sheet } from './format.ts'
import { tabulate, type Delimiter } from './tabulate.ts'
import { LIMITS, tooLarge, UnreadableFile } from './unreadable-file.ts'
import { readWorkbook } from './workbook.ts'
import { openZip, type ZipArchive } from './zip-archive.ts'

/** What a file turned out to hold, before anybody asks what its columns mean. */
export interface OpenedFile {
  readonly kind: 'csv' | 'workbook' | 'zip'
  /** Both null where the file is no text. */
  readonly encoding: Encoding | null
  readonly delimiter: Delimiter | null
  /** At least one. */
  readonly sheets: readonly Sheet[]
  /** What was left out, in words. */
  readonly notes: readonly string[]
}

export interface TextChoices {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
}

/**
 * Opens a file by its first bytes, whatever its name says: text of cells, an .xlsx workbook, or a zip of texts.
 *
 * @param onProgress hears how much is done, 0 to 1
 * @throws UnreadableFile for kinds that hold no table, with what to do instead
 */
export function openFile(
  bytes: Uint8Array,
  choices: TextChoices = {},
  onProgress: (done: number) => void = () => undefined,
): OpenedFile {
  if (!isZip(bytes)) {
    const { text, encoding } = decode(bytes, choices.encoding)
    refuseJson(text)
    const { lines, delimiter } = tabulate(text, choices.delimiter, onProgress)
    return { kind: 'csv', encoding, delimiter, sheets: [{ name: '', lines }], notes: [] }
  }
  if (bytes.length > LIMITS.bytes) throw tooLarge(bytes.length)
  const zip = openZip(bytes)
  refuseOtherZips(zip)
  if (zip.names.some(name => /^(xl\/|\[Content_Types\]\.xml$)/i.test(name))) {
    return { kind: 'workbook', encoding: null, delimiter: null, ...readWorkbook(zip, onProgress) }
  }
  return { kind: 'zip', encoding: null, delimiter: null, ...readTexts(zip, choices, onProgress) }
}

function refuseJson(text: string): void {
  if (!/^\s*[{[]\s*["{[\]}]/.test(text)) return
  throw text.includes('"CFItems"')
    ? new UnreadableFile(
        'This is a list of standards, not scores.',
        'Give it a name that ends with .json, and drop it again.',
      )
    : new UnreadableFile(
        'This is a JSON file, of no kind that Horseshoe knows.',
        'Export the scores as .xlsx or CSV.',
      )
}

/** Also an empty zip, or one whose start was spoilt: no text goes on like that. */
const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] < 0x09

/** Programs whose files are zips too, by a file that only they have in it. */
const OTHER_ZIPS: readonly (readonly [RegExp, string, string])[] = [
  [/^content\.xml$/, 'This is an OpenDocument file (.ods), as LibreOffice writes it.', 'Open it there, choose “Save as” and the kind “Excel 2007–365 (.xlsx)”, and drop that file here.'],
  [/^Index(\/.*\.iwa|\.zip)$/, 'This is a Numbers file.', 'Open it in Numbers, choose “File”, “Export to”, “Excel”, and drop that file here.'],
  [/^word\//, 'This is a Word document.', 'Copy its table into a spreadsheet, save that as .xlsx, and drop that file here.'],
  [/^ppt\//, 'This is a PowerPoint presentation.', 'Drop an .xlsx or CSV file of scores.'],
  [/^xl\/workbook\.bin$/, 'This is a binary Excel workbook (.xlsb).', 'Open it in Excel, choose “Save as” and the kind “Excel workbook (.xlsx)”, and drop that file here.'],
] // prettier-ignore

function refuseOtherZips(zip: ZipArchive): void {
  for (const [inside, message, remedy] of OTHER_ZIPS) {
    if (zip.names.some(name => inside.test(name))) throw new UnreadableFile(message, remedy)
  }
}

/** What a zip holds besides its texts: folders of macOS and files that begin with a point are nobody's scores. */
const HIDDEN = /(^|\/)(__MACOSX\/|\.)/

function readTexts(
  zip: ZipArchive,
  choices: TextChoices,
  onProgress: (done: number) => void,
): { sheets: Sheet[]; notes: string[] } {
  const texts = zip.names.filter(name => /\.(csv|tsv|txt)$/i.test(name) && !HIDDEN.test(name))
  const sheets: Sheet[] = []
  const notes: string[] = []
  let cells = 0
  for (const [at, name] of texts.entries()) {
    onProgress(at / texts.length)
    const bytes = zip.read(name)
    if (bytes.length === 0) continue
    try {
      const { lines } = tabulate(decode(bytes, choices.encoding).text, choices.delimiter)
      cells += lines.reduce((sum, line) => sum + line.cells.length, 0)
      sheets.push({ name, lines })
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      notes.push(`${name} in it is not read: ${error.message}`)
    }
    if (cells > LIMITS.cells) {
      throw new UnreadableFile(
        `The files in the zip have more than ${LIMITS.cells / 1e6} million cells.`,
        'Unpack it, and drop the file with the scores.',
      )
    }
  }
  if (sheets.length > 0) return { sheets, notes }
  throw new UnreadableFile(
    `There is no table in this zip.${notes.length > 0 ? ` ${notes[0]}` : ''}`,
    'Unpack it, and drop the file with the scores.',
  )
}
