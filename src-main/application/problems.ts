import { OperationError, type Problem } from '../contract/problem.ts'
import { WrongPassphrase } from '../exchange/sealed-file.ts'
import { UnreadableFile } from '../exchange/unreadable-file.ts'
import { DatabaseInUse, DatabaseUnusable, NotFound, NothingToUndo, NotSaved } from '../storage/errors.ts'
import { GroupingFailed } from './grouping-run.ts'
import { ReadingFailed } from './reading-desk.ts'

const NOT_SAVED: Record<NotSaved['reason'], string> = {
  full: 'Make room on the disk, then do it again.',
  readOnly: 'Check that the folder of the database may be written, then do it again.',
  io: 'Check that the disk or stick is still there, then do it again.',
}

const UNUSABLE: Record<DatabaseUnusable['reason'], string> = {
  foreign: 'Move that file elsewhere, or start Horseshoe with another data folder. The file was not changed.',
  newer: 'Install the newest Horseshoe, then open it again. The file was not changed.',
  damaged: 'Keep the file as it is, and put a copy of it from before in its place. Nothing was deleted.',
  settings:
    'The disk or folder does not allow the database to be kept safely. Choose a folder on this computer.',
  unreadable: 'Check that the folder exists and may be read and written by you.',
}

/**
 * Says an error in words for a person. An error nobody foresaw becomes `internal`; its text is not shown,
 * for it may hold names.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof OperationError) return error.problem
  if (error instanceof UnreadableFile) {
    const code = error instanceof WrongPassphrase ? 'wrongPassphrase' : 'unreadableFile'
    return { code, message: error.message, remedy: error.remedy }
  }
  if (error instanceof NotSaved) {
    return { code: 'notSaved', message: 'Not saved. Nothing was changed.', remedy: NOT_SAVED[error.reason] }
  }
  if (error instanceof NothingToUndo) {
    return { code: 'nothingToUndo', message: 'There is nothing to take back or to do again.', remedy: '' }
  }
  if (error instanceof NotFound) {
    return {
      code: 'notFound',
      message: `This ${error.what} is not there any more.`,
      remedy: 'It was removed, perhaps in another window. Undo brings it back.',
    }
  }
  if (error instanceof DatabaseInUse) {
    return {
      code: 'databaseInUse',
      message: 'Horseshoe is open already with this data.',
      remedy: 'Use the window that is open, or close it and start again.',
    }
  }
  if (error instanceof DatabaseUnusable) {
    return { code: 'databaseUnusable', message: error.message, remedy: UNUSABLE[error.reason] }
  }
  if (error instanceof GroupingFailed) {
    return { code: 'internal', message: error.message, remedy: 'Nothing was changed. Try it again.' }
  }
  if (error instanceof ReadingFailed) {
    return {
      code: 'internal',
      message: error.message,
      remedy: 'Nothing was imported. Try it again, or save the file as CSV.',
    }
  }
  return {
    code: 'internal',
    message: 'Something went wrong inside Horseshoe.',
    remedy:
      'Look whether your last change is there before you do it again. If it goes wrong again, close Horseshoe and open it anew.',
  }
}
