import Database from 'better-sqlite3'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { backUpBeforeMigration } from './backup.ts'
import { backupFolderOf, listBackups } from './backups/backup-folder.ts'
import { applySettings, checkSettings } from './connection-settings.ts'
import { DatabaseUnusable } from './errors.ts'
import { APPLICATION_ID, migrate, MIGRATIONS } from './migrate.ts'
import { openMarkOf, removeOpenMark, writeOpenMark } from './open-mark.ts'
import { codeOf, fromOpening } from './sqlite-errors.ts'

export interface OpenDatabase {
  readonly connection: Database.Database
  /** The file or its folder may not be written: it is open only to look at. */
  readonly isViewingOnly: boolean
  /** Closes the file and takes the mark of an open session away. */
  close(): void
}

/**
 * Opens the database file, or makes it. A file of another program or of a newer Horseshoe is refused before
 * a byte of it is changed; the lock is taken before anything is read for good; every setting is read back.
 * A file that may be read but not written is opened to look at.
 *
 * @param file path; its folder is made if missing, both readable by this user alone
 * @param migrations the steps this Horseshoe knows; its newest version is their number
 * @throws DatabaseInUse when another process has it open
 * @throws DatabaseUnusable when it is foreign, newer, damaged, or cannot be opened as asked
 */
export function openDatabase(file: string, migrations: readonly string[] = MIGRATIONS): OpenDatabase {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    lookAtHeader(file, migrations.length)
    if (!mayBeWritten(file)) return openToLookAt(file, migrations.length)
    try {
      return openToWorkWith(file, migrations)
    } catch (error) {
      // Rights are more than the system's answer says (on Windows above all): trying tells.
      if (isRefusedWriting(error)) return openToLookAt(file, migrations.length)
      throw error
    }
  } catch (error) {
    throw fromOpening(error, file)
  }
}

function openToWorkWith(file: string, migrations: readonly string[]): OpenDatabase {
  const wasOpen = existsSync(openMarkOf(file))
  // Made here, for SQLite would let others read the file until its mode is changed.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  // Before SQLite makes a journal, which takes over the file's mode. Takes rights of others away and gives none.
  chmodSync(file, statSync(file).mode & 0o600)
  const connection = connect(file, false)
  try {
    const version = versionOf(connection, migrations.length)
    tryToWrite(connection, version)
    // Reads the whole file, so only when there is a reason: after a clean end nothing can be half written.
    if (wasOpen && connection.pragma('quick_check', { simple: true }) !== 'ok') {
      throw new DatabaseUnusable('damaged', 'The database did not pass its check after an unclean end.')
    }
    writeOpenMark(file)
    if (version > 0 && version < migrations.length) backUpBeforeMigration(connection, file)
    migrate(connection, migrations)
    // Some are only truly set once something was written.
    checkSettings(connection)
  } catch (error) {
    connection.close()
    if (!wasOpen) removeOpenMark(file)
    throw error
  }
  return {
    connection,
    isViewingOnly: false,
    close: () => {
      connection.close()
      removeOpenMark(file)
    },
  }
}

/** Opens a file of exactly the newest version without writing anything, not even a mark. */
function openToLookAt(file: string, newestVersion: number): OpenDatabase {
  if (!existsSync(file)) {
    throw new DatabaseUnusable(
      'notWritable',
      'There is no database yet, and none may be made in this folder.',
    )
  }
  const connection = connect(file, true)
  try {
    if (versionOf(connection, newestVersion) < newestVersion) {
      throw new DatabaseUnusable(
        'notWritable',
        'The file is of an older Horseshoe and has to be brought up to date, but it may not be written.',
      )
    }
  } catch (error) {
    connection.close()
    throw error
  }
  return { connection, isViewingOnly: true, close: () => connection.close() }
}

function mayBeWritten(file: string): boolean {
  try {
    accessSync(dirname(file), constants.R_OK | constants.W_OK)
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK)
    return true
  } catch (error) {
    if (isRefusedWriting(error)) return false
    throw error
  }
}

function isRefusedWriting(error: unknown): boolean {
  const code = codeOf(error)
  return ['EACCES', 'EPERM', 'EROFS', 'SQLITE_CANTOPEN'].includes(code) || code.startsWith('SQLITE_READONLY')
}

/**
 * Writes and takes it back before anything reaches the file: where the file may only be read, SQLite opens it for
 * reading without a word, and the journal is the first thing that is missing where the folder may not be written.
 */
function tryToWrite(connection: Database.Database, version: number): void {
  connection.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${version}; ROLLBACK`)
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
  if (!existsSync(file) || existsSync(`${file}-journal`)) return
  if (statSync(file).size === 0) {
    // Such a file is also what a cut-off making leaves, but then there was never anything to back up.
    if (listBackups(backupFolderOf(file)).length === 0) return
    throw new DatabaseUnusable('damaged', 'The database file is empty, but there are backups of it.')
  }
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

function connect(file: string, isReadOnly: boolean): Database.Database {
  const connection = new Database(file, { timeout: 0, readonly: isReadOnly })
  try {
    applySettings(connection)
    // EXCLUSIVE keeps this lock until the connection closes: a second opener finds the file busy.
    if (isReadOnly) connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    else connection.exec('BEGIN EXCLUSIVE; COMMIT')
    checkSettings(connection)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}
