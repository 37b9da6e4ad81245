import { DatabaseInUse, DatabaseUnusable, NotSaved } from './errors.ts'
import { readOpenMark } from './open-mark.ts'

/** SQLite's or the system's code of an error: `SQLITE_FULL`, `EACCES`; '' = it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

const DAMAGED = 'The database file is damaged.'

const NO_ROOM = ['SQLITE_FULL', 'ENOSPC', 'EDQUOT', 'EFBIG']

/** What went wrong while the database was opened, as an error of ours where it is foreseen. */
export function fromOpening(error: unknown, file: string): unknown {
  if (error instanceof DatabaseUnusable) return error
  const code = codeOf(error)
  const unusable = (reason: DatabaseUnusable['reason'], message: string) =>
    new DatabaseUnusable(reason, message, { cause: error })
  // The backup before the tables change; where it may not be written, the database was opened to look at.
  const isUnsaved = error instanceof NotSaved && error.reason === 'full'
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new DatabaseInUse('Another program has the database open.', readOpenMark(file), { cause: error })
  }
  if (code === 'SQLITE_NOTADB') return unusable('foreign', 'The file is not a database.')
  if (code.startsWith('SQLITE_CORRUPT')) return unusable('damaged', DAMAGED)
  if (NO_ROOM.includes(code) || isUnsaved) {
    return unusable('full', 'There is no room on the disk to open the database safely.')
  }
  if (code === 'SQLITE_READONLY_ROLLBACK') {
    return unusable('notWritable', 'The last change was cut off, and taking it back needs to write.')
  }
  if (code === 'EROFS' || code.startsWith('SQLITE_READONLY')) {
    return unusable('notWritable', 'Nothing may be written where the database should be.')
  }
  if (code.startsWith('SQLITE_') || code.startsWith('E')) {
    return unusable('unreadable', `The database cannot be opened (${code}).`)
  }
  return error
}

/**
 * What went wrong while the open database, or a file beside it, was read or written, as an error of ours where it is
 * foreseen.
 */
export function fromUse(error: unknown): unknown {
  const code = codeOf(error)
  if (NO_ROOM.includes(code)) return new NotSaved('full', { cause: error })
  if (['EROFS', 'EACCES', 'EPERM'].includes(code) || code.startsWith('SQLITE_READONLY')) {
    return new NotSaved('readOnly', { cause: error })
  }
  // The journal cannot be made when the folder is gone, as with a stick that was pulled out.
  if (
    ['EIO', 'ENODEV', 'ENXIO'].includes(code) ||
    code.startsWith('SQLITE_IOERR') ||
    code.startsWith('SQLITE_CANTOPEN')
  ) {
    return new NotSaved('io', { cause: error })
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new DatabaseUnusable('damaged', DAMAGED, { cause: error })
  }
  return error
}
