import type { BlockId } from '../contract/ids.ts'
import type { Week } from '../contract/rotation.ts'
import type { MeetingRow } from '../storage/rotations.ts'
import type { Storage } from '../storage/storage.ts'
import { isTable } from './rotation-problem.ts'
import { isIn, readRotationState, stationOf, type RotationState } from './rotation-state.ts'

type Texts = Pick<MeetingRow, 'aim' | 'moves' | 'materials' | 'check'>
const NO_TEXTS: Texts = { aim: null, moves: null, materials: null, check: null }

/**
 * Lets what is written about meetings go with them when a change has given groups other meetings: where a block has its
 * meeting still, it keeps its texts; those of meetings that went are for the new ones, in the order of time, and wait
 * where there are none. To be called in the step of the change.
 *
 * @param before as it was before that
 */
export function carryMeetings(storage: Storage, before: RotationState): void {
  if (before.meetings.length === 0) return
  const after = readRotationState(storage, before.plan.plan.id)
  if (!after) return
  for (const week of after.weeks) {
    for (const position of before.plan.groups.keys()) {
      const then = meetingsOf(before, week, position)
      const now = meetingsOf(after, week, position)
      // Where the meetings are the same, what was written in this very step stays.
      if (before.weeks.includes(week) && then.join() !== now.join()) {
        carryOf(storage, before, { week, position }, then, now)
      }
    }
  }
}

function carryOf(
  { rotations }: Storage,
  { meetings, plan }: RotationState,
  { week, position }: { week: Week; position: number },
  then: readonly BlockId[],
  now: readonly BlockId[],
): void {
  const own = meetings.filter(one => one.week === week && one.position === position)
  const count = Math.max(then.length, ...own.map(({ ordinal }) => ordinal + 1))
  const texts = Array.from(
    { length: count },
    (_, at) => own.find(({ ordinal }) => ordinal === at) ?? NO_TEXTS,
  )
  const carried = carry(texts, then, now)
  for (let ordinal = 0; ordinal < Math.max(count, carried.length); ordinal++) {
    const { aim, moves, materials, check } = carried[ordinal] ?? NO_TEXTS
    if (carried[ordinal] === texts[ordinal]) continue
    rotations.putMeeting(plan.plan.id, { week, position, ordinal, aim, moves, materials, check })
  }
}

/** The texts of the meetings there are now, then those that wait. */
function carry(texts: readonly Texts[], then: readonly BlockId[], now: readonly BlockId[]): Texts[] {
  const free = texts.filter((_, at) => !now.includes(then[at]))
  return [...now.map(block => texts[then.indexOf(block)] ?? free.shift() ?? NO_TEXTS), ...free]
}

/** The blocks in which a group is at a table, in the order of time. */
function meetingsOf(state: RotationState, week: Week, position: number): BlockId[] {
  return state.blocks
    .filter(({ id, kind, weeks }) => {
      const station = stationOf(state, { week, blockId: id, position })
      return kind === 'rotation' && isIn(weeks, week) && station !== null && isTable(station)
    })
    .map(({ id }) => id)
}
