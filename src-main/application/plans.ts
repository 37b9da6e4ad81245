import type { ValidInput } from '../contract/contract.ts'
import type { ClassId, PlanId } from '../contract/ids.ts'
import { OperationError } from '../contract/problem.ts'
import { writeGroupSheet } from '../exchange/group-sheet.ts'
import { NotFound } from '../storage/errors.ts'
import { drawBoard } from './board.ts'
import { readBook } from './class-book.ts'
import type { Context } from './context.ts'
import { insertPlan } from './new-plan.ts'
import { readPlanState } from './plan-state.ts'

export function readPlan({ storage }: Context, { planId }: ValidInput<'readPlan'>) {
  return drawBoard(readPlanState(storage, planId))
}

/** A new plan, or one that starts from another plan's question and groups. */
export function createPlan(
  { storage, change, now }: Context,
  { classId, name, copyOf }: ValidInput<'createPlan'>,
) {
  return change(() => {
    storage.classes.read(classId)
    const planId = copyOf === null ? insertPlan(storage, classId, name) : copyPlan(copyOf)
    return {
      result: { planId },
      entry: { name: 'createPlan', label: `make the plan ${name}`, classId, planId },
    }
  })

  function copyPlan(from: PlanId): PlanId {
    const source = storage.plans.read(from)
    if (source.classId !== classId) throw new NotFound('plan')
    const planId = storage.plans.insert(classId, from, { ...source, name }) as PlanId
    storage.plans.setSkills(planId, storage.plans.skillsOf(from))
    const groupingId = storage.groupings.current(from)
    if (groupingId === null) return planId
    const copy = storage.groupings.insert(planId, now().toISOString(), source.mode, source.seed)
    const groups = new Map(
      storage.groupings
        .groupsOf(groupingId)
        .map(
          group => [group.id, storage.groupings.insertGroup(copy, group.position, values(group))] as const,
        ),
    )
    for (const { studentId, groupId, locked } of storage.groupings.membersOf(groupingId)) {
      const group = groups.get(groupId)
      if (group !== undefined) storage.groupings.seat(copy, studentId, group, locked === 1)
    }
    return planId
  }
}

function values({
  name,
  focusSkillId,
  aim,
  moves,
  materials,
}: Parameters<Context['storage']['groupings']['updateGroup']>[1]) {
  return { name, focusSkillId, aim, moves, materials }
}

const PLAN_FIELDS = {
  name: 'rename the plan',
  purpose: 'write the purpose',
  successCriteria: 'write how we will know',
  regroupOn: 'set the regroup date',
} as const

export function updatePlan({ storage, change }: Context, input: ValidInput<'updatePlan'>) {
  const { planId, ...part } = input
  return change(() => {
    const before = storage.plans.read(planId)
    storage.plans.update(planId, {
      ...before,
      name: part.name ?? before.name,
      purpose: part.purpose ?? before.purpose,
      successCriteria: part.successCriteria ?? before.successCriteria,
      regroupOn: part.regroupOn === undefined ? before.regroupOn : part.regroupOn,
    })
    return {
      result: {},
      entry: {
        name: 'updatePlan',
        label: fieldInWords(part, PLAN_FIELDS, 'change the plan'),
        classId: before.classId as ClassId,
        planId,
      },
    }
  })
}

function fieldInWords(part: object, words: Record<string, string>, otherwise: string): string {
  const [only, ...more] = Object.keys(part)
  return only !== undefined && more.length === 0 ? (words[only] ?? otherwise) : otherwise
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
    mustBeOfClass(
      storage,
      before.classId,
      request.skills.map(skill => skill.skillId),
    )
    const { mode, groupCount, sizeMin, sizeMax, skills } = request
    const variety = request.variety ? 1 : 0
    storage.plans.update(planId, { ...before, mode, variety, groupCount, sizeMin, sizeMax })
    storage.plans.setSkills(planId, skills)
    const label =
      groupCount !== before.groupCount
        ? `ask for ${groupCount} groups`
        : sizeMin !== before.sizeMin || sizeMax !== before.sizeMax
          ? `ask for groups of ${sizeMin} to ${sizeMax}`
          : 'choose the skills that count'
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

const GROUP_FIELDS = {
  name: 'rename',
  aim: 'write the aim of',
  focusSkillId: 'set the focus of',
  moves: 'write the teacher’s moves for',
  materials: 'write the materials for',
} as const

export function updateGroup({ storage, change }: Context, input: ValidInput<'updateGroup'>) {
  const { groupId, ...part } = input
  return change(() => {
    const before = storage.groupings.readGroup(groupId)
    const planId = before.planId as PlanId
    const classId = storage.plans.read(planId).classId as ClassId
    if (part.focusSkillId) mustBeOfClass(storage, classId, [part.focusSkillId])
    storage.groupings.updateGroup(groupId, {
      name: part.name ?? before.name,
      focusSkillId: part.focusSkillId === undefined ? before.focusSkillId : part.focusSkillId,
      aim: part.aim ?? before.aim,
      moves: part.moves ?? before.moves,
      materials: part.materials ?? before.materials,
    })
    return {
      result: {},
      entry: {
        name: 'updateGroup',
        label: `${fieldInWords(part, GROUP_FIELDS, 'change')} group ${before.name}`,
        classId,
        planId,
      },
    }
  })
}

/** The groups on the board as a CSV file. */
export function exportGroups({ storage }: Context, { planId }: ValidInput<'exportGroups'>) {
  const state = readPlanState(storage, planId)
  const board = drawBoard(state)
  const book = readBook(storage, state.plan.classId)
  const students = new Map(book.students.map(student => [student.id, student]))
  const skills = new Map(book.skills.map(skill => [skill.id, skill.name]))
  const member = (id: (typeof board.unplaced)[number], locked: boolean) => ({
    fullName: students.get(id)?.fullName ?? '',
    externalId: students.get(id)?.externalId ?? null,
    locked,
  })
  const text = writeGroupSheet(
    board.groups.map(group => ({
      letter: group.letter,
      name: group.name,
      focusSkill: group.focusSkillId === null ? '' : (skills.get(group.focusSkillId) ?? ''),
      aim: group.aim,
      members: group.members.map(({ studentId, locked }) => member(studentId, locked)),
    })),
    board.groups.length === 0 ? [] : board.unplaced.map(id => member(id, false)),
  )
  const fileName = `${book.name} - ${board.name} - groups.csv`
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
  return { fileName, mediaType: 'text/csv;charset=utf-8', text }
}
