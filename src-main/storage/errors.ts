/** Another program has the file open. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse'
}

/** The file cannot be worked with: foreign, newer, damaged, or not opened as safely as asked. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable'
  readonly reason: 'foreign' | 'newer' | 'damaged' | 'settings' | 'unreadable'

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
