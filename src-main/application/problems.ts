import { OperationError, type Problem } from '../contract/problem.ts'
import { WrongPassphrase } from '../exchange/sealed-file.ts'
import { UnreadableFile } from '../exchange/unreadable-file.ts'
import {
  DatabaseInUse,
  DatabaseUnusable,
  NotFound,
  NothingToUndo,
  NotSaved,
  ViewingOnly,
} from '../storage/errors.ts'
import type { Holder } from '../storage/open-mark.ts'
import { fromUse } from '../storage/sqlite-errors.ts'
import { GroupingFailed } from './grouping-run.ts'
import { ReadingFailed } from './reading-desk.ts'

const NOT_SAVED: Record<NotSaved['reason'], string> = {
  full: 'Make room on the disk, then try again.',
  readOnly: 'Check that the folder of the database may be written, then try again.',
  io: 'Check that the disk or stick is still there, then try again.',
}

const UNUSABLE: Record<DatabaseUnusable['reason'], string> = {
  gone: 'If it was moved, close Horseshoe and put it back. Else go on with a backup.',
  foreign: 'Move that file elsewhere, or start Horseshoe with another data folder. The file was not changed.',
  newer: 'Install the newest Horseshoe, then open it again. The file was not changed.',
  damaged: 'Keep the file as it is, and put a copy of it from before in its place. Nothing was deleted.',
  settings:
    'The disk or folder does not allow the database to be kept safely. Choose a folder on this computer.',
  notWritable:
    'Ask whoever looks after this computer for the right to write there, or copy the folder to where you may write and start Horseshoe with that one. The file was not changed.',
  full: 'Make room on the disk, then start Horseshoe again. The file was not changed.',
  unreadable: 'Check that the folder exists and may be read and written by you.',
}

/** Says an error of an operation that only reads: nothing was to be saved, so nothing is called unsaved. */
export function toReadingProblem(thrown: unknown): Problem {
  const error = fromUse(thrown)
  // A backup is looked into through a copy, and that needs room.
  if (!(error instanceof NotSaved) || error.reason === 'full') return toProblem(error)
  return {
    code: 'databaseUnusable',
    message: 'The database cannot be read at the moment.',
    remedy: 'Check that the disk or stick is still there, then try again.',
  }
}

/**
 * Says an error in words for a person. An error nobody foresaw becomes `internal`; its text is not shown,
 * for it may hold names.
 */
export function toProblem(thrown: unknown): Problem {
  const error = fromUse(thrown)
  if (error instanceof OperationError) return error.problem
  if (error instanceof UnreadableFile) {
    const code = error instanceof WrongPassphrase ? 'wrongPassphrase' : 'unreadableFile'
    return { code, message: error.message, remedy: error.remedy }
  }
  if (error instanceof NotSaved) {
    return { code: 'notSaved', message: 'Not saved. Nothing was changed.', remedy: NOT_SAVED[error.reason] }
  }
  if (error instanceof ViewingOnly) {
    return {
      code: 'viewingOnly',
      message: 'Nothing can be changed now: the database is open only to look at.',
      remedy: 'Looking and exporting work. To change something, open it where you may write.',
    }
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
      message: `Horseshoe is open already with this data${error.holder ? heldBy(error.holder) : ''}.`,
      remedy:
        error.holder?.isThisComputer === false
          ? 'Close it there, then start again here. One computer at a time can work with the data.'
          : 'Use the window that is open, or close it and start again.',
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

/** ", on ROOM12-PC since 08:10 (process 4312)". */
function heldBy({ computer, isThisComputer, process, since }: Holder): string {
  const isToday = since.toDateString() === new Date().toDateString()
  const two = (number: number) => String(number).padStart(2, '0')
  const time = `${two(since.getHours())}:${two(since.getMinutes())}`
  const day = isToday ? '' : `${since.getFullYear()}-${two(since.getMonth() + 1)}-${two(since.getDate())}, `
  return `, on ${isThisComputer ? 'this computer' : computer} since ${day}${time} (process ${process})`
}
