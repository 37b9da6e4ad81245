import { beforeEach, expect, it, vi } from 'vitest'
import { open, temporaryFolder } from '../application/open.ts'

/** The state of a window on the sample class. */
async function openWindow(folder: string) {
  vi.resetModules()
  const app = open(folder)
  vi.stubGlobal('window', { horseshoe: { host: 'electron', call: app.call, onEvent: app.onEvent } })
  await app.call('createSampleClass', {})
  const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
  const { rotation } = await import('../../../src-renderer/state/rotation.svelte.ts')
  const { openMeeting } = await import('../../../src-renderer/state/open-meeting.svelte.ts')
  const { carrying } = await import('../../../src-renderer/state/carrying.svelte.ts')
  const { notices } = await import('../../../src-renderer/state/notices.svelte.ts')
  await workspace.start()
  await rotation.read()
  const [meeting] = rotation.week?.meetings ?? []
  if (!rotation.board || !meeting) throw new Error('The sample class has changed.')
  const { blockId, position } = meeting
  const key = { week: 'a' as const, blockId, position }
  return { app, rotation, openMeeting, carrying, notices, planId: rotation.board.planId, meeting, key }
}

beforeEach(() => {
  vi.unstubAllGlobals()
})

it('keeps a meeting open that is removed elsewhere, says that it is gone, and knows it again when it is back', async () => {
  using folder = temporaryFolder()
  const { app, rotation, openMeeting, notices, planId, meeting, key } = await openWindow(folder.path)
  expect(openMeeting.shown).toBeNull()
  rotation.meeting = key
  expect(openMeeting.shown).toMatchObject({ meeting, isGone: false })
  // This window has not heard of it yet.
  await app.call('removeBlock', { blockId: key.blockId })
  expect(await rotation.change('updateMeeting', { planId, ...key, aim: 'Find the twist.' })).toBe(false)
  expect(notices.list.map(({ message }) => message)).toEqual(['That meeting is not there any more.'])
  expect(openMeeting.shown).toMatchObject({ meeting, isGone: true })

  await app.call('undo', {})
  await rotation.read()
  expect(openMeeting.shown?.isGone).toBe(false)
  rotation.meeting = null
  expect(openMeeting.shown).toBeNull()
  await app.close()
})

it('does not lift a locked visit, and says why', async () => {
  using folder = temporaryFolder()
  const { app, rotation, carrying, notices, key } = await openWindow(folder.path)
  await carrying.start(key, 'keys')
  expect(carrying.cell).toEqual(key)
  await rotation.turnLock(key)
  await carrying.start(key, 'keys')
  expect([carrying.cell, carrying.way]).toEqual([null, null])
  expect(notices.list.map(({ message, remedy }) => `${message} ${remedy}`)).toEqual([
    expect.stringMatching(/^[A-F]’s visit on Monday \d+:\d\d is locked\. Unlock it first \(L\)\.$/),
  ])
  await rotation.turnLock(key)
  await carrying.start(key, 'keys')
  expect(carrying.cell).toEqual(key)
  await app.close()
})
