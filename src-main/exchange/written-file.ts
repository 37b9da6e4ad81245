/** What is in a file, to be looked at before it is saved. */
export type FilePart =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'table'; readonly name: string; readonly rows: readonly (readonly string[])[] }

/** A file that was made, and what it holds. */
export interface WrittenFile {
  readonly extension: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** One for each sheet of a workbook or file of a zip. */
  readonly parts: readonly FilePart[]
}

/** Text as a file's bytes, in UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
