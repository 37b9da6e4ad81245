import { beforeEach, expect, it, vi } from 'vitest'
import type { PlanId } from '../../../src-main/contract/ids.ts'
import type { MeetingNote } from '../../../src-main/contract/rotation.ts'
import type { Answer } from '../../../src-main/contract/problem.ts'

const [AUTUMN, WINTER] = [1 as PlanId, 2 as PlanId]
const noteOf = (planId: PlanId): MeetingNote => ({
  ...{ day: '2026-11-24', position: 0, letter: 'A', start: 545, studentIds: [], text: `Of plan ${planId}` },
})

/** The state of a window on an application with a note in each plan, which answers when it is let. */
async function openWindow() {
  vi.resetModules()
  const gates = new Map<PlanId, PromiseWithResolvers<undefined>>()
  const failing = new Set<PlanId>()
  const call = async (_: string, { planId }: { planId: PlanId }): Promise<Answer<unknown>> => {
    await gates.get(planId)?.promise
    return failing.has(planId)
      ? { ok: false, problem: { code: 'internal', message: 'It failed.', remedy: '' } }
      : { ok: true, value: [noteOf(planId)] }
  }
  vi.stubGlobal('window', { horseshoe: { host: 'electron', call } })
  const { meetingNotes } = await import('../../../src-renderer/state/meeting-notes.svelte.ts')
  return { meetingNotes, gates, failing }
}

beforeEach(() => {
  vi.unstubAllGlobals()
})

it('knows nothing of a plan whose notes are not read, or could not be', async () => {
  const { meetingNotes, failing } = await openWindow()
  await meetingNotes.read(AUTUMN)
  expect(meetingNotes.of(AUTUMN)).toEqual([noteOf(AUTUMN)])
  expect(meetingNotes.of(WINTER)).toBeNull()
  failing.add(WINTER)
  await meetingNotes.read(WINTER)
  expect(meetingNotes.of(WINTER)).toBeNull()
})

it('keeps the notes that were asked for last, whichever come last', async () => {
  const { meetingNotes, gates } = await openWindow()
  const gate = Promise.withResolvers<undefined>()
  gates.set(AUTUMN, gate)
  const slow = meetingNotes.read(AUTUMN)
  await meetingNotes.read(WINTER)
  gate.resolve(undefined)
  await slow
  expect(meetingNotes.of(WINTER)).toEqual([noteOf(WINTER)])
})
