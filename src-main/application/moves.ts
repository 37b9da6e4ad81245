import type { ValidInput } from '../contract/contract.ts'
import type { StudentId } from '../contract/ids.ts'
import { NotFound } from '../storage/errors.ts'
import { namesInWords } from './change-words.ts'
import type { Context } from './context.ts'
import { previewMoves } from './move-preview.ts'
import { readPlanState, type PlanState } from './plan-state.ts'

export function previewMove({ storage }: Context, { planId, studentIds }: ValidInput<'previewMove'>) {
  const state = readPlanState(storage, planId)
  mustBeInClass(state, studentIds)
  return previewMoves(state, studentIds)
}

/** Seats students in a group, or in none. A rule may break: the teacher was told, and decides. */
export function moveStudents(
  { storage, change }: Context,
  { planId, studentIds, groupId }: ValidInput<'moveStudents'>,
) {
  return change(() => {
    const before = readPlanState(storage, planId)
    mustBeInClass(before, studentIds)
    const { groupingId } = before
    const target = before.groups.find(group => group.id === groupId)
    if (groupingId === null || (groupId !== null && !target)) throw new NotFound('group')
    const consequence = target && previewMoves(before, studentIds).find(c => c.groupId === target.id)
    for (const studentId of studentIds) {
      if (target) storage.groupings.seat(groupingId, studentId, target.id)
      else storage.groupings.unseat(groupingId, studentId)
    }
    const who = inWords(before, studentIds)
    const where = target ? target.letter : null
    return {
      result: { consequence: consequence ?? null },
      entry: {
        name: 'moveStudents',
        label: where === null ? `take ${who} out of the groups` : `move ${who} to ${where}`,
        classId: before.plan.classId,
        planId,
      },
    }
  })
}

/** Keeps students in the group where they sit when the rest is grouped anew, or lets them go. */
export function lockStudents(
  { storage, change }: Context,
  { planId, studentIds, locked }: ValidInput<'lockStudents'>,
) {
  return change(() => {
    const state = readPlanState(storage, planId)
    mustBeInClass(state, studentIds)
    const seated = new Set(state.groups.flatMap(group => group.members.map(member => member.studentId)))
    if (state.groupingId === null || !studentIds.every(id => seated.has(id))) throw new NotFound('group')
    for (const studentId of studentIds) storage.groupings.lock(state.groupingId, studentId, locked)
    return {
      result: {},
      entry: {
        name: 'lockStudents',
        label: `${locked ? 'lock' : 'unlock'} ${inWords(state, studentIds)}`,
        classId: state.plan.classId,
        planId,
      },
    }
  })
}

function mustBeInClass({ book }: PlanState, studentIds: readonly StudentId[]): void {
  const present = new Set(book.students.map(student => student.id))
  if (!studentIds.every(id => present.has(id))) throw new NotFound('student')
}

function inWords({ book }: PlanState, studentIds: readonly StudentId[]): string {
  const picked = new Set(studentIds)
  return namesInWords(book.students.filter(({ id }) => picked.has(id)).map(({ label }) => label))
}
