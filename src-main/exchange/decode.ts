import { LIMITS, UnreadableFile } from './unreadable-file.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const SAVE_AS_CSV = 'Open it there, choose "Save as" and the kind "CSV UTF-8", and drop that file here.'

/** What the first bytes tell about files that are no text. */
const KNOWN: readonly { bytes: readonly number[]; message: string; remedy: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    message: 'This is an Excel or other workbook, not a CSV file.',
    remedy: SAVE_AS_CSV,
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    message: 'This is an old or password-protected Excel workbook, not a CSV file.',
    remedy: SAVE_AS_CSV,
  },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    message: 'This is a PDF, which has no table that can be read safely.',
    remedy: 'Export the scores as a CSV file from the system that made the PDF.',
  },
  {
    bytes: [0x1f, 0x8b],
    message: 'This is a compressed file.',
    remedy: 'Unpack it first and drop the CSV file that is inside.',
  },
  { bytes: [0x89, 0x50, 0x4e, 0x47], message: 'This is a picture.', remedy: 'Drop a CSV file of scores.' },
  { bytes: [0xff, 0xd8, 0xff], message: 'This is a picture.', remedy: 'Drop a CSV file of scores.' },
]

/**
 * Turns the bytes of a file into text. A byte order mark decides; else UTF-16 shows by its zero bytes; else
 * it is UTF-8 if it is valid UTF-8, and Windows-1252 otherwise.
 *
 * @param wanted the encoding a person chose instead
 * @throws UnreadableFile for workbooks, PDF, web pages, empty and oversized files
 */
export function decode(bytes: Uint8Array, wanted?: Encoding): { text: string; encoding: Encoding } {
  if (bytes.length === 0)
    throw new UnreadableFile('The file is empty.', 'Choose a file with a row for each student.')
  if (bytes.length > LIMITS.bytes) {
    throw new UnreadableFile(
      `The file has ${Math.round(bytes.length / 1e6)} MB; at most ${LIMITS.bytes / 1e6} MB can be read.`,
      'Export fewer classes or columns at a time.',
    )
  }
  for (const { bytes: start, message, remedy } of KNOWN) {
    if (start.every((byte, at) => bytes[at] === byte)) throw new UnreadableFile(message, remedy)
  }
  const encoding = wanted ?? guessEncoding(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(text.slice(0, 400))) {
    throw new UnreadableFile('This is a web page or XML, not a CSV file.', SAVE_AS_CSV)
  }
  if (text.includes('\0')) {
    throw new UnreadableFile(
      'This is not a text file: it holds zero bytes.',
      'Export the scores as a CSV file.',
    )
  }
  if (text.trim() === '') {
    throw new UnreadableFile('The file is empty.', 'Choose a file with a row for each student.')
  }
  return { text, encoding }
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
