import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isOperationName, operations } from '../contract/contract.ts'
import type { HorseshoeEvent } from '../contract/events.ts'
import { OperationError, type Answer } from '../contract/problem.ts'
import { backupFolderOf, listBackups } from '../storage/backups/backup-folder.ts'
import { DatabaseUnusable } from '../storage/errors.ts'
import { fromOpening } from '../storage/sqlite-errors.ts'
import { DATABASE_NAME, openApplication, type Application, type ApplicationOptions } from './application.ts'
import { KeepingDesk } from './keeping/keeping-desk.ts'
import { Recovery } from './keeping/recovery.ts'
import { toProblem } from './problems.ts'
import { runsOn } from './workspace.ts'

/**
 * Opens the application; where its database is damaged, or gone but for its backups, an application that can do nothing
 * but ask what to do about that, and that becomes the whole application once it is done. A host needs to know nothing of
 * it.
 *
 * @throws DatabaseInUse; DatabaseUnusable when the database is newer, or cannot be read or kept safely
 */
export function openOrRecover(options: ApplicationOptions): Application {
  try {
    refuseToForget(join(options.dataDirectory, DATABASE_NAME))
    return openApplication(options)
  } catch (error) {
    if (error instanceof DatabaseUnusable && ['gone', 'damaged', 'foreign'].includes(error.reason)) {
      return recoveryApplication(options, error)
    }
    throw error
  }
}

/** An empty program beside somebody's backups would look as if everything was lost. */
function refuseToForget(databaseFile: string): void {
  if (existsSync(databaseFile) || !hasBackups(databaseFile)) return
  throw new DatabaseUnusable('gone', 'The database file is not there any more, but there are backups of it.')
}

function hasBackups(databaseFile: string): boolean {
  try {
    return listBackups(backupFolderOf(databaseFile)).length > 0
  } catch (error) {
    throw fromOpening(error, databaseFile)
  }
}

function recoveryApplication(options: ApplicationOptions, error: DatabaseUnusable): Application {
  const now = options.now ?? (() => new Date())
  const desk = new KeepingDesk(options.keepingWorker)
  const recovery = new Recovery(
    join(options.dataDirectory, DATABASE_NAME),
    { problem: toProblem(error), isGone: error.reason === 'gone' },
    desk,
    now,
  )
  const listeners = new Set<(event: HorseshoeEvent) => void>()
  let whole: Application | null = null

  /** What is in place now is opened; all who listened to nothing until now listen to it. */
  const then = <T>(done: T): T => {
    whole = openApplication(options)
    for (const listener of listeners) whole.onEvent(listener)
    return done
  }

  async function answer(operation: string, input: unknown): Promise<unknown> {
    if (!isOperationName(operation)) throw unavailable()
    const valid = operations[operation].input.parse(input)
    if (operation === 'readRecovery') return recovery.state()
    if (operation === 'tryRecovery') return recovery.try()
    if (operation === 'useRecovered') return then(recovery.useRecovered())
    if (operation === 'useBackup') return then(recovery.useBackup(operations.useBackup.input.parse(valid)))
    if (operation === 'startAnew') return then(recovery.startAnew())
    if (operation === 'readSettings') return options.settings.read()
    if (operation === 'readAbout') {
      return {
        version: options.version,
        databaseFile: join(options.dataDirectory, DATABASE_NAME),
        host: options.host,
        runsOn: runsOn(),
      }
    }
    throw unavailable()
  }

  return {
    async call(operation, input): Promise<Answer<unknown>> {
      if (whole) return whole.call(operation, input)
      try {
        return { ok: true, value: await answer(operation, input) }
      } catch (failure) {
        return { ok: false, problem: toProblem(failure) }
      }
    },
    onEvent(listener) {
      if (whole) return whole.onEvent(listener)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell(event) {
      if (whole) return whole.tell(event)
      for (const listener of listeners) listener(event)
    },
    async close() {
      await desk.close()
      await whole?.close()
    },
  }
}

const unavailable = () =>
  new OperationError({
    code: 'databaseUnusable',
    message: 'The database cannot be opened, and nothing was decided about it yet.',
    remedy: 'Decide first what to go on with.',
  })
