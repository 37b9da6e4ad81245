import { clockTime, weekdayName } from '../contract/clock-words.ts'
import type { StudentId } from '../contract/ids.ts'
import type { Block, CellKey, DemandTerms, Station, Week, Who } from '../contract/rotation.ts'
import { groupLetter } from '../grouping/letters.ts'
import type { RotationState } from './rotation-state.ts'

/** "Monday 9:10" */
export function whenOf({ weekday, start }: Pick<Block, 'weekday' | 'start'>): string {
  return `${weekdayName(weekday)} ${clockTime(start)}`
}

/** "Monday 9:10", and where weeks alternate "Monday 9:10 in week B". */
export function whenInWeek(state: Pick<RotationState, 'weeks'>, block: Block, week: Week): string {
  return `${whenOf(block)}${inWeek(state, week)}`
}

/** Nothing, and where weeks alternate " in week B". */
export function inWeek({ weeks }: Pick<RotationState, 'weeks'>, week: Week): string {
  return weeks.length > 1 ? ` in week ${week.toUpperCase()}` : ''
}

/** "Rotation 2", or when it is where it has no name. */
export function blockName({ name, ...block }: Block): string {
  return name === '' ? `the block on ${whenOf(block)}` : `${name} on ${weekdayName(block.weekday)}`
}

/** "once", "twice", "3 times" */
export function times(count: number): string {
  if (count === 1) return 'once'
  return count === 2 ? 'twice' : `${count} times`
}

/** "A", "A and C", "A, B and C" */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

export const groupAt = (position: number): string => `group ${groupLetter(position)}`

/** A student's label; one who left the class has none. */
export function studentName({ plan }: Pick<RotationState, 'plan'>, studentId: StudentId): string {
  return plan.book.students.find(({ id }) => id === studentId)?.label ?? 'a student'
}

/** "group B", "Mia" */
export function whoInWords(state: Pick<RotationState, 'plan'>, who: Who): string {
  return who.kind === 'group' ? groupAt(who.position) : studentName(state, who.studentId)
}

/** "Library", or where several have that name "Library (station 5)", by the teacher's order. */
export function stationName({ stations }: Pick<RotationState, 'stations'>, id: Station['id'] | null): string {
  const at = stations.findIndex(station => station.id === id)
  if (at < 0) return 'a station'
  const { name } = stations[at]
  return stations.some((other, place) => other.name === name && place !== at)
    ? `${name} (station ${at + 1})`
    : name
}

/** "Group B at the table at least 3 times a week". */
export function demandInWords(state: Pick<RotationState, 'plan' | 'stations'>, terms: DemandTerms): string {
  switch (terms.kind) {
    case 'tableVisits': {
      const who = terms.who.kind === 'everyGroup' ? 'every group' : whoInWords(state, terms.who)
      return `${capital(who)} at the table at least ${times(terms.least)} a week`
    }
    case 'mustVisit':
      return `${capital(groupAt(terms.position))} at ${stationName(state, terms.stationId)} at least ${times(terms.least)} a week`
    case 'mustNotVisit':
      return `${capital(groupAt(terms.position))} never at ${stationName(state, terms.stationId)}`
    case 'apart':
      return `Groups ${listed(terms.positions.map(groupLetter))} never at one station at one time`
    case 'mostChanges':
      return terms.most === 0
        ? 'No change of station during a day'
        : `At most ${terms.most} ${terms.most === 1 ? 'change' : 'changes'} of station a day`
  }
}

/** "B on Monday 9:10" */
export function cellInWords(state: RotationState, { week, blockId, position }: CellKey): string {
  const block = state.blocks.find(({ id }) => id === blockId)
  return `${groupLetter(position)} on ${block ? whenInWeek(state, block, week) : 'a block'}`
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

export const small = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)
