import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isWhole, listBackups } from '../../../src-main/storage/backups/backup-folder.ts'
import { ask, dump, dumpOf, open, temporaryFolder } from '../application/open.ts'

const ROUNDS = 5

/** Runs the victim, and kills it so long after it has begun with its next restore. */
async function killAfter(folder: string, names: readonly string[], milliseconds: number): Promise<void> {
  const victim = spawn(process.execPath, [join(import.meta.dirname, 'restore-victim.ts'), folder, ...names], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>(begun => victim.stdout.once('data', () => begun()))
  await new Promise(resolve => setTimeout(resolve, milliseconds))
  victim.kill('SIGKILL')
  await new Promise(gone => victim.on('close', gone))
}

it('after kill -9 in a restore, one state or the other is there, whole, and so is every backup', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  const { classId } = await ask(application, 'createSampleClass', {})
  const one = await ask(application, 'backUpNow', {})
  await ask(application, 'createSampleClass', {})
  await ask(application, 'removeClass', { classId })
  const other = await ask(application, 'backUpNow', {})
  await application.close()
  const states = [one, other].map(({ name }) => dumpOf(join(folder.path, 'backups', name)))

  for (let round = 0; round < ROUNDS; round++) {
    using copy = temporaryFolder()
    mkdirSync(join(copy.path, 'backups'))
    for (const name of [one.name, other.name]) {
      copyFileSync(join(folder.path, 'backups', name), join(copy.path, 'backups', name))
    }
    copyFileSync(join(folder.path, 'horseshoe.db'), join(copy.path, 'horseshoe.db'))
    await killAfter(copy.path, [one.name, other.name], round * 23)
    const again = open(copy.path)
    await ask(again, 'createClass', { name: 'Still works' })
    await ask(again, 'undo', {})
    await again.close()
    expect(states).toContain(dump(copy.path))
    expect(listBackups(join(copy.path, 'backups')).every(isWhole)).toBe(true)
    expect(readdirSync(join(copy.path, 'backups')).every(name => name.endsWith('.backup'))).toBe(true)
  }
})
