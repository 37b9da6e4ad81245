import type { Block, Week } from '../contract/rotation.ts'
import { MINUTES_OF_A_DAY } from '../contract/station-choices.ts'
import type { SpareBlock } from '../rotation/add-block.ts'
import { awayFrom, groupAwayFrom, isThere, type Place } from './rotation-problem.ts'
import { isIn, type RotationState } from './rotation-state.ts'

/** Where one more rotation could be, and the same in numbers. */
export interface SparePlace {
  readonly place: Place
  readonly spare: SpareBlock
}

/**
 * One more rotation for each day of these weeks that has any: as long as the last one there, and after it and what is on
 * then. None where there is no time for it before midnight.
 */
export function sparePlaces(state: RotationState, weeks: readonly Week[]): SparePlace[] {
  return weeks.flatMap(week => {
    const ofWeek = state.blocks.filter(block => isIn(block.weeks, week))
    return [...Map.groupBy(ofWeek, ({ weekday }) => weekday)].flatMap(([, ofDay]) => {
      const block = oneMoreAfter(ofDay)
      if (!block) return []
      const place = { block, week }
      return [{ place, spare: numbered(state, place) }]
    })
  })
}

/** @param ofDay the blocks of a day in one week, in the order of time */
function oneMoreAfter(ofDay: readonly Block[]): Block | null {
  const last = ofDay.findLast(({ kind }) => kind === 'rotation')
  if (!last) return null
  let start = endOf(last)
  for (const block of ofDay.slice(ofDay.indexOf(last) + 1)) {
    if (block.start < start + last.minutes) start = endOf(block)
  }
  return start + last.minutes > MINUTES_OF_A_DAY ? null : { ...last, start, hasTeacher: true }
}

function numbered(state: RotationState, place: Place): SpareBlock {
  const { adults } = state
  const { groups, book } = state.plan
  const { weekday, start, minutes } = place.block
  const away = awayFrom(state, place)
  const isGone = (position: number) =>
    groups[position].members.length === 0 || groupAwayFrom(state, position, place, away).length > 0
  return {
    day: weekday - 1 + (place.week === 'a' ? 0 : 7),
    ...{ start, minutes },
    groupsAway: [...groups.keys()].filter(isGone),
    studentsAway: [...book.students.keys()].filter(at => away.has(book.students[at].id)),
    adultsHere: [...adults.keys()].filter(at => isThere(adults[at].hours, place)),
  }
}

const endOf = ({ start, minutes }: Block) => start + minutes
