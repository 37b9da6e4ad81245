import { beforeEach, expect, it, vi } from 'vitest'
import type { Input, OperationName, Output } from '../../../src-main/contract/contract.ts'
import { open, temporaryFolder } from '../application/open.ts'

beforeEach(() => {
  vi.unstubAllGlobals()
})

/** The state of a window on an application with the sample class and an empty Room 7, of which that one is open. */
async function openWindow(folder: string) {
  vi.resetModules()
  const application = open(folder)
  vi.stubGlobal('window', {
    horseshoe: { host: 'electron', call: application.call, onEvent: application.onEvent },
  })
  const { call } = await import('../../../src-renderer/state/door.ts')
  const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
  const { notices } = await import('../../../src-renderer/state/notices.svelte.ts')
  const { undoingCommands } = await import('../../../src-renderer/commands/undoing.ts')
  const sample = await call('createSampleClass', {})
  const other = await call('createClass', { name: 'Room 7' })
  await workspace.start()
  await workspace.openClass(other.classId)
  return {
    application,
    workspace,
    notices,
    sample,
    other,
    names: () => undoingCommands().map(({ name }) => name),
    ask: call as <N extends OperationName>(operation: N, input: Input<N>) => Promise<Output<N>>,
  }
}

it('names the class in which it would undo, and has undone, where another is open', async () => {
  using folder = temporaryFolder()
  const { application, workspace, notices, sample, other, names, ask } = await openWindow(folder.path)
  expect(names()).toEqual(['Undo: make the class Room 7', 'Redo'])

  const label = 'rename the plan Before the winter break to Winter'
  await ask('updatePlan', { planId: sample.planId, name: 'Winter' })
  const name = workspace.classes.find(({ id }) => id === sample.classId)?.name ?? ''
  await vi.waitFor(() => expect(names()).toEqual([`Undo in ${name}: ${label}`, 'Redo']))

  await workspace.undo()
  expect(notices.list.at(-1)?.message).toBe(`Undone in ${name}: ${label}.`)
  // It is shown where it was, and is of the open class then.
  expect(workspace.book?.id).toBe(sample.classId)
  expect(names()[1]).toBe(`Redo: ${label}`)

  await workspace.openClass(other.classId)
  expect(names()).toEqual(['Undo: make the class Room 7', `Redo in ${name}: ${label}`])
  await workspace.redo()
  expect(notices.list.at(-1)?.message).toBe(`Done again in ${name}: ${label}.`)
  await workspace.undo()
  expect(notices.list.at(-1)?.message).toBe(`Undone: ${label}.`)
  await application.close()
})
