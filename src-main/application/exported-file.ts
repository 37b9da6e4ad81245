import type { ExportedFile } from '../contract/exporting.ts'
import { safeFileName } from '../exchange/file-name.ts'
import type { WrittenFile } from '../exchange/written-file.ts'

const SHOWN_ROWS = 60
const SHOWN_CHARACTERS = 20_000

/** A file as it goes to the window: with a name every system takes, and as much of its parts as is looked at. */
export function exportedFile(nameParts: readonly string[], file: WrittenFile): ExportedFile {
  return {
    fileName: safeFileName(nameParts, file.extension),
    mediaType: file.mediaType,
    content: Buffer.from(file.bytes).toString('base64'),
    parts: file.parts.map(part =>
      part.kind === 'text'
        ? { ...part, text: part.text.slice(0, SHOWN_CHARACTERS) }
        : {
            kind: 'table',
            name: part.name,
            rows: part.rows.slice(0, SHOWN_ROWS).map(row => [...row]),
            rowCount: part.rows.length,
          },
    ),
  }
}
