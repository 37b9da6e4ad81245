import type { ClassId, PlanId } from '../contract/ids.ts'
import type { Storage } from '../storage/storage.ts'

const COMFORTABLE_SIZE = 5
const LEAST_SIZE = 2

/**
 * A question that a class of this size can be asked: groups of about five, give or take one.
 *
 * @returns sizes for which every number of students has places
 */
export function defaultSizes(studentCount: number): { groupCount: number; sizeMin: number; sizeMax: number } {
  if (studentCount === 0) return { groupCount: 5, sizeMin: 4, sizeMax: 6 }
  const groupCount = Math.max(1, Math.min(200, Math.round(studentCount / COMFORTABLE_SIZE)))
  const share = studentCount / groupCount
  return {
    groupCount,
    sizeMin: Math.max(1, Math.min(LEAST_SIZE, Math.floor(share)), Math.ceil(share) - 1),
    sizeMax: Math.max(1, Math.floor(share) + 1),
  }
}

/** A plan with the question that suits the class: all its skills, groups of about five. */
export function insertPlan(storage: Storage, classId: ClassId, name: string): PlanId {
  const planId = storage.plans.insert(classId, null, {
    name,
    purpose: '',
    successCriteria: '',
    regroupOn: null,
    mode: 'similar',
    variety: 0,
    ...defaultSizes(storage.students.ofClass(classId).length),
  }) as PlanId
  for (const { id } of storage.skills.ofClass(classId)) storage.plans.putSkill(planId, id, 1)
  return planId
}
