import type { ValidInput } from '../contract/contract.ts'
import type { DemandId, PlanId, PullOutId } from '../contract/ids.ts'
import type { DemandTerms, PullOut, Who } from '../contract/rotation.ts'
import { sameDemand } from '../contract/same-demand.ts'
import { positionsIn } from './absent-groups.ts'
import type { Context } from './context.ts'
import { changeRotation, mustHaveStudent, refused, stationIn, weeksIn } from './rotation-change.ts'
import { demandValues, pullOutFrom, pullOutValues, termsFrom, type RotationState } from './rotation-state.ts'
import { demandInWords, groupAt, listed, small, whenOf, whoInWords } from './rotation-words.ts'

export function addDemand(context: Context, { planId, terms }: ValidInput<'addDemand'>) {
  return changeRotation(context, 'addDemand', planId, state => {
    mustBeOfPlan(state, terms)
    mustBeNew(state.demands, state, terms)
    const demandId = context.storage.rotations.insertDemand(planId, demandValues(terms)) as DemandId
    return { result: { demandId }, label: `ask for ${small(demandInWords(state, terms))}` }
  })
}

export function updateDemand(context: Context, { demandId, terms }: ValidInput<'updateDemand'>) {
  const { rotations } = context.storage
  const before = rotations.demand(demandId)
  return changeRotation(context, 'updateDemand', before.planId as PlanId, state => {
    mustBeOfPlan(state, terms)
    mustBeNew(
      state.demands.filter(({ id }) => id !== demandId),
      state,
      terms,
    )
    rotations.updateDemand(demandId, demandValues(terms))
    return { result: {}, label: `ask for ${small(demandInWords(state, terms))}` }
  })
}

export function removeDemand(context: Context, { demandId }: ValidInput<'removeDemand'>) {
  const { rotations } = context.storage
  const before = rotations.demand(demandId)
  return changeRotation(context, 'removeDemand', before.planId as PlanId, state => {
    rotations.removeRow('rotation_demand', demandId)
    return { result: {}, label: `no longer ask for ${small(demandInWords(state, termsFrom(before)))}` }
  })
}

// What somebody is pulled out for may be sensitive: the words beside the undo button only say that they are.

export function addPullOut(context: Context, { planId, ...given }: ValidInput<'addPullOut'>) {
  return changeRotation(context, 'addPullOut', planId, state => {
    const values = pullOutValues(pullOutIn(state, given))
    const pullOutId = context.storage.rotations.insertPullOut(planId, values) as PullOutId
    return { result: { pullOutId }, label: `pull ${whoInWords(state, given.who)} out on ${whenFrom(given)}` }
  })
}

export function updatePullOut(context: Context, { pullOutId, ...given }: ValidInput<'updatePullOut'>) {
  const { rotations } = context.storage
  const before = rotations.pullOut(pullOutId)
  return changeRotation(context, 'updatePullOut', before.planId as PlanId, state => {
    rotations.updatePullOut(pullOutId, pullOutValues(pullOutIn(state, given, pullOutFrom(before).who)))
    return {
      result: {},
      label: `change when ${whoInWords(state, given.who)} is pulled out on ${whenFrom(given)}`,
    }
  })
}

export function removePullOut(context: Context, { pullOutId }: ValidInput<'removePullOut'>) {
  const { rotations } = context.storage
  const { planId } = rotations.pullOut(pullOutId)
  return changeRotation(context, 'removePullOut', planId as PlanId, state => {
    const before = state.pullOuts.find(({ id }) => id === pullOutId)
    rotations.removeRow('pull_out', pullOutId)
    const label = before
      ? `no longer pull ${whoInWords(state, before.who)} out on ${whenFrom(before)}`
      : 'remove a pull-out'
    return { result: {}, label }
  })
}

const whenFrom = ({ weekday, from }: Pick<PullOut, 'weekday' | 'from'>) => whenOf({ weekday, start: from })

/** @param before whom it was about; one whose group is not there any more may be changed otherwise */
function pullOutIn(
  state: RotationState,
  given: Omit<PullOut, 'id'>,
  before: Who | null = null,
): Omit<PullOut, 'id'> {
  const { who } = given
  if (who.kind === 'student') mustHaveStudent(state, who.studentId)
  else if (before?.kind !== 'group' || before.position !== who.position) mustHaveGroups(state, [who.position])
  return { ...given, weeks: weeksIn(state, given.weeks) }
}

/** @throws OperationError when it names a group that is not there; NotFound */
function mustBeOfPlan(state: RotationState, terms: DemandTerms): void {
  if (terms.kind === 'mustVisit' || terms.kind === 'mustNotVisit') stationIn(state, terms.stationId)
  if (terms.kind === 'tableVisits' && terms.who.kind === 'student')
    mustHaveStudent(state, terms.who.studentId)
  mustHaveGroups(state, positionsIn(terms))
}

/** @throws OperationError when one of them is not there */
function mustHaveGroups({ plan: { groups } }: RotationState, positions: readonly number[]): void {
  const absent = positions.find(position => position >= groups.length)
  if (absent === undefined) return
  throw refused(
    `There is no ${groupAt(absent)} now.`,
    groups.length === 0
      ? 'Make groups first; then they can be named here.'
      : `Name a group that is there: ${listed(groups.map(({ letter }) => letter))}.`,
  )
}

/** @throws OperationError when one of the others asks for the same */
function mustBeNew(others: RotationState['demands'], state: RotationState, terms: DemandTerms): void {
  if (!others.some(other => sameDemand(other.terms) === sameDemand(terms))) return
  throw refused(
    `“${demandInWords(state, terms)}” is asked for already.`,
    'Change that demand, or ask for something else.',
  )
}
