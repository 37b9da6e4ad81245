import type { ValidInput } from '../contract/contract.ts'
import type { PlanId } from '../contract/ids.ts'
import type { GroupingOutcome } from '../contract/plans.ts'
import { OperationError } from '../contract/problem.ts'
import { totalSpread, withinGroups } from '../grouping/fit.ts'
import { keepLabels } from '../grouping/keep-labels.ts'
import { standardise } from '../grouping/standardise.ts'
import type { Context } from './context.ts'
import { describeContradiction } from './contradiction-words.ts'
import { groupName } from './group-names.ts'
import { startGroupingRun, type RunResult } from './grouping-run.ts'
import { locksOf, problemOf, readPlanState, seatsOf, weightsOf, type PlanState } from './plan-state.ts'

/**
 * Looks for the best groups for a plan's question and puts them on the board in one step. Names, aims and
 * locks of today's groups stay with the letter, and letters go to the groups that are most alike.
 */
export async function proposeGroups(
  context: Context,
  { planId }: ValidInput<'proposeGroups'>,
): Promise<GroupingOutcome> {
  const { storage, runs } = context
  if (runs.has(planId)) {
    throw new OperationError({
      code: 'groupingRunning',
      message: 'The groups of this plan are being made already.',
      remedy: 'Wait a moment, or stop that first.',
    })
  }
  const state = readPlanState(storage, planId)
  mustBeAnswerable(state)
  const problem = problemOf(state)
  const total = totalSpread(standardise(problem.scores, problem.weights))
  const run = startGroupingRun(context.groupingWorker, problem, state.plan.seed, ({ progress, within }) =>
    context.emit({ type: 'groupingProgress', planId, progress, within, total }),
  )
  runs.set(planId, run)
  let result: RunResult
  try {
    result = await run.result
  } finally {
    runs.delete(planId)
  }
  if (result.kind === 'cancelled') return { kind: 'cancelled' }
  if (result.kind === 'unknown') return { kind: 'impossible', rules: [UNKNOWN] }
  if (result.kind === 'contradiction') {
    return { kind: 'impossible', rules: describeContradiction(state, result.rules) }
  }
  return seatAnew(context, planId, state, result)
}

const UNKNOWN =
  'No grouping was found that keeps all rules, and it could not be shown either that there is none. Give up a rule or allow more sizes.'

/** Ends a run; nothing happens when none is under way. */
export function stopGrouping({ runs }: Context, { planId, keep }: ValidInput<'stopGrouping'>) {
  runs.get(planId)?.stop(keep)
  return {}
}

function mustBeAnswerable({ book, request }: PlanState): void {
  if (book.students.length === 0) {
    throw new OperationError({
      code: 'invalidInput',
      message: 'There are no students in the class yet.',
      remedy: 'Import scores, or add students in the roster.',
    })
  }
  if (request.skills.length === 0) {
    throw new OperationError({
      code: 'invalidInput',
      message: 'No skill counts yet.',
      remedy: 'Choose at least one skill in the sentence above the map.',
    })
  }
}

function seatAnew(
  context: Context,
  planId: PlanId,
  asked: PlanState,
  { groups: found, within, stopped }: Extract<RunResult, { kind: 'grouped' }>,
): GroupingOutcome {
  const { storage } = context
  const state = readPlanState(storage, planId)
  if (JSON.stringify(problemOf(state)) !== JSON.stringify(problemOf(asked))) {
    throw new OperationError({
      code: 'invalidInput',
      message: 'The class or the question was changed while the groups were being made; nothing was written.',
      remedy: 'Press Group again.',
    })
  }
  const { request, book, plan } = state
  const profiles = standardise(
    book.students.map(student => student.scores),
    weightsOf(state),
  )
  const total = totalSpread(profiles)
  const today = seatsOf(state)
  const sameCount = state.groups.length === request.groupCount && !today.includes(-1)
  if (sameCount && samePartition(found, today)) return { kind: 'unchanged', within, total }

  const locks = locksOf(state)
  const seats = keepLabels(
    found,
    today,
    request.groupCount,
    locks.map(({ at, group }) => [at, group] as const),
  )
  const movedCount = book.students.filter((_, at) => seats[at] !== today[at]).length
  const lockedRows = new Set(locks.map(({ at }) => at))
  context.change(() => {
    const groupingId = storage.groupings.insert(planId, context.now().toISOString(), request.mode, plan.seed)
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
        focusSkillId,
        aim,
        moves,
        materials,
      })
    })
    for (const [at, { id }] of book.students.entries()) {
      storage.groupings.seat(groupingId, id, ids[seats[at]], lockedRows.has(at))
    }
    return {
      result: undefined,
      entry: {
        name: 'proposeGroups',
        label: `group into ${request.groupCount}`,
        classId: plan.classId,
        planId,
      },
    }
  })
  return {
    kind: 'grouped',
    within: withinGroups(profiles, seats, request.groupCount),
    total,
    movedCount,
    stoppedEarly: stopped,
  }
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
