import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../../src-main/contract/problem.ts'
import { open, temporaryFolder } from '../application/open.ts'

/** After the last block of a Tuesday. */
const EVENING = new Date('2026-11-24T15:00:00')
const PROBLEM = { code: 'internal', message: 'The disk did not answer.', remedy: '' } as const

/** The board of the sample class on a projector, and a way to come between it and the application. */
async function openBoard(folder: string) {
  vi.resetModules()
  vi.useFakeTimers({ now: EVENING, toFake: ['Date'] })
  const application = open(folder)
  let held: PromiseWithResolvers<undefined> | null = null
  let fails = false
  let reads = 0
  const call = async (operation: string, input: unknown): Promise<Answer<unknown>> => {
    if (operation === 'readDay') {
      reads++
      if (fails) return { ok: false, problem: PROBLEM }
      await held?.promise
    }
    return application.call(operation, input)
  }
  const listens = { addEventListener: () => undefined, removeEventListener: () => undefined }
  vi.stubGlobal('window', { horseshoe: { host: 'electron', call, onEvent: application.onEvent }, ...listens })
  vi.stubGlobal(
    'AudioContext',
    class {
      state = 'running'
    },
  )
  vi.stubGlobal('document', { ...listens, documentElement: {}, fullscreenElement: null })
  await application.call('createSampleClass', {})
  const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
  const { presenting } = await import('../../../src-renderer/state/presenting.svelte.ts')
  await workspace.start()
  await presenting.read()
  await presenting.open()
  return {
    presenting,
    close: async () => {
      presenting.close()
      await application.close()
    },
    fail: (does: boolean) => (fails = does),
    reads: () => reads,
    /** Keeps the day's answers back. Returns the function that lets them go. */
    hold() {
      const gate = Promise.withResolvers<undefined>()
      held = gate
      return () => {
        held = null
        gate.resolve(undefined)
      }
    },
  }
}

describe('another day on the board', () => {
  beforeEach(() => {
    vi.unstubAllGlobals()
    return () => vi.useRealTimers()
  })

  it('is there only when it was read: until then, and if that fails, the board is about today', async () => {
    using folder = temporaryFolder()
    const { presenting, close, fail, hold } = await openBoard(folder.path)
    fail(true)
    await presenting.showNextDay()
    expect(presenting.failure).toBe('Wednesday could not be read. The disk did not answer.')
    expect([presenting.isToday, presenting.board?.day, presenting.shown.block]).toEqual([
      ...[true, '2026-11-24', null],
    ])
    fail(false)
    const letGo = hold()
    const looking = presenting.showNextDay()
    expect([presenting.isToday, presenting.board?.day]).toEqual([true, '2026-11-24'])
    letGo()
    await looking
    expect([presenting.isToday, presenting.board?.day]).toEqual([false, '2026-11-25'])
    expect(presenting.shown).toMatchObject({ block: { name: 'Whole-class lesson' }, isPaused: true })
    expect(presenting.failure).toBe('')
    await close()
  })

  it('comes also when the plan is read anew meanwhile', async () => {
    using folder = temporaryFolder()
    const { presenting, close } = await openBoard(folder.path)
    await Promise.all([presenting.showNextDay(), presenting.read()])
    expect([presenting.isToday, presenting.board?.day]).toEqual([false, '2026-11-25'])
    expect(presenting.shown).toMatchObject({ block: { name: 'Whole-class lesson' }, isPaused: true })
    await close()
  })

  it('that has come is asked for once, not without end, where it cannot be read', async () => {
    using folder = temporaryFolder()
    const { presenting, close, fail, reads } = await openBoard(folder.path)
    await presenting.showNextDay()
    fail(true)
    const before = reads()
    vi.setSystemTime(new Date('2026-11-25T09:12:00'))
    for (let tick = 0; tick < 3; tick++) {
      presenting.tick()
      await new Promise(done => setTimeout(done))
    }
    expect(reads() - before).toBe(1)
    expect(presenting.isToday).toBe(false)
    await close()
  })
})
