import Database from 'better-sqlite3'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DATABASE_NAME } from '../../../src-main/application/application.ts'
import { rowCounts } from '../../../src-main/storage/backup.ts'
import { backupFolderOf } from '../../../src-main/storage/backups/backup-folder.ts'
import { recover } from '../../../src-main/storage/recover.ts'
import { ask, dumpOf, open, temporaryFolder } from '../application/open.ts'

const PAGE = 4096

/** A database with two classes in it, and where the root pages of its tables are. */
async function withClasses(path: string) {
  const application = open(path)
  await ask(application, 'createSampleClass', {})
  await ask(application, 'createSampleClass', {})
  await application.close()
  const file = join(path, DATABASE_NAME)
  const database = new Database(file, { readonly: true })
  const counts = rowCounts(database)
  /** Pages of a table, or of an index, that hold rows: the pages its root points to, or the root itself. */
  const leaves = (name: string) => {
    const root = Number(
      database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name),
    )
    const bytes = readFileSync(file).subarray((root - 1) * PAGE, root * PAGE)
    const isInner = bytes[0] === 5 || bytes[0] === 2
    if (!isInner) return [root]
    const cells = bytes.readUInt16BE(3)
    const pages = Array.from({ length: cells }, (_, at) =>
      bytes.readUInt32BE(bytes.readUInt16BE(12 + 2 * at)),
    )
    return [...pages, bytes.readUInt32BE(8)]
  }
  const pages = Object.fromEntries(
    ['score', 'membership', 'student', 'class'].map(name => [name, leaves(name)]),
  )
  database.close()
  return { file, counts, pages }
}

function spoil(file: string, page: number, from = 0): void {
  const bytes = readFileSync(file)
  bytes.fill(0xff, (page - 1) * PAGE + from, page * PAGE)
  writeFileSync(file, bytes)
}

it('a file that is whole comes through whole, its log too, and is only read', async () => {
  using folder = temporaryFolder()
  const { file } = await withClasses(folder.path)
  const before = readFileSync(file)
  const recovery = recover(file, backupFolderOf(file))
  expect(recovery.isLogDropped).toBe(false)
  expect(dumpOf(recovery.file ?? '')).toBe(dumpOf(file))
  for (const { recovered, expected, leftOut } of recovery.tables) {
    expect(recovered).toBe(expected)
    expect(leftOut).toBe(0)
  }
  expect(readFileSync(file).equals(before)).toBe(true)
})

it('past a bad page in the middle of the scores, every row of every other page is read', async () => {
  using folder = temporaryFolder()
  const { file, counts, pages } = await withClasses(folder.path)
  const leaves = pages['score'] ?? []
  expect(leaves.length).toBeGreaterThan(2)
  const bad = leaves[Math.floor(leaves.length / 2)] ?? 0
  const rowsOnPage = readFileSync(file).readUInt16BE((bad - 1) * PAGE + 3)
  spoil(file, bad)
  const recovery = recover(file, backupFolderOf(file))
  const recovered = new Database(recovery.file ?? '', { readonly: true })
  const now = rowCounts(recovered)
  // A row that a page above the bad one holds can be read as well as not.
  expect(now.get('score')).toBeGreaterThanOrEqual((counts.get('score') ?? 0) - rowsOnPage - 1)
  expect(now.get('score')).toBeLessThan(counts.get('score') ?? 0)
  for (const table of ['class', 'student', 'skill', 'membership', 'group']) {
    expect(now.get(table), table).toBe(counts.get(table))
  }
  expect(recovered.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(recovered.pragma('foreign_key_check')).toEqual([])
  expect(now.get('operation')).toBe(0)
  recovered.close()
  expect(recovery.isLogDropped).toBe(true)
})

it('without its students, what belonged to them is left out, and what is left fits together', async () => {
  using folder = temporaryFolder()
  const { file, counts, pages } = await withClasses(folder.path)
  for (const page of pages['student'] ?? []) spoil(file, page)
  const recovery = recover(file, backupFolderOf(file))
  const scores = recovery.tables.find(({ table }) => table === 'score')
  expect(scores?.recovered).toBe(0)
  expect(scores?.leftOut).toBe(counts.get('score'))
  expect(recovery.tables.find(({ table }) => table === 'class')?.recovered).toBe(2)
  expect(recovery.file).not.toBeNull()
})

it.each([
  ['with its first page gone', (bytes: Buffer) => bytes.fill(0, 0, PAGE)],
  ['that was cut off in its first page', (bytes: Buffer) => bytes.subarray(0, 50)],
  ['that holds a letter', () => Buffer.from('Dear parents, '.repeat(100))],
  ['that is empty', () => Buffer.alloc(0)],
])('of a file %s nothing can be read, and it says so', async (_, damage) => {
  using folder = temporaryFolder()
  const { file } = await withClasses(folder.path)
  const bytes = damage(readFileSync(file))
  writeFileSync(file, bytes)
  const recovery = recover(file, backupFolderOf(file))
  expect(recovery.file).toBeNull()
  expect(readFileSync(file).equals(bytes)).toBe(true)
  expect(readdirSync(backupFolderOf(file)).filter(name => !name.endsWith('.backup'))).toEqual([])
})

it('whatever page is bad or cut off, what it answers is sound and nothing is changed', async () => {
  using folder = temporaryFolder()
  const { file } = await withClasses(folder.path)
  const whole = readFileSync(file)
  const pageCount = whole.length / PAGE
  for (let page = 2; page <= pageCount; page += 3) {
    const bytes = Buffer.from(whole)
    bytes.fill(page % 2 === 0 ? 0xff : 0, (page - 1) * PAGE, page * PAGE)
    const damaged = page % 5 === 0 ? bytes.subarray(0, page * PAGE) : bytes
    writeFileSync(file, damaged)
    const recovery = recover(file, backupFolderOf(file))
    if (recovery.file !== null) {
      const database = new Database(recovery.file, { readonly: true })
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(database.pragma('foreign_key_check')).toEqual([])
      database.close()
    }
    expect(readFileSync(file).equals(damaged)).toBe(true)
    expect(existsSync(`${file}-journal`)).toBe(false)
  }
})
