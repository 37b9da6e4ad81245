import Database from 'better-sqlite3'
import { copyFileSync, rmSync } from 'node:fs'
import { emptyFile } from './backup.ts'
import { sha256OfFile, type Backup } from './backups/backup-folder.ts'
import { DatabaseUnusable } from './errors.ts'
import type { Ledger } from './ledger.ts'
import { migrate, MIGRATIONS } from './migrate.ts'
import { readSchema } from './schema.ts'

/** A verified copy of a backup in the shape of today's tables, to look into or to restore; gone when closed. */
export interface OpenedBackup {
  readonly file: string
  readonly connection: Database.Database
  close(): void
}

/**
 * Copies a backup, checks the copy against the checksum, and brings it to today's tables. The backup itself is only
 * read.
 *
 * @throws DatabaseUnusable ('damaged') when it is not what it was, ('newer') when a newer Horseshoe made it
 */
export function openBackup(
  backup: Pick<Backup, 'file' | 'sha256' | 'version'>,
  folder: string,
): OpenedBackup {
  if (backup.version > MIGRATIONS.length) {
    throw new DatabaseUnusable('newer', 'A newer Horseshoe made this backup.')
  }
  const file = emptyFile(folder, 'work')
  const remove = () => {
    for (const end of ['', '-journal']) rmSync(`${file}${end}`, { force: true })
  }
  try {
    copyFileSync(backup.file, file)
    if (sha256OfFile(file) !== backup.sha256) {
      throw new DatabaseUnusable('damaged', 'This backup is damaged: it is not as it was when it was made.')
    }
    const connection = new Database(file)
    try {
      connection.pragma('trusted_schema = OFF')
      connection.pragma('foreign_keys = ON')
      connection.pragma('temp_store = MEMORY')
      migrate(connection, MIGRATIONS)
    } catch (error) {
      connection.close()
      throw error
    }
    return {
      file,
      connection,
      close: () => {
        connection.close()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

/**
 * Makes the contents of an open database those of another with the same tables, in one transaction: after a crash in
 * the middle the old contents are there. The file stays, and so does its lock.
 *
 * The counters of ids never go back, so that an id that was given once never means somebody else.
 *
 * @param file path of the other database, which nobody writes
 */
export function replaceContents(connection: Database.Database, ledger: Ledger, file: string): void {
  const tables = readSchema(connection)
  connection.prepare('ATTACH ? AS other').run(file)
  // Rows come table by table; whether they fit together is asked when all are there.
  connection.pragma('foreign_keys = OFF')
  try {
    ledger.unlogged(() => {
      for (const { name, columns } of tables) {
        const list = columns.map(column => `"${column}"`).join(', ')
        connection.exec(`DELETE FROM main."${name}"`)
        connection.exec(`INSERT INTO main."${name}" (${list}) SELECT ${list} FROM other."${name}"`)
      }
      connection.exec(`
        UPDATE main.sqlite_sequence SET seq = max(seq, coalesce(
          (SELECT theirs.seq FROM other.sqlite_sequence AS theirs WHERE theirs.name = sqlite_sequence.name), 0))`)
      const orphans = connection.pragma('foreign_key_check') as unknown[]
      if (orphans.length > 0) throw new DatabaseUnusable('damaged', 'The backup does not fit together.')
    })
  } finally {
    connection.pragma('foreign_keys = ON')
    connection.exec('DETACH other')
  }
}
