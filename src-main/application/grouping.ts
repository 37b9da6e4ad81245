import type { ValidInput } from '../contract/contract.ts'
import type { SkillId } from '../contract/ids.ts'
import type { GroupingOutcome } from '../contract/plans.ts'
import { modelCosts, topicsOfGroups } from '../grouping/cost-model.ts'
import { keepLabels } from '../grouping/keep-labels.ts'
import { standardise } from '../grouping/standardise.ts'
import type { Context } from './context.ts'
import { describeContradiction } from './contradiction-words.ts'
import { askEngine, mustBeAsAsked, proofOf } from './engine.ts'
import { groupName } from './group-names.ts'
import type { RunResult } from './grouping-run.ts'
import { locksOf, problemOf, readPlanState, seatsOf, type PlanState } from './plan-state.ts'

/**
 * Looks for the best groups for a plan's question and puts them on the board in one step. Names, aims and
 * locks of today's groups stay with the letter, and letters go to the groups that are most alike.
 */
export async function proposeGroups(
  context: Context,
  { planId }: ValidInput<'proposeGroups'>,
): Promise<GroupingOutcome> {
  const state = readPlanState(context.storage, planId)
  const seed = seedFor(context, state)
  const result = await askEngine(context, state, { kind: 'groups' }, seed)
  switch (result.kind) {
    case 'grouped':
      return seatAnew(context, state, result, seed)
    case 'contradiction':
      return { kind: 'impossible', rules: describeContradiction(state, result.givingUp) }
    case 'unknown':
      return { kind: 'impossible', rules: [UNKNOWN] }
    default:
      return { kind: 'cancelled' }
  }
}

const UNKNOWN = {
  words:
    'No grouping was found that keeps all rules, and it could not be shown either that there is none. Give up a rule or allow more sizes.',
  givingUp: null,
}

/** Every press draws other lots; every other answer depends on the question alone. */
function seedFor({ storage }: Context, { plan, request }: PlanState): number {
  return request.mode === 'random' ? plan.seed + storage.groupings.ofPlan(plan.id).length : plan.seed
}

function seatAnew(
  context: Context,
  asked: PlanState,
  { groups: found, cost, bound, stopped }: Extract<RunResult, { kind: 'grouped' }>,
  seed: number,
): GroupingOutcome {
  const planId = asked.plan.id
  const state = readPlanState(context.storage, planId)
  mustBeAsAsked(state, asked)
  const proof = state.request.mode === 'random' ? ({ kind: 'none' } as const) : proofOf(cost, bound)
  const { groupCount } = state.request
  const today = seatsOf(state)
  const sameCount = state.groups.length === groupCount && !today.includes(-1)
  if (sameCount && samePartition(found, today)) return { kind: 'unchanged', proof }
  const locks = locksOf(state).map(({ at, group }) => [at, group] as const)
  const seats = keepLabels(found, today, groupCount, locks)
  const movedCount = context.change(() => ({
    result: putOnBoard(context, state, seats, seed),
    entry: {
      name: 'proposeGroups',
      label: `group ${state.plan.name} into ${groupCount}`,
      classId: state.plan.classId,
      planId,
    },
  }))
  return { kind: 'grouped', proof, movedCount, stoppedEarly: stopped }
}

/**
 * Makes a grouping with everybody in the given seats; inside a change. Names, aims and locks stay with the
 * letter; where the question is about focus skills, every group gets its own.
 *
 * @param seats group of each student in the order of the class
 * @returns how many students have another group now
 */
export function putOnBoard(
  { storage, now }: Context,
  state: PlanState,
  seats: Int32Array,
  seed: number,
): number {
  const { request, book, plan } = state
  const today = seatsOf(state)
  const lockedRows = new Set(locksOf(state).map(({ at }) => at))
  const focus = focusOf(state, seats)
  const groupingId = storage.groupings.insert(plan.id, now().toISOString(), request.mode, seed)
  const ids = Array.from({ length: request.groupCount }, (_, position) => {
    const { name, focusSkillId, aim, moves, materials } = state.groups[position] ?? {
      name: groupName(position),
      focusSkillId: null,
      aim: '',
      moves: '',
      materials: '',
    }
    return storage.groupings.insertGroup(groupingId, position, {
      name,
      focusSkillId: focus ? focus[position] : focusSkillId,
      aim,
      moves,
      materials,
    })
  })
  for (const [at, { id }] of book.students.entries()) {
    storage.groupings.seat(groupingId, id, ids[seats[at]], lockedRows.has(at))
  }
  return book.students.filter((_, at) => seats[at] !== today[at]).length
}

/** The focus skill of each group; null where the question is not about that. */
function focusOf(state: PlanState, seats: Int32Array): (SkillId | null)[] | null {
  if (state.request.mode !== 'focus') return null
  const problem = problemOf(state, [])
  const model = modelCosts(problem, standardise(problem.scores, problem.weights))
  return topicsOfGroups(model, seats).map(skill => (skill === null ? null : state.book.skills[skill].id))
}

/** Whether two groupings put the same students together, whatever the groups are called. */
function samePartition(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  const there = new Map<number, number>()
  const back = new Map<number, number>()
  for (let student = 0; student < a.length; student++) {
    const [x, y] = [a[student], b[student]]
    if ((there.get(x) ?? y) !== y || (back.get(y) ?? x) !== x) return false
    there.set(x, y)
    back.set(y, x)
  }
  return true
}
