import { clockTime, weekdayName } from '../../src-main/contract/clock-words.ts'
import type { ProjectedBlock } from '../../src-main/contract/rotation.ts'

const KINDS = { rotation: 'Rotation', break: 'Break', together: 'All together' } as const

/** What stands on the board for who has no station in a block. */
export const WITHOUT_A_STATION = 'See the teacher'

/** What stands on paper for who is pulled out. Why somebody is elsewhere is nothing that other students should read. */
export const ELSEWHERE = 'elsewhere'

/** Its name, or what kind of block it is. */
export function blockTitle({ name, kind }: Pick<ProjectedBlock, 'name' | 'kind'>): string {
  return name || KINDS[kind]
}

/** Who leads a station; null also where the station has that very name: it is not said twice. */
export function otherThan(station: string, adult: string | null): string | null {
  const plain = (name: string) => name.trim().toLocaleLowerCase('en')
  return adult !== null && plain(adult) === plain(station) ? null : adult
}

/** What is said of a day of which nothing is left. */
export const thatIsAll = (isToday: boolean, weekday: number): string =>
  `That is all for ${isToday ? 'today' : weekdayName(weekday)}`

/** Where nothing at all is on a day. */
export const nothingOn = (weekday: number): string => `Nothing is planned for ${weekdayName(weekday)}`

/** "9:10 to 9:30". */
export function blockTimes({ start, minutes }: Pick<ProjectedBlock, 'start' | 'minutes'>): string {
  return `${clockTime(start)} to ${clockTime(start + minutes)}`
}
