import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DATABASE_NAME } from '../../../src-main/application/application.ts'
import { backupFolderOf, listBackups } from '../../../src-main/storage/backups/backup-folder.ts'
import { Ledger } from '../../../src-main/storage/ledger.ts'
import { MIGRATIONS } from '../../../src-main/storage/migrate.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import { tablesThatDifferFromLog } from '../../crash/log-position.ts'
import { readRows, type Rows } from '../../fixtures/databases/rows.ts'
import { ask, open, temporaryFolder } from '../application/open.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures/databases')
const VERSIONS = MIGRATIONS.map((_, at) => at + 1)

/** The released database as a person has it: in a data folder, under its own name. */
function put(version: number, folder: string): string {
  const file = join(folder, DATABASE_NAME)
  copyFileSync(join(FIXTURES, `version-${version}.db`), file)
  return file
}

const golden = (version: number) =>
  JSON.parse(readFileSync(join(FIXTURES, `version-${version}.db.json`), 'utf8')) as Rows

/** Of the rows that are there now, what the older shape knew of. */
function asBefore(now: Rows, before: Rows): Rows {
  return Object.fromEntries(
    Object.entries(before).map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {})
      const same = now[table]?.map(row => Object.fromEntries(columns.map(column => [column, row[column]])))
      return [table, rows.length === 0 ? [] : (same ?? [])]
    }),
  )
}

function schemaOf(file: string): unknown {
  const database = new Database(file, { readonly: true })
  const schema = database
    .prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .all()
  database.close()
  return schema
}

function isSound(file: string): boolean {
  const database = new Database(file, { readonly: true })
  const isOk = database.pragma('integrity_check', { simple: true }) === 'ok'
  const orphans = database.pragma('foreign_key_check') as unknown[]
  database.close()
  return isOk && orphans.length === 0
}

it('there is a database of every version there ever was', () => {
  const files = readdirSync(FIXTURES).filter(name => name.endsWith('.db'))
  expect(files.sort()).toEqual(VERSIONS.map(version => `version-${version}.db`).sort())
})

describe.each(VERSIONS)('a database of version %i', version => {
  it('is brought up to date without losing a row, after a checked copy', () => {
    using folder = temporaryFolder()
    using other = temporaryFolder()
    const file = put(version, folder.path)
    const before = golden(version)
    expect(readRows(file)).toEqual(before)
    openDatabase(file).close()

    expect(asBefore(readRows(file), before)).toEqual(before)
    expect(isSound(file)).toBe(true)
    const fresh = join(other.path, DATABASE_NAME)
    openDatabase(fresh).close()
    expect(schemaOf(file)).toEqual(schemaOf(fresh))
    const copies = listBackups(backupFolderOf(file))
    expect(copies.map(copy => [copy.reason, copy.version])).toEqual(
      version < MIGRATIONS.length ? [['migration', version]] : [],
    )
    for (const copy of copies) {
      expect(isSound(copy.file)).toBe(true)
      expect(readRows(copy.file)).toEqual(before)
    }
  })

  it('opens with its classes and groups, and with every step of its undo', async () => {
    using folder = temporaryFolder()
    const file = put(version, folder.path)
    const app = open(folder.path)
    const classes = await ask(app, 'listClasses', {})
    expect(classes.map(({ name, studentCount }) => [name, studentCount])).toEqual([
      ['Owls', 3],
      ['Room 12', 28],
    ])
    const room = classes.find(({ name }) => name === 'Room 12')
    const [plan] = room?.plans ?? []
    if (!room || !plan) throw new Error('The class is gone.')
    const { students } = await ask(app, 'readClass', { classId: room.id })
    expect(students.find(({ callName }) => callName === 'Mimi')?.interests).toEqual(['birds', 'chess'])
    const board = await ask(app, 'readPlan', { planId: plan.id })
    expect(board.groups.length).toBeGreaterThan(2)
    expect(board.purpose).toBe('Reading before winter')
    expect((await ask(app, 'readHistory', {})).redo).toContain('Undone Student')
    await app.close()

    const end = readRows(file)
    const { connection, close } = openDatabase(file)
    expect(tablesThatDifferFromLog(connection)).toEqual([])
    const ledger = new Ledger(connection, () => new Date())
    let steps = 0
    for (; ledger.history().undo !== null; steps++) await ledger.undo()
    expect(connection.prepare('SELECT count(*) FROM student').pluck().get()).toBe(0)
    for (let step = 0; step < steps; step++) await ledger.redo()
    close()
    expect(readRows(file)).toEqual(end)
  })
})

const OPENING = join(import.meta.dirname, '../../crash/interrupted-opening.ts')

/** Opens a database; answers how many images were kept of what a kill at some moment of it leaves. */
function imagesOfOpening(file: string, images: string): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, [OPENING, file, images], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return Number(stdout)
}

// Every step is gone through in one opening: the steps themselves, and the copy that is made before.
it.each([
  ['a new file', 0] as const,
  ...VERSIONS.filter(version => version < MIGRATIONS.length).map(
    version => [`a file of version ${version}`, version] as const,
  ),
])('bringing %s up to date can be cut off anywhere', (_, version) => {
  using folder = temporaryFolder()
  const file = version === 0 ? join(folder.path, DATABASE_NAME) : put(version, folder.path)
  const before = version === 0 ? {} : golden(version)
  const statements = MIGRATIONS.slice(version)
    .join('\n')
    .split(/;\s*\n/).length
  using images = temporaryFolder()
  const count = imagesOfOpening(file, images.path)
  expect(count).toBeGreaterThan(statements)
  let copies = 0
  for (let at = 1; at <= count; at++) {
    const again = join(images.path, String(at), DATABASE_NAME)
    for (const copy of listBackups(backupFolderOf(again))) {
      // A copy has its name only once it is whole.
      expect(readRows(copy.file)).toEqual(before)
      copies++
    }
    const { connection, close } = openDatabase(again)
    expect(connection.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    close()
    expect(isSound(again)).toBe(true)
    expect(asBefore(readRows(again), before)).toEqual(before)
    expect(statSync(again).size).toBeGreaterThan(0)
  }
  expect(copies > 0).toBe(version > 0)
})
