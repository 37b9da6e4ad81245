import { WrongPassphrase } from '../../exchange/sealed-file.ts'
import { UnreadableFile } from '../../exchange/unreadable-file.ts'
import { DatabaseUnusable, NotSaved } from '../../storage/errors.ts'

/** An error on its way between threads, where classes are lost. */
export interface PackedError {
  readonly kind: 'unreadable' | 'wrongPassphrase' | 'unusable' | 'notSaved' | 'other'
  readonly message: string
  readonly remedy: string
  readonly reason: string
  /** Of the system: ENOENT, ENOSPC. */
  readonly code: string
}

export function packError(error: unknown): PackedError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const packed = {
    message: error instanceof Error ? error.message : '',
    remedy: '',
    reason: '',
    code,
  }
  if (error instanceof WrongPassphrase) return { ...packed, kind: 'wrongPassphrase', remedy: error.remedy }
  if (error instanceof UnreadableFile) return { ...packed, kind: 'unreadable', remedy: error.remedy }
  if (error instanceof DatabaseUnusable) return { ...packed, kind: 'unusable', reason: error.reason }
  if (error instanceof NotSaved) return { ...packed, kind: 'notSaved', reason: error.reason }
  return { ...packed, kind: 'other' }
}

/** An error of the system or of SQLite as one of ours. */
export const inOurKinds = (error: unknown): Error => unpackError(packError(error))

export function unpackError({ kind, message, remedy, reason, code }: PackedError): Error {
  if (kind === 'wrongPassphrase') return new WrongPassphrase(message, remedy)
  if (kind === 'unreadable') return new UnreadableFile(message, remedy)
  if (kind === 'unusable') return new DatabaseUnusable(reason as DatabaseUnusable['reason'], message)
  if (kind === 'notSaved') return new NotSaved(reason as NotSaved['reason'])
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return new NotSaved('full')
  if (['EROFS', 'EACCES', 'EPERM'].includes(code) || code.startsWith('SQLITE_READONLY')) {
    return new NotSaved('readOnly')
  }
  if (
    ['EIO', 'ENOENT', 'ENOTDIR', 'EEXIST', 'ENODEV', 'ENXIO'].includes(code) ||
    code.startsWith('SQLITE_IOERR')
  ) {
    return new NotSaved('io')
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new DatabaseUnusable('damaged', message)
  return new Error(message)
}
