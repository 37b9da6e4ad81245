import Database from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DATABASE_NAME } from '../../../src-main/application/application.ts'
import { TABLES_IN_WORDS } from '../../../src-main/exchange/everything.ts'
import type { TableRows } from '../../../src-main/storage/class-copies.ts'
import { UnfitCopy } from '../../../src-main/storage/errors.ts'
import { openStorage } from '../../../src-main/storage/storage.ts'
import { ask, open, temporaryFolder } from '../application/open.ts'

/** Tables that are of no class: the log of changes, and lists of standards, which serve all classes. */
const OF_NO_CLASS = ['operation', 'standard', 'standard_list']

/** A storage with the sample class, made twice so that its ids do not begin at 1. */
async function withSample(folder: string) {
  const app = open(folder)
  const first = await ask(app, 'createSampleClass', {})
  const { classId } = await ask(app, 'createSampleClass', {})
  await ask(app, 'removeClass', { classId: first.classId })
  await app.close()
  return { storage: openStorage(join(folder, DATABASE_NAME), () => new Date(0)), classId }
}

function tablesIn(folder: string): string[] {
  const database = new Database(join(folder, DATABASE_NAME), { readonly: true })
  const names = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[]
  database.close()
  return names
}

const rowsOf = (tables: readonly TableRows[], name: string) =>
  tables.find(table => table.name === name)?.rows ?? []

type Rows = TableRows['rows']
const changed = (name: string, change: (rows: Rows) => Rows) => (tables: readonly TableRows[]) =>
  tables.map(table => (table.name === name ? { ...table, rows: change(table.rows) } : table))

describe('a copy of a class', () => {
  it('forgets no table: whoever adds one says here if it is of no class', async () => {
    using folder = temporaryFolder()
    const { storage, classId } = await withSample(folder.path)
    const copied = storage.classCopies.take(classId).map(table => table.name)
    storage.close()
    expect(
      tablesIn(folder.path).filter(name => !copied.includes(name) && !OF_NO_CLASS.includes(name)),
    ).toEqual([])
  })

  it('counts its rows from 1, and is the same again when it was put in and taken out', async () => {
    using folder = temporaryFolder()
    const { storage, classId } = await withSample(folder.path)
    const copy = storage.classCopies.take(classId)
    const [[id, name] = []] = rowsOf(copy, 'class')
    expect(id).toBe(1)
    expect(rowsOf(copy, 'student')).toHaveLength(28)
    expect(rowsOf(copy, 'score').length).toBeGreaterThan(400)
    const again = storage.ledger.change(() => ({
      result: storage.classCopies.insert(copy, String(name)),
      entry: { name: 'x', label: 'x', classId: null, planId: null },
    }))
    expect(again).not.toBe(classId)
    expect(storage.classCopies.take(again)).toEqual(copy)
    expect(storage.classCopies.take(classId)).toEqual(copy)
    storage.close()
  })

  it('leaves out who is not in the class, and what is about them', async () => {
    using folder = temporaryFolder()
    const app = open(folder.path)
    const { classId } = await ask(app, 'createSampleClass', {})
    await app.close()
    const database = new Database(join(folder.path, DATABASE_NAME))
    const ben = database.prepare("SELECT id FROM student WHERE full_name = 'Ben Carter'").pluck().get()
    database.prepare("INSERT INTO class (name) VALUES ('Other')").run()
    database.prepare('UPDATE enrollment SET class_id = 2 WHERE student_id = ?').run(ben)
    database.close()
    const storage = openStorage(join(folder.path, DATABASE_NAME), () => new Date(0))
    const copy = storage.classCopies.take(classId)
    expect(JSON.stringify(copy)).not.toContain('Ben Carter')
    expect(rowsOf(copy, 'student')).toHaveLength(27)
    expect(rowsOf(copy, 'membership')).toHaveLength(27)
    expect(rowsOf(storage.classCopies.take(2), 'student')).toHaveLength(1)
    storage.close()
  })

  const unknown = { name: 'operation', columns: ['id'], rows: [] }
  it.each<[string, (tables: readonly TableRows[]) => TableRows[]]>([
    ['a table that nobody knows', tables => [...tables, unknown]],
    [
      'a column that nobody knows',
      tables => tables.map(table => ({ ...table, columns: [...table.columns, 'x'] })),
    ],
    ['no class', changed('class', () => [])],
    ['two classes', changed('class', rows => [...rows, [2, 'Second']])],
    ['a row that points nowhere', changed('enrollment', rows => [...rows, [1, 999]])],
    ['a row that is too short', changed('student', rows => [...rows, [99]])],
    ['a text where a number belongs', changed('score', rows => rows.map(row => row.map(() => 'x')))],
    [
      'a day that is none',
      changed('assessment', rows =>
        rows.map(row => row.map(cell => (/^\d{4}-\d\d-\d\d$/.test(String(cell)) ? 'soon' : cell))),
      ),
    ],
  ])('that has %s is refused', async (_what, spoil) => {
    using folder = temporaryFolder()
    const { storage, classId } = await withSample(folder.path)
    const { version, ...copies } = storage.classCopies
    const copy = copies.take(classId)
    expect(copies.bringUpToDate(copy, version)).toEqual(copy)
    expect(() => copies.bringUpToDate(spoil(copy), version)).toThrow(UnfitCopy)
    storage.close()
  })
})

describe('everything as CSV', () => {
  it('has words for every table: whoever adds one says what it is, and what of it is sensitive', async () => {
    using folder = temporaryFolder()
    const { storage } = await withSample(folder.path)
    const exported = storage.readWholeTables().map(table => table.name)
    storage.close()
    expect(tablesIn(folder.path).filter(name => !exported.includes(name))).toEqual(['operation'])
    expect(exported.filter(name => !Object.hasOwn(TABLES_IN_WORDS, name))).toEqual([])
  })

  it('says beside every id who or what that is', async () => {
    using folder = temporaryFolder()
    const { storage } = await withSample(folder.path)
    const scores = storage.readWholeTables().find(table => table.name === 'score')
    storage.close()
    expect(scores?.columns).toEqual([
      ...['assessment_id', 'assessment', 'student_id', 'student', 'skill_id', 'skill', 'value'],
    ])
    expect(scores?.rows.every(row => typeof row[3] === 'string' && typeof row[5] === 'string')).toBe(true)
  })
})
