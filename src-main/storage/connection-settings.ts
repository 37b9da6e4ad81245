import type Database from 'better-sqlite3'
import { DatabaseUnusable } from './errors.ts'

/**
 * How the connection has to be. better-sqlite3 and SQLite default to less: names stay readable after a
 * delete, a schema is trusted, a power cut may take the last transaction. Every value is read back.
 *
 * [pragma, value to set, value read back]
 */
export const CONNECTION_SETTINGS: readonly (readonly [name: string, value: string, expected: unknown])[] = [
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'DELETE', 'delete'],
  ['synchronous', 'EXTRA', 3],
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['recursive_triggers', 'ON', 1],
]

/** Asks for every setting; whether it was heard is what `checkSettings` is for. */
export function applySettings(connection: Database.Database): void {
  for (const [name, value] of CONNECTION_SETTINGS) connection.pragma(`${name} = ${value}`)
}

/**
 * Reads every setting back: a pragma that is not understood is silently ignored by SQLite, and one that cannot be had
 * is silently left at something less.
 *
 * @throws DatabaseUnusable ('settings') naming the first that is not as asked
 */
export function checkSettings(connection: Database.Database): void {
  for (const [name, , expected] of CONNECTION_SETTINGS) {
    const actual = connection.pragma(name, { simple: true })
    // mmap_size answers nothing where memory mapping is compiled out, which is what is asked for.
    if (actual !== expected && !(name === 'mmap_size' && actual === undefined)) {
      throw new DatabaseUnusable('settings', `${name} is ${String(actual)}, not ${String(expected)}.`)
    }
  }
}
