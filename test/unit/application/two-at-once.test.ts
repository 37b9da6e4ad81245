import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { ask, open, temporaryFolder } from './open.ts'

const PASSPHRASE = 'tami-kelo-sobu-dare'

/** A file of scores of so many students. */
const scoresOf = (students: number) =>
  Buffer.from(
    ['Name,Fractions,Decimals', ...Array.from({ length: students }, (_, at) => `Student ${at + 1},3,2`)].join(
      '\n',
    ),
  ).toString('base64')

it('what is done while a restore makes its backup is in that backup', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  await ask(application, 'createClass', { name: 'First' })
  const { name } = await ask(application, 'backUpNow', {})
  let isRestored = false
  const restoring = ask(application, 'restoreBackup', { name }).finally(() => (isRestored = true))
  const made: string[] = []
  while (!isRestored) {
    const next = `Class ${made.length + 1}`
    await ask(application, 'createClass', { name: next })
    if (!isRestored) made.push(next)
    await nextTurn()
  }
  const { undoName } = await restoring
  expect(made.length).toBeGreaterThan(2)
  await ask(application, 'restoreBackup', { name: undoName })
  const names = (await ask(application, 'listClasses', {})).map(one => one.name)
  // The last may have been done after the restore, and is then in what was restored.
  expect(made.slice(0, -1).filter(one => !names.includes(one))).toEqual([])
  await application.close()
})

it('a look at the data and at a backup does not see half of an import', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  const { name } = await ask(application, 'backUpNow', {})
  // A preview looks into one class a turn: enough of them, and the last is looked at in the middle of the import.
  for (let at = 0; at < 25; at++) await ask(application, 'createClass', { name: `Room ${at}` })
  const { classId } = await ask(application, 'createClass', { name: 'Whole or not' })
  const looks: Promise<number | undefined>[] = []
  application.onEvent(event => {
    if (event.type !== 'importProgress' || event.phase !== 'writing' || event.progress > 0) return
    looks.push(
      ask(application, 'previewRestore', { name }).then(({ classes }) => classes.at(-1)?.studentCount),
      ask(application, 'readYourData', {}).then(
        ({ stored }) => stored.find(({ table }) => table === 'student')?.rows ?? 0,
      ),
    )
  })
  const content = scoresOf(8000)
  await ask(application, 'importScores', { fileName: 'Quiz.csv', content, classId, choices: {} })
  const seen = await Promise.all(looks)
  expect(seen).toHaveLength(2)
  expect(seen.filter(count => count !== 0 && count !== 8000)).toEqual([])
  await application.close()
})

it('a second folder that is given up while a copy is made stays given up', async () => {
  using folder = temporaryFolder()
  using stick = temporaryFolder()
  const application = open(folder.path)
  await ask(application, 'createClass', { name: 'Room 12' })
  await ask(application, 'setSecondFolder', { folder: stick.path, passphrase: PASSPHRASE })
  const copying = application.call('copyNow', {})
  await nextTurn()
  await ask(application, 'forgetSecondFolder', {})
  await copying
  expect((await ask(application, 'readYourData', {})).secondFolder).toBeNull()
  expect(existsSync(join(folder.path, 'second-folder.json'))).toBe(false)
  await application.close()
})
