import type { ValidInput } from '../contract/contract.ts'
import type { StudentId } from '../contract/ids.ts'
import { NotFound } from '../storage/errors.ts'
import { brokenRules } from './board.ts'
import { namesInWords } from './change-words.ts'
import type { Context } from './context.ts'
import { pairRuleInWords, previewMoves } from './move-preview.ts'
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
    for (const studentId of studentIds) {
      if (target) storage.groupings.seat(groupingId, studentId, target.id)
      else storage.groupings.unseat(groupingId, studentId)
    }
    const who = inWords(before, studentIds)
    const where = target ? target.letter : null
    return {
      result: { announcement: announce(readPlanState(storage, planId), who, where) },
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

function announce(after: PlanState, who: string, where: string | null): string {
  if (where === null) return `${who} taken out of the groups.`
  const group = after.groups.find(({ letter }) => letter === where)
  const broken = brokenRules(after).flatMap(rule => {
    if (rule.kind === 'size' || (rule.kind === 'apart' && rule.groupId !== group?.id)) return []
    const full = after.book.rules.find(({ id }) => id === rule.ruleId)
    return full ? [pairRuleInWords(full, id => after.book.students.find(s => s.id === id)?.label ?? '')] : []
  })
  const warning = broken.length > 0 ? ` Not kept: ${broken.join(' ')}` : ''
  return `${who} moved to group ${where}. Group ${where} now has ${group?.members.length ?? 0}.${warning}`
}
