import type { ClassBook } from '../contract/classes.ts'
import type { ClassId, GroupId, PlanId, SkillId, StudentId } from '../contract/ids.ts'
import type { GroupingRequest } from '../contract/plans.ts'
import { groupLetter } from '../grouping/letters.ts'
import { needsBySkill } from '../grouping/needs.ts'
import type { GroupingProblem, Mode, Pair } from '../grouping/problem.ts'
import type { Storage } from '../storage/storage.ts'
import { readBook } from './class-book.ts'

/** A group on the board with who sits in it, by id. */
export interface SeatedGroup {
  readonly id: GroupId
  readonly letter: string
  readonly name: string
  readonly focusSkillId: SkillId | null
  readonly aim: string
  readonly moves: string
  readonly materials: string
  readonly members: readonly { readonly studentId: StudentId; readonly locked: boolean }[]
}

/** Everything that a plan's board is drawn from. */
export interface PlanState {
  readonly book: ClassBook
  readonly plan: {
    readonly id: PlanId
    readonly classId: ClassId
    readonly name: string
    readonly purpose: string
    readonly successCriteria: string
    readonly regroupOn: string | null
    readonly seed: number
  }
  readonly request: GroupingRequest
  /** null = no groups were made yet. */
  readonly groupingId: number | null
  readonly groups: readonly SeatedGroup[]
}

/**
 * Reads a plan with its class and groups.
 *
 * @throws NotFound
 */
export function readPlanState(storage: Storage, planId: PlanId): PlanState {
  const row = storage.plans.read(planId)
  const classId = row.classId as ClassId
  const groupingId = storage.groupings.current(planId)
  const memberships = groupingId === null ? [] : storage.groupings.membersOf(groupingId)
  return {
    book: readBook(storage, classId),
    plan: {
      id: planId,
      classId,
      name: row.name,
      purpose: row.purpose,
      successCriteria: row.successCriteria,
      regroupOn: row.regroupOn,
      seed: row.seed,
    },
    request: {
      mode: row.mode,
      variety: row.variety === 1,
      groupCount: row.groupCount,
      sizeMin: row.sizeMin,
      sizeMax: row.sizeMax,
      skills: storage.plans
        .skillsOf(planId)
        .map(({ skillId, weight }) => ({ skillId: skillId as SkillId, weight })),
    },
    groupingId,
    groups: (groupingId === null ? [] : storage.groupings.groupsOf(groupingId)).map(group => ({
      id: group.id as GroupId,
      letter: groupLetter(group.position),
      name: group.name,
      focusSkillId: group.focusSkillId as SkillId | null,
      aim: group.aim,
      moves: group.moves,
      materials: group.materials,
      members: memberships
        .filter(member => member.groupId === group.id)
        .map(member => ({ studentId: member.studentId as StudentId, locked: member.locked === 1 })),
    })),
  }
}

/** Weights in the order of the class's skills; a skill that the request does not name has weight 0. */
export function weightsOf({ book, request }: PlanState): number[] {
  const weights = new Map(request.skills.map(({ skillId, weight }) => [skillId, weight]))
  return book.skills.map(skill => weights.get(skill.id) ?? 0)
}

/** Today's group of each student, in the order of the class; -1 = in none. */
export function seatsOf({ book, groups }: PlanState): Int32Array {
  const seats = new Map(
    groups.flatMap(({ members }, at) => members.map(member => [member.studentId, at] as const)),
  )
  return Int32Array.from(book.students, student => seats.get(student.id) ?? -1)
}

/**
 * The grouping problem that the plan asks. A lock on a group that would not exist any more (fewer groups are
 * asked for) is left out.
 *
 * @param met who sat together before and is to meet others; none where variety is not asked for
 */
export function problemOf(
  state: PlanState,
  met: readonly (readonly [number, number, number])[],
): GroupingProblem {
  const { book, request } = state
  const place = new Map(book.students.map((student, at) => [student.id, at]))
  const pairs = (kind: 'together' | 'apart') =>
    rulesInClass(book).flatMap((rule): Pair[] => {
      const [a, b] = rule.students.map(id => place.get(id))
      return rule.kind === kind && a !== undefined && b !== undefined ? [[a, b]] : []
    })
  return {
    mode: modeOf(state),
    scores: book.students.map(student => student.scores),
    weights: weightsOf(state),
    groupCount: request.groupCount,
    sizeMin: request.sizeMin,
    sizeMax: request.sizeMax,
    together: pairs('together'),
    apart: pairs('apart'),
    locked: locksOf(state).map(({ at, group }): Pair => [at, group]),
    ...(met.length > 0 ? { variety: { met, cost: MEETING_COST } } : {}),
  }
}

/** About what it costs to seat a student with somewhat unlike ones: enough to count, too little to rule. */
const MEETING_COST = 0.5

function modeOf({ book, request }: PlanState): Mode {
  switch (request.mode) {
    case 'focus':
      return { kind: 'focus', needs: book.students.map(student => needsOf(student, book)) }
    case 'interest': {
      const names = [...new Set(book.students.flatMap(student => student.interests.map(sameInterest)))]
      const topics = new Map(names.map((name, at) => [name, at]))
      const interests = book.students.map(({ interests: own }) =>
        [...new Set(own.map(sameInterest))].flatMap(name => topics.get(name) ?? []),
      )
      return { kind: 'interest', interests, then: 'similar' }
    }
    default:
      return { kind: request.mode }
  }
}

/** How far below mastery a student is in each skill, in shares of its scale; 0 where not assessed. */
export function needsOf(student: ClassBook['students'][number], { skills }: ClassBook): number[] {
  return needsBySkill(
    student.scores,
    skills.map(({ scale, masteryThreshold }) => ({ ...scale, masteryThreshold })),
  )
}

/** "Football" and "football " are one interest. */
export function sameInterest(name: string): string {
  return name.trim().toLocaleLowerCase('en')
}

/** The rules whose two students are both in the class now. */
export function rulesInClass(book: ClassBook): ClassBook['rules'] {
  const present = new Set(book.students.map(student => student.id))
  return book.rules.filter(rule => rule.students.every(id => present.has(id)))
}

/** Locked students by their place in the class, with the group they stay in. */
export function locksOf({ book, request, groups }: PlanState): { at: number; group: number }[] {
  const place = new Map(book.students.map((student, at) => [student.id, at]))
  return groups.slice(0, request.groupCount).flatMap(({ members }, group) =>
    members.flatMap(({ studentId, locked }) => {
      const at = place.get(studentId)
      return locked && at !== undefined ? [{ at, group }] : []
    }),
  )
}
