import Database from 'better-sqlite3'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DATABASE_NAME, type Application } from '../../../src-main/application/application.ts'
import type { ClassId, StudentId } from '../../../src-main/contract/ids.ts'
import { listBackups } from '../../../src-main/storage/backups/backup-folder.ts'
import { backupName } from '../../../src-main/storage/backups/backup-name.ts'
import { rewriteBackups, type Forgotten } from '../../../src-main/storage/backups/rewrite.ts'
import { openStorage } from '../../../src-main/storage/storage.ts'
import { ask, open, temporaryFolder } from './open.ts'

const PLANTED = 'Quokka Unmistakable'

/** Files under a folder in which a text can be read, by their path in it. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(file => readFileSync(file).includes(text))
    .map(file => file.slice(folder.length + 1))
}

/** A class with a planted student who has left traces everywhere: scores, details, a rule, groups, log, backups. */
async function withTraces(application: Application) {
  const { classId, planId } = await ask(application, 'createSampleClass', {})
  const imported = await ask(application, 'importScores', {
    fileName: 'Quiz.csv',
    content: Buffer.from(`Name,Student ID,Fractions\n${PLANTED},q-77,3\nAna Li,a-1,5`).toString('base64'),
    classId,
    choices: {},
  })
  const { students } = await ask(application, 'readClass', { classId: imported.classId })
  const planted = students.find(student => student.fullName === PLANTED)
  const other = students.find(student => student.fullName === 'Ana Li')
  if (!planted || !other) throw new Error('Nobody was imported.')
  await ask(application, 'addRule', {
    classId,
    kind: 'apart',
    students: [planted.id, other.id],
    reason: 'as agreed',
  })
  await ask(application, 'updateStudent', {
    studentId: planted.id,
    interests: ['boomerangs'],
    attributes: [{ name: 'Support plan', value: 'Quokka Unmistakable has one', isSensitive: true }],
    bornOn: '2016-03-04',
  })
  const { groups } = await ask(application, 'readPlan', { planId })
  await ask(application, 'moveStudents', {
    planId,
    studentIds: [planted.id],
    groupId: groups[0]?.id ?? null,
  })
  await ask(application, 'backUpNow', {})
  await ask(application, 'updateStudent', { studentId: planted.id, callName: 'Quokka' })
  await ask(application, 'backUpNow', {})
  return { classId, planId, studentId: planted.id }
}

const student = (studentId: StudentId) => ({ kind: 'student' as const, studentId })
const oneClass = (classId: ClassId) => ({ kind: 'classes' as const, classIds: [classId] })

describe('deleting a student for good', () => {
  it('takes them out of the database, its log, every backup and what lies beside; nothing else is touched', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { classId, studentId } = await withTraces(application)
    writeFileSync(join(folder.path, `${DATABASE_NAME}.damaged-2026-01-01T00-00-00-000Z`), PLANTED)
    expect(filesWith(folder.path, PLANTED).length).toBeGreaterThanOrEqual(4)
    const before = await ask(application, 'readClass', { classId })
    const deletion = student(studentId)

    const preview = await ask(application, 'previewDeletion', { deletion })
    expect(preview).toMatchObject({ typed: PLANTED, damagedFileCount: 1, mentions: [] })
    expect(preview.classNames).toEqual([before.name])
    expect((await ask(application, 'readClass', { classId })).students).toEqual(before.students)

    const report = await ask(application, 'deleteForGood', { deletion, typed: PLANTED, alsoBackups: true })
    expect(report.rows).toEqual(preview.rows)
    expect(Object.fromEntries(report.rows.map(({ table, rows }) => [table, rows]))).toMatchObject({
      student: 1,
      score: 1,
      pair_rule: 1,
      interest: 1,
      attribute: 1,
      birth_date: 1,
      membership: 1,
    })
    expect(report.backupsRewritten).toBeGreaterThanOrEqual(2)
    expect(report.damagedFilesRemoved).toBe(1)
    expect(filesWith(folder.path, PLANTED)).toEqual([])
    expect(filesWith(folder.path, 'Quokka')).toEqual([])
    const after = await ask(application, 'readClass', { classId })
    expect(after.students.map(({ fullName }) => fullName)).toEqual(
      before.students.map(({ fullName }) => fullName).filter(name => name !== PLANTED),
    )
    expect(await ask(application, 'readHistory', {})).toEqual({ undo: null, redo: null })
    await application.close()
    expect(filesWith(folder.path, PLANTED)).toEqual([])
    expect(filesWith(folder.path, 'boomerangs')).toEqual([])
  })

  it('a rewritten backup is whole and restores with everybody else', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { classId, studentId } = await withTraces(application)
    const deletion = student(studentId)
    await ask(application, 'deleteForGood', { deletion, typed: PLANTED, alsoBackups: true })
    const { students } = await ask(application, 'readClass', { classId })
    const { backups } = await ask(application, 'readYourData', {})
    for (const { name, state } of backups.filter(({ reason }) => reason === 'byHand')) {
      expect(state).toBe('good')
      await ask(application, 'restoreBackup', { name })
      const back = await ask(application, 'readClass', { classId })
      expect(back.students.map(one => one.fullName)).toEqual(students.map(one => one.fullName))
    }
    await application.close()
  })

  it('without asking for the backups they keep the student, and one is made before', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { classId, studentId } = await withTraces(application)
    await ask(application, 'createClass', { name: 'Room 7' })
    const before = (await ask(application, 'readYourData', {})).backups.length
    const report = await ask(application, 'deleteForGood', {
      deletion: student(studentId),
      typed: ` Quokka  Unmistakable `,
      alsoBackups: false,
    })
    expect(report).toMatchObject({ backupsRewritten: 0, backupsRemoved: 0 })
    const { backups } = await ask(application, 'readYourData', {})
    expect(backups).toHaveLength(before + 1)
    expect(filesWith(folder.path, PLANTED).every(file => file.startsWith('backups'))).toBe(true)
    await ask(application, 'restoreBackup', { name: backups[0]?.name ?? '' })
    const { students } = await ask(application, 'readClass', { classId })
    expect(students.some(({ fullName }) => fullName === PLANTED)).toBe(true)
    await application.close()
  })

  it('says where the name stands in what the teacher wrote', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { classId, planId, studentId } = await withTraces(application)
    await ask(application, 'updatePlan', { planId, purpose: 'Let quokka lead. Not Quokkanese.' })
    const { students } = await ask(application, 'readClass', { classId })
    const other = students.find(({ fullName }) => fullName === 'Ana Li')
    if (!other) throw new Error('Nobody else is there.')
    await ask(application, 'updateStudent', {
      studentId: other.id,
      attributes: [{ name: 'Note', value: 'Works well with Quokka', isSensitive: true }],
    })
    const preview = await ask(application, 'previewDeletion', { deletion: student(studentId) })
    expect(preview.mentions).toEqual([
      { place: 'Detail about another student', text: 'Works well with Quokka' },
      { place: 'Purpose of a plan', text: 'Let quokka lead. Not Quokkanese.' },
    ])
    await application.close()
  })

  it('a backup in which they have another number, as before a copy from elsewhere was restored, goes too', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { classId, studentId } = await withTraces(application)
    const { name } = await ask(application, 'readClass', { classId })
    await application.close()
    const ways: Forgotten[] = [
      { kind: 'student', studentId: 9999, fullName: PLANTED, classIds: [9999], namesakeIds: [] },
      {
        kind: 'classes',
        classes: [{ id: 9999, name, namesakeIds: [], students: [{ id: 9999, fullName: PLANTED }] }],
      },
    ]
    for (const what of ways) {
      using other = temporaryFolder()
      cpSync(join(folder.path, 'backups'), other.path, { recursive: true })
      const { length } = listBackups(other.path)
      const { removed } = rewriteBackups(other.path, what)
      expect(removed).toBeGreaterThan(0)
      expect(listBackups(other.path)).toHaveLength(length - removed)
      expect(filesWith(other.path, PLANTED)).toEqual([])
    }
    // Somebody else of that name stays.
    using other = temporaryFolder()
    cpSync(join(folder.path, 'backups'), other.path, { recursive: true })
    const namesakeIds = [studentId]
    rewriteBackups(other.path, {
      kind: 'student',
      studentId: 9999,
      fullName: PLANTED,
      classIds: [],
      namesakeIds,
    })
    expect(filesWith(other.path, PLANTED).length).toBeGreaterThan(0)
  })

  it('a backup that is being made meanwhile does not keep the student', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { studentId } = await withTraces(application)
    const deletion = student(studentId)
    const making = [ask(application, 'backUpNow', {}), ask(application, 'backUpNow', {})]
    const deleting = ask(application, 'deleteForGood', { deletion, typed: PLANTED, alsoBackups: true })
    await Promise.all([...making, deleting])
    await application.close()
    expect(filesWith(folder.path, PLANTED)).toEqual([])
  })

  it('nothing is deleted from the database when a backup cannot be cleaned, and it can be asked for again', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { classId, studentId } = await withTraces(application)
    const names = async () =>
      (await ask(application, 'readClass', { classId })).students.map(({ fullName }) => fullName)
    // A folder with the name of a backup stands for a disk that fails.
    const facts = {
      madeAt: new Date(),
      reason: 'byHand' as const,
      version: 2,
      classCount: 1,
      studentCount: 1,
    }
    const inTheWay = join(folder.path, 'backups', backupName({ ...facts, sha256: 'a1'.repeat(32) }))
    mkdirSync(inTheWay)
    const wanted = { deletion: student(studentId), typed: PLANTED, alsoBackups: true }
    expect(await application.call('deleteForGood', wanted)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('Nothing was deleted from the database') as string },
    })
    expect(await names()).toContain(PLANTED)
    rmdirSync(inTheWay)
    await ask(application, 'deleteForGood', wanted)
    expect(await names()).not.toContain(PLANTED)
    expect(filesWith(folder.path, PLANTED)).toEqual([])
    await application.close()
  })

  it('nothing is deleted when the backups are to keep the student and none can be made', async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'backups'), 'not a folder')
    const application = open(folder.path)
    const { classId } = await ask(application, 'createClass', { name: 'Room 12' })
    await ask(application, 'addStudent', { classId, fullName: PLANTED })
    const [planted] = (await ask(application, 'readClass', { classId })).students
    if (!planted) throw new Error('There is no student.')
    const answer = await application.call('deleteForGood', {
      deletion: student(planted.id),
      typed: PLANTED,
      alsoBackups: false,
    })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'notSaved' } })
    expect((await ask(application, 'readClass', { classId })).students).toHaveLength(1)
    await application.close()
  })

  it('a disk without room to write the file anew is no reason to call it not deleted', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { studentId } = await withTraces(application)
    await application.close()
    const storage = openStorage(join(folder.path, DATABASE_NAME), () => new Date())
    const exec = storage.reader.exec.bind(storage.reader)
    storage.reader.exec = sql => {
      if (sql === 'VACUUM') throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL')
      return exec(sql)
    }
    const removed = storage.purge(student(studentId))
    expect(removed.find(({ table }) => table === 'student')).toEqual({ table: 'student', rows: 1 })
    storage.close()
    expect(readFileSync(join(folder.path, DATABASE_NAME)).includes(PLANTED)).toBe(false)
  })

  it('a name that was not typed as it is deletes nothing', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { classId, studentId } = await withTraces(application)
    for (const typed of ['', 'quokka unmistakable', 'Quokka', 'delete everything']) {
      const answer = await application.call('deleteForGood', {
        deletion: student(studentId),
        typed,
        alsoBackups: true,
      })
      expect(answer).toMatchObject({ ok: false, problem: { code: 'invalidInput' } })
    }
    expect((await ask(application, 'readClass', { classId })).students.map(one => one.id)).toContain(
      studentId,
    )
    await application.close()
  })
})

describe('deleting classes and everything', () => {
  it('a class goes with the students who are in no other', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { classId } = await withTraces(application)
    const other = await ask(application, 'createClass', { name: 'Room 7' })
    await ask(application, 'addStudent', { classId: other.classId, fullName: 'Wombat Stays' })
    const { name } = await ask(application, 'readClass', { classId })
    await ask(application, 'renameClass', { classId, name: `${name} 2` })
    const report = await ask(application, 'deleteForGood', {
      deletion: oneClass(classId),
      typed: `${name} 2`,
      alsoBackups: true,
    })
    expect(report.rows.find(({ table }) => table === 'student')?.rows).toBe(30)
    expect(report.backupsRewritten).toBeGreaterThanOrEqual(2)
    expect(filesWith(folder.path, PLANTED)).toEqual([])
    expect(filesWith(folder.path, name)).toEqual([])
    expect((await ask(application, 'listClasses', {})).map(one => one.name)).toEqual(['Room 7'])
    await application.close()
    const database = new Database(join(folder.path, DATABASE_NAME), { readonly: true })
    expect(database.prepare('SELECT full_name FROM student').pluck().all()).toEqual(['Wombat Stays'])
    expect(database.pragma('freelist_count', { simple: true })).toBe(0)
    database.close()
  })

  it('everything: no backup, no copy, no log is left, and the file is small', async () => {
    using folder = temporaryFolder()
    using stick = temporaryFolder()
    const application = open(folder.path)
    await withTraces(application)
    await ask(application, 'setSecondFolder', { folder: stick.path, passphrase: 'tami-kelo-sobu-dare' })
    expect(readdirSync(stick.path)).toHaveLength(1)
    const report = await ask(application, 'deleteForGood', {
      deletion: { kind: 'everything' },
      typed: 'delete everything',
      alsoBackups: true,
    })
    expect(report.copiesRemoved).toBe(1)
    expect(report.bytesAfter).toBeLessThan(report.bytesBefore)
    expect(readdirSync(stick.path)).toEqual([])
    expect(readdirSync(join(folder.path, 'backups'))).toEqual([])
    expect(await ask(application, 'listClasses', {})).toEqual([])
    await application.close()
    expect(filesWith(folder.path, 'Quokka')).toEqual([])
    expect(readdirSync(join(folder.path, 'backups'))).toEqual([])
    expect(statSync(join(folder.path, DATABASE_NAME)).size).toBe(report.bytesAfter)
  })

  it('the journal that held the rows holds them no more, before the program ends', async () => {
    using folder = temporaryFolder()
    const application = open(folder.path)
    const { studentId } = await withTraces(application)
    const journal = join(folder.path, `${DATABASE_NAME}-journal`)
    expect(readFileSync(journal).length).toBeGreaterThan(0)
    await ask(application, 'deleteForGood', {
      deletion: student(studentId),
      typed: PLANTED,
      alsoBackups: true,
    })
    expect(statSync(journal, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
    expect(filesWith(folder.path, PLANTED)).toEqual([])
    await application.close()
  })

  it('old classes are found by the last thing that was done in them, and only found', async () => {
    using folder = temporaryFolder()
    let now = new Date('2021-09-01T08:00:00Z')
    const application = open(folder.path, { now: () => now })
    await ask(application, 'createClass', { name: 'Year 1' })
    now = new Date('2026-11-24T08:00:00Z')
    await ask(application, 'createClass', { name: 'Year 6' })
    const old = await ask(application, 'findOldClasses', { before: '2023-07-01' })
    expect(old).toMatchObject([{ name: 'Year 1', studentCount: 0, lastUsedOn: '2021-09-01' }])
    expect(await ask(application, 'findOldClasses', { before: '2021-09-01' })).toEqual([])
    expect(await ask(application, 'listClasses', {})).toHaveLength(2)
    await application.close()
  })
})
