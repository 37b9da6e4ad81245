import { Worker } from 'node:worker_threads'
import { describe, expect, it, vi } from 'vitest'
import { openApplication, type Application } from '../../../src-main/application/application.ts'
import { startRotationRun } from '../../../src-main/application/rotation-run.ts'
import type { Input, Output } from '../../../src-main/contract/contract.ts'
import type { Remedy } from '../../../src-main/contract/rotation-proposal.ts'
import type { Asked } from '../../../src-main/rotation/asked.ts'
import type { Change } from '../../../src-main/rotation/remedies.ts'
import { ask, options, temporaryFolder } from './open.ts'

type Board = NonNullable<Output<'readRotation'>>
type Outcome = Output<'proposeRotation'>

function found<T>(what: T | null | undefined): T {
  if (what === undefined || what === null) throw new Error('The sample class has changed.')
  return what
}

/** A worker of a few words, in place of the search. */
const worker = (script: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'; ${script}`)}`,
  )
/** One that never answers. */
const SILENT = worker('setInterval(() => undefined, 1000)')
/** One that answers a week in which nobody has a station. */
const answering = (proposal: object) =>
  worker(`
    const { blocks, groups } = workerData.problem
    const week = new Int32Array(blocks.length * groups.length).fill(-1)
    parentPort.postMessage({ ...${JSON.stringify(proposal)}, week })`)

/** One that would add the last of the blocks that could be. */
const SPARE = worker(`
  const { problem: { blocks, groups }, spare } = workerData
  parentPort.postMessage({
    kind: 'impossible',
    week: new Int32Array(blocks.length * groups.length).fill(-1),
    contradiction: { asked: [{ kind: 'demand', at: 0 }], isIrreducible: true, isSmallest: true },
    remedies: [{ change: { kind: 'blocks', spare: [spare.length - 1] }, solvesAll: true }],
  })`)

/** The sample's rotation, with another worker in place of the search. */
async function openWith(folder: string, rotationWorker: URL, change?: (here: Here) => Promise<unknown>) {
  const app = openApplication({ ...options(folder), rotationWorker })
  const { planId } = await ask(app, 'createSampleClass', {})
  const read = async () => found(await ask(app, 'readRotation', { planId }))
  const here = { app, planId, read }
  await change?.(here)
  return here
}
interface Here {
  readonly app: Application
  readonly planId: Input<'readRotation'>['planId']
  readonly read: () => Promise<Board>
}

const undoLabel = async (app: Application) => (await ask(app, 'readHistory', {})).undo

/** What a search says that found what cannot hold, and what would help. */
async function impossible(
  folder: string,
  asked: readonly Asked[],
  changes: readonly Change[],
  change?: (here: Here) => Promise<unknown>,
  solvesAll: readonly (boolean | null)[] = [],
) {
  const remedies = changes.map((one, at) => ({
    change: one,
    solvesAll: solvesAll[at] ?? (at in solvesAll ? null : true),
  }))
  const contradiction = { asked, isIrreducible: true, isSmallest: true }
  const here = await openWith(folder, answering({ kind: 'impossible', contradiction, remedies }), change)
  const { planId } = here
  const week = (await here.read()).weeks.length > 1 ? ('a' as const) : null
  const outcome = await ask(here.app, 'proposeRotation', { planId, week })
  if (outcome.kind !== 'impossible') throw new Error(outcome.kind)
  const all = [...outcome.obstacles.flatMap(({ remedies: own }) => own), ...outcome.remedies]
  const press = async (words: string) => {
    const remedy = found(all.find(one => one.words === words))
    if (remedy.kind !== 'change') throw new Error(`A press opens ${remedy.kind}.`)
    await ask(here.app, 'applyRemedy', { planId: here.planId, change: remedy.change })
  }
  return { ...here, outcome, words: all.map((one: Remedy) => one.words), all, press }
}

/** The numbered demands of the sample begin with those of the demand for every group, A to F. */
const ofGroupD: Asked = { kind: 'demand', at: 3 }

describe('what would help', () => {
  it('gives up one group’s part of a demand for every group, and says so', async () => {
    using folder = temporaryFolder()
    const { app, words, press, read } = await impossible(
      folder.path,
      [ofGroupD],
      [
        { kind: 'giveUp', asked: ofGroupD },
        { kind: 'least', demand: 3, visits: 1 },
      ],
    )
    expect(words).toEqual(['Give it up for group D alone', 'Ask for one visit a week for group D alone'])
    const before = (await read()).demands.map(one => one.words)
    const [forAll, ...others] = before
    expect(forAll).toBe('Every group at the table at least twice a week')
    const each = (letter: string, often = 'twice') => `Group ${letter} at the table at least ${often} a week`
    await press('Give it up for group D alone')
    const said = async () => (await read()).demands.map(one => one.words)
    expect(await said()).toEqual([each('A'), ...others, ...['B', 'C', 'E', 'F'].map(one => each(one))])
    expect(await undoLabel(app)).toBe('no longer ask for group D at the table at least twice a week')
    await ask(app, 'undo', {})
    expect(await said()).toEqual(before)
    await press('Ask for one visit a week for group D alone')
    expect((await said()).filter(one => one.startsWith('Group D at the table'))).toEqual([each('D', 'once')])
    expect(await undoLabel(app)).toBe('ask for group D at the table at least once a week')
    await app.close()
  })

  it('does not ask for twice what another demand asks for already', async () => {
    using folder = temporaryFolder()
    const { app, press, read } = await impossible(
      folder.path,
      [ofGroupD],
      [{ kind: 'giveUp', asked: ofGroupD }],
      ({ app: on, planId }) =>
        ask(on, 'addDemand', {
          planId,
          terms: { kind: 'tableVisits', who: { kind: 'group', position: 1 }, least: 2 },
        }),
    )
    await press('Give it up for group D alone')
    const words = (await read()).demands.map(one => one.words)
    expect(words.filter(one => one === 'Group B at the table at least twice a week')).toHaveLength(1)
    await app.close()
  })

  it('asks fewer visits of several at once, in one step', async () => {
    using folder = temporaryFolder()
    const demands = [
      { demand: 0, visits: 1 },
      { demand: 1, visits: 1 },
      { demand: 3, visits: 0 },
    ]
    const { app, words, press, read } = await impossible(
      folder.path,
      [ofGroupD],
      [{ kind: 'leasts', demands }],
    )
    const remedy =
      'Ask for less: groups A and B once at the table; no longer group D at the table at least twice a week'
    expect(words).toEqual([remedy])
    await press(remedy)
    const { demands: left } = await read()
    const table = left
      .map(one => one.words)
      .filter(one => /^Group . at the table at least (once|twice)/.test(one))
    expect(table.sort()).toEqual(
      ['A once', 'B once', 'C twice', 'E twice', 'F twice'].map(one => {
        const [letter, often] = one.split(' ')
        return `Group ${letter} at the table at least ${often} a week`
      }),
    )
    expect(await undoLabel(app)).toBe('ask for less in 3 demands')
    await ask(app, 'undo', {})
    expect((await read()).demands[0]?.words).toBe('Every group at the table at least twice a week')
    await app.close()
  })

  it('says where it acts for all, and offers nothing that a demand cannot say', async () => {
    using folder = temporaryFolder()
    let changes = 0
    const { app, words, press, read } = await impossible(
      folder.path,
      [{ kind: 'demand', at: 12 }],
      [
        { kind: 'most', demand: 12, visits: 2 },
        { kind: 'giveUp', asked: { kind: 'demand', at: 12 } },
        { kind: 'most', demand: 12, visits: 51 },
      ],
      async ({ app: on, planId, read: now }) => {
        for (const { id } of (await now()).demands) await ask(on, 'removeDemand', { demandId: id })
        await ask(on, 'addDemand', {
          planId,
          terms: { kind: 'tableVisits', who: { kind: 'everyGroup' }, least: 1 },
        })
        await ask(on, 'addDemand', { planId, terms: { kind: 'mostChanges', most: 0 } })
        await ask(on, 'addDemand', { planId, terms: { kind: 'mostChanges', most: 1 } })
        changes = (await now()).demands.length
      },
    )
    expect(words).toEqual(['Allow 2 changes a day for every group', 'Give it up for every group'])
    await press('Allow 2 changes a day for every group')
    expect((await read()).demands.map(one => one.words)).toContain('At most 2 changes of station a day')
    expect((await read()).demands).toHaveLength(changes)
    await app.close()
  })

  it('gives room at the station that is meant, also where two have one name', async () => {
    using folder = temporaryFolder()
    let name = ''
    const { app, words, press, read } = await impossible(
      folder.path,
      [ofGroupD],
      [{ kind: 'room', station: 2, capacity: 3 }],
      async ({ app: on, read: now }) => {
        const [, , second, third] = (await now()).stations
        name = found(second).name
        await ask(on, 'updateStation', { stationId: found(third).id, name })
      },
    )
    const remedy = `Let 3 groups be at ${name} (station 3) at a time`
    expect(words).toEqual([remedy])
    const before = (await read()).stations
    await press(remedy)
    expect((await read()).stations).toEqual(
      before.map((station, at) => (at === 2 ? { ...station, capacity: 3 } : station)),
    )
    expect(await undoLabel(app)).toBe(remedy.replace('Let', 'let'))
    await app.close()
  })

  it('unlocks the cell that is meant', async () => {
    using folder = temporaryFolder()
    const { app, outcome, press, read } = await impossible(
      folder.path,
      [{ kind: 'locked', at: 1 }],
      [{ kind: 'giveUp', asked: { kind: 'locked', at: 1 } }],
      async ({ app: on, planId, read: now }) => {
        const [first, second] = found((await now()).weeks[0]).cells
        const cells = [first, second].map(one => {
          const { blockId, position } = found(one)
          return { week: 'a' as const, blockId, position }
        })
        await ask(on, 'lockCells', { planId, cells, locked: true })
      },
    )
    expect(outcome.obstacles[0]?.words).toMatch(/^The lock of B on Monday 9:05: /)
    const station = found((await read()).weeks[0]).cells[1]?.stationId
    await press('Unlock it')
    const [first, second] = found((await read()).weeks[0]).cells
    expect([first?.locked, second]).toEqual([
      true,
      expect.objectContaining({ locked: false, stationId: station }),
    ])
    expect(await undoLabel(app)).toBe('unlock B on Monday 9:05')
    await app.close()
  })

  it('has the teacher and an adult there in the blocks that are named', async () => {
    using folder = temporaryFolder()
    const { app, words, press, read } = await impossible(
      folder.path,
      [ofGroupD],
      [
        { kind: 'teacher', blocks: [0, 3] },
        { kind: 'adult', adult: 0, blocks: [12] },
      ],
      async ({ app: on, read: now }) => {
        for (const { id, kind } of (await now()).blocks) {
          if (kind === 'rotation') await ask(on, 'updateBlock', { blockId: id, hasTeacher: false })
        }
      },
    )
    const [teacher, adult] = [
      'Have the teacher there on Monday 9:05 and Tuesday 9:05 as well',
      'Have Ms. Ortiz, reading specialist there on Friday 9:00 as well',
    ]
    expect(words).toEqual([teacher, adult])
    await press(teacher)
    const withTeacher = (await read()).blocks.filter(one => one.kind === 'rotation' && one.hasTeacher)
    expect(withTeacher.map(({ weekday, start }) => [weekday, start])).toEqual([
      [1, 545],
      [2, 545],
    ])
    const { hours } = found((await read()).adults[0])
    await press(adult)
    const friday = found((await read()).blocks.find(one => one.weekday === 5 && one.start === 540))
    expect((await read()).adults[0]?.hours).toEqual([
      ...hours,
      { weekday: 5, weeks: 'every', from: 540, until: 540 + friday.minutes },
    ])
    expect(await undoLabel(app)).toBe('have Ms. Ortiz, reading specialist there on Friday 9:00')
    await app.close()
  })

  it('opens what only the teacher can decide, and says what', async () => {
    using folder = temporaryFolder()
    const everybody: Asked = { kind: 'everybody', block: 3 }
    const { app, all } = await impossible(
      folder.path,
      [everybody],
      [{ kind: 'adult', adult: 1, blocks: [0] }],
    )
    expect(all).toEqual([{ kind: 'adults', words: 'Have another adult there on Monday 9:05…' }])
    await app.close()
  })

  it('leaves groups at no station, locked there', async () => {
    using folder = temporaryFolder()
    const everybody: Asked = { kind: 'everybody', block: 3 }
    const { app, words, press, read } = await impossible(
      folder.path,
      [everybody],
      [{ kind: 'nowhere', block: 3, groups: [3, 1] }],
    )
    const remedy = 'Leave groups D and B at no station on Tuesday 9:05'
    expect(words).toEqual([remedy])
    await press(remedy)
    const tuesday = found((await read()).blocks.find(one => one.weekday === 2 && one.start === 545))
    const cells = found((await read()).weeks[0]).cells.filter(({ blockId }) => blockId === tuesday.id)
    expect(cells.flatMap(one => (one.locked ? [[one.position, one.stationId]] : []))).toEqual([
      [1, null],
      [3, null],
    ])
    expect(await undoLabel(app)).toBe('leave D on Tuesday 9:05 and B on Tuesday 9:05 at no station')
    await app.close()
  })

  it('says of none that it is enough where that is not proven, and offers only those that are', async () => {
    const offered = async (...solvesAll: (boolean | null)[]) => {
      using folder = temporaryFolder()
      const stations = solvesAll.map((_, station) => ({ kind: 'room' as const, station, capacity: 5 }))
      const { app, outcome, words } = await impossible(
        folder.path,
        [ofGroupD],
        stations,
        undefined,
        solvesAll,
      )
      await app.close()
      return { isOneEnough: outcome.isOneEnough, words }
    }
    const room = (name: string) => `Let 5 groups be at ${name} at a time`
    expect(await offered(null, false)).toEqual({
      isOneEnough: false,
      words: [
        `${room('Teacher table')} (not tried to the end)`,
        `${room('Reading lab')} (then something else is still in the way)`,
      ],
    })
    expect(await offered(null, true)).toEqual({ isOneEnough: true, words: [room('Reading lab')] })
  })

  it('has one more rotation only where there is time for it, after what is on when the last one ends', async () => {
    const timesWith = async (...blocks: { start: number; minutes: number; name: string }[]) => {
      using folder = temporaryFolder()
      const { app, planId, read } = await openWith(folder.path, SPARE)
      for (const { id, weekday, kind } of (await read()).blocks) {
        if (weekday === 5 && kind !== 'rotation') await ask(app, 'removeBlock', { blockId: id })
      }
      for (const block of blocks) {
        await ask(app, 'addBlock', {
          ...{ planId, weekday: 5, weeks: 'every', kind: 'break', hasTeacher: true },
          ...block,
        })
      }
      const outcome = await ask(app, 'proposeRotation', { planId })
      if (outcome.kind !== 'impossible') throw new Error(outcome.kind)
      const [remedy] = outcome.remedies
      const friday = / Friday (\d+:\d+)$/.exec(remedy?.words ?? '')?.[1] ?? null
      if (friday !== null && remedy?.kind === 'change') {
        await ask(app, 'applyRemedy', { planId, change: remedy.change })
        const added = (await read()).blocks.filter(one => one.weekday === 5 && one.kind === 'rotation')
        expect(added.at(-1)).toMatchObject({ name: 'Rotation 4', hasTeacher: true })
      }
      await app.close()
      return friday
    }
    const day = { start: 590, minutes: 600, name: 'Excursion' }
    expect(await timesWith()).toBe('9:45')
    expect(await timesWith({ start: 700, minutes: 5, name: 'Recess' })).toBe('9:45')
    expect(await timesWith({ start: 590, minutes: 5, name: '' })).toBe('9:55')
    expect(await timesWith(day, { start: 1195, minutes: 240, name: 'Night' })).toBeNull()
  })

  it('says for which weeks it acts where they alternate', async () => {
    using folder = temporaryFolder()
    const { app, outcome, words } = await impossible(
      folder.path,
      [ofGroupD],
      [
        { kind: 'giveUp', asked: ofGroupD },
        { kind: 'teacher', blocks: [0] },
      ],
      ({ app: on, planId }) => ask(on, 'setAlternation', { planId, weekAFrom: '2026-11-16' }),
    )
    expect(outcome.obstacles[0]?.words).toBe('Group D at the table at least twice a week in week A')
    expect(words).toEqual([
      'Give it up for group D alone, in both weeks',
      'Have the teacher there on Monday 9:05 in both weeks as well',
    ])
    await app.close()
  })

  it('does nothing where its demand was changed meanwhile', async () => {
    using folder = temporaryFolder()
    const { app, planId, all, read } = await impossible(
      folder.path,
      [ofGroupD],
      [{ kind: 'giveUp', asked: ofGroupD }],
    )
    const [remedy] = all
    if (remedy?.kind !== 'change') throw new Error('no change')
    const { id: demandId } = found((await read()).demands[0])
    const terms = { kind: 'tableVisits', who: { kind: 'group', position: 0 }, least: 2 } as const
    await ask(app, 'updateDemand', { demandId, terms })
    const before = await read()
    const answer = await app.call('applyRemedy', { planId, change: remedy.change })
    expect(answer).toMatchObject({ ok: false, problem: { message: /changed meanwhile/ } })
    expect(await read()).toEqual(before)
    await app.close()
  })
})

describe('filling', () => {
  const stopped = (by: 'teacher' | 'time'): Outcome => ({ kind: 'stopped', by })

  it('is stopped by the teacher; nothing is written, and it can be asked again', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await openWith(folder.path, SILENT)
    const before = [await read(), await undoLabel(app)]
    for (let round = 0; round < 2; round++) {
      const answer = ask(app, 'proposeRotation', { planId })
      await ask(app, 'stopRotation', { planId })
      expect(await answer).toEqual(stopped('teacher'))
    }
    expect([await read(), await undoLabel(app)]).toEqual(before)
    await app.close()
  })

  it('writes nothing where it is stopped after the search has answered', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await openWith(folder.path, answering({ kind: 'unproven' }))
    const before = [await read(), await undoLabel(app)]
    const terminate = vi.spyOn(Worker.prototype, 'terminate')
    terminate.mockImplementationOnce(async () => {
      await ask(app, 'stopRotation', { planId })
      return 0
    })
    expect(await ask(app, 'proposeRotation', { planId, asFarAsPossible: true })).toEqual(stopped('teacher'))
    expect(terminate).toHaveBeenCalledOnce()
    terminate.mockRestore()
    expect([await read(), await undoLabel(app)]).toEqual(before)
    await app.close()
  })

  it('does not believe a search that all is met, and counts', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await openWith(folder.path, answering({ kind: 'met', isBest: true }))
    const before = await read()
    const outcome = await ask(app, 'proposeRotation', { planId })
    expect(outcome).toMatchObject({ kind: 'notProven', isFilled: false, changedCount: 0 })
    expect(outcome.kind === 'notProven' && outcome.unmet).toContainEqual({
      demandId: null,
      words: 'A has no station on Monday 9:05.',
    })
    expect(await read()).toEqual(before)
    await app.close()
  })

  it('is one at a time for a plan', async () => {
    using folder = temporaryFolder()
    const { app, planId } = await openWith(folder.path, SILENT)
    const first = ask(app, 'proposeRotation', { planId })
    expect(await app.call('proposeRotation', { planId })).toMatchObject({
      ok: false,
      problem: { message: 'The week of this plan is being filled already.' },
    })
    await ask(app, 'stopRotation', { planId })
    expect(await first).toEqual(stopped('teacher'))
    await app.close()
  })

  it('ends with the program', async () => {
    using folder = temporaryFolder()
    const { app, planId } = await openWith(folder.path, SILENT)
    const answer = ask(app, 'proposeRotation', { planId })
    await app.close()
    expect(await answer).toEqual(stopped('teacher'))
  })

  it('ends by itself where the search hangs', async () => {
    const problem = {
      ...{ groups: [], students: [], stations: [], blocks: [] },
      ...{ adults: [], demands: [], locked: [] },
    }
    const { result } = startRotationRun(
      SILENT,
      { problem, seed: 1, present: new Int32Array(0), spare: [], together: { demands: [], blocks: [] } },
      1,
    )
    expect(await result).toEqual(stopped('time'))
  })

  it('says in words that the rotation was removed meanwhile', async () => {
    using folder = temporaryFolder()
    const { app, planId } = await openWith(folder.path, answering({ kind: 'unproven' }))
    const [answer] = await Promise.all([
      app.call('proposeRotation', { planId }),
      ask(app, 'removeRotation', { planId }),
    ])
    expect(answer).toMatchObject({ ok: false, problem: { message: /has no rotation yet/ } })
    await app.close()
  })

  it('does not write a week that is not proven over the teacher’s, unless asked to', async () => {
    using folder = temporaryFolder()
    const { app, planId, read } = await openWith(folder.path, answering({ kind: 'unproven' }))
    const before = await read()
    const outcome = await ask(app, 'proposeRotation', { planId })
    expect(outcome).toMatchObject({ kind: 'notProven', isFilled: false, changedCount: 0 })
    expect(await read()).toEqual(before)
    const filled = await ask(app, 'proposeRotation', { planId, asFarAsPossible: true })
    expect(filled).toMatchObject({ kind: 'notProven', isFilled: true, changedCount: 90 })
    expect(found((await read()).weeks[0]).cells.every(({ stationId }) => stationId === null)).toBe(true)
    await app.close()
  })
})
