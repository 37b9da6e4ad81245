import Database from 'better-sqlite3'
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { DatabaseUnusable } from './errors.ts'

/**
 * Copies the database beside itself before its shape is changed: `horseshoe.db.before-2.backup`. The copy is
 * made under another name, written through to the disk, opened and checked, and only then given its name.
 *
 * @throws DatabaseUnusable ('damaged') when the copy does not pass the check
 */
export function backUpBeforeMigration(connection: Database.Database, file: string, version: number): string {
  const target = `${file}.version-${version}.backup`
  const making = `${target}.making`
  rmSync(making, { force: true })
  connection.prepare('VACUUM INTO ?').run(making)
  const handle = openSync(making, 'r+')
  fsyncSync(handle)
  closeSync(handle)
  const copy = new Database(making, { readonly: true })
  const check = copy.pragma('quick_check', { simple: true })
  const orphans = copy.pragma('foreign_key_check') as unknown[]
  copy.close()
  if (check !== 'ok' || orphans.length > 0) {
    throw new DatabaseUnusable('damaged', 'The copy made before updating the database is not sound.')
  }
  renameSync(making, target)
  return target
}
