import { WrongPassphrase } from '../../exchange/sealed-file.ts'
import { UnreadableFile } from '../../exchange/unreadable-file.ts'
import { DatabaseUnusable, NotSaved } from '../../storage/errors.ts'
import { fromUse } from '../../storage/sqlite-errors.ts'

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
  // What lies beside the database is looked for where it was a moment ago.
  if (['ENOENT', 'ENOTDIR', 'EEXIST'].includes(code)) return new NotSaved('io')
  const known = fromUse(Object.assign(new Error(message), { code }))
  return known instanceof NotSaved || known instanceof DatabaseUnusable ? known : new Error(message)
}
