import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../../src-main/contract/problem.ts'
import { open, temporaryFolder } from '../application/open.ts'

/** After the last block of a Tuesday. */
const EVENING = new Date('2026-11-24T15:00:00')
const at = (time: string) => new Date(`2026-11-24T${time}`)
const PROBLEM = { code: 'internal', message: 'The disk did not answer.', remedy: '' } as const

/** The board of the sample class on a projector, and a way to come between it and the application. */
async function openBoard(folder: string, now = EVENING) {
  vi.useFakeTimers({ now, toFake: ['Date'] })
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
  const kept = new Map<string, string>()
  vi.stubGlobal('window', {
    horseshoe: { host: 'electron', call, onEvent: application.onEvent },
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    },
    ...listens,
  })
  const sound = { isOn: false, isRefused: false }
  vi.stubGlobal(
    'AudioContext',
    class {
      constructor() {
        if (sound.isRefused) throw new DOMException('There is no loudspeaker.', 'NotSupportedError')
      }
      resume = () => Promise.resolve(void (sound.isOn = true))
      suspend = () => Promise.resolve(void (sound.isOn = false))
    },
  )
  vi.stubGlobal('document', { ...listens, documentElement: {}, fullscreenElement: null })
  await application.call('createSampleClass', {})
  // There is nothing here that sounds.
  const presenting = { followsClock: true, sound: false, flash: true, cleanUpMinutes: 2 }
  await application.call('updateSettings', { presenting })
  /** A page as it is loaded: with nothing of another one but what the window keeps. */
  const load = async () => {
    vi.resetModules()
    const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
    const { presenting } = await import('../../../src-renderer/state/presenting.svelte.ts')
    await workspace.start()
    await presenting.read()
    return presenting
  }
  const opened = await load()
  await opened.open()
  return {
    presenting: opened,
    application,
    sound,
    kept,
    /** Loads the page anew: the old one looks at no clock any more, and has not closed its board. */
    reload: async (page = opened) => {
      const left = [...kept]
      page.close()
      for (const [key, text] of left) kept.set(key, text)
      return load()
    },
    close: async () => {
      opened.close()
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

beforeEach(() => {
  vi.unstubAllGlobals()
  return () => vi.useRealTimers()
})

describe('the board', () => {
  it('is about the plan that it was opened on, and closed where that is open no more', async () => {
    using folder = temporaryFolder()
    const { presenting, application, close } = await openBoard(folder.path, at('09:10:00'))
    const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
    const { notices } = await import('../../../src-renderer/state/notices.svelte.ts')
    const planId = presenting.board?.planId
    await application.call('createSampleClass', {})
    await workspace.refresh()
    await presenting.read()
    expect([presenting.isOpen, presenting.board?.planId]).toEqual([true, planId])
    // In another window.
    await application.call('removeClass', { classId: workspace.book?.id })
    await workspace.refresh()
    expect(workspace.board?.id).not.toBe(planId)
    const reading = presenting.read()
    // Not only when the other one has been read.
    expect(presenting.isOpen).toBe(false)
    await reading
    expect(presenting.isOpen).toBe(false)
    expect(notices.list.map(({ message }) => message)).toEqual([
      'The board is closed: the week that it showed has been removed.',
    ])
    await close()
  })

  it('is lit for a quarter of a minute at a change, and not until a clock that was set back has come there again', async () => {
    using folder = temporaryFolder()
    const { presenting, close } = await openBoard(folder.path, at('09:24:59'))
    const isLitAt = (time: string) => {
      vi.setSystemTime(at(time))
      presenting.tick()
      return presenting.isLit
    }
    expect(isLitAt('09:25:00')).toBe(true)
    expect(isLitAt('09:25:14')).toBe(true)
    expect(isLitAt('09:25:15')).toBe(false)
    presenting.go(1)
    expect(isLitAt('09:25:16')).toBe(true)
    expect(isLitAt('08:25:16')).toBe(false)
    expect(isLitAt('08:55:16')).toBe(false)
    await close()
  })

  it('lets the loudspeaker be when it is closed', async () => {
    using folder = temporaryFolder()
    const { presenting, sound, close } = await openBoard(folder.path, at('09:10:00'))
    expect(sound.isOn).toBe(true)
    presenting.close()
    expect(sound.isOn).toBe(false)
    await presenting.open()
    expect(sound.isOn).toBe(true)
    await close()
  })

  it('is silent and otherwise works where the computer refuses a sound', async () => {
    using folder = temporaryFolder()
    const { presenting, sound, reload, close } = await openBoard(folder.path, at('09:10:00'))
    sound.isRefused = true
    const anew = await reload(presenting)
    expect([anew.isOpen, anew.shown.block?.name]).toEqual([true, 'Rotation 1'])
    await anew.behave({ sound: true })
    anew.go(1)
    expect([anew.failure, anew.shown.block?.name]).toEqual(['', 'Rotation 2'])
    vi.setSystemTime(at('09:12:00'))
    anew.tick()
    expect(anew.shown.left).toBe(18 * 60_000)
    anew.close()
    await close()
  })
})

describe('another day on the board', () => {
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

describe('a page that is loaded anew', () => {
  it('goes on with the block she had gone to by hand, as long as it still has', async () => {
    using folder = temporaryFolder()
    const { presenting, reload, close } = await openBoard(folder.path, at('09:10:00'))
    presenting.go(1)
    presenting.addMinutes(5)
    const { block } = presenting.shown
    expect(presenting.shown).toMatchObject({ block: { name: 'Rotation 2' }, left: 25 * 60_000 })
    vi.setSystemTime(at('09:12:00'))
    const anew = await reload()
    expect([anew.isOpen, anew.isByHand]).toEqual([true, true])
    expect(anew.shown).toMatchObject({ block, left: 23 * 60_000, isPaused: false })
    anew.startOrPause()
    vi.setSystemTime(at('09:32:00'))
    const again = await reload(anew)
    expect(again.shown).toMatchObject({ block, left: 23 * 60_000, isPaused: true })
    again.close()
    await close()
  })

  it('goes on by the clock where that was left to it, and with what she paused', async () => {
    using folder = temporaryFolder()
    const { reload, close } = await openBoard(folder.path, at('09:10:00'))
    const anew = await reload()
    expect([anew.isOpen, anew.isByHand]).toEqual([true, false])
    vi.setSystemTime(at('09:26:00'))
    anew.tick()
    expect(anew.shown).toMatchObject({ block: { name: 'Rotation 2' }, left: 19 * 60_000 })
    anew.startOrPause()
    vi.setSystemTime(at('09:40:00'))
    const again = await reload(anew)
    expect(again.shown).toMatchObject({ block: { name: 'Rotation 2' }, left: 19 * 60_000, isPaused: true })
    again.close()
    await close()
  })

  it('begins by the clock on another day, and shows nothing where the board was closed', async () => {
    using folder = temporaryFolder()
    const { presenting, reload, close, kept } = await openBoard(folder.path, at('09:10:00'))
    presenting.go(1)
    presenting.startOrPause()
    vi.setSystemTime(new Date('2026-11-25T09:12:00'))
    const anew = await reload()
    expect([anew.isOpen, anew.isByHand, anew.shown.isPaused]).toEqual([true, false, false])
    anew.close()
    expect(kept.size).toBe(0)
    expect((await reload(anew)).isOpen).toBe(false)
    await close()
  })

  it('keeps numbers and a date of what she chose, and no word of the class', async () => {
    using folder = temporaryFolder()
    const { presenting, close, kept } = await openBoard(folder.path, at('09:10:00'))
    presenting.go(1)
    presenting.startOrPause()
    const blockId = Number(presenting.shown.block?.blockId)
    expect([...kept.values()].map(text => JSON.parse(text) as unknown)).toEqual([
      {
        planId: presenting.board?.planId,
        day: '2026-11-24',
        course: {
          byHand: blockId,
          countdowns: [
            [expect.any(Number), { endsAt: at('09:25:00').getTime() }],
            [blockId, { left: 20 * 60_000 }],
          ],
        },
      },
    ])
    await close()
  })
})
