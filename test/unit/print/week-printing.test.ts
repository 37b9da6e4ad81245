import { beforeEach, expect, it, vi } from 'vitest'
import { open, temporaryFolder } from '../application/open.ts'

beforeEach(() => {
  vi.resetModules()
  vi.unstubAllGlobals()
})

/** A window at the sample class, that has read what can be printed of it. */
async function openWindow(path: string) {
  const application = open(path)
  const late: { gate?: Promise<unknown>; answers: Promise<unknown>[] } = { answers: [] }
  const call: typeof application.call = async (operation, input) => {
    const { gate } = late
    const answer = application.call(operation, input)
    late.answers.push(answer)
    await gate
    return answer
  }
  const { onEvent } = application
  vi.stubGlobal('window', { horseshoe: { host: 'electron', call, onEvent } })
  vi.stubGlobal('navigator', { language: 'en-US' })
  await application.call('createSampleClass', {})
  const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
  const { weekPrinting } = await import('../../../src-renderer/state/week-printing.svelte.ts')
  await workspace.start()
  await weekPrinting.open()
  const { read } = weekPrinting
  if (!read?.board) throw new Error('The sample class has no rotation.')
  return { application, weekPrinting, read: { ...read, board: read.board }, late }
}

it('prints all groups where the plan that is open has no such group as was chosen in another', async () => {
  using folder = temporaryFolder()
  const { application, weekPrinting, read } = await openWindow(folder.path)
  weekPrinting.position = 5
  expect(weekPrinting.position).toBe(5)

  weekPrinting.read = { ...read, board: { ...read.board, groups: read.board.groups.slice(0, 4) } }
  expect(weekPrinting.position).toBeNull()
  weekPrinting.position = 3
  expect(weekPrinting.position).toBe(3)
  await application.close()
})

it('knows of the date that is printed what was read last, in whatever order answers come', async () => {
  using folder = temporaryFolder()
  const { application, weekPrinting, read, late } = await openWindow(folder.path)
  weekPrinting.sheet = 'day'
  await weekPrinting.lookAtDay()
  const { day } = weekPrinting
  expect(weekPrinting.ofDay?.absent.size).toBe(0)

  const gate = Promise.withResolvers<undefined>()
  late.gate = gate.promise
  const earlier = weekPrinting.lookAtDay()
  await Promise.all(late.answers)
  delete late.gate
  const studentId = read.board.groups[0]?.studentIds[0]
  if (studentId === undefined) throw new Error('Nobody is in group A.')
  await application.call('setAbsent', { planId: read.planId, studentId, day, absent: true })
  await weekPrinting.lookAtDay()
  gate.resolve(undefined)
  await earlier
  expect(weekPrinting.ofDay?.absent).toEqual(new Set([studentId]))

  // Of another plan nothing is known, whatever its date.
  weekPrinting.read = { ...read, board: { ...read.board, planId: (read.planId + 1) as typeof read.planId } }
  expect(weekPrinting.ofDay).toBeNull()
  await application.close()
})

it('has nothing to print of a week without a rotation', async () => {
  using folder = temporaryFolder()
  const { application, weekPrinting, read } = await openWindow(folder.path)
  const { board } = read
  const blocks = (weeks: 'every' | 'a', kind: 'rotation' | 'break') =>
    (weekPrinting.read = {
      ...read,
      board: { ...board, blocks: board.blocks.map(one => ({ ...one, weeks, kind })) },
    })
  for (const sheet of ['week', 'substitute'] as const) {
    weekPrinting.sheet = sheet
    weekPrinting.read = read
    expect(weekPrinting.hasRotations, sheet).toBe(true)
    blocks('every', 'break')
    expect(weekPrinting.hasRotations, sheet).toBe(false)
    weekPrinting.read = { ...read, board: { ...board, blocks: [] } }
    expect(weekPrinting.hasRotations, sheet).toBe(false)
  }
  weekPrinting.sheet = 'week'
  blocks('a', 'rotation')
  weekPrinting.week = 'b'
  expect(weekPrinting.hasRotations).toBe(false)
  weekPrinting.week = 'a'
  expect(weekPrinting.hasRotations).toBe(true)
  await application.close()
})
