import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DATABASE_NAME } from '../../../src-main/application/application.ts'
import { openOrRecover } from '../../../src-main/application/open-or-recover.ts'
import { inWords } from '../../../src-main/application/keeping/your-data.ts'
import { readBackupName } from '../../../src-main/storage/backups/backup-name.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import { readSchema } from '../../../src-main/storage/schema.ts'
import { ask, dump, dumpOf, open, options, temporaryFolder } from './open.ts'

const PASSPHRASE = 'tami-kelo-sobu-dare'

const reasons = (folder: string) =>
  (existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : [])
    .map(name => readBackupName(name)?.reason)
    .sort()

it('at the end one is made if something was changed, and none if nothing was', async () => {
  using folder = temporaryFolder()
  let application = open(folder.path)
  await application.close()
  expect(reasons(folder.path)).toEqual([])
  application = open(folder.path)
  await ask(application, 'createClass', { name: 'Room 12' })
  await application.close()
  expect(reasons(folder.path)).toEqual(['quit'])
  application = open(folder.path)
  await ask(application, 'listClasses', {})
  await application.close()
  expect(reasons(folder.path)).toEqual(['quit'])
  application = open(folder.path)
  await ask(application, 'undo', {})
  await application.close()
  expect(reasons(folder.path)).toEqual(['quit', 'quit'])
})

it('before an import and before a class is removed one is made of how things were', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  const { classId } = await ask(application, 'createClass', { name: 'Room 12' })
  const content = Buffer.from('Name,Fractions\nAna Li,3').toString('base64')
  await ask(application, 'importScores', { fileName: 'Quiz.csv', content, classId, choices: {} })
  await ask(application, 'removeClass', { classId })
  const { backups } = await ask(application, 'readYourData', {})
  expect(backups.map(({ reason, classCount, studentCount }) => [reason, classCount, studentCount])).toEqual([
    ['removal', 1, 1],
    ['import', 1, 0],
  ])
  await application.close()
})

it('at the start one is made when the last is more than a day old and something was changed since', async () => {
  using folder = temporaryFolder()
  let now = new Date('2026-11-24T08:00:00Z')
  const made = async () => {
    const application = open(folder.path, { now: () => now })
    // Asked after what the start has begun.
    const { backups } = await ask(application, 'backUpNow', {}).then(() =>
      ask(application, 'readYourData', {}),
    )
    await application.close()
    return backups.map(({ reason }) => reason)
  }
  const first = open(folder.path, { now: () => now })
  await ask(first, 'createClass', { name: 'Room 12' })
  await first.close()
  // As a power cut would: changed after the last backup, which stays the last.
  const database = new Database(join(folder.path, DATABASE_NAME))
  database.exec("UPDATE operation SET state = 'undone'")
  database.close()
  now = new Date('2026-11-25T07:00:00Z')
  expect(await made()).not.toContain('start')
  const again = new Database(join(folder.path, DATABASE_NAME))
  again.exec("UPDATE operation SET state = 'done'")
  again.close()
  now = new Date('2026-11-26T09:00:00Z')
  expect(await made()).toContain('start')
})

it('nothing is restored when what is there cannot become a backup first', async () => {
  using folder = temporaryFolder()
  let hasClock = true
  const now = () => {
    if (!hasClock) throw new Error('There is no clock.')
    return new Date('2026-11-24T08:00:00Z')
  }
  const application = open(folder.path, { now })
  await ask(application, 'createClass', { name: 'Room 12' })
  const { name } = await ask(application, 'backUpNow', {})
  await ask(application, 'createClass', { name: 'Room 7' })
  hasClock = false
  expect((await application.call('restoreBackup', { name })).ok).toBe(false)
  expect(await ask(application, 'listClasses', {})).toHaveLength(2)
  hasClock = true
  await application.close()
})

it('a file in the place of the backup folder is told, and work goes on', async () => {
  using folder = temporaryFolder()
  writeFileSync(join(folder.path, 'backups'), 'not a folder')
  const application = open(folder.path)
  const problems: unknown[] = []
  application.onEvent(event => {
    if (event.type === 'keepingChanged' && event.problem) problems.push(event.problem.code)
  })
  const { classId } = await ask(application, 'createClass', { name: 'Room 12' })
  await ask(application, 'removeClass', { classId })
  expect(problems.length).toBeGreaterThan(0)
  expect(await ask(application, 'listClasses', {})).toEqual([])
  await application.close()
})

it('a preview says class by class and plan by plan what restoring would do', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  const { classId, planId } = await ask(application, 'createSampleClass', {})
  const gone = await ask(application, 'createClass', { name: 'Room 7' })
  await ask(application, 'createClass', { name: 'Room 9' })
  const { name } = await ask(application, 'backUpNow', {})
  await ask(application, 'updatePlan', { planId, purpose: 'Something else' })
  await ask(application, 'createPlan', { classId, name: 'Second try', copyOf: planId })
  await ask(application, 'removeClass', { classId: gone.classId })
  await ask(application, 'createClass', { name: 'Room 11' })
  const before = await ask(application, 'listClasses', {})
  const preview = await ask(application, 'previewRestore', { name })
  expect(preview.classes.map(({ name: one, fate, plans }) => [one, fate, plans])).toEqual([
    [
      'Grade 4 · Room 12 (sample)',
      'older',
      [
        { name: 'Before the winter break', fate: 'older' },
        { name: 'Second try', fate: 'gone' },
      ],
    ],
    ['Room 7', 'back', []],
    ['Room 9', 'same', []],
    ['Room 11', 'gone', []],
  ])
  expect(preview.sinceCount).toBe(4)
  expect(preview.since?.[0]).toBe('make the class Room 11')
  expect(await ask(application, 'listClasses', {})).toEqual(before)
  await application.close()
})

it('a restore is taken back by restoring what was there before it', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  await ask(application, 'createClass', { name: 'Room 12' })
  const { name } = await ask(application, 'backUpNow', {})
  await ask(application, 'createClass', { name: 'Room 7' })
  const { undoName } = await ask(application, 'restoreBackup', { name })
  expect((await ask(application, 'listClasses', {})).map(one => one.name)).toEqual(['Room 12'])
  await ask(application, 'restoreBackup', { name: undoName })
  expect((await ask(application, 'listClasses', {})).map(one => one.name)).toEqual(['Room 12', 'Room 7'])
  expect((await ask(application, 'readHistory', {})).undo).toBe('make the class Room 7')
  await application.close()
})

it('a damaged backup is shown as damaged', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  await ask(application, 'createClass', { name: 'Room 12' })
  const { name } = await ask(application, 'backUpNow', {})
  const file = join(folder.path, 'backups', name)
  const bytes = readFileSync(file)
  bytes[5000] ^= 4
  writeFileSync(file, bytes)
  const { backups } = await ask(application, 'readYourData', {})
  expect(backups.map(({ state }) => state)).toEqual(['damaged'])
  await application.close()
})

it('copies in the second folder are encrypted, open on another computer, and become a backup there', async () => {
  using here = temporaryFolder()
  using there = temporaryFolder()
  using stick = temporaryFolder()
  const mine = open(here.path)
  await ask(mine, 'createSampleClass', {})
  const state = await ask(mine, 'setSecondFolder', { folder: stick.path, passphrase: PASSPHRASE })
  expect(state).toMatchObject({ isThere: true, copyCount: 1, problem: null })
  expect(state.lastCopyAt).not.toBeNull()
  await mine.close()
  const [copy = ''] = readdirSync(stick.path)
  const bytes = readFileSync(join(stick.path, copy))
  expect(bytes.includes('SQLite format 3')).toBe(false)
  expect(bytes.includes('Room 12')).toBe(false)
  // The passphrase is nowhere on this computer, and the secret key only inside what it encrypts.
  for (const name of readdirSync(here.path, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue
    const content = readFileSync(join(name.parentPath, name.name))
    expect(content.includes(PASSPHRASE)).toBe(false)
    expect(content.includes('AGE-SECRET-KEY')).toBe(false)
  }
  if (process.platform !== 'win32') {
    expect(statSync(join(here.path, 'second-folder.json')).mode & 0o777).toBe(0o600)
  }

  const theirs = open(there.path)
  const content = bytes.toString('base64')
  expect(await theirs.call('openCopy', { content, passphrase: 'not this one' })).toMatchObject({
    ok: false,
    problem: { code: 'wrongPassphrase' },
  })
  const damaged = Buffer.from(bytes)
  damaged[damaged.length - 3000] ^= 1
  expect(
    await theirs.call('openCopy', { content: damaged.toString('base64'), passphrase: PASSPHRASE }),
  ).toMatchObject({ ok: false, problem: { code: 'unreadableFile' } })
  const backup = await ask(theirs, 'openCopy', { content, passphrase: PASSPHRASE })
  expect(backup).toMatchObject({ reason: 'copy', classCount: 1, studentCount: 28, state: 'good' })
  expect((await ask(theirs, 'previewRestore', { name: backup.name })).classes).toMatchObject([
    { fate: 'back' },
  ])
  await ask(theirs, 'restoreBackup', { name: backup.name })
  await theirs.close()
  expect(dump(there.path)).toBe(dump(here.path))
})

it('after a restore a copy has what was restored, and not what was there before', async () => {
  using folder = temporaryFolder()
  using there = temporaryFolder()
  using stick = temporaryFolder()
  let now = new Date('2026-11-24T08:00:00Z')
  const application = open(folder.path, { now: () => now })
  await ask(application, 'createClass', { name: 'Room 12' })
  const { name } = await ask(application, 'backUpNow', {})
  await ask(application, 'createClass', { name: 'Room 7' })
  await ask(application, 'setSecondFolder', { folder: stick.path, passphrase: PASSPHRASE })
  now = new Date('2026-11-24T08:10:00Z')
  await ask(application, 'restoreBackup', { name })
  now = new Date('2026-11-24T08:20:00Z')
  await ask(application, 'copyNow', {})
  await application.close()
  const newest = readdirSync(stick.path).sort().at(-1) ?? ''
  const content = readFileSync(join(stick.path, newest)).toString('base64')
  const theirs = open(there.path)
  const copy = await ask(theirs, 'openCopy', { content, passphrase: PASSPHRASE })
  expect(copy.classCount).toBe(1)
  await theirs.close()
})

it('a backup from before the clock was set back does not pass for the newest', async () => {
  using folder = temporaryFolder()
  let now = new Date('2031-01-01T08:00:00Z')
  const application = open(folder.path, { now: () => now })
  await ask(application, 'createClass', { name: 'Room 12' })
  await ask(application, 'backUpNow', {})
  now = new Date('2026-11-24T08:00:00Z')
  await ask(application, 'createClass', { name: 'Room 7' })
  await application.close()
  const made = reasons(folder.path)
  expect(made).toEqual(['byHand', 'quit'])
  const again = open(folder.path, { now: () => now })
  await ask(again, 'listClasses', {})
  await again.close()
  expect(reasons(folder.path)).toEqual(made)
})

it('a stick that is not there is no error, and copies go on when it is back', async () => {
  using folder = temporaryFolder()
  using place = temporaryFolder()
  const stick = join(place.path, 'stick')
  mkdirSync(stick)
  let now = new Date('2026-11-24T08:00:00Z')
  let application = open(folder.path, { now: () => now })
  await ask(application, 'createClass', { name: 'Room 12' })
  await ask(application, 'setSecondFolder', { folder: stick, passphrase: PASSPHRASE })
  rmSync(stick, { recursive: true })
  await ask(application, 'createClass', { name: 'Room 7' })
  now = new Date('2026-11-24T12:00:00Z')
  await ask(application, 'backUpNow', {})
  expect((await ask(application, 'readYourData', {})).secondFolder).toMatchObject({
    isThere: false,
    problem: null,
    lastCopyAt: '2026-11-24T08:00:00.000Z',
  })
  expect(await application.call('copyNow', {})).toMatchObject({ ok: false, problem: { code: 'notFound' } })
  await application.close()

  // Back on a day on which nothing is changed.
  mkdirSync(stick)
  application = open(folder.path, { now: () => now })
  await application.close()
  expect(readdirSync(stick)).toHaveLength(1)
  now = new Date('2026-11-24T12:30:00Z')
  application = open(folder.path, { now: () => now })
  await application.close()
  expect(readdirSync(stick)).toHaveLength(1)
  application = open(folder.path, { now: () => now })
  await ask(application, 'createClass', { name: 'Room 9' })
  await application.close()
  expect(readdirSync(stick)).toHaveLength(2)
})

it.each([
  ['a path from nowhere', () => 'stick'],
  ['a folder that is not there', (path: string) => join(path, 'nowhere')],
  ['the data folder itself', (path: string) => path],
  ['a folder inside it', (path: string) => join(path, 'backups')],
  ['a file', (path: string) => join(path, DATABASE_NAME)],
])('%s cannot be the second folder', async (_, pathOf) => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  await ask(application, 'createClass', { name: 'Room 12' })
  await ask(application, 'backUpNow', {})
  const answer = await application.call('setSecondFolder', {
    folder: pathOf(folder.path),
    passphrase: PASSPHRASE,
  })
  expect(answer).toMatchObject({ ok: false, problem: { code: 'invalidInput' } })
  expect((await ask(application, 'readYourData', {})).secondFolder).toBeNull()
  await application.close()
})

/** A data folder whose database has a bad page, and a backup of how it was. */
async function damagedFolder(path: string) {
  const application = open(path)
  const { classId } = await ask(application, 'createSampleClass', {})
  await ask(application, 'backUpNow', {})
  await ask(application, 'renameClass', { classId, name: 'Newer than the backup' })
  await application.close()
  for (const name of readdirSync(join(path, 'backups'))) {
    if (readBackupName(name)?.reason === 'quit') rmSync(join(path, 'backups', name))
  }
  const file = join(path, DATABASE_NAME)
  const database = new Database(file, { readonly: true })
  const root = Number(
    database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'interest'").pluck().get(),
  )
  database.close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, (root - 1) * 4096, root * 4096)
  writeFileSync(file, bytes)
  writeFileSync(`${file}.open`, '')
  return { file, bytes }
}

const keptFiles = (folder: string) => readdirSync(folder).filter(name => name.includes('.damaged-'))

it('a damaged database asks before anything is done, recovers what can be read, and keeps the damaged file', async () => {
  using folder = temporaryFolder()
  const { file, bytes } = await damagedFolder(folder.path)
  const application = openOrRecover(options(folder.path))
  const state = await ask(application, 'readRecovery', {})
  expect(state).toMatchObject({ databaseFile: file, recovered: null, wasTried: false })
  expect(state?.backups.map(backup => backup.state)).toEqual(['good'])
  expect(await application.call('listClasses', {})).toMatchObject({
    ok: false,
    problem: { code: 'databaseUnusable' },
  })
  expect(readFileSync(file).equals(bytes)).toBe(true)

  const tried = await ask(application, 'tryRecovery', {})
  expect(tried.recovered).toMatchObject({ classCount: 1, studentCount: 28, isLogDropped: true })
  expect(readFileSync(file).equals(bytes)).toBe(true)

  const heard: string[] = []
  application.onEvent(event => heard.push(event.type))
  await ask(application, 'useRecovered', {})
  expect((await ask(application, 'listClasses', {})).map(({ name }) => name)).toEqual([
    'Newer than the backup',
  ])
  expect(await ask(application, 'readRecovery', {})).toBeNull()
  await ask(application, 'createClass', { name: 'Room 7' })
  expect(heard).toContain('changed')
  await application.close()
  const [kept = ''] = keptFiles(folder.path)
  expect(readFileSync(join(folder.path, kept)).equals(bytes)).toBe(true)
})

it('the best backup can take its place instead', async () => {
  using folder = temporaryFolder()
  const { bytes } = await damagedFolder(folder.path)
  const application = openOrRecover(options(folder.path))
  const state = await ask(application, 'readRecovery', {})
  await ask(application, 'useBackup', { name: state?.backups[0]?.name ?? '' })
  expect((await ask(application, 'listClasses', {})).map(({ name }) => name)).toEqual([
    'Grade 4 · Room 12 (sample)',
  ])
  await application.close()
  const [kept = ''] = keptFiles(folder.path)
  expect(readFileSync(join(folder.path, kept)).equals(bytes)).toBe(true)
})

it('a damaged backup cannot take its place, and nothing is changed', async () => {
  using folder = temporaryFolder()
  const { file, bytes } = await damagedFolder(folder.path)
  const [name = ''] = readdirSync(join(folder.path, 'backups'))
  const backup = readFileSync(join(folder.path, 'backups', name))
  backup[backup.length - 1] ^= 1
  writeFileSync(join(folder.path, 'backups', name), backup)
  const application = openOrRecover(options(folder.path))
  expect((await ask(application, 'readRecovery', {}))?.backups.map(one => one.state)).toEqual(['damaged'])
  expect((await application.call('useBackup', { name })).ok).toBe(false)
  expect((await application.call('useRecovered', {})).ok).toBe(false)
  expect(readFileSync(file).equals(bytes)).toBe(true)
  await ask(application, 'startAnew', {})
  expect(await ask(application, 'listClasses', {})).toEqual([])
  await application.close()
  expect(keptFiles(folder.path)).toHaveLength(1)
})

it('damage that shows only in use is looked for at the next start', async () => {
  using folder = temporaryFolder()
  const { file } = await damagedFolder(folder.path)
  rmSync(`${file}.open`)
  let application = open(folder.path)
  const [klass] = await ask(application, 'listClasses', {})
  const answer = await application.call('readClass', { classId: klass?.id })
  expect(answer.ok).toBe(false)
  await application.close()
  application = openOrRecover(options(folder.path))
  expect(await ask(application, 'readRecovery', {})).not.toBeNull()
  await application.close()
})

it('a copy of the backup is what is opened: the backup itself stays as it is', async () => {
  using folder = temporaryFolder()
  await damagedFolder(folder.path)
  const application = openOrRecover(options(folder.path))
  const state = await ask(application, 'readRecovery', {})
  const name = state?.backups[0]?.name ?? ''
  const before = dumpOf(join(folder.path, 'backups', name))
  await ask(application, 'useBackup', { name })
  await ask(application, 'createClass', { name: 'Room 7' })
  await application.close()
  expect(dumpOf(join(folder.path, 'backups', name))).toBe(before)
})

it('every table has words that a teacher reads', () => {
  using folder = temporaryFolder()
  const { connection, close } = openDatabase(join(folder.path, DATABASE_NAME))
  const tables = readSchema(connection).map(({ name }) => name)
  close()
  expect(tables).toContain('score')
  expect(tables.filter(table => inWords(table, 2).name === table)).toEqual([])
})
