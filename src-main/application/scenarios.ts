import type { ValidInput } from '../contract/contract.ts'
import type { PlanId, StudentId } from '../contract/ids.ts'
import { OperationError } from '../contract/problem.ts'
import type { ComparedPair, ComparedPlan, PlanComparison, PlanLine } from '../contract/scenarios.ts'
import { compareGroupings } from '../grouping/compare-groupings.ts'
import { measureGroups, type Measure } from '../grouping/measure.ts'
import { brokenRules, drawBoard } from './board.ts'
import type { Context } from './context.ts'
import { copyGroups } from './copy-groups.ts'
import { collator } from './labels.ts'
import { problemOf, readPlanState, seatsOf, type PlanState } from './plan-state.ts'

/** Every plan of a class in one line, to choose among. */
export function readPlanLines({ storage }: Context, { classId }: ValidInput<'readPlanLines'>): PlanLine[] {
  storage.classes.read(classId)
  const plans = storage.plans.ofClass(classId)
  const names = new Map(plans.map(({ id, name }) => [id, name]))
  return plans.map(({ id, name }) => {
    const state = readPlanState(storage, id as PlanId)
    const { groups, request, book } = state
    const seats = seatsOf(state)
    const { parentId } = storage.plans.read(id)
    return {
      planId: id as PlanId,
      name,
      groupCount: groups.length,
      mode: request.mode,
      answered: answeredBy(state, measureGroups(problemOf(state, []), seats, groups.length)),
      brokenCount: brokenRules(state).length,
      unplacedCount: groups.length === 0 ? 0 : book.students.filter((_, at) => seats[at] < 0).length,
      copiedFrom: parentId === null ? null : (names.get(parentId) ?? null),
    }
  })
}

/**
 * Two plans of one class side by side: whose groups are whose, who moves, and how well both answer the question of
 * the first.
 *
 * @throws OperationError when it is twice the same plan, or plans of two classes
 */
export function comparePlans(
  { storage }: Context,
  { planId, otherPlanId }: ValidInput<'comparePlans'>,
): PlanComparison {
  const [left, right] = [readPlanState(storage, planId), readPlanState(storage, otherPlanId)]
  mustBeComparable(left, right)
  const [before, after] = [seatsOf(left), seatsOf(right)]
  const { partners, moved } = compareGroupings(before, after, left.groups.length, right.groups.length)
  // Whoever sits nowhere in one of the plans would make that plan look better.
  const both = (seats: Int32Array) =>
    Int32Array.from(seats, (seat, at) => (before[at] >= 0 && after[at] >= 0 ? seat : -1))
  const question = problemOf(left, [])
  const measures = [
    measureGroups(question, both(before), left.groups.length),
    measureGroups(question, both(after), right.groups.length),
  ] as const
  return {
    left: { ...comparedPlan(left, left), answered: answeredBy(left, measures[0]) },
    right: { ...comparedPlan(right, left), answered: answeredBy(left, measures[1]) },
    pairs: pairsOf(left, right, partners),
    movedCount: moved.length,
    fitChangePercent:
      left.request.mode !== 'random' && measures[0].cost > 0
        ? ((measures[1].cost - measures[0].cost) / measures[0].cost) * 100
        : null,
    sameQuestion: questionOf(left) === questionOf(right),
  }
}

/**
 * Puts another plan's groups on a plan's board, as one step; its question, purpose and dates stay. The same groups
 * again change nothing.
 *
 * @throws OperationError when the other plan has no groups, is the same one, or of another class
 */
export function adoptScenario(context: Context, { planId, fromPlanId }: ValidInput<'adoptScenario'>) {
  const { storage } = context
  return context.change(() => {
    const [state, from] = [readPlanState(storage, planId), readPlanState(storage, fromPlanId)]
    mustBeComparable(state, from)
    if (from.groups.length === 0) {
      throw new OperationError({
        code: 'invalidInput',
        message: `${from.plan.name} has no groups yet.`,
        remedy: 'Open it and press Group first.',
      })
    }
    const { moved } = compareGroupings(seatsOf(state), seatsOf(from), state.groups.length, from.groups.length)
    if (boardAsText(state) !== boardAsText(from)) copyGroups(context, fromPlanId, planId)
    return {
      result: { movedCount: moved.length },
      entry: {
        name: 'adoptScenario',
        label: `take the groups of ${from.plan.name} into ${state.plan.name}`,
        classId: state.plan.classId,
        planId,
      },
    }
  })
}

function mustBeComparable(one: PlanState, other: PlanState): void {
  if (one.plan.id === other.plan.id) {
    throw new OperationError({
      code: 'invalidInput',
      message: `${one.plan.name} cannot be compared with itself.`,
      remedy: 'Choose another plan.',
    })
  }
  if (one.plan.classId === other.plan.classId) return
  throw new OperationError({
    code: 'invalidInput',
    message: `${one.plan.name} is a plan of ${one.book.name}, ${other.plan.name} one of ${other.book.name}: they group different students.`,
    remedy: 'Choose two plans of the same class.',
  })
}

function answeredBy({ request, groups }: PlanState, { cost, worst }: Measure): number | null {
  return request.mode === 'random' || groups.length === 0 || worst <= 0 ? null : 1 - cost / worst
}

/** Mode, skills and weights: what decides how groups are measured. */
function questionOf({ request: { mode, skills } }: PlanState): string {
  const weights = skills.map(({ skillId, weight }) => [skillId, weight] as const)
  return JSON.stringify([mode, weights.sort(([a], [b]) => a - b)])
}

/** A plan's board as the first plan's question sees it; its own sizes decide which limits are broken. */
function comparedPlan(state: PlanState, asked: PlanState): Omit<ComparedPlan, 'answered'> {
  const { mode, skills } = asked.request
  return {
    ...drawBoard({ ...state, request: { ...state.request, mode, skills } }),
    request: state.request,
    brokenRules: brokenRules(state),
  }
}

function pairsOf(left: PlanState, right: PlanState, partners: Int32Array): ComparedPair[] {
  const byLabel = new Map(
    [...left.book.students]
      .sort((a, b) => collator.compare(a.label, b.label))
      .map(({ id }, at) => [id, at] as const),
  )
  const sorted = (students: readonly StudentId[]) =>
    [...students].sort((a, b) => (byLabel.get(a) ?? 0) - (byLabel.get(b) ?? 0))
  const membersOf = (state: PlanState, at: number | null) =>
    at === null ? [] : state.groups[at].members.map(member => member.studentId)
  const pair = (one: number | null, other: number | null): ComparedPair => {
    const [here, there] = [membersOf(left, one), membersOf(right, other)]
    return {
      left: one,
      right: other,
      stay: sorted(here.filter(id => there.includes(id))),
      leave: sorted(here.filter(id => !there.includes(id))),
      join: sorted(there.filter(id => !here.includes(id))),
    }
  }
  const taken = new Set(partners)
  return [
    ...left.groups.map((_, at) => pair(at, partners[at] < 0 ? null : partners[at])),
    ...right.groups.flatMap((_, at) => (taken.has(at) ? [] : [pair(null, at)])),
  ]
}

/** Everything on a board but the ids of its groups. */
function boardAsText({ groups }: PlanState): string {
  return JSON.stringify(
    groups.map(({ letter, name, focusSkillId, aim, moves, materials, members }) => [
      [letter, name, focusSkillId, aim, moves, materials],
      [...members].sort((a, b) => a.studentId - b.studentId).map(one => [one.studentId, one.locked]),
    ]),
  )
}
