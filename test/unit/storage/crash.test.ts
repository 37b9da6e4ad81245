import Database from 'better-sqlite3'
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DATABASE_NAME } from '../../../src-main/application/application.ts'
import { ask, open, temporaryFolder } from '../application/open.ts'

const ROUNDS = 20

/** Runs the victim, kills it after so many acknowledged changes and a little more, and answers the last one it said. */
async function killAfter(folder: string, changes: number, extraMilliseconds: number): Promise<number> {
  const victim = spawn(process.execPath, [join(import.meta.dirname, 'crash-victim.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  await new Promise<void>(enough => {
    victim.stdout.on('data', (data: Buffer) => {
      said += data.toString()
      if (said.split('\n').length > changes) enough()
    })
  })
  await new Promise(resolve => setTimeout(resolve, extraMilliseconds))
  victim.kill('SIGKILL')
  await new Promise(gone => victim.on('close', gone))
  return Number(said.trim().split('\n').at(-1))
}

it(
  'what was shown as done is there after kill -9, sound, and can be undone',
  { timeout: 120_000 },
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      using folder = temporaryFolder()
      const last = await killAfter(folder.path, 1 + (round % 5) * 4, (round * 7) % 23)
      const application = open(folder.path)
      const [klass] = await ask(application, 'listClasses', {})
      if (!klass) throw new Error('The class is gone.')
      // At most the one change that was under way may be there beyond what was said.
      expect([last, last + 1]).toContain(klass.studentCount)
      expect((await ask(application, 'undo', {})).label).toBe(`add Student ${klass.studentCount} to Room 12`)
      await application.close()
      const database = new Database(join(folder.path, DATABASE_NAME), { readonly: true })
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(database.pragma('foreign_key_check')).toEqual([])
      database.close()
    }
  },
)

it('nothing is there of an import that was cut off by kill -9', { timeout: 120_000 }, async () => {
  for (const share of [0, 0.2, 0.5, 0.8]) {
    using folder = temporaryFolder()
    const victim = join(import.meta.dirname, 'importing-victim.ts')
    const { signal } = spawnSync(process.execPath, [victim, folder.path, `${share}`], { stdio: 'ignore' })
    expect(signal).toBe('SIGKILL')
    const application = open(folder.path)
    expect(await ask(application, 'listClasses', {})).toMatchObject([{ studentCount: 0, skillCount: 0 }])
    expect(await ask(application, 'readHistory', {})).toEqual({ undo: 'make the class Room 12', redo: null })
    await application.close()
  }
})
