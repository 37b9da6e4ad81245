import type { Holder } from './open-mark.ts'

/** Another program has the file open. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse'
  /** Who it is, as far as is known. */
  readonly holder: Holder | null

  constructor(message: string, holder: Holder | null = null, options?: ErrorOptions) {
    super(message, options)
    this.holder = holder
  }
}

/**
 * The file cannot be worked with: gone though there are backups of it, foreign, newer, damaged, not opened as safely as
 * asked, nowhere to write what has to be written first, no room for it, or not to be read at all.
 */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable'
  readonly reason:
    'gone' | 'foreign' | 'newer' | 'damaged' | 'settings' | 'notWritable' | 'full' | 'unreadable'

  constructor(reason: DatabaseUnusable['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** The change was not written; what was there before is untouched. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved'
  readonly reason: 'full' | 'readOnly' | 'io'

  constructor(reason: NotSaved['reason'], options?: ErrorOptions) {
    super(`The database could not be written (${reason}).`, options)
    this.reason = reason
  }
}

/** The database was opened only to look at, for it may not be written. */
export class ViewingOnly extends Error {
  override readonly name = 'ViewingOnly'
}

/** There is no change to take back, or none to do again. */
export class NothingToUndo extends Error {
  override readonly name = 'NothingToUndo'
}

/** A row that was asked for is not there (any more). */
export class NotFound extends Error {
  override readonly name = 'NotFound'
  readonly what: string

  constructor(what: string) {
    super(`There is no such ${what}.`)
    this.what = what
  }
}

/** A copy of a class that does not fit the tables. */
export class UnfitCopy extends Error {
  override readonly name = 'UnfitCopy'
}
