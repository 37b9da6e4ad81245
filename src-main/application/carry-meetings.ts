import type { BlockId } from '../contract/ids.ts'
import type { Week } from '../contract/rotation.ts'
import type { MeetingTexts } from '../storage/rotations.ts'
import type { Storage } from '../storage/storage.ts'
import { isTable } from './rotation-problem.ts'
import { isIn, readRotationState, stationOf, type RotationState } from './rotation-state.ts'

/** What is stored about a meeting; null = nothing: it follows its group. */
type Stored = MeetingTexts | null
/** Of a meeting that came while no texts waited: those of the next one that goes are for it. */
const OPEN: MeetingTexts = { aim: null, moves: null, materials: null, check: null }

function isWritten(stored: Stored): stored is MeetingTexts {
  if (stored === null) return false
  const { aim, moves, materials, check } = stored
  return [aim, moves, materials, check].some(text => text !== null)
}

/**
 * Lets what is written about meetings go with them when a change has given groups other meetings: where a block has its
 * meeting still, it keeps its texts; those of meetings that went are for the new ones, in the order of time. Where there
 * are none they are for those that came before and are open, so that who puts in the new visit first and then takes out
 * the old one has moved it too; else they wait for the next that comes. To be called in the step of the change.
 *
 * @param before as it was before that
 */
export function carryMeetings(storage: Storage, before: RotationState): void {
  // Also of groups that are not there now: they may come back, and their visits wait for them.
  const positions = new Set(before.meetings.map(({ position }) => position))
  if (positions.size === 0) return
  const after = readRotationState(storage, before.plan.plan.id)
  if (!after) return
  for (const week of after.weeks) {
    for (const position of positions) {
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
  if (!own.some(isWritten)) return
  const stored = Array.from(
    { length: count },
    (_, at): Stored => own.find(({ ordinal }) => ordinal === at) ?? null,
  )
  const carried = carry(stored, then, now)
  for (let ordinal = 0; ordinal < Math.max(count, carried.length); ordinal++) {
    const [one, before] = [carried[ordinal] ?? null, stored[ordinal] ?? null]
    if (one === before) continue
    const key = { week, position, ordinal }
    if (one) rotations.putMeeting(plan.plan.id, { ...one, ...key })
    else rotations.removeMeeting(plan.plan.id, key)
  }
}

/** What there is about the meetings of now, then what waits. */
function carry(stored: readonly Stored[], then: readonly BlockId[], now: readonly BlockId[]): Stored[] {
  const free = stored.filter((_, at) => !now.includes(then[at]))
  const taken = now.map((block): Stored => {
    if (then.includes(block)) return stored[then.indexOf(block)]
    return free.length > 0 ? (free.shift() ?? null) : OPEN
  })
  const left = free.filter(isWritten)
  return [...taken.map(one => (one === null || isWritten(one) ? one : (left.shift() ?? one))), ...left]
}

/** The blocks in which a group is at a table, in the order of time. */
export function meetingsOf(state: RotationState, week: Week, position: number): BlockId[] {
  return state.blocks
    .filter(({ id, kind, weeks }) => {
      const station = stationOf(state, { week, blockId: id, position })
      return kind === 'rotation' && isIn(weeks, week) && station !== null && isTable(station)
    })
    .map(({ id }) => id)
}
