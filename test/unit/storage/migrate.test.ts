import Database from 'better-sqlite3'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backupFolderOf, listBackups } from '../../../src-main/storage/backups/backup-folder.ts'
import { DatabaseUnusable } from '../../../src-main/storage/errors.ts'
import { MIGRATIONS } from '../../../src-main/storage/migrate.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import { temporaryFolder } from '../application/open.ts'

const VERSION = MIGRATIONS.length
const NEXT = [...MIGRATIONS, 'ALTER TABLE class ADD COLUMN room TEXT']

function withRoom12(folder: string): string {
  const file = join(folder, 'horseshoe.db')
  const { connection, close } = openDatabase(file)
  connection.prepare("INSERT INTO class (name) VALUES ('Room 12')").run()
  close()
  return file
}

function versionOf(file: string): unknown {
  const database = new Database(file, { readonly: true })
  const version = database.pragma('user_version', { simple: true })
  database.close()
  return version
}

it('brings an older file to the newest version, with a checked copy of it as it was', () => {
  using folder = temporaryFolder()
  const file = withRoom12(folder.path)
  const { connection, close } = openDatabase(file, NEXT)
  expect(connection.prepare('SELECT name, room FROM class').all()).toEqual([{ name: 'Room 12', room: null }])
  close()
  expect(versionOf(file)).toBe(VERSION + 1)

  const [{ file: backup, reason } = { file: '', reason: '' }] = listBackups(backupFolderOf(file))
  expect(reason).toBe('migration')
  expect(versionOf(backup)).toBe(VERSION)
  const copy = new Database(backup, { readonly: true })
  expect(copy.prepare('SELECT * FROM class').all()).toEqual([{ id: 1, name: 'Room 12' }])
  copy.close()
  if (process.platform !== 'win32') expect(statSync(backup).mode & 0o777).toBe(0o600)
  expect(readdirSync(backupFolderOf(file)).filter(name => name.endsWith('.making'))).toEqual([])
})

it('makes no copy of a file that is new, or up to date', () => {
  using folder = temporaryFolder()
  openDatabase(withRoom12(folder.path)).close()
  expect(readdirSync(folder.path)).toEqual(['horseshoe.db'])
})

it.each([
  ['fails', 'CREATE TABLE room (name TEXT) STRICT; INSERT INTO nowhere VALUES (1)', Error],
  [
    'leaves a row without its parent',
    `CREATE TABLE seat (class_id INTEGER NOT NULL REFERENCES class DEFERRABLE INITIALLY DEFERRED) STRICT;
     INSERT INTO seat VALUES (99)`,
    DatabaseUnusable,
  ],
])('takes a step back that %s, and the steps before it stay', (_, broken, error) => {
  using folder = temporaryFolder()
  const file = withRoom12(folder.path)
  expect(() => openDatabase(file, [...NEXT, broken])).toThrow(error)
  expect(versionOf(file)).toBe(VERSION + 1)
  expect(listBackups(backupFolderOf(file)).map(({ version }) => version)).toEqual([VERSION])
  const { connection, close } = openDatabase(file, NEXT)
  expect(connection.prepare('SELECT name FROM class').pluck().all()).toEqual(['Room 12'])
  expect(
    connection.prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('room', 'seat')").pluck().get(),
  ).toBe(0)
  close()
})
