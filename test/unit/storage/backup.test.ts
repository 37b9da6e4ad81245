import Database from 'better-sqlite3'
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DATABASE_NAME } from '../../../src-main/application/application.ts'
import { copyPages, finishBackup, makeBackup, rowCounts } from '../../../src-main/storage/backup.ts'
import {
  backupFolderOf,
  isWhole,
  listBackups,
  removeUnfinished,
} from '../../../src-main/storage/backups/backup-folder.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import { openBackup } from '../../../src-main/storage/restore.ts'
import { ask, dump, dumpOf, open, temporaryFolder } from '../application/open.ts'

const NOW = new Date('2026-11-24T08:15:03.123Z')

async function withSample(path: string): Promise<string> {
  const application = open(path)
  await ask(application, 'createSampleClass', {})
  await application.close()
  return join(path, DATABASE_NAME)
}

it('a backup is a compact copy that only this user can read, named by what is in it and its checksum', async () => {
  using folder = temporaryFolder()
  const file = await withSample(folder.path)
  const backups = join(folder.path, 'other')
  const { connection, close } = openDatabase(file)
  const backup = makeBackup(connection, backups, 'byHand', NOW)
  close()
  expect(backup).toMatchObject({ classCount: 1, studentCount: 28, reason: 'byHand' })
  expect(listBackups(backups)).toEqual([backup])
  expect(readdirSync(backups)).toEqual([backup.name])
  expect(isWhole(backup)).toBe(true)
  expect(dumpOf(backup.file)).toBe(dumpOf(file))
  if (process.platform !== 'win32') {
    expect(statSync(backup.file).mode & 0o777).toBe(0o600)
    expect(statSync(backups).mode & 0o777).toBe(0o700)
  }
})

it('changes made while the pages are copied are in the backup, whole', async () => {
  using folder = temporaryFolder()
  const file = await withSample(folder.path)
  const { connection, close } = openDatabase(file)
  // So large that the copying gives others their turn.
  const insert = connection.prepare('INSERT INTO class (name) VALUES (?)')
  connection.transaction(() => {
    for (let at = 0; at < 5000; at++) insert.run(`Class ${at} ${'x'.repeat(700)}`)
  })()
  const copying = copyPages(connection, backupFolderOf(file))
  let more = 0
  const finished = copying.then(() => true)
  while (!(await Promise.race([finished, new Promise(turn => setImmediate(() => turn(false)))]))) {
    insert.run(`Meanwhile ${more++}`)
  }
  const backup = finishBackup(await copying, backupFolderOf(file), 'regular', NOW)
  expect(more).toBeGreaterThan(1)
  const copy = new Database(backup.file, { readonly: true })
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  const inCopy = Number(copy.prepare("SELECT count(*) FROM class WHERE name LIKE 'Meanwhile%'").pluck().get())
  expect(inCopy).toBeGreaterThan(0)
  expect(rowCounts(copy).get('class')).toBe(5001 + inCopy)
  copy.close()
  close()
})

it('a bit that has flipped is noticed in every byte that was tried, and such a backup is not opened', async () => {
  using folder = temporaryFolder()
  const file = await withSample(folder.path)
  const { connection, close } = openDatabase(file)
  const backup = makeBackup(connection, backupFolderOf(file), 'byHand', NOW)
  close()
  const bytes = readFileSync(backup.file)
  for (let round = 0; round < 60; round++) {
    const at = (round * 7919) % bytes.length
    const damaged = Buffer.from(bytes)
    damaged[at] ^= 1 << (round % 8)
    writeFileSync(backup.file, damaged)
    expect(isWhole(backup)).toBe(false)
  }
  expect(() => openBackup(backup, backupFolderOf(file))).toThrow('damaged')
  writeFileSync(backup.file, bytes.subarray(0, bytes.length - 1))
  expect(isWhole(backup)).toBe(false)
  expect(readdirSync(backupFolderOf(file)).filter(name => !name.endsWith('.backup'))).toEqual([])
})

it('what a crash has left half made is cleared away, and nothing else', async () => {
  using folder = temporaryFolder()
  const file = await withSample(folder.path)
  const backups = backupFolderOf(file)
  const before = readdirSync(backups)
  expect(before).toHaveLength(1)
  for (const name of ['a.making', 'b.raw', 'c.work', 'c.work-journal'])
    writeFileSync(join(backups, name), 'x')
  writeFileSync(join(backups, 'a letter.txt'), 'x')
  removeUnfinished(backups)
  expect(readdirSync(backups).sort()).toEqual([...before, 'a letter.txt'].sort())
})

it('every backup of a day is restored, and what is there then is what was there when it was made', async () => {
  using folder = temporaryFolder()
  const states = new Map<string, string>()
  const application = open(folder.path)
  const stateIn = (name: string) => dumpOf(join(folder.path, 'backups', name))
  const backUp = async () => {
    const { name } = await ask(application, 'backUpNow', {})
    states.set(name, stateIn(name))
  }
  const { classId, planId } = await ask(application, 'createSampleClass', {})
  await backUp()
  const { students } = await ask(application, 'readClass', { classId })
  const { groups } = await ask(application, 'readPlan', { planId })
  const [first] = students
  const last = groups.at(-1)
  if (!first || !last) throw new Error('The sample class is empty.')
  await ask(application, 'moveStudents', { planId, studentIds: [first.id], groupId: last.id })
  await backUp()
  await ask(application, 'removeStudent', { classId, studentId: first.id })
  await ask(application, 'createClass', { name: 'Room 7' })
  await backUp()
  await ask(application, 'undo', {})
  await backUp()
  await ask(application, 'removeClass', { classId })
  await backUp()

  expect(new Set(states.values()).size).toBe(4)
  for (const [name, state] of [...states].toReversed()) {
    const before = stateIn((await ask(application, 'backUpNow', {})).name)
    const { undoName } = await ask(application, 'restoreBackup', { name })
    expect(stateIn(undoName)).toBe(before)
    expect(stateIn((await ask(application, 'backUpNow', {})).name)).toBe(state)
  }
  await application.close()
  expect(dump(folder.path)).toBe([...states.values()][0])
})

it('a restored history goes on: undo works, and no id is given twice', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  const { classId } = await ask(application, 'createClass', { name: 'Room 12' })
  const one = await ask(application, 'addStudent', { classId, fullName: 'One First' })
  const { name } = await ask(application, 'backUpNow', {})
  const two = await ask(application, 'addStudent', { classId, fullName: 'Two Second' })
  await ask(application, 'restoreBackup', { name })
  expect((await ask(application, 'readClass', { classId })).students.map(({ id }) => id)).toEqual([
    one.studentId,
  ])
  const three = await ask(application, 'addStudent', { classId, fullName: 'Three Third' })
  expect(three.studentId).toBeGreaterThan(two.studentId)
  await ask(application, 'undo', {})
  await ask(application, 'undo', {})
  expect((await ask(application, 'readClass', { classId })).students).toEqual([])
  await ask(application, 'redo', {})
  expect((await ask(application, 'readClass', { classId })).students).toHaveLength(1)
  await application.close()
})

it('a backup under a swapped name is not taken for what its name says', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  await ask(application, 'createClass', { name: 'Room 12' })
  const early = await ask(application, 'backUpNow', {})
  await ask(application, 'createClass', { name: 'Room 7' })
  const late = await ask(application, 'backUpNow', {})
  const inFolder = (name: string) => join(folder.path, 'backups', name)
  copyFileSync(inFolder(early.name), inFolder(late.name))
  const answer = await application.call('restoreBackup', { name: late.name })
  expect(answer).toMatchObject({ ok: false, problem: { code: 'databaseUnusable' } })
  expect((await ask(application, 'listClasses', {})).map(({ name }) => name)).toEqual(['Room 12', 'Room 7'])
  await application.close()
})
