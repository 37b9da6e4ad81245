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
export const LIMITS = { bytes: 20_000_000, rows: 50_000, columns: 500, cellCharacters: 10_000 } as const
