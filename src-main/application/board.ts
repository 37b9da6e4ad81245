import type { Student } from '../contract/classes.ts'
import type { SkillId } from '../contract/ids.ts'
import type { BrokenRule, Group, PlanBoard } from '../contract/plans.ts'
import { certainties } from '../grouping/certainty.ts'
import { spreads, totalSpread } from '../grouping/fit.ts'
import { placementReasons } from '../grouping/placement.ts'
import { principalPlane } from '../grouping/plane.ts'
import { orderBySharedNeeds } from '../grouping/shared-needs.ts'
import { silhouettes } from '../grouping/silhouette.ts'
import { standardise, type Profiles } from '../grouping/standardise.ts'
import { needsAndStrengths, standingsOf } from '../grouping/standings.ts'
import { collator } from './labels.ts'
import { needsOf, rulesInClass, sameInterest, seatsOf, weightsOf, type PlanState } from './plan-state.ts'

/** A plan as it stands on the screen, with everything that is computed from it. */
export function drawBoard(state: PlanState): PlanBoard {
  const { book, plan, request } = state
  const weights = weightsOf(state)
  const profiles = standardise(
    book.students.map(student => student.scores),
    weights,
  )
  const seats = seatsOf(state)
  const groups = drawGroups(state, profiles, seats, weights)
  return {
    id: plan.id,
    classId: plan.classId,
    name: plan.name,
    purpose: plan.purpose,
    successCriteria: plan.successCriteria,
    regroupOn: plan.regroupOn,
    request,
    groups,
    unplaced:
      state.groups.length === 0 ? [] : book.students.filter((_, at) => seats[at] < 0).map(({ id }) => id),
    fit: {
      within: groups.reduce((sum, group) => sum + group.spread, 0),
      total: totalSpread(profiles, seats),
    },
    brokenRules: brokenRules(state),
    plane: drawPlane(state, profiles, weights),
    skillOrder: orderSkills(state, weights),
  }
}

function drawGroups(
  state: PlanState,
  profiles: Profiles,
  seats: Int32Array,
  weights: readonly number[],
): Group[] {
  const { book, groups, request } = state
  const scores = book.students.map(student => student.scores)
  const thresholds = book.skills.map(skill => skill.masteryThreshold)
  const reasons = placementReasons(profiles, seats, groups.length, weights)
  const spread = spreads(profiles, seats, groups.length)
  const sure = certainties(profiles, seats, groups.length, weights)
  const silhouette = silhouettes(profiles, seats, groups.length)
  const perStudent = book.students.length > 0 ? totalSpread(profiles) / book.students.length : 0
  const counting = new Set(request.skills.map(skill => skill.skillId))
  const place = new Map(book.students.map((student, at) => [student.id, at]))
  const skillId = (at: number): SkillId => book.skills[at].id

  return groups.map((group, at) => {
    const members = group.members
      .flatMap(member => {
        const row = place.get(member.studentId)
        return row === undefined ? [] : [{ ...member, row }]
      })
      .sort((a, b) => byLabel(book.students[a.row], book.students[b.row]))
    const standings = standingsOf(
      members.map(member => member.row),
      scores,
      profiles,
      thresholds,
    )
    const { needs, strengths } = needsAndStrengths(
      standings.filter(standing => counting.has(skillId(standing.skill))),
      members.length,
    )
    return {
      id: group.id,
      letter: group.letter,
      name: group.name,
      focusSkillId: group.focusSkillId,
      aim: group.aim,
      moves: group.moves,
      materials: group.materials,
      members: members.map(({ studentId, locked, row }) => {
        const reason = reasons[row]
        const next = reason?.nextBest
        return {
          studentId,
          locked,
          distance: reason?.distance ?? 0,
          nextBest: next ? { groupId: groups[next.group].id, fitChange: next.fitChange } : null,
          pulls: reason?.pulls.map(skillId) ?? [],
          assessedShare: reason?.assessedShare ?? 0,
          certainty: sure[row],
          silhouette: silhouette[row],
          fitsNowhere: silhouette[row] < NOWHERE && (reason?.distance ?? 0) > perStudent,
        }
      }),
      spread: spread[at],
      likeness: members.length > 0 && perStudent > 0 ? 1 - spread[at] / members.length / perStudent : 1,
      standings: standings.map(({ skill, ...standing }) => ({ skillId: skillId(skill), ...standing })),
      needs: needs.map(skillId),
      strengths: strengths.map(skillId),
      sharedInterest: sharedInterest(members.map(member => book.students[member.row])),
    }
  })
}

/** Hardly nearer to the own group than to another. */
const NOWHERE = 0.1

/** The interest that most of the students have, if at least two do; ties to the first in the alphabet. */
function sharedInterest(students: readonly Student[]): Group['sharedInterest'] {
  const counts = new Map<string, { name: string; count: number }>()
  for (const { interests } of students) {
    for (const [key, name] of new Map(interests.map(one => [sameInterest(one), one]))) {
      counts.set(key, { name, count: (counts.get(key)?.count ?? 0) + 1 })
    }
  }
  const [most] = [...counts.values()].sort((a, b) => b.count - a.count || collator.compare(a.name, b.name))
  return most && most.count > 1 ? most : null
}

const byLabel = (a: Student, b: Student) => collator.compare(a.label, b.label)

/** The rules that today's groups do not keep. */
export function brokenRules({
  book,
  request,
  groups,
}: Pick<PlanState, 'book' | 'request' | 'groups'>): BrokenRule[] {
  const seat = new Map(
    groups.flatMap(group => group.members.map(member => [member.studentId, group] as const)),
  )
  const pairs = rulesInClass(book).flatMap((rule): BrokenRule[] => {
    const [a, b] = rule.students
    const [first, second] = [seat.get(a), seat.get(b)]
    if (!first || !second) return []
    if (rule.kind === 'apart' && first.id === second.id) {
      return [{ kind: 'apart', ruleId: rule.id, students: [a, b], groupId: first.id }]
    }
    if (rule.kind === 'together' && first.id !== second.id) {
      return [{ kind: 'together', ruleId: rule.id, students: [a, b] }]
    }
    return []
  })
  const { sizeMin, sizeMax } = request
  const sizes = groups.flatMap(({ id, members }): BrokenRule[] =>
    members.length < sizeMin || members.length > sizeMax
      ? [{ kind: 'size', groupId: id, size: members.length, sizeMin, sizeMax }]
      : [],
  )
  return [...pairs, ...sizes]
}

/** The plane of the skills that count; a skill without weight has no arrow. */
function drawPlane({ book }: PlanState, profiles: Profiles, weights: readonly number[]): PlanBoard['plane'] {
  const { points, arrows, explained } = principalPlane(profiles)
  return {
    points: book.students.map(({ id }, at) => ({ studentId: id, x: points[at * 2], y: points[at * 2 + 1] })),
    arrows: book.skills
      .map(({ id }, at) => ({ skillId: id, dx: arrows[at * 2], dy: arrows[at * 2 + 1] }))
      .filter((_, at) => weights[at] > 0),
    explained: [explained[0], explained[1]],
  }
}

/** Skills with shared needs side by side; those that do not count for the plan after those that do. */
function orderSkills({ book }: PlanState, weights: readonly number[]): SkillId[] {
  const needs = book.students.map(student =>
    needsOf(student, book).map((need, at) => (student.scores[at] === null ? null : need)),
  )
  const counting = weights.flatMap((weight, at) => (weight > 0 ? [at] : []))
  const others = weights.flatMap((weight, at) => (weight > 0 ? [] : [at]))
  return [counting, others].flatMap(skills =>
    orderBySharedNeeds(
      needs.map(row => skills.map(at => row[at])),
      skills.length,
    ).map(place => book.skills[skills[place]].id),
  )
}
