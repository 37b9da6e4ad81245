import Database from 'better-sqlite3'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DATABASE_NAME, type Application } from '../../../src-main/application/application.ts'
import { openOrRecover } from '../../../src-main/application/open-or-recover.ts'
import { toProblem, toReadingProblem } from '../../../src-main/application/problems.ts'
import { readBackupName } from '../../../src-main/storage/backups/backup-name.ts'
import { DatabaseUnusable, NotSaved } from '../../../src-main/storage/errors.ts'
import { openMarkOf } from '../../../src-main/storage/open-mark.ts'
import { putInPlace } from '../../../src-main/storage/put-in-place.ts'
import { fromOpening } from '../../../src-main/storage/sqlite-errors.ts'
import { asOrdinaryUser, hasRights, whileReadOnly } from '../storage/as-ordinary-user.ts'
import { ask, open, options, temporaryFolder } from './open.ts'

/** Spoils the pages of a table that nothing reads by itself. */
function spoilInterests(folder: string): void {
  const file = join(folder, DATABASE_NAME)
  const database = new Database(file, { readonly: true })
  const root = Number(
    database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'interest'").pluck().get(),
  )
  database.close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, (root - 1) * 4096, root * 4096)
  writeFileSync(file, bytes)
}

const recoveryOf = async (folder: string) => {
  const application = openOrRecover(options(folder))
  const state = await ask(application, 'readRecovery', {})
  await application.close()
  return state
}

async function sampleIn(folder: string): Promise<void> {
  const application = open(folder)
  await ask(application, 'createSampleClass', {})
  await application.close()
}

it('damage that only the last backup has come upon is looked for at the next start', async () => {
  using folder = temporaryFolder()
  await sampleIn(folder.path)
  spoilInterests(folder.path)
  const application = open(folder.path)
  await ask(application, 'createClass', { name: 'Room 7' })
  await application.close()
  expect(await recoveryOf(folder.path)).not.toBeNull()
})

it('ending works when the folder is gone, and again when it was done', async () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'stick')
  await sampleIn(path)
  spoilInterests(path)
  const written: string[] = []
  const application = open(path, {
    log: { write: ({ event, code }) => written.push(`${event} ${code ?? ''}`) },
  })
  expect((await application.call('backUpNow', {})).ok).toBe(false)
  rmSync(path, { recursive: true })
  await application.close()
  expect(written.at(-1)).toMatch(/^problem/)
  const count = written.length
  await application.close()
  expect(written).toHaveLength(count)
})

it('a second end takes no mark of another program away', async () => {
  using folder = temporaryFolder()
  const first = open(folder.path)
  await first.close()
  const second = open(folder.path)
  await first.close()
  expect(existsSync(openMarkOf(join(folder.path, DATABASE_NAME)))).toBe(true)
  await second.close()
})

it('what cannot be tidied up, and a note of the second folder that cannot be read, keep nobody from starting', async () => {
  using folder = temporaryFolder()
  mkdirSync(join(folder.path, 'backups', 'left.making'), { recursive: true })
  mkdirSync(join(folder.path, 'second-folder.json'))
  const application = open(folder.path)
  await ask(application, 'createClass', { name: 'Room 7' })
  expect((await ask(application, 'readYourData', {})).secondFolder).toBeNull()
  await application.close()
})

it('a damaged database is told also where there can be no folder for backups', async () => {
  using folder = temporaryFolder()
  await sampleIn(folder.path)
  truncateSync(join(folder.path, DATABASE_NAME), 8192)
  rmSync(join(folder.path, 'backups'), { recursive: true })
  writeFileSync(join(folder.path, 'backups'), 'not a folder')
  writeFileSync(openMarkOf(join(folder.path, DATABASE_NAME)), '')
  const application = openOrRecover(options(folder.path))
  expect((await ask(application, 'readRecovery', {}))?.backups).toEqual([])
  expect(await application.call('tryRecovery', {})).toMatchObject({
    ok: false,
    problem: { code: 'notSaved' },
  })
  await ask(application, 'startAnew', {})
  expect(await ask(application, 'listClasses', {})).toEqual([])
  await application.close()
})

it.each([
  {
    name: 'an empty file',
    spoil: (file: string) => truncateSync(file, 0),
    isGone: false,
    message: 'The database file is empty, but there are backups of it.',
    keptAs: expect.stringContaining('.damaged-') as unknown,
  },
  {
    name: 'a file that is gone',
    spoil: (file: string) => rmSync(file),
    isGone: true,
    message: 'The database file is not there any more, but there are backups of it.',
    keptAs: null,
  },
])('$name is asked about when there are backups, and one of them takes its place', async given => {
  using folder = temporaryFolder()
  await sampleIn(folder.path)
  const file = join(folder.path, DATABASE_NAME)
  given.spoil(file)
  const application = openOrRecover(options(folder.path))
  // Nothing is made before somebody has decided.
  expect(existsSync(file)).toBe(!given.isGone)
  const state = await ask(application, 'readRecovery', {})
  expect(state).toMatchObject({ isGone: given.isGone, problem: { message: given.message } })
  expect(await ask(application, 'tryRecovery', {})).toMatchObject({ recovered: null, wasTried: true })
  const { keptAs } = await ask(application, 'useBackup', { name: state?.backups[0]?.name ?? '' })
  expect(keptAs).toEqual(given.keptAs)
  expect(await ask(application, 'listClasses', {})).toHaveLength(1)
  await application.close()
})

it('a file that is gone can be begun anew, once it was asked for, and then is not asked about again', async () => {
  using folder = temporaryFolder()
  await sampleIn(folder.path)
  rmSync(join(folder.path, DATABASE_NAME))
  const application = openOrRecover(options(folder.path))
  expect(await ask(application, 'startAnew', {})).toEqual({ keptAs: null })
  expect(await ask(application, 'listClasses', {})).toEqual([])
  await application.close()
  const again = openOrRecover(options(folder.path))
  expect(await ask(again, 'readRecovery', {})).toBeNull()
  await again.close()
})

it('recovered twice at once, one file waits; decided meanwhile, none is left', async () => {
  using folder = temporaryFolder()
  await sampleIn(folder.path)
  spoilInterests(folder.path)
  writeFileSync(openMarkOf(join(folder.path, DATABASE_NAME)), '')
  const unfinished = () =>
    readdirSync(join(folder.path, 'backups')).filter(name => readBackupName(name) === null)
  const twice = openOrRecover(options(folder.path))
  await Promise.all([ask(twice, 'tryRecovery', {}), ask(twice, 'tryRecovery', {})])
  expect(unfinished()).toHaveLength(1)
  await twice.close()
  const application: Application = openOrRecover(options(folder.path))
  const trying = application.call('tryRecovery', {})
  await ask(application, 'startAnew', {})
  await trying
  expect(unfinished()).toEqual([])
  await application.close()
})

it('as long as what is to take its place is not there, a damaged database stays where it is', async () => {
  using folder = temporaryFolder()
  await sampleIn(folder.path)
  const file = join(folder.path, DATABASE_NAME)
  const before = readdirSync(folder.path)
  expect(() => putInPlace(file, join(folder.path, 'nowhere'), new Date())).toThrow()
  expect(readdirSync(folder.path)).toEqual(before)
})

it('a folder of backups that may not be looked into keeps nobody from starting, and is told', async () => {
  if (!hasRights) return
  using folder = temporaryFolder()
  await sampleIn(folder.path)
  const backups = join(folder.path, 'backups')
  // The rights are those of the moment of opening.
  const application = asOrdinaryUser(folder.path, () =>
    whileReadOnly(backups, 0o000, () => open(folder.path)),
  )
  expect((await ask(application, 'readYourData', {})).backupProblem).toMatchObject({ code: 'notSaved' })
  await application.close()
})

it('a file that is gone beside backups that may not be looked into is told in words', async () => {
  if (!hasRights) return
  using folder = temporaryFolder()
  await sampleIn(folder.path)
  rmSync(join(folder.path, DATABASE_NAME))
  const start = () => openOrRecover(options(folder.path))
  expect(() =>
    asOrdinaryUser(folder.path, () => whileReadOnly(join(folder.path, 'backups'), 0o000, start)),
  ).toThrow(new DatabaseUnusable('unreadable', 'The database cannot be opened (EACCES).'))
  expect(existsSync(join(folder.path, DATABASE_NAME))).toBe(false)
})

it('where the database is open only to look at, nothing is restored, and that is said', async () => {
  if (!hasRights) return
  using folder = temporaryFolder()
  await sampleIn(folder.path)
  const [backup = ''] = readdirSync(join(folder.path, 'backups'))
  const file = join(folder.path, DATABASE_NAME)
  const application = asOrdinaryUser(folder.path, () => whileReadOnly(file, 0o400, () => open(folder.path)))
  for (const operation of ['previewRestore', 'restoreBackup']) {
    const answer = await application.call(operation, { name: backup })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'viewingOnly' } })
  }
  await application.close()
})

it('a full disk is told as that, wherever it shows', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  expect(toProblem(full)).toMatchObject({
    code: 'notSaved',
    remedy: expect.stringContaining('Make room') as string,
  })
  expect(toReadingProblem(full)).toEqual(toProblem(full))
  expect(fromOpening(new NotSaved('full'), 'horseshoe.db')).toMatchObject({ reason: 'full' })
  expect(fromOpening(new NotSaved('full'), 'horseshoe.db')).toBeInstanceOf(DatabaseUnusable)
})
