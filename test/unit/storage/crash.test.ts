import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DATABASE_NAME } from '../../../src-main/application/application.ts'
import { operations } from '../../../src-main/contract/contract.ts'
import { killOften } from '../../crash/kill.ts'
import { tablesThatDifferFromLog } from '../../crash/log-position.ts'
import { DRAWS } from '../../crash/random-changes.ts'
import { ask, open, temporaryFolder } from '../application/open.ts'

const KILLS = 200
const SEED = 20261123

it(`what was shown as done is there after ${KILLS} times kill -9, sound, and can be undone`, async () => {
  const report = await killOften(KILLS, SEED)
  expect(report.faults).toEqual([])
  // The kills have to have hit work, or nothing was tested.
  expect(report.acknowledged).toBeGreaterThan(2 * KILLS)
  expect(report.cutOff + report.unsaid).toBeGreaterThan(0)
})

it('nothing is there of an import that was cut off by kill -9', async () => {
  for (const share of [0, 0.2, 0.5, 0.8]) {
    using folder = temporaryFolder()
    const victim = join(import.meta.dirname, 'importing-victim.ts')
    const { signal } = spawnSync(process.execPath, [victim, folder.path, `${share}`], { stdio: 'ignore' })
    expect(signal).toBe('SIGKILL')
    const application = open(folder.path)
    expect(await ask(application, 'listClasses', {})).toMatchObject([{ studentCount: 0, skillCount: 0 }])
    expect(await ask(application, 'readHistory', {})).toMatchObject({
      undo: 'make the class Room 12',
      redo: null,
    })
    await application.close()
  }
})

it('finds a program that says "done" before it is committed', async () => {
  const { faults } = await killOften(4, SEED, 'commitLate')
  expect(faults.join('\n')).toMatch(/what was said to be done is not there|it was not opened as it was left/)
})

it('finds a row that is in the tables and not in the log, and one that is gone from the tables', async () => {
  using folder = temporaryFolder()
  const app = open(folder.path)
  await ask(app, 'createSampleClass', {})
  await app.close()
  const file = join(folder.path, DATABASE_NAME)
  const differing = (change: string) => {
    const copy = `${file}.copy`
    copyFileSync(file, copy)
    const database = new Database(copy)
    database.exec(change)
    const tables = tablesThatDifferFromLog(database)
    database.close()
    return tables
  }
  expect(differing('SELECT 1')).toEqual([])
  expect(differing("INSERT INTO class (name) VALUES ('Unlogged')")).toEqual(['class'])
  expect(differing('DELETE FROM score WHERE student_id = 3')).toEqual(['score'])
})

it('every operation that changes something is among those that are cut off', () => {
  const changes = Object.entries(operations)
    .filter(([, { kind }]) => kind === 'change')
    .map(([name]) => name)
  expect(changes.filter(name => !(name in DRAWS))).toEqual([])
})
