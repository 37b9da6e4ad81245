import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DATABASE_NAME,
  openApplication,
  type Application,
  type ApplicationOptions,
} from '../../../src-main/application/application.ts'
import { DEFAULT_SETTINGS, type SettingsStore } from '../../../src-main/application/settings-store.ts'
import type { Input, OperationName, Output } from '../../../src-main/contract/contract.ts'

/** A folder of its own, gone after the test. */
export function temporaryFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'horseshoe-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Settings that nobody keeps. */
export function forgetfulSettings(): SettingsStore {
  let settings = DEFAULT_SETTINGS
  return { read: () => settings, update: part => (settings = { ...settings, ...part }) }
}

/** The bundle of a worker thread that `build-threads.ts` made. */
export const threadOf = (name: 'grouping' | 'reading' | 'sealing' | 'rotation' | 'keeping'): URL =>
  new URL(`../../../test-results/threads/${name}-worker.js`, import.meta.url)

/** What a test may want to have a say in. */
type Given = Partial<Pick<ApplicationOptions, 'now' | 'log'>>

/** The real application on a folder. */
export function open(dataDirectory: string, given: Given = {}): Application {
  return openApplication(options(dataDirectory, given))
}

/** What the real application is opened with. */
export function options(dataDirectory: string, given: Given = {}): ApplicationOptions {
  return {
    dataDirectory,
    settings: forgetfulSettings(),
    host: 'browser',
    version: '0.0.0',
    groupingWorker: threadOf('grouping'),
    readingWorker: threadOf('reading'),
    sealingWorker: threadOf('sealing'),
    rotationWorker: threadOf('rotation'),
    keepingWorker: threadOf('keeping'),
    ...given,
  }
}

/** Calls an operation that has to succeed. */
export async function ask<N extends OperationName>(
  application: Application,
  operation: N,
  input: Input<N>,
): Promise<Output<N>> {
  const answer = await application.call(operation, input)
  if (!answer.ok) throw new Error(`${operation}: ${answer.problem.message}`)
  return answer.value as Output<N>
}

/** Everything a person could see, as text, once the application is closed; the log itself is left out. */
export function dump(folder: string): string {
  return dumpOf(join(folder, DATABASE_NAME))
}

/** See `dump`; of a database by its path, or through a connection that is open. */
export function dumpOf(source: string | Database.Database): string {
  if (typeof source === 'string') {
    const database = new Database(source, { readonly: true })
    try {
      return dumpOf(database)
    } finally {
      database.close()
    }
  }
  const tables = source
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'operation' ORDER BY name",
    )
    .pluck()
    .all() as string[]
  return JSON.stringify(tables.map(table => [table, source.prepare(`SELECT * FROM "${table}"`).raw().all()]))
}
