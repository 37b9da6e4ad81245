/** A file that is not a table of scores; the words are for the person who dropped it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
  /** What to do now. */
  readonly remedy: string

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options)
    this.remedy = remedy
  }
}

/** What a file may hold at most: far above any school's export, far below what stops a window. */
export const LIMITS = {
  bytes: 20_000_000,
  /** Of a sheet; a sheet with a row a student and skill has many. */
  rows: 200_000,
  students: 50_000,
  columns: 500,
  /** Of a kind of file that is known: one vendor's export has 1,000, of which few are read. */
  knownColumns: 2000,
  cells: 3_000_000,
  cellCharacters: 10_000,
  zipEntries: 200,
  /** Of all that is unpacked from one file. */
  inflatedBytes: 100_000_000,
  /** What unpacks to so many times its size is a trap, once it is larger than `inflatedAnyway`. */
  inflatedRatio: 200,
  inflatedAnyway: 1_000_000,
} as const

/** A row that is wider than a table of anyone may be. */
export function tooWide(row: number, columns: number, sheet = ''): UnreadableFile {
  return new UnreadableFile(
    `Row ${row}${sheet && ` of the sheet “${sheet}”`} has ${columns.toLocaleString('en')} columns; at most ${LIMITS.columns} can be read.`,
    'Leave out the columns that are not needed.',
  )
}

/** A file of more bytes than are read. */
export function tooLarge(size: number): UnreadableFile {
  return new UnreadableFile(
    `The file has ${Math.round(size / 1e6)} MB; at most ${LIMITS.bytes / 1e6} MB can be read.`,
    'Export fewer classes or columns at a time.',
  )
}
