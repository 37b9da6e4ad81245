import type { SkillId, StudentId } from '../../src-main/contract/ids.ts'
import type { Group } from '../../src-main/contract/plans.ts'
import { count } from '../design/words.ts'
import { notices } from './notices.svelte.ts'
import { selection } from './selection.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** Choosing many students at once, by what they have in common. Each says how many were chosen. */
export const choosing = {
  all(): void {
    choose(workspace.book?.students.map(({ id }) => id) ?? [], '')
  },

  group(group: Group): void {
    choose(
      group.members.map(member => member.studentId),
      ` of group ${group.letter}`,
    )
  },

  /** Everybody below mastery in a skill. */
  need(skill: SkillId): void {
    const students = workspace.book?.students.filter(({ needs }) => needs.includes(skill)) ?? []
    choose(
      students.map(({ id }) => id),
      ` who need ${workspace.skills.get(skill)?.name ?? 'it'}`,
    )
  },

  /** Everybody whose largest need is this student's largest need. */
  sameNeed(student: StudentId): void {
    const [need] = workspace.students.get(student)?.needs ?? []
    if (need === undefined) {
      notices.say(`${workspace.students.get(student)?.label ?? 'The student'} is below mastery in no skill.`)
      return
    }
    const students = workspace.book?.students.filter(({ needs }) => needs[0] === need) ?? []
    choose(
      students.map(({ id }) => id),
      ` who need ${workspace.skills.get(need)?.name ?? 'the same'} most`,
    )
  },
}

function choose(students: readonly StudentId[], which: string): void {
  selection.set(students)
  notices.speak(`${count(students.length, 'student')}${which} chosen.`)
}
