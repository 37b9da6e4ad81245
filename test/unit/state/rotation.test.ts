import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Output } from '../../../src-main/contract/contract.ts'
import type { Answer } from '../../../src-main/contract/problem.ts'
import type { DemandId } from '../../../src-main/contract/ids.ts'
import type { RotationOutcome } from '../../../src-main/contract/rotation-proposal.ts'
import type { DemandTerms, RotationBoard } from '../../../src-main/contract/rotation.ts'
import { outcomeInWords } from '../../../src-renderer/design/outcome-words.ts'
import { open, temporaryFolder } from '../application/open.ts'

type Call = (operation: string, input: unknown) => Promise<Answer<unknown>>

/** The state of a window on the sample class, and a way to come between it and the application. */
async function openWindow(folder: string) {
  vi.resetModules()
  const application = open(folder)
  const asked: string[] = []
  const inputs: unknown[] = []
  const held = new Map<string, PromiseWithResolvers<undefined>>()
  const canned = new Map<string, unknown>()
  const call: Call = async (operation, input) => {
    asked.push(operation)
    inputs.push(input)
    await held.get(operation)?.promise
    return canned.has(operation)
      ? { ok: true, value: canned.get(operation) }
      : application.call(operation, input)
  }
  vi.stubGlobal('window', { horseshoe: { host: 'electron', call, onEvent: application.onEvent } })
  await application.call('createSampleClass', {})
  const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
  const { rotation } = await import('../../../src-renderer/state/rotation.svelte.ts')
  const { filling } = await import('../../../src-renderer/state/filling.svelte.ts')
  const { notices } = await import('../../../src-renderer/state/notices.svelte.ts')
  await workspace.start()
  await rotation.read()
  return {
    application,
    rotation,
    filling,
    workspace,
    notices,
    asked: (operation: string) => asked.filter(one => one === operation).length,
    /** What an operation was given last. */
    given: (operation: string) => inputs[asked.lastIndexOf(operation)],
    /** Keeps an operation's answers back. Returns the function that lets them go. */
    hold(operation: string) {
      const gate = Promise.withResolvers<undefined>()
      held.set(operation, gate)
      return () => {
        held.delete(operation)
        gate.resolve(undefined)
      }
    },
    /** Answers an operation in the application's place. */
    answer: (operation: 'proposeRotation', value: RotationOutcome) => canned.set(operation, value),
    board() {
      const { board } = rotation
      if (!board) throw new Error('no rotation')
      return board
    },
  }
}

/** What cannot hold in week A, with one remedy. */
function impossibleFor({ demands }: RotationBoard) {
  const demandId = demands[0]?.id
  if (demandId === undefined) throw new Error('The sample class has changed.')
  const remedy = {
    kind: 'change' as const,
    words: 'Give it up for group D alone',
    change: { kind: 'demands' as const, demands: [{ demandId, position: 3, times: null }] },
  }
  const outcome: RotationOutcome = {
    kind: 'impossible',
    week: 'a',
    reason: null,
    obstacles: [{ demandId, words: '', remedies: [remedy] }],
    isOneEnough: true,
    isSmallest: true,
    remedies: [],
    isFilled: false,
    changedCount: 0,
    unmet: [],
  }
  return { outcome, remedy }
}

const turn = () => new Promise(done => setTimeout(done))

describe('the rotation in a window', () => {
  beforeEach(() => {
    vi.unstubAllGlobals()
  })

  it('lets quick changes of one sentence wait for each other: both hold', async () => {
    using folder = temporaryFolder()
    const { application, rotation, asked, hold, board } = await openWindow(folder.path)
    const first = board().demands.find(({ terms }) => terms.kind === 'mustVisit')
    if (first?.terms.kind !== 'mustVisit') throw new Error('The sample class has changed.')
    const { id: demandId, terms } = first
    const change = (part: (now: DemandTerms) => DemandTerms) =>
      rotation.change('updateDemand', ({ demands }) => {
        const now = demands.find(({ id }) => id === demandId)
        return now ? { demandId, terms: part(now.terms) } : null
      })
    const release = hold('updateDemand')
    const least = change(now => ({ ...now, least: 7 }) as DemandTerms)
    const position = change(now => ({ ...now, position: 5 }) as DemandTerms)
    await turn()
    expect(asked('updateDemand')).toBe(1)
    release()
    expect(await Promise.all([least, position])).toEqual([true, true])
    expect(board().demands.find(({ id }) => id === demandId)?.terms).toEqual({
      ...terms,
      least: 7,
      position: 5,
    })
    await application.close()
  })

  it('goes on with the next change where one was refused', async () => {
    using folder = temporaryFolder()
    const { application, rotation, board } = await openWindow(folder.path)
    const { planId, demands } = board()
    const demandId = demands[0]?.id
    if (demandId === undefined) throw new Error('The sample class has changed.')
    const changes = [
      rotation.change('removeDemand', { demandId }),
      rotation.change('removeDemand', { demandId }),
      rotation.change('clearCells', { planId, cells: null }),
    ]
    expect(await Promise.all(changes)).toEqual([true, false, true])
    expect(rotation.week?.cells.every(({ stationId }) => stationId === null)).toBe(true)
    await application.close()
  })

  it('does what would help once, however often it is pressed', async () => {
    using folder = temporaryFolder()
    const { application, filling, asked, answer, board } = await openWindow(folder.path)
    const { outcome, remedy } = impossibleFor(board())
    answer('proposeRotation', outcome)
    await filling.propose()
    expect(filling.outcome?.kind).toBe('impossible')
    const count = board().demands.length
    await Promise.all([filling.help(remedy), filling.help(remedy)])
    expect(asked('applyRemedy')).toBe(1)
    expect(asked('proposeRotation')).toBe(2)
    expect(board().demands).toHaveLength(count + 4)
    await application.close()
  })

  it('says of a week only what was found of that week', async () => {
    using folder = temporaryFolder()
    const { application, rotation, filling, answer, board } = await openWindow(folder.path)
    await rotation.change('setAlternation', { planId: board().planId, weekAFrom: '2026-11-23' })
    answer('proposeRotation', {
      kind: 'met',
      changedCount: 0,
      isBest: true,
      repeats: 0,
      uncounted: [],
      wishes: [],
    })
    rotation.showWeek('a')
    await filling.propose()
    expect(filling.outcome?.kind).toBe('met')
    rotation.showWeek('b')
    expect(filling.outcome).toBeNull()
    rotation.showWeek('a')
    expect(filling.outcome?.kind).toBe('met')
    await application.close()
  })

  it('fills the week that a message is about, whichever is shown by then', async () => {
    using folder = temporaryFolder()
    const { application, rotation, filling, asked, given, answer, board } = await openWindow(folder.path)
    await rotation.change('setAlternation', { planId: board().planId, weekAFrom: '2026-11-23' })
    const { planId } = board()
    const { outcome, remedy } = impossibleFor(board())
    answer('proposeRotation', outcome)
    rotation.showWeek('a')
    await filling.propose()
    const filled = filling.propose(true)
    rotation.showWeek('b')
    await filled
    expect(given('proposeRotation')).toEqual({ planId, week: 'a', asFarAsPossible: true })
    await filling.help(remedy)
    expect(asked('applyRemedy')).toBe(1)
    expect(given('proposeRotation')).toEqual({ planId, week: 'a', asFarAsPossible: false })
    await application.close()
  })

  it('fills no other plan than the one that was helped', async () => {
    using folder = temporaryFolder()
    const { application, rotation, filling, workspace, asked, hold, answer, board } = await openWindow(
      folder.path,
    )
    const { planId } = board()
    const classId = workspace.book?.id
    if (classId === undefined) throw new Error('The sample class is open.')
    await application.call('createPlan', { classId, name: 'Second', copyOf: planId })
    const { outcome, remedy } = impossibleFor(board())
    answer('proposeRotation', outcome)
    await filling.propose()
    const release = hold('applyRemedy')
    const helped = filling.help(remedy)
    await turn()
    await workspace.refresh()
    const other = workspace.classes.flatMap(({ plans }) => plans).find(({ name }) => name === 'Second')
    await workspace.openClass(classId, other?.id)
    await rotation.read()
    expect(board().planId).toBe(other?.id)
    release()
    await helped
    expect(asked('applyRemedy')).toBe(1)
    expect(asked('proposeRotation')).toBe(1)
    await application.close()
  })

  it('takes the stations out of the week that is shown, and of no other', async () => {
    using folder = temporaryFolder()
    const { application, rotation, notices, asked, board } = await openWindow(folder.path)
    await rotation.change('setAlternation', { planId: board().planId, weekAFrom: '2026-11-23' })
    const stations = (week: 'a' | 'b') =>
      board()
        .weeks.find(one => one.week === week)
        ?.cells.map(({ stationId }) => stationId) ?? []
    const { blockId, position, stationId } = board().weeks[0]?.cells[0] ?? {}
    if (blockId === undefined || position === undefined) throw new Error('The sample class has changed.')
    await rotation.lock([{ week: 'b', blockId, position }], true)
    const before = stations('a')
    rotation.showWeek('b')
    await rotation.clear()
    expect(stations('a')).toEqual(before)
    expect(stations('b').filter(one => one !== null)).toEqual([stationId])
    expect(notices.list.at(-1)?.message).toContain(
      'Every station of week B that is not locked was taken out.',
    )
    const history = await application.call('readHistory', {})
    expect(JSON.stringify(history)).toContain(`clear ${before.length - 1} places in week B`)
    await rotation.clear()
    expect(asked('clearCells')).toBe(1)
    expect(notices.list.at(-1)?.message).toContain('There is nothing to take out of week B')
    await application.close()
  })

  it('takes back what was proven once groups need the teacher more, or less', async () => {
    using folder = temporaryFolder()
    const { application, rotation, filling, answer, board } = await openWindow(folder.path)
    answer('proposeRotation', {
      kind: 'met',
      changedCount: 0,
      isBest: true,
      repeats: 0,
      uncounted: [],
      wishes: [],
    })
    await filling.propose()
    expect(filling.outcome?.kind).toBe('met')
    const plan = await application.call('readPlan', { planId: board().planId })
    if (!plan.ok) throw new Error(plan.problem.message)
    const { request } = plan.value as Output<'readPlan'>
    const [first, ...others] = request.skills
    if (!first) throw new Error('The sample class has changed.')
    const skills = [{ ...first, weight: first.weight + 2 }, ...others]
    await application.call('updateRequest', { planId: board().planId, request: { ...request, skills } })
    await rotation.read()
    expect(filling.outcome).toBeNull()
    await application.close()
  })

  it('never says that all demands are met where one does not count', () => {
    const met = { kind: 'met', changedCount: 0, isBest: true, repeats: 0 } as const
    expect(outcomeInWords({ ...met, wishes: [], uncounted: [] })).toBe(
      'All demands are met, and no week is better: proven. Nothing had to change.',
    )
    const demandId = 7 as DemandId
    const uncounted = ['There is no group F now.', 'There is no group G now.'].map(words => ({
      demandId,
      words,
    }))
    expect(outcomeInWords({ ...met, wishes: [], uncounted })).toBe(
      'Every demand that counts is met (1 does not), and no week is better: proven. Nothing had to change.',
    )
  })

  it('counts a demand once, of however many groups it is unmet', () => {
    const unmet = ['A is at the table once.', 'B is at the table once.'].map(words => ({
      demandId: 7 as DemandId,
      words,
    }))
    const rule = { demandId: null, words: 'C has no station on Monday 9:05.' }
    const notProven = { kind: 'notProven', isFilled: false, changedCount: 0 } as const
    expect(outcomeInWords({ ...notProven, unmet: [rule, rule, ...unmet] })).toContain('leaves 3 things unmet')
  })

  it('names what was not to be had beside that no week is better', () => {
    const met = { kind: 'met', changedCount: 3 } as const
    const said = (repeats: number, isBest = true) =>
      outcomeInWords({ ...met, wishes: [], uncounted: [], repeats, isBest })
    expect(said(0)).not.toContain('twice running')
    expect(said(14)).toContain('14 times a group is at the same station twice running; no week has fewer.')
    expect(said(1)).toContain('Once a group is at the same station twice running; no week has fewer.')
    // Not proven: nothing is said of other weeks.
    expect(said(2, false)).toContain('Twice a group is at the same station twice running. ')
  })

  it('opens where the teacher decides', async () => {
    using folder = temporaryFolder()
    const { application, rotation, filling } = await openWindow(folder.path)
    await filling.help({ kind: 'adults', words: '' })
    expect(rotation.panel).toBe('adults')
    await application.close()
  })

  it('does not let a change wait for a week that is being filled, and stops that', async () => {
    using folder = temporaryFolder()
    const { application, rotation, filling, asked, hold, answer, board } = await openWindow(folder.path)
    answer('proposeRotation', { kind: 'stopped', by: 'teacher' })
    const release = hold('proposeRotation')
    const filled = filling.propose()
    await turn()
    expect(filling.isRunning).toBe(true)
    expect(await rotation.change('clearCells', { planId: board().planId, cells: null })).toBe(true)
    await filling.stop()
    expect(asked('stopRotation')).toBe(1)
    release()
    await filled
    expect(filling.isRunning).toBe(false)
    expect(filling.outcome).toEqual({ kind: 'stopped', by: 'teacher' })
    await application.close()
  })

  it('says of a plan what is filled there, and keeps what came of it while another one is open', async () => {
    using folder = temporaryFolder()
    const { application, rotation, filling, workspace, asked, hold, answer, board } = await openWindow(
      folder.path,
    )
    const { planId } = board()
    const classId = workspace.book?.id
    if (classId === undefined) throw new Error('no class')
    await application.call('createPlan', { classId, name: 'Second', copyOf: planId })
    await workspace.refresh()
    const second = workspace.classes[0]?.plans.find(({ name }) => name === 'Second')?.id
    const go = async (to: typeof second) => {
      await workspace.openClass(classId, to)
      await rotation.read()
    }
    answer('proposeRotation', {
      kind: 'met',
      changedCount: 0,
      isBest: true,
      repeats: 0,
      uncounted: [],
      wishes: [],
    })
    const release = hold('proposeRotation')
    const filled = filling.propose()
    await turn()
    await go(second)
    expect(board().planId).toBe(second)
    expect(filling.isRunning).toBe(false)
    await filling.stop()
    expect(asked('stopRotation')).toBe(0)
    const also = filling.propose()
    await turn()
    expect([filling.isRunning, asked('proposeRotation')]).toEqual([true, 2])
    release()
    await Promise.all([filled, also])
    expect(filling.outcome?.kind).toBe('met')
    filling.dismiss()
    await go(planId)
    expect(filling.outcome?.kind).toBe('met')
    await application.close()
  })

  it('says that a week was changed while it was filled until it is filled again, and not as an error', async () => {
    using folder = temporaryFolder()
    const { application, rotation, filling, notices, answer, board } = await openWindow(folder.path)
    const overtaken = { kind: 'stopped', by: 'change' } as const
    answer('proposeRotation', overtaken)
    await filling.propose()
    expect(filling.outcome).toEqual(overtaken)
    expect(notices.list).toEqual([])
    await rotation.change('clearCells', { planId: board().planId, cells: null })
    expect(filling.outcome).toEqual(overtaken)
    answer('proposeRotation', {
      kind: 'met',
      changedCount: 0,
      isBest: true,
      repeats: 0,
      uncounted: [],
      wishes: [],
    })
    await filling.propose()
    expect(filling.outcome?.kind).toBe('met')
    await application.close()
  })

  it('does not begin to fill what was stopped while it waited', async () => {
    using folder = temporaryFolder()
    const { application, rotation, filling, asked, hold, board } = await openWindow(folder.path)
    const release = hold('clearCells')
    const cleared = rotation.change('clearCells', { planId: board().planId, cells: null })
    const filled = filling.propose()
    await filling.stop()
    release()
    await Promise.all([cleared, filled])
    expect(asked('proposeRotation')).toBe(0)
    expect(filling.outcome).toEqual({ kind: 'stopped', by: 'teacher' })
    await application.close()
  })
})
