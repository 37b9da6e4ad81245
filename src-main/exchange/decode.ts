import { LIMITS, tooLarge, UnreadableFile } from './unreadable-file.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const SAVE_ANEW =
  'Open it in a spreadsheet program, choose “Save as” and the kind “Excel workbook (.xlsx)” or “CSV UTF-8”, and drop that file here.'

/** What the first bytes tell about files that hold no table. */
const OTHERS: readonly { bytes: readonly number[]; message: string; remedy: string }[] = [
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    message: 'This is a PDF, which has no table that can be read safely.',
    remedy: 'Export the scores as .xlsx or CSV from the system that made the PDF.',
  },
  {
    bytes: [0x1f, 0x8b],
    message: 'This is a compressed file.',
    remedy: 'Unpack it first and drop the file that is inside.',
  },
  {
    bytes: [0x89, 0x50, 0x4e, 0x47],
    message: 'This is a picture.',
    remedy: 'Drop an .xlsx or CSV file of scores.',
  },
  {
    bytes: [0xff, 0xd8, 0xff],
    message: 'This is a picture.',
    remedy: 'Drop an .xlsx or CSV file of scores.',
  },
]

/**
 * Turns the bytes of a file into text. A byte order mark decides; else UTF-16 shows by its zero bytes; else
 * it is UTF-8 if it is valid UTF-8, and Windows-1252 otherwise.
 *
 * @param wanted the encoding a person chose instead
 * @throws UnreadableFile for old workbooks, PDF, web pages and others without a table, empty and oversized files
 */
export function decode(bytes: Uint8Array, wanted?: Encoding): { text: string; encoding: Encoding } {
  if (bytes.length === 0)
    throw new UnreadableFile('The file is empty.', 'Choose a file with a row for each student.')
  if (bytes.length > LIMITS.bytes) throw tooLarge(bytes.length)
  refuseOthers(bytes)
  const encoding = wanted ?? guessEncoding(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  const start = text.slice(0, 2000).trimStart()
  if (/^<\?xml/i.test(start) && start.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
    throw new UnreadableFile('This is a workbook in an old XML format (“XML spreadsheet 2003”).', SAVE_ANEW)
  }
  if (/^<(!doctype|html|head|body|table|meta|style|\?xml)/i.test(start)) {
    throw new UnreadableFile('This is a web page or XML, whatever its name says.', SAVE_ANEW)
  }
  if (text.includes('\0')) {
    throw new UnreadableFile(
      'This is no table of text: it holds signs (zero bytes) that no text has.',
      'It may be another kind of file, or damaged. Export the scores anew, as .xlsx or CSV, and drop that file.',
    )
  }
  if (text.trim() === '') {
    throw new UnreadableFile('The file is empty.', 'Choose a file with a row for each student.')
  }
  return { text, encoding }
}

const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0]

function refuseOthers(bytes: Uint8Array): void {
  const starts = (start: readonly number[]) => start.every((byte, at) => bytes[at] === byte)
  if (starts(OLD_OFFICE)) {
    // Its list of contents is in UTF-16, somewhere in the file.
    const isLocked = new TextDecoder('latin1').decode(bytes).includes([...'EncryptedPackage'].join('\0'))
    throw isLocked
      ? new UnreadableFile(
          'This workbook is protected by a password.',
          'Open it with its password, take the password away (“File”, “Info”, “Protect workbook”), save it, and drop it again.',
        )
      : new UnreadableFile('This is a workbook in the old Excel format (.xls).', SAVE_ANEW)
  }
  const other = OTHERS.find(({ bytes: start }) => starts(start))
  if (other) throw new UnreadableFile(other.message, other.remedy)
}

function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const start = bytes.subarray(0, 4000)
  let even = 0
  let odd = 0
  for (const [at, byte] of start.entries()) {
    if (byte !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  // Latin text in UTF-16 has a zero in nearly every other byte, always on the same side.
  if (odd > start.length / 5 && even * 10 < odd) return 'utf-16le'
  if (even > start.length / 5 && odd * 10 < even) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252'
    throw error
  }
}
