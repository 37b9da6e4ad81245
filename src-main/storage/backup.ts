import Database from 'better-sqlite3'
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseUnusable } from './errors.ts'

/**
 * Copies the database beside itself before its shape is changed: `horseshoe.db.version-1.backup`. The copy is
 * made under another name, written through to the disk, opened and checked, and only then given its name.
 *
 * @returns path of the copy
 * @throws DatabaseUnusable ('damaged') when the copy does not pass the check
 */
export function backUpBeforeMigration(connection: Database.Database, file: string, version: number): string {
  const target = `${file}.version-${version}.backup`
  const making = `${target}.making`
  rmSync(making, { force: true })
  connection.prepare('VACUUM INTO ?').run(making)
  chmodSync(making, 0o600)
  writeThrough(making, 'r+')
  const copy = new Database(making, { readonly: true })
  const check = copy.pragma('quick_check', { simple: true })
  const orphans = copy.pragma('foreign_key_check') as unknown[]
  copy.close()
  if (check !== 'ok' || orphans.length > 0) {
    throw new DatabaseUnusable('damaged', 'The copy made before updating the database is not sound.')
  }
  renameSync(making, target)
  // The new name is on the disk only with its folder; Windows keeps that itself and opens no folders.
  if (process.platform !== 'win32') writeThrough(dirname(target), 'r')
  return target
}

function writeThrough(path: string, flags: string): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
