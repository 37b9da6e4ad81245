import { beforeEach, expect, it, vi } from 'vitest'
import type { PlanId, StudentId } from '../../../src-main/contract/ids.ts'
import type { Answer } from '../../../src-main/contract/problem.ts'

const PLAN = 1 as PlanId
const AMINA = 7 as StudentId
const [TUESDAY, WEDNESDAY] = ['2026-11-24', '2026-11-25']

/** The state of a window on an application that answers when it is let, and on Tuesday has Amina absent. */
async function openWindow() {
  vi.resetModules()
  const gates = new Map<string, PromiseWithResolvers<undefined>>()
  const failing = new Set<string>()
  const call = async (operation: string, input: { day: string }): Promise<Answer<unknown>> => {
    const { day } = input
    await gates.get(day)?.promise
    if (failing.has(day)) {
      return { ok: false, problem: { code: 'internal', message: 'It failed.', remedy: '' } }
    }
    const studentIds = day === TUESDAY ? [AMINA] : []
    return { ok: true, value: operation === 'readAbsent' ? { studentIds } : { planId: PLAN, day } }
  }
  vi.stubGlobal('window', { horseshoe: { host: 'electron', call } })
  const { schoolDay } = await import('../../../src-renderer/state/school-day.svelte.ts')
  return { schoolDay, gates, failing }
}

beforeEach(() => {
  vi.unstubAllGlobals()
})

it('knows of a date nothing that was read of another, nor of another plan', async () => {
  const { schoolDay, gates } = await openWindow()
  await schoolDay.read(PLAN, TUESDAY)
  expect(schoolDay.on(PLAN, TUESDAY)?.absent).toEqual(new Set([AMINA]))
  expect(schoolDay.on(2 as PlanId, TUESDAY)).toBeNull()

  const gate = Promise.withResolvers<undefined>()
  gates.set(WEDNESDAY, gate)
  const reading = schoolDay.read(PLAN, WEDNESDAY)
  expect(schoolDay.on(PLAN, WEDNESDAY)).toBeNull()
  gate.resolve(undefined)
  await reading
  expect(schoolDay.on(PLAN, WEDNESDAY)?.absent).toEqual(new Set())
})

it('knows nothing of a date that cannot be read', async () => {
  const { schoolDay, failing } = await openWindow()
  failing.add(WEDNESDAY)
  await schoolDay.read(PLAN, TUESDAY)
  await schoolDay.read(PLAN, WEDNESDAY)
  expect(schoolDay.on(PLAN, WEDNESDAY)).toBeNull()
})
