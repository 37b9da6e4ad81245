import Database from 'better-sqlite3'
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DATABASE_NAME, type Application } from '../../../src-main/application/application.ts'
import { toProblem, toReadingProblem } from '../../../src-main/application/problems.ts'
import type { Answer, Problem } from '../../../src-main/contract/problem.ts'
import { DatabaseUnusable, NotSaved } from '../../../src-main/storage/errors.ts'
import { Ledger } from '../../../src-main/storage/ledger.ts'
import { MIGRATIONS } from '../../../src-main/storage/migrate.ts'
import { openDatabase } from '../../../src-main/storage/open-database.ts'
import { positionOf } from '../../crash/log-position.ts'
import { ask, dump, open, temporaryFolder } from '../application/open.ts'
import { asOrdinaryUser, hasRights, whileReadOnly } from './as-ordinary-user.ts'

const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** The sample class in a folder that was closed well. */
async function sampleIn(folder: string): Promise<string> {
  const app = open(folder)
  await ask(app, 'createSampleClass', {})
  await app.close()
  return join(folder, DATABASE_NAME)
}

/** What a person is told when it cannot be opened. */
function refusal(folder: string): Problem {
  try {
    void open(folder).close()
  } catch (error) {
    return toProblem(error)
  }
  throw new Error('It was opened.')
}

function problemOf(answer: Answer<unknown>): Problem {
  if (answer.ok) throw new Error('It worked.')
  return answer.problem
}

const change = (app: Application) => app.call('createClass', { name: 'Owls' })

describe('a database that cannot be opened is told in words, with a way on, and not a byte of it changes', () => {
  it.each<[string, (file: string) => void, string, string]>([
    [
      'another program’s',
      file => new Database(file).exec('CREATE TABLE t(a); INSERT INTO t VALUES (1)').close(),
      'another program',
      'Move that file elsewhere',
    ],
    ['no database at all', file => writeFileSync(file, 'Dear parents'), 'not a database', 'Move that file'],
    [
      'of a newer Horseshoe',
      file => {
        openDatabase(file).close()
        const database = new Database(file)
        database.pragma(`user_version = ${MIGRATIONS.length + 1}`)
        database.close()
      },
      `version ${MIGRATIONS.length + 1}`,
      'Install the newest Horseshoe',
    ],
    [
      'damaged after an unclean end',
      file => {
        openDatabase(file).close()
        const bytes = readFileSync(file)
        bytes.fill(0xff, 4096 * 3, 4096 * 3 + 400)
        writeFileSync(file, bytes)
        writeFileSync(`${file}.open`, '')
      },
      'unclean end',
      'Nothing was deleted',
    ],
    [
      'damaged where it begins',
      file => {
        openDatabase(file).close()
        const bytes = readFileSync(file)
        bytes.fill(0xff, 100, 700)
        writeFileSync(file, bytes)
      },
      'damaged',
      'Nothing was deleted',
    ],
  ])('%s', (_, make, message, remedy) => {
    using folder = temporaryFolder()
    const file = join(folder.path, DATABASE_NAME)
    make(file)
    const before = hash(file)
    const problem = refusal(folder.path)
    expect(problem.code).toBe('databaseUnusable')
    expect(problem.message).toContain(message)
    expect(problem.remedy).toContain(remedy)
    expect(hash(file)).toBe(before)
  })

  it('an empty file is a new database, as the one that is made when there is none', () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, DATABASE_NAME), '')
    openDatabase(join(folder.path, DATABASE_NAME)).close()
    expect(dump(folder.path)).toContain('["class",[]]')
  })
})

it('a page that is found damaged during use is told as that, and nothing is written over it', async () => {
  using folder = temporaryFolder()
  const file = await sampleIn(folder.path)
  const bytes = readFileSync(file)
  const database = new Database(file, { readonly: true })
  const root = database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'student'").pluck().get()
  database.close()
  bytes.fill(0xff, 4096 * (Number(root) - 1), 4096 * Number(root))
  writeFileSync(file, bytes)
  const before = hash(file)
  const app = open(folder.path)
  const classes = await app.call('listClasses', {})
  const read = classes.ok ? await app.call('readClass', { classId: 1 }) : classes
  expect(problemOf(read)).toMatchObject({
    code: 'databaseUnusable',
    place: expect.stringContaining('SQLITE_CORRUPT') as string,
  })
  const written = problemOf(await app.call('addStudent', { classId: 1, fullName: 'Ana Li' }))
  expect(written.code).toBe('databaseUnusable')
  await app.close()
  expect(hash(file)).toBe(before)
})

describe.runIf(hasRights)('where nothing may be written', () => {
  it.each([
    ['a file', (folder: string) => join(folder, DATABASE_NAME), 0o400],
    ['a folder', (folder: string) => folder, 0o500],
  ])('%s that may only be read is opened to look at and to export', async (_, what, mode) => {
    using folder = temporaryFolder()
    const file = await sampleIn(folder.path)
    const before = hash(file)
    const files = readdirSync(folder.path)
    const app = asOrdinaryUser(folder.path, () =>
      whileReadOnly(what(folder.path), mode, () => {
        const opened = open(folder.path)
        expect(readdirSync(folder.path)).toEqual(files)
        return opened
      }),
    )
    expect((await ask(app, 'readTrouble', {})).isViewingOnly).toBe(true)
    const [room] = await ask(app, 'listClasses', {})
    const planId = room?.plans[0]?.id
    if (!room || !planId) throw new Error('Nothing can be seen.')
    expect((await ask(app, 'exportGroups', { planId, kind: 'csv' })).parts).toHaveLength(1)
    const [student] = (await ask(app, 'readClass', { classId: room.id })).students
    if (!student) throw new Error('Nobody can be seen.')
    for (const answer of [
      await change(app),
      await app.call('moveStudents', { planId, studentIds: [student.id], groupId: null }),
      await app.call('undo', {}),
    ]) {
      expect(problemOf(answer)).toMatchObject({ code: 'viewingOnly' })
    }
    await app.close()
    expect(hash(file)).toBe(before)
    expect(readdirSync(folder.path)).toEqual(files)
  })

  it.each([
    ['there is no database yet', () => undefined, 'none may be made'],
    [
      'the database is of an older Horseshoe',
      (folder: string) =>
        copyFileSync(
          join(import.meta.dirname, '../../fixtures/databases/version-1.db'),
          join(folder, DATABASE_NAME),
        ),
      'older Horseshoe',
    ],
  ])('it is told when %s', (_, make, message) => {
    using folder = temporaryFolder()
    const inner = join(folder.path, 'data')
    mkdirSync(inner)
    make(inner)
    const problem = asOrdinaryUser(folder.path, () => whileReadOnly(inner, 0o500, () => refusal(inner)))
    expect(problem.message).toContain(message)
    expect(problem.remedy).toContain('copy the folder to where you may write')
  })

  it('a file that may not even be read is told as that', async () => {
    using folder = temporaryFolder()
    const file = await sampleIn(folder.path)
    const problem = asOrdinaryUser(folder.path, () => whileReadOnly(file, 0o000, () => refusal(folder.path)))
    expect(problem).toMatchObject({ code: 'databaseUnusable' })
    expect(problem.remedy).toContain('may be read and written by you')
  })
})

const OPEN_DATABASE = join(import.meta.dirname, '../../../src-main/storage/open-database.ts')

describe('a second program', () => {
  it('is told who has the data open, and gets it when that one is gone', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, DATABASE_NAME)
    const holder = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { openDatabase } = await import(${JSON.stringify(OPEN_DATABASE)})
         openDatabase(${JSON.stringify(file)}); console.log('open'); setInterval(() => {}, 1e6)`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await new Promise(opened => holder.stdout.once('data', opened))
    const before = hash(file)
    const problem = refusal(folder.path)
    expect(problem.code).toBe('databaseInUse')
    expect(problem.message).toMatch(
      new RegExp(`on this computer since \\d\\d:\\d\\d \\(process ${holder.pid}\\)`),
    )
    expect(hash(file)).toBe(before)
    const gone = new Promise(ended => holder.once('close', ended))
    holder.kill('SIGKILL')
    await gone
    await open(folder.path).close()
  })

  it('on another computer is named, from what it left beside the database', () => {
    using folder = temporaryFolder()
    const file = join(folder.path, DATABASE_NAME)
    const first = openDatabase(file)
    const holder = { computer: 'ROOM12-PC', process: 4312, since: new Date(2026, 10, 23, 8, 10) }
    writeFileSync(`${file}.open`, JSON.stringify(holder))
    const problem = refusal(folder.path)
    expect(problem.message).toContain('on ROOM12-PC since 2026-11-23, 08:10 (process 4312)')
    expect(problem.remedy).toContain('Close it there')
    // Only the lock decides: a mark that says nothing, or lies, changes nothing about it.
    writeFileSync(`${file}.open`, '{"computer":')
    expect(refusal(folder.path).message).toBe('Horseshoe is open already with this data.')
    first.close()
    writeFileSync(`${file}.open`, JSON.stringify({ ...holder, computer: hostname() }))
    openDatabase(file).close()
    expect(existsSync(`${file}.open`)).toBe(false)
  })
})

describe('a disk that is full', () => {
  it('at any page of a change leaves everything as it was, and the change can be done when there is room', async () => {
    using folder = temporaryFolder()
    const file = await sampleIn(folder.path)
    const { connection, close } = openDatabase(file)
    const ledger = new Ledger(connection, () => new Date(0))
    const before = positionOf(connection)
    const pages = Number(connection.pragma('page_count', { simple: true }))
    const insert = connection.prepare('INSERT INTO class (name) VALUES (?)')
    const write = () =>
      ledger.change(() => {
        for (let at = 0; at < 400; at++) insert.run(`Class ${at} ${'x'.repeat(100)}`)
        return { result: null, entry: { name: 'createClass', label: 'many', classId: null, planId: null } }
      })
    let refused = 0
    for (let room = 0; ; room++) {
      connection.pragma(`max_page_count = ${pages + room}`)
      try {
        write()
        break
      } catch (error) {
        expect(error).toBeInstanceOf(NotSaved)
        expect(error).toMatchObject({ reason: 'full' })
        expect(positionOf(connection)).toEqual(before)
        refused++
      }
    }
    expect(refused).toBeGreaterThan(5)
    expect(positionOf(connection).newest).toBe(before.newest + 1)
    await ledger.undo()
    expect(positionOf(connection).content).toBe(before.content)
    close()
  })

  const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0
  it.runIf(canMount)('for real: a file system of 1 MB that fills up, and gets room again', () => {
    using folder = temporaryFolder()
    const program = join(import.meta.dirname, '../../crash/full-disk.ts')
    const { stdout, stderr, status } = spawnSync(
      'unshare',
      [
        '-rm',
        'sh',
        '-c',
        'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$2" "$3" "$1"',
        'sh',
        folder.path,
        process.execPath,
        program,
      ],
      { encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      refusedAs: { code: 'notSaved', remedy: 'Make room on the disk, then try again.' },
      unchangedWhenRefused: true,
      savedWithRoom: true,
      integrity: 'ok',
      sameAfterReopening: true,
    })
  })
})

it('a clock that goes back changes no order of undo, and is told once it is behind what was saved', async () => {
  using folder = temporaryFolder()
  const file = await sampleIn(folder.path)
  const { connection, close } = openDatabase(file)
  let day = 23
  const ledger = new Ledger(connection, () => new Date(2126, 10, day, 12))
  const named = (name: string) =>
    ledger.change(() => ({
      result: connection.prepare('INSERT INTO class (name) VALUES (?)').run(name),
      entry: { name: 'createClass', label: name, classId: null, planId: null },
    }))
  named('first')
  day = 3
  named('second')
  expect((await ledger.undo()).label).toBe('second')
  expect((await ledger.undo()).label).toBe('first')
  expect((await ledger.redo()).label).toBe('first')
  close()
  const app = open(folder.path)
  const { warnings } = await ask(app, 'readTrouble', {})
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/clock is behind: your last change is of 2126-11-0\d/),
  ])
  await app.close()
})

it('a disk that is gone while something is read is not called a change that was not saved', () => {
  const gone = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' })
  expect(toReadingProblem(gone)).toMatchObject({ code: 'databaseUnusable' })
  expect(toProblem(gone)).toMatchObject({ code: 'notSaved' })
})

it('an error that opening does not foresee is not called a damaged file', () => {
  expect(toProblem(new TypeError('Amina')).message).not.toContain('Amina')
  expect(toProblem(new DatabaseUnusable('full', 'There is no room.')).remedy).toContain('Make room')
})
