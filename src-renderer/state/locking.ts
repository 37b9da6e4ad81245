import type { StudentId } from '../../src-main/contract/ids.ts'
import { called } from '../design/move-words.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** Locks: who stays where they are when the class is grouped again. */
export const locking = {
  /** Those of the students who sit in a group: nobody else can be locked. */
  seated: (students: readonly StudentId[]): StudentId[] => students.filter(id => workspace.seats.has(id)),

  /** Whether everybody who could be locked is. */
  allLocked(students: readonly StudentId[]): boolean {
    const seated = locking.seated(students)
    return seated.length > 0 && seated.every(id => workspace.seats.get(id)?.locked)
  },

  /** Locks all of them; locked already, lets all of them go. */
  async toggle(students: readonly StudentId[]): Promise<void> {
    const planId = workspace.board?.id
    const studentIds = locking.seated(students)
    if (planId === undefined || studentIds.length === 0) return
    const locked = !locking.allLocked(studentIds)
    const done = await notices.guard(() => call('lockStudents', { planId, studentIds, locked }))
    if (!done) return
    const who = called(studentIds.map(id => workspace.students.get(id)?.label ?? ''))
    const stay = studentIds.length === 1 ? 'stays here' : 'stay where they are'
    notices.speak(
      locked ? `${who} locked: ${stay} when grouping again.` : `${who} unlocked: free to move again.`,
    )
  },
}
