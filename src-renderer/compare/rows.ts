import type { StudentId } from '../../src-main/contract/ids.ts'
import type { ComparedPlan, PlanComparison } from '../../src-main/contract/scenarios.ts'

/** The place of students who sit in no group. */
export const NOWHERE = -1

/** One line of the comparison: a group of each plan, or those who sit in none; null = the plan has no such group. */
export interface Row {
  readonly left: number | null
  readonly right: number | null
  readonly stay: readonly StudentId[]
  readonly leave: readonly StudentId[]
  readonly join: readonly StudentId[]
}

/** Students who go the same way, from a place in the left plan to one in the right. */
export interface Flow {
  readonly from: number
  readonly to: number
  readonly students: readonly StudentId[]
}

/** The lines to draw: the pairs of groups, and a last one where somebody sits in no group. */
export function rowsOf({ left, right, pairs }: PlanComparison): Row[] {
  const [before, after] = [new Set(left.unplaced), new Set(right.unplaced)]
  if (before.size + after.size === 0) return [...pairs]
  const nowhere: Row = {
    left: NOWHERE,
    right: NOWHERE,
    stay: left.unplaced.filter(id => after.has(id)),
    leave: left.unplaced.filter(id => !after.has(id)),
    join: right.unplaced.filter(id => !before.has(id)),
  }
  return [...pairs, nowhere]
}

/** Whether somebody leaves or joins. */
export const isChanged = ({ leave, join }: Row): boolean => leave.length + join.length > 0

/** Where everybody sits: the place of their group on the board, or `NOWHERE`. */
export function placesOf({ groups }: ComparedPlan): (student: StudentId) => number {
  const places = new Map(
    groups.flatMap(({ members }, at) => members.map(one => [one.studentId, at] as const)),
  )
  return student => places.get(student) ?? NOWHERE
}

/** Who goes where, those with the same way together. */
export function flowsOf(rows: readonly Row[], to: (student: StudentId) => number): Flow[] {
  return rows.flatMap(({ left, leave }) => {
    if (left === null) return []
    const byTarget = new Map<number, StudentId[]>()
    for (const student of leave) byTarget.set(to(student), [...(byTarget.get(to(student)) ?? []), student])
    return [...byTarget].map(([target, students]) => ({ from: left, to: target, students }))
  })
}
