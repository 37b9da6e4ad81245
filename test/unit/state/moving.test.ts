import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../../src-main/contract/problem.ts'
import { open, temporaryFolder } from '../application/open.ts'

type Call = (operation: string, input: unknown) => Promise<Answer<unknown>>

/** The state of a window on the sample class with groups, and a way to come between it and the application. */
async function openWindow(folder: string) {
  vi.resetModules()
  const application = open(folder)
  const asked: string[] = []
  let refuse: string | null = null
  const call: Call = (operation, input) => {
    asked.push(operation)
    if (operation !== refuse) return application.call(operation, input)
    const problem = { code: 'internal', message: 'It did not work.', remedy: '' } as const
    return Promise.resolve({ ok: false, problem })
  }
  vi.stubGlobal('window', {
    horseshoe: { host: 'electron', call, onEvent: application.onEvent },
  })
  await application.call('createSampleClass', {})
  const { workspace } = await import('../../../src-renderer/state/workspace.svelte.ts')
  const { moving } = await import('../../../src-renderer/state/moving.svelte.ts')
  const { selection } = await import('../../../src-renderer/state/selection.svelte.ts')
  await workspace.start()
  const planId = workspace.board?.id
  if (planId === undefined) throw new Error('no plan')
  await application.call('proposeGroups', { planId })
  await workspace.refresh()
  const { groups } = workspace.board ?? { groups: [] }
  const [home, other] = groups
  const student = home?.members[0]?.studentId
  if (!home || !other || student === undefined) throw new Error('no groups')
  const refuseAll = (operation: string | null) => (refuse = operation)
  return { application, workspace, moving, selection, asked, refuse: refuseAll, planId, home, other, student }
}

describe('a student in the air', () => {
  beforeEach(() => {
    vi.unstubAllGlobals()
  })

  it('has consequences of the board that is shown, also when it changes meanwhile', async () => {
    using folder = temporaryFolder()
    const { application, workspace, moving, planId, home, other, student } = await openWindow(folder.path)
    await moving.start([student], 'drag')
    const before = moving.consequence(other.id)?.sizeAfter
    expect(before).toBe(other.members.length + 1)
    const joining = home.members.slice(1, 2).map(({ studentId }) => studentId)
    await application.call('moveStudents', { planId, studentIds: joining, groupId: other.id })
    await workspace.refresh()
    await moving.follow()
    expect(moving.students).toEqual([student])
    expect(moving.consequence(other.id)?.sizeAfter).toBe(other.members.length + 2)
    await application.close()
  })

  it('is let go when they are not in the class any more', async () => {
    using folder = temporaryFolder()
    const { application, workspace, moving, student } = await openWindow(folder.path)
    await moving.start([student], 'drag')
    await application.call('removeStudent', { classId: workspace.book?.id, studentId: student })
    await workspace.refresh()
    await moving.follow()
    expect(moving.active).toBe(false)
    await application.close()
  })

  it('is asked about again after an answer that failed', async () => {
    using folder = temporaryFolder()
    const { application, moving, refuse, other, student } = await openWindow(folder.path)
    refuse('previewMove')
    await moving.start([student], 'choose')
    expect(moving.active).toBe(false)
    refuse(null)
    await moving.start([student], 'choose')
    expect(moving.consequence(other.id)).toBeDefined()
    await application.close()
  })

  it('changes nothing where they sit already, though the answer is not there yet', async () => {
    using folder = temporaryFolder()
    const { application, moving, asked, home, student } = await openWindow(folder.path)
    void moving.start([student], 'drag')
    await moving.drop(home.id)
    expect(asked).not.toContain('moveStudents')
    await application.close()
  })

  it('stays chosen when the move fails', async () => {
    using folder = temporaryFolder()
    const { application, moving, selection, refuse, other, student } = await openWindow(folder.path)
    selection.set([student])
    refuse('moveStudents')
    await moving.put([student], other.id)
    expect(selection.list).toEqual([student])
    refuse(null)
    await moving.put([student], other.id)
    expect(selection.list).toEqual([])
    await application.close()
  })
})
