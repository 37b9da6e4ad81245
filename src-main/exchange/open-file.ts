import { decode, type Encoding } from './decode.ts'
import type { Sheet } from './format.ts'
import { tabulate, type Delimiter } from './tabulate.ts'

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

/**
 * Opens a file by its first bytes, whatever its name says: text of cells, or a workbook.
 *
 * @throws UnreadableFile for kinds that hold no table, with what to do instead
 */
export function openFile(
  bytes: Uint8Array,
  choices: { readonly encoding?: Encoding | undefined; readonly delimiter?: Delimiter | undefined } = {},
): OpenedFile {
  const { text, encoding } = decode(bytes, choices.encoding)
  const { lines, delimiter } = tabulate(text, choices.delimiter)
  return { kind: 'csv', encoding, delimiter, sheets: [{ name: '', lines }], notes: [] }
}
