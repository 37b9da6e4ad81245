import type { ValidInput } from '../contract/contract.ts'
import type { OtherGroups, RulePrice } from '../contract/plans.ts'
import { OperationError } from '../contract/problem.ts'
import { costOf, modelCosts } from '../grouping/cost-model.ts'
import { totalSpread, withinGroups } from '../grouping/fit.ts'
import { movesBetween } from '../grouping/regroup.ts'
import { standardise } from '../grouping/standardise.ts'
import type { Context } from './context.ts'
import { askEngine } from './engine.ts'
import { putOnBoard } from './grouping.ts'
import { locksOf, problemOf, readPlanState, rulesInClass, seatsOf, type PlanState } from './plan-state.ts'

/** Other groups that are almost as good as those on the board. */
export async function findAlternatives(context: Context, { planId }: ValidInput<'findAlternatives'>) {
  const state = readPlanState(context.storage, planId)
  const best = mustBeSeated(state)
  const result = await askEngine(context, state, { kind: 'alternatives', best })
  if (result.kind !== 'alternatives') return { alternatives: null }
  return { alternatives: result.alternatives.map(({ groups }) => comparedWithToday(state, groups)) }
}

/** What few moves cost in fit, from today's groups on. */
export async function weighMoves(context: Context, { planId }: ValidInput<'weighMoves'>) {
  const state = readPlanState(context.storage, planId)
  const today = mustBeSeated(state)
  const result = await askEngine(context, state, { kind: 'tradeOffs', today })
  if (result.kind !== 'tradeOffs') return { choices: null }
  return { choices: result.points.map(({ groups }) => comparedWithToday(state, groups)) }
}

/** What every pair rule and lock costs. */
export async function priceRules(
  context: Context,
  { planId }: ValidInput<'priceRules'>,
): Promise<{ prices: RulePrice[] | null }> {
  const state = readPlanState(context.storage, planId)
  const result = await askEngine(context, state, { kind: 'prices' })
  if (result.kind !== 'prices') return { prices: null }
  const { book } = state
  const locks = locksOf(state)
  const prices = result.prices.flatMap(({ rule, price, isExact }): RulePrice[] => {
    const percent = result.cost > 0 ? (price / result.cost) * 100 : 0
    if (rule.kind === 'locked') {
      const { id } = book.students[locks[rule.at].at]
      return [{ kind: 'locked', ruleId: null, studentIds: [id], percent, isExact }]
    }
    if (rule.kind !== 'together' && rule.kind !== 'apart') return []
    const { id, students } = rulesInClass(book).filter(({ kind }) => kind === rule.kind)[rule.at]
    return [{ kind: rule.kind, ruleId: id, studentIds: [...students], percent, isExact }]
  })
  return { prices }
}

/** Puts other groups on the board, as one step. */
export function adoptGroups(context: Context, { planId, seats }: ValidInput<'adoptGroups'>) {
  return context.change(() => {
    const state = readPlanState(context.storage, planId)
    const wanted = new Map(seats.map(({ studentId, position }) => [studentId, position]))
    const positions = state.book.students.map(({ id }) => wanted.get(id) ?? -1)
    const fits = positions.every(position => position >= 0 && position < state.request.groupCount)
    if (!fits || seats.length !== positions.length || wanted.size !== seats.length) {
      throw new OperationError({
        code: 'invalidInput',
        message: 'The class or the number of groups was changed since these groups were found.',
        remedy: 'Look for other groups again.',
      })
    }
    const movedCount = putOnBoard(context, state, Int32Array.from(positions), state.plan.seed)
    const who = movedCount === 1 ? '1 student' : `${movedCount} students`
    const label = `take other groups in ${state.plan.name}, where ${who} move${movedCount === 1 ? 's' : ''}`
    return {
      result: { movedCount },
      entry: { name: 'adoptGroups', label, classId: state.plan.classId, planId },
    }
  })
}

function mustBeSeated(state: PlanState): Int32Array {
  const seats = seatsOf(state)
  if (state.groups.length === state.request.groupCount && !seats.includes(-1)) return seats
  throw new OperationError({
    code: 'invalidInput',
    message:
      state.groups.length === 0
        ? 'There are no groups yet to compare with.'
        : 'Not everybody sits in one of the groups that were asked for.',
    remedy: 'Press Group first.',
  })
}

function comparedWithToday(state: PlanState, groups: Int32Array): OtherGroups {
  const problem = problemOf(state, [])
  const profiles = standardise(problem.scores, problem.weights)
  const model = modelCosts(problem, profiles)
  const today = seatsOf(state)
  const [before, after] = [costOf(model, today), costOf(model, groups)]
  const total = totalSpread(profiles)
  return {
    seats: state.book.students.map(({ id }, at) => ({ studentId: id, position: groups[at] })),
    movedCount: movesBetween(today, groups),
    fitChangePercent: before > 0 ? ((after - before) / before) * 100 : 0,
    likeness: total > 0 ? 1 - withinGroups(profiles, groups, problem.groupCount) / total : 1,
  }
}
