import type { StudentId } from '../../src-main/contract/ids.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** Locks: who stays where they are when the class is grouped again. */
export const locking = {
  async set(students: readonly StudentId[], locked: boolean): Promise<void> {
    const planId = workspace.board?.id
    if (planId === undefined || students.length === 0) return
    const done = await notices.guard(() =>
      call('lockStudents', { planId, studentIds: [...students], locked }),
    )
    if (done) notices.speak(locked ? 'Locked: stays here when grouping again.' : 'Unlocked.')
  },
}
