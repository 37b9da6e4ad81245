import type { Storage } from '../storage/storage.ts'
import type { PlanState } from './plan-state.ts'

/**
 * Who sat together before in this plan, and how often: the last groups of each earlier day, and those on the board.
 * Groups that were made and made again within a day were never sat in.
 *
 * @returns [student, student, times] by their places in the class
 */
export function metBefore(storage: Storage, { book, plan }: PlanState): [number, number, number][] {
  const lastOfDay = new Map<string, number>()
  for (const { id, madeAt } of storage.groupings.ofPlan(plan.id)) lastOfDay.set(madeAt.slice(0, 10), id)
  const place = new Map(book.students.map((student, at) => [student.id as number, at]))
  const times = new Map<string, number>()
  for (const grouping of lastOfDay.values()) {
    const groups = new Map<number, number[]>()
    for (const { studentId, groupId } of storage.groupings.membersOf(grouping)) {
      const at = place.get(studentId)
      if (at !== undefined) groups.set(groupId, [...(groups.get(groupId) ?? []), at])
    }
    for (const members of groups.values()) {
      members.sort((a, b) => a - b)
      for (const [at, one] of members.entries()) {
        for (const other of members.slice(at + 1)) {
          const pair = `${one} ${other}`
          times.set(pair, (times.get(pair) ?? 0) + 1)
        }
      }
    }
  }
  return [...times].map(([pair, count]) => {
    const [one, other] = pair.split(' ').map(Number)
    return [one, other, count]
  })
}
