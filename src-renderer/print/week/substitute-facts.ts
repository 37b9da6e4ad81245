import type { DayBoard, PullOut, Station } from '../../../src-main/contract/rotation.ts'
import { listed } from '../../design/words.ts'
import type { PaperWeek } from './paper-week.ts'

const WHAT: Readonly<Record<Station['kind'], string>> = {
  table: 'You teach the group that is with you.',
  independent: 'Each student works alone and quietly.',
  partner: 'Students work in pairs; quiet voices.',
  technology: 'Students work with a device.',
  library: 'Students choose books and read.',
  adult: 'Another adult teaches the group.',
  other: 'The group works by itself; the materials show what to do.',
}

export interface StationFacts {
  readonly station: Station
  readonly what: string
  readonly leader: string
}

/** The stations a group visits on a date, in the teacher's order, explained to somebody who has never seen them. */
export function stationFacts(of: PaperWeek, day: DayBoard): StationFacts[] {
  const here = day.blocks.flatMap(({ stations }) => stations.filter(({ groups }) => groups.length > 0))
  return of.board.stations
    .filter(({ id }) => here.some(({ stationId }) => stationId === id))
    .map(station => {
      const adults = here.flatMap(({ stationId, adult }) =>
        stationId === station.id && adult ? [adult] : [],
      )
      const leader =
        listed([...new Set(adults)]) || (station.kind === 'table' ? 'You' : 'Nobody: by themselves')
      const most =
        station.capacity === 1 ? 'One group at a time.' : `Up to ${station.capacity} groups at a time.`
      return { station, what: `${WHAT[station.kind]} ${most}`, leader }
    })
}

export interface PulledOut {
  readonly id: PullOut['id']
  readonly who: string
  /** What for. Sensitive. */
  readonly name: string
  readonly from: number
  readonly until: number
}

/** Who is elsewhere on a date, by time. */
export function pulledOutOn(of: PaperWeek, { weekday, week }: DayBoard): PulledOut[] {
  return of.board.pullOuts
    .filter(one => one.weekday === weekday && (one.weeks === 'every' || one.weeks === week))
    .map(({ id, who, name, from, until }) => ({ id, who: whoIs(of, who), name, from, until }))
    .sort((a, b) => a.from - b.from || a.who.localeCompare(b.who))
}

function whoIs(of: PaperWeek, who: PullOut['who']): string {
  if (who.kind === 'group') return `Group ${of.board.groups[who.position]?.letter ?? ''}`
  const group = of.board.groups.find(({ studentIds }) => studentIds.includes(who.studentId))
  return `${of.fullName(who.studentId)}${group ? ` (${group.letter})` : ''}`
}
