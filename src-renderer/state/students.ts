import type { Input } from '../../src-main/contract/contract.ts'
import type { ClassId, StudentId } from '../../src-main/contract/ids.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'

/** What a teacher does with students in the roster. */
export const students = {
  async add(classId: ClassId, fullName: string): Promise<void> {
    const added = await notices.guard(() => call('addStudent', { classId, fullName }))
    if (added) notices.speak(`${fullName} added.`)
  },

  async update(change: Input<'updateStudent'>): Promise<boolean> {
    return (await notices.guard(() => call('updateStudent', change))) !== undefined
  },

  async remove(classId: ClassId, studentId: StudentId, name: string): Promise<boolean> {
    const done = await notices.guard(() => call('removeStudent', { classId, studentId }))
    if (done) notices.say(`${name} was removed from the class. Undo brings them back.`)
    return done !== undefined
  },
}
