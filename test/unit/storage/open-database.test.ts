import Database from 'better-sqlite3'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DatabaseInUse, DatabaseUnusable, NotSaved } from '../../../src-main/storage/errors.ts'
import { Ledger } from '../../../src-main/storage/ledger.ts'
import { APPLICATION_ID, MIGRATIONS } from '../../../src-main/storage/migrate.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import { temporaryFolder } from '../application/open.ts'

describe('opening the database', () => {
  it('makes a file that only this user can read, marked as ours, as safe as asked', () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'inner', 'horseshoe.db')
    const { connection, close } = openDatabase(file)
    const settings = [
      'journal_mode',
      'synchronous',
      'locking_mode',
      'secure_delete',
      'foreign_keys',
      'trusted_schema',
      'cell_size_check',
      'temp_store',
      'recursive_triggers',
      'fullfsync',
      'checkpoint_fullfsync',
      'application_id',
      'user_version',
    ]
    expect(
      Object.fromEntries(settings.map(name => [name, connection.pragma(name, { simple: true })])),
    ).toEqual({
      journal_mode: 'delete',
      synchronous: 3,
      locking_mode: 'exclusive',
      secure_delete: 1,
      foreign_keys: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      temp_store: 2,
      recursive_triggers: 1,
      fullfsync: 1,
      checkpoint_fullfsync: 1,
      application_id: APPLICATION_ID,
      user_version: MIGRATIONS.length,
    })
    const strict = connection
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND strict = 0",
      )
      .all()
    expect(strict).toEqual([])
    close()
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(statSync(join(folder.path, 'inner')).mode & 0o777).toBe(0o700)
    }
  })

  it('refuses a second opener, and works again when the first is gone', () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'horseshoe.db')
    const first = openDatabase(file)
    expect(() => openDatabase(file)).toThrow(DatabaseInUse)
    first.close()
    openDatabase(file).close()
  })

  it.each([
    [
      'another program’s database',
      (file: string) => new Database(file).exec('CREATE TABLE t(a)').close(),
      'foreign',
    ],
    [
      'a file that is no database',
      (file: string) => writeFileSync(file, 'Dear parents, '.repeat(100)),
      'foreign',
    ],
    [
      'a database of a newer version',
      (file: string) => {
        openDatabase(file).close()
        const database = new Database(file)
        database.pragma(`user_version = ${MIGRATIONS.length + 1}`)
        database.close()
      },
      'newer',
    ],
    [
      'a newer version’s database that was left in an unclean end',
      (file: string) => {
        openDatabase(file).close()
        const database = new Database(file)
        database.pragma(`user_version = ${MIGRATIONS.length + 1}`)
        database.close()
        // What kill -9 leaves after a finished transaction under EXCLUSIVE: a journal with a zeroed header.
        writeFileSync(`${file}-journal`, Buffer.alloc(8720))
      },
      'newer',
    ],
    ['a folder in its place', (file: string) => mkdirSync(file), 'unreadable'],
  ])('refuses %s without changing a byte of it', (_, make, reason) => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'horseshoe.db')
    make(file)
    const before = statSync(file).isFile() ? readFileSync(file) : null
    const refusal = (() => {
      try {
        openDatabase(file).close()
      } catch (error) {
        return error
      }
      return null
    })()
    expect(refusal).toBeInstanceOf(DatabaseUnusable)
    expect((refusal as DatabaseUnusable).reason).toBe(reason)
    if (before) expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('takes an empty file for a new one', () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'horseshoe.db')
    writeFileSync(file, '')
    const { connection, close } = openDatabase(file)
    expect(connection.prepare('SELECT count(*) AS count FROM class').get()).toEqual({ count: 0 })
    close()
  })

  it('finds a damaged page after an unclean end', () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'horseshoe.db')
    openDatabase(file).close()
    const bytes = readFileSync(file)
    bytes.fill(0xff, 4096 * 3, 4096 * 3 + 400)
    writeFileSync(file, bytes)
    writeFileSync(`${file}.open`, '')
    expect(() => openDatabase(file)).toThrow(DatabaseUnusable)
    expect(readFileSync(file).equals(bytes)).toBe(true)
  })

  it('leaves no deleted name readable in the file', () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'horseshoe.db')
    const { connection, close } = openDatabase(file)
    connection.prepare("INSERT INTO student (full_name, call_name) VALUES ('Quokka Unmistakable', 'Q')").run()
    connection.prepare('DELETE FROM student').run()
    close()
    expect(readFileSync(file).includes('Quokka')).toBe(false)
  })
})

describe('a disk that is full', () => {
  it('is told, and nothing is half done', () => {
    using folder = temporaryFolder()
    const { connection, close } = openDatabase(join(folder.path, 'horseshoe.db'))
    const ledger = new Ledger(connection, () => new Date(0))
    const entry = { name: 'createClass', label: 'make a class', classId: null, planId: null }
    connection.pragma(`max_page_count = ${String(connection.pragma('page_count', { simple: true }))}`)
    const insert = connection.prepare('INSERT INTO class (name) VALUES (?)')
    expect(() =>
      ledger.change(() => {
        for (let at = 0; at < 5000; at++) insert.run(`Class ${at} ${'x'.repeat(100)}`)
        return { result: null, entry }
      }),
    ).toThrow(NotSaved)
    expect(connection.prepare('SELECT count(*) AS count FROM class').get()).toEqual({ count: 0 })
    expect(ledger.history()).toEqual({ undo: null, redo: null })
    connection.pragma('max_page_count = 1000000')
    ledger.change(() => ({ result: insert.run('Room 12'), entry }))
    expect(ledger.history().undo).toBe('make a class')
    close()
  })
})
