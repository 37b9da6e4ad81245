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
  const absent = new Map([[TUESDAY, new Set([AMINA])]])
  const sent: boolean[] = []
  const call = async (
    operation: string,
    input: { day: string; studentId: StudentId; absent: boolean },
  ): Promise<Answer<unknown>> => {
    const { day } = input
    await gates.get(day)?.promise
    if (failing.has(day)) {
      return { ok: false, problem: { code: 'internal', message: 'It failed.', remedy: '' } }
    }
    const here = absent.get(day) ?? new Set<StudentId>()
    if (operation === 'setAbsent') {
      sent.push(input.absent)
      if (input.absent) here.add(input.studentId)
      else here.delete(input.studentId)
      absent.set(day, here)
    }
    const studentIds = [...here]
    return { ok: true, value: operation === 'readAbsent' ? { studentIds } : { planId: PLAN, day } }
  }
  vi.stubGlobal('window', { horseshoe: { host: 'electron', call } })
  const { schoolDay } = await import('../../../src-renderer/state/school-day.svelte.ts')
  return { schoolDay, gates, failing, sent }
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

it('marks somebody absent and there again for two quick presses, each by what the one before has left', async () => {
  const { schoolDay, sent } = await openWindow()
  await schoolDay.read(PLAN, WEDNESDAY)
  await Promise.all([
    schoolDay.turn(PLAN, WEDNESDAY, AMINA),
    schoolDay.turn(PLAN, WEDNESDAY, AMINA),
    schoolDay.turn(PLAN, WEDNESDAY, AMINA),
  ])
  expect(sent).toEqual([true, false, true])
  expect(schoolDay.on(PLAN, WEDNESDAY)?.absent).toEqual(new Set([AMINA]))
})

it('goes on showing the date that was turned to while somebody was marked on another', async () => {
  const { schoolDay, gates, sent } = await openWindow()
  await schoolDay.read(PLAN, TUESDAY)
  const gate = Promise.withResolvers<undefined>()
  gates.set(TUESDAY, gate)
  const turning = schoolDay.turn(PLAN, TUESDAY, AMINA)
  await schoolDay.read(PLAN, WEDNESDAY)
  gate.resolve(undefined)
  await turning
  expect(sent).toEqual([false])
  expect(schoolDay.on(PLAN, WEDNESDAY)).not.toBeNull()
})
