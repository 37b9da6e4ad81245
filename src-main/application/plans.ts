import type { ValidInput } from '../contract/contract.ts'
import type { ClassId, PlanId } from '../contract/ids.ts'
import { OperationError } from '../contract/problem.ts'
import { NotFound } from '../storage/errors.ts'
import type { PlanRow } from '../storage/plans.ts'
import { drawBoard } from './board.ts'
import { groupChangeInWords, planChangeInWords, questionChangeInWords } from './change-words.ts'
import type { Context } from './context.ts'
import { copyGroups } from './copy-groups.ts'
import { copyRotation } from './copy-rotation.ts'
import { insertPlan } from './new-plan.ts'
import { readPlanState } from './plan-state.ts'

export function readPlan({ storage }: Context, { planId }: ValidInput<'readPlan'>) {
  return drawBoard(readPlanState(storage, planId))
}

/** A new plan, or one that starts from another plan's question, groups and rotation. */
export function createPlan(context: Context, { classId, name, copyOf }: ValidInput<'createPlan'>) {
  const { storage } = context
  return context.change(() => {
    storage.classes.read(classId)
    const source = copyOf === null ? null : storage.plans.read(copyOf)
    if (source && source.classId !== classId) throw new NotFound('plan')
    const planId = source ? copyPlan(context, source, name) : insertPlan(storage, classId, name)
    const label = source ? `duplicate ${source.name} as ${name}` : `make the plan ${name}`
    return { result: { planId }, entry: { name: 'createPlan', label, classId, planId } }
  })
}

function copyPlan(context: Context, source: PlanRow, name: string): PlanId {
  const { plans } = context.storage
  const planId = plans.insert(source.classId, source.id, { ...source, name }) as PlanId
  plans.setSkills(planId, plans.skillsOf(source.id))
  copyGroups(context, source.id as PlanId, planId)
  copyRotation(context, source.id as PlanId, planId)
  return planId
}

export function updatePlan({ storage, change }: Context, input: ValidInput<'updatePlan'>) {
  const { planId, ...part } = input
  return change(() => {
    const before = storage.plans.read(planId)
    const after = {
      ...before,
      name: part.name ?? before.name,
      purpose: part.purpose ?? before.purpose,
      successCriteria: part.successCriteria ?? before.successCriteria,
      regroupOn: part.regroupOn === undefined ? before.regroupOn : part.regroupOn,
    }
    storage.plans.update(planId, after)
    return {
      result: {},
      entry: {
        name: 'updatePlan',
        label: planChangeInWords(before, after),
        classId: before.classId as ClassId,
        planId,
      },
    }
  })
}

export function removePlan({ storage, change }: Context, { planId }: ValidInput<'removePlan'>) {
  return change(() => {
    const { name, classId } = storage.plans.read(planId)
    if (storage.plans.ofClass(classId).length === 1) {
      throw new OperationError({
        code: 'invalidInput',
        message: `${name} is the only plan of the class.`,
        remedy: 'Make another plan first.',
      })
    }
    storage.plans.remove(planId)
    return {
      result: {},
      entry: { name: 'removePlan', label: `remove the plan ${name}`, classId: classId as ClassId, planId },
    }
  })
}

export function updateRequest(
  { storage, change }: Context,
  { planId, request }: ValidInput<'updateRequest'>,
) {
  return change(() => {
    const before = storage.plans.read(planId)
    const { request: asked, book } = readPlanState(storage, planId)
    mustBeOfClass(
      storage,
      before.classId,
      request.skills.map(skill => skill.skillId),
    )
    const { mode, groupCount, sizeMin, sizeMax, skills } = request
    const variety = request.variety ? 1 : 0
    storage.plans.update(planId, { ...before, mode, variety, groupCount, sizeMin, sizeMax })
    storage.plans.setSkills(planId, skills)
    const label = `${questionChangeInWords(asked, request, book.skills)} in ${before.name}`
    return { result: {}, entry: { name: 'updateRequest', label, classId: before.classId as ClassId, planId } }
  })
}

function mustBeOfClass(storage: Context['storage'], classId: number, skillIds: readonly number[]): void {
  const known = new Set(storage.skills.ofClass(classId).map(skill => skill.id))
  if (skillIds.every(id => known.has(id))) return
  throw new OperationError({
    code: 'notFound',
    message: 'One of the skills is not of this class.',
    remedy: 'Choose the skills again.',
  })
}

export function updateGroup({ storage, change }: Context, input: ValidInput<'updateGroup'>) {
  const { groupId, ...part } = input
  return change(() => {
    const before = storage.groupings.readGroup(groupId)
    const planId = before.planId as PlanId
    const classId = storage.plans.read(planId).classId as ClassId
    if (part.focusSkillId) mustBeOfClass(storage, classId, [part.focusSkillId])
    const after = {
      name: part.name ?? before.name,
      focusSkillId: part.focusSkillId === undefined ? before.focusSkillId : part.focusSkillId,
      aim: part.aim ?? before.aim,
      moves: part.moves ?? before.moves,
      materials: part.materials ?? before.materials,
    }
    storage.groupings.updateGroup(groupId, after)
    const focus = after.focusSkillId === null ? null : storage.skills.read(after.focusSkillId).name
    return {
      result: {},
      entry: { name: 'updateGroup', label: groupChangeInWords(before, after, focus), classId, planId },
    }
  })
}
