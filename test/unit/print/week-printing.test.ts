import { beforeEach, expect, it, vi } from 'vitest'
import { open, temporaryFolder } from '../application/open.ts'

beforeEach(() => {
  vi.resetModules()
  vi.unstubAllGlobals()
})

it('prints all groups where the plan that is open has no such group as was chosen in another', async () => {
  using folder = temporaryFolder()
  const application = open(folder.path)
  const { call, onEvent } = application
  vi.stubGlobal('window', { horseshoe: { host: 'electron', call, onEvent } })
  vi.stubGlobal('navigator', { language: 'en-US' })
  await application.call('createSampleClass', {})
  const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
  const { weekPrinting } = await import('../../../src-renderer/state/week-printing.svelte.ts')
  await workspace.start()
  await weekPrinting.look()
  weekPrinting.position = 5
  expect(weekPrinting.position).toBe(5)

  const { read } = weekPrinting
  if (!read?.board) throw new Error('The sample class has no rotation.')
  weekPrinting.read = { ...read, board: { ...read.board, groups: read.board.groups.slice(0, 4) } }
  expect(weekPrinting.position).toBeNull()
  weekPrinting.position = 3
  expect(weekPrinting.position).toBe(3)
  await application.close()
})
