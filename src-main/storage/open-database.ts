import Database from 'better-sqlite3'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { backUpBeforeMigration } from './backup.ts'
import { DatabaseInUse, DatabaseUnusable } from './errors.ts'
import { APPLICATION_ID, migrate, MIGRATIONS } from './migrate.ts'

/**
 * How the connection has to be. better-sqlite3 and SQLite default to less: names stay readable after a
 * delete, a schema is trusted, a power cut may take the last transaction. Every value is read back.
 *
 * [pragma, value to set, value read back]
 */
const SETTINGS: readonly (readonly [name: string, value: string, expected: unknown])[] = [
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

export interface OpenDatabase {
  readonly connection: Database.Database
  /** Closes the file and takes the mark of an open session away. */
  close(): void
}

/**
 * Opens the database file, or makes it. A file of another program or of a newer Horseshoe is refused before
 * a byte of it is changed; the lock is taken before anything is read for good; every setting is read back.
 *
 * @param file path; its folder is made if missing, both readable by this user alone
 * @param migrations the steps this Horseshoe knows; its newest version is their number
 * @throws DatabaseInUse when another process has it open
 * @throws DatabaseUnusable when it is foreign, newer, damaged, or cannot be opened as asked
 */
export function openDatabase(file: string, migrations: readonly string[] = MIGRATIONS): OpenDatabase {
  const folder = dirname(file)
  const openMark = `${file}.open`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    lookAtHeader(file, migrations.length)
    const wasOpen = existsSync(openMark)
    // Made here, for SQLite would let others read the file until its mode is changed.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
    const connection = connect(file)
    try {
      const version = versionOf(connection, migrations.length)
      if (wasOpen && connection.pragma('quick_check', { simple: true }) !== 'ok') {
        throw new DatabaseUnusable('damaged', 'The database did not pass its check after an unclean end.')
      }
      if (version > 0 && version < migrations.length) backUpBeforeMigration(connection, file)
      migrate(connection, migrations)
    } catch (error) {
      connection.close()
      throw error
    }
    chmodSync(file, 0o600)
    writeFileSync(openMark, '', { mode: 0o600 })
    return {
      connection,
      close: () => {
        connection.close()
        rmSync(openMark, { force: true })
      },
    }
  } catch (error) {
    throw inOurWords(error)
  }
}

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'
const VERSION_OFFSET = 60
const OWNER_OFFSET = 68

/**
 * Reads from the file's header whose it is (sqlite.org/fileformat2.html, 1.3), without SQLite: even a reader
 * would roll a half-done transaction back first. Such a file is looked at after that, by `checkOwner`.
 */
function lookAtHeader(file: string, newestVersion: number): void {
  if (!existsSync(file) || statSync(file).size === 0 || existsSync(`${file}-journal`)) return
  const header = Buffer.alloc(HEADER_BYTES)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, header, 0, HEADER_BYTES, 0)
  } finally {
    closeSync(handle)
  }
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new DatabaseUnusable('foreign', 'The file is not a database.')
  }
  checkOwner(header.readInt32BE(OWNER_OFFSET), header.readInt32BE(VERSION_OFFSET), newestVersion)
}

function checkOwner(owner: number, version: number, newestVersion: number): void {
  if (owner !== APPLICATION_ID) {
    throw new DatabaseUnusable('foreign', 'The file is a database of another program.')
  }
  if (version > newestVersion) {
    throw new DatabaseUnusable(
      'newer',
      `The file has version ${version}; this Horseshoe knows ${newestVersion}.`,
    )
  }
}

/** Whose file is open now. Answers its version; 0 = new, or its making was cut off and rolled back. */
function versionOf(connection: Database.Database, newestVersion: number): number {
  const number = (pragma: string) => Number(connection.pragma(pragma, { simple: true }))
  const isNew = number('application_id') === 0 && number('schema_version') === 0
  if (!isNew) checkOwner(number('application_id'), number('user_version'), newestVersion)
  return number('user_version')
}

function connect(file: string): Database.Database {
  const connection = new Database(file, { timeout: 0 })
  try {
    for (const [name, value] of SETTINGS) connection.pragma(`${name} = ${value}`)
    // EXCLUSIVE keeps this lock until the connection closes: a second opener finds the file busy.
    connection.exec('BEGIN EXCLUSIVE; COMMIT')
    for (const [name, , expected] of SETTINGS) {
      const actual = connection.pragma(name, { simple: true })
      // mmap_size answers nothing where memory mapping is compiled out, which is what is asked for.
      if (actual !== expected && !(name === 'mmap_size' && actual === undefined)) {
        throw new DatabaseUnusable('settings', `${name} is ${String(actual)}, not ${String(expected)}.`)
      }
    }
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function inOurWords(error: unknown): unknown {
  if (error instanceof DatabaseUnusable) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
    return new DatabaseInUse('Another program has the database open.', { cause: error })
  }
  if (code === 'SQLITE_NOTADB') {
    return new DatabaseUnusable('foreign', 'The file is not a database.', { cause: error })
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new DatabaseUnusable('damaged', 'The database file is damaged.', { cause: error })
  }
  if (code.startsWith('SQLITE_') || code.startsWith('E')) {
    return new DatabaseUnusable('unreadable', `The database cannot be opened (${code}).`, { cause: error })
  }
  return error
}
