import type { OperationName } from '../contract/contract.ts'
import type { AdultId, BlockId, PlanId, StationId, StudentId } from '../contract/ids.ts'
import { OperationError } from '../contract/problem.ts'
import type { Block, Station, Weeks } from '../contract/rotation.ts'
import { NotFound } from '../storage/errors.ts'
import { carryMeetings } from './carry-meetings.ts'
import type { Context } from './context.ts'
import { keepOwnNames } from './own-names.ts'
import { mustReadRotation, type RotationState } from './rotation-state.ts'

/**
 * One step in a plan's rotation: `write` does it and says it in words; what is written about meetings goes with them,
 * and names that are the app's own follow.
 *
 * @throws OperationError without a rotation
 */
export function changeRotation<T>(
  { storage, change }: Context,
  name: OperationName,
  planId: PlanId,
  write: (state: RotationState) => { result: T; label: string },
): T {
  return change(() => {
    const state = mustReadRotation(storage, planId)
    const { result, label } = write(state)
    keepOwnNames(storage, state)
    carryMeetings(storage, state)
    return { result, entry: { name, label, classId: state.plan.plan.classId, planId } }
  })
}

/** Something that cannot be, with what to do instead. */
export function refused(message: string, remedy: string): OperationError {
  return new OperationError({ code: 'invalidInput', message, remedy })
}

/** @throws NotFound when the plan has no such station */
export function stationIn({ stations }: RotationState, id: StationId): Station {
  const station = stations.find(one => one.id === id)
  if (!station) throw new NotFound('station')
  return station
}

/** @throws NotFound when the plan has no such block */
export function blockIn({ blocks }: RotationState, id: BlockId): Block {
  const block = blocks.find(one => one.id === id)
  if (!block) throw new NotFound('block')
  return block
}

/** @throws NotFound when the plan has no such adult */
export function mustHaveAdult({ adults }: RotationState, id: AdultId | null): void {
  if (id !== null && !adults.some(one => one.id === id)) throw new NotFound('adult')
}

/** @throws NotFound when the student is not in the class */
export function mustHaveStudent({ plan }: RotationState, id: StudentId): void {
  if (!plan.book.students.some(one => one.id === id)) throw new NotFound('student')
}

/** Where weeks do not alternate, everything is in every week. */
export const weeksIn = ({ weekAFrom }: RotationState, weeks: Weeks): Weeks =>
  weekAFrom === null ? 'every' : weeks
