import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { sha256OfFile, backupFolderOf, type Backup } from './backups/backup-folder.ts'
import { backupName, type BackupReason } from './backups/backup-name.ts'
import { DatabaseUnusable, NotSaved } from './errors.ts'
import { readSchema } from './schema.ts'

/** Room that is left free beside a backup. */
const SPARE_BYTES = 10_000_000
/** Pages that are copied before others get their turn: about a millisecond. */
const PAGES_AT_ONCE = 300

/**
 * Makes a backup of an open database at once: a compact copy under a name for the time being, written through to the
 * disk, opened and checked, its checksum taken, and only then given its name.
 *
 * @returns the backup, readable by this user alone
 * @throws NotSaved ('full') when there is no room for it
 * @throws DatabaseUnusable ('damaged') when the copy does not pass the check
 */
export function makeBackup(
  connection: Database.Database,
  folder: string,
  reason: BackupReason,
  madeAt: Date,
): Backup {
  prepareFolder(folder, bytesOf(connection))
  const making = emptyFile(folder, 'making')
  try {
    connection.prepare('VACUUM INTO ?').run(making)
    return nameBackup(making, folder, reason, madeAt, rowCounts(connection))
  } catch (error) {
    remove(making)
    throw error
  }
}

/**
 * Copies an open database page by page, a few at a time, so that the window stays alive; changes made meanwhile are
 * in it. `finishBackup` makes a backup of it, in another thread.
 *
 * @returns path of the copy
 * @throws NotSaved ('full')
 */
export async function copyPages(connection: Database.Database, folder: string): Promise<string> {
  prepareFolder(folder, bytesOf(connection))
  const raw = emptyFile(folder, 'raw')
  try {
    await connection.backup(raw, { progress: () => PAGES_AT_ONCE })
    return raw
  } catch (error) {
    remove(raw)
    throw error
  }
}

/** Makes a backup of what `copyPages` copied, as `makeBackup` does, and removes that. */
export function finishBackup(raw: string, folder: string, reason: BackupReason, madeAt: Date): Backup {
  let source: Database.Database | null = null
  try {
    source = new Database(raw, { readonly: true })
    return makeBackup(source, folder, reason, madeAt)
  } finally {
    source?.close()
    remove(raw)
  }
}

/** A database file and the journal that SQLite may have put beside it. */
function remove(file: string): void {
  for (const end of ['', '-journal']) rmSync(`${file}${end}`, { force: true })
}

/**
 * Copies the database before its shape is changed.
 *
 * @returns path of the copy
 * @throws DatabaseUnusable ('damaged') when the copy does not pass the check
 */
export function backUpBeforeMigration(connection: Database.Database, file: string): string {
  return makeBackup(connection, backupFolderOf(file), 'migration', new Date()).file
}

/** An empty file of a new name that only this user can read, for SQLite to fill. */
export function emptyFile(folder: string, end: 'making' | 'raw' | 'work'): string {
  const file = join(folder, `${randomUUID()}.${end}`)
  closeSync(openSync(file, 'wx', 0o600))
  return file
}

/** Writes a file, or a folder's list of names, through to the disk. */
export function writeThrough(path: string, flags: 'r' | 'r+'): void {
  // The new name is on the disk only with its folder; Windows keeps that itself and opens no folders.
  if (flags === 'r' && process.platform === 'win32') return
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Rows of every table. */
export function rowCounts(database: Database.Database): Map<string, number> {
  return new Map(
    readSchema(database).map(({ name }) => [
      name,
      Number(database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()),
    ]),
  )
}

function bytesOf(database: Database.Database): number {
  const number = (pragma: string) => Number(database.pragma(pragma, { simple: true }))
  return number('page_count') * number('page_size')
}

function prepareFolder(folder: string, bytes: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < 2 * bytes + SPARE_BYTES) throw new NotSaved('full')
}

/** Checks a finished copy and gives it its name. */
function nameBackup(
  making: string,
  folder: string,
  reason: BackupReason,
  madeAt: Date,
  expected: ReadonlyMap<string, number>,
): Backup {
  chmodSync(making, 0o600)
  writeThrough(making, 'r+')
  const copy = new Database(making, { readonly: true })
  let facts
  try {
    const check = copy.pragma('quick_check', { simple: true })
    const orphans = copy.pragma('foreign_key_check') as unknown[]
    const counts = rowCounts(copy)
    const isComplete = [...expected].every(([table, rows]) => counts.get(table) === rows)
    if (check !== 'ok' || orphans.length > 0 || !isComplete) {
      throw new DatabaseUnusable('damaged', 'A backup was made, but it is not sound.')
    }
    facts = {
      madeAt,
      reason,
      version: Number(copy.pragma('user_version', { simple: true })),
      classCount: counts.get('class') ?? 0,
      studentCount: counts.get('student') ?? 0,
    }
  } finally {
    copy.close()
  }
  const sha256 = sha256OfFile(making)
  const name = backupName({ ...facts, sha256 })
  const file = join(folder, name)
  renameSync(making, file)
  writeThrough(folder, 'r')
  return { ...facts, sha256, name, file, bytes: statSync(file).size }
}
