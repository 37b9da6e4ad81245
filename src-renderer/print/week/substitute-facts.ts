import type { SkillId, StudentId } from '../../../src-main/contract/ids.ts'
import type { PlanBoard } from '../../../src-main/contract/plans.ts'
import type {
  Block,
  DayBoard,
  Meeting,
  PullOut,
  RotationGroup,
  Station,
} from '../../../src-main/contract/rotation.ts'
import { clockTime } from '../../../src-main/contract/clock-words.ts'
import { hasRoomForAll } from '../../design/room-words.ts'
import { capital, count, listed } from '../../design/words.ts'
import { rotationsOf, type PaperWeek } from './paper-week.ts'

const WHAT: Readonly<Record<Station['kind'], string>> = {
  table: 'You teach the group that is with you.',
  independent: 'Each student works alone and quietly.',
  partner: 'Students work in pairs; quiet voices.',
  technology: 'Students work with a device.',
  library: 'Students choose books and read.',
  adult: 'Another adult teaches the group.',
  other: 'The group works by itself; the students can show you what to do.',
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
      const few = station.capacity === 1 ? 'One group' : `Up to ${station.capacity} groups`
      const most = hasRoomForAll(of.board, station) ? 'Room for every group.' : `${few} at a time.`
      return { station, what: `${WHAT[station.kind]} ${most}`, leader }
    })
}

/** The whole day in a few sentences, of what there is of it. */
export function dayInShort(of: PaperWeek, day: DayBoard): string {
  const { groups, stations } = of.board
  const today = of.days.find(({ weekday }) => weekday === day.weekday)
  const first = today?.blocks[0]
  const last = today?.blocks.at(-1)
  const hours =
    first && last ? `From ${clockTime(first.start)} to ${clockTime(last.start + last.minutes)} ` : ''
  const work = `this class works in ${count(groups.length, 'small group')}, ${fromTo(groups.map(({ letter }) => letter))}.`
  const rotations = today ? rotationsOf(today).length : 0
  const seen = new Set(
    day.blocks.flatMap(block =>
      block.stations.flatMap(one => (one.isTable && one.groups.length > 0 ? [one.stationId] : [])),
    ),
  )
  const tables = stations.filter(({ id }) => seen.has(id)).map(({ name }) => name)
  const table =
    tables.length === 0
      ? ''
      : `You sit at the ${listed(tables)} and teach the group that comes to you; the others work by themselves or with another adult.`
  const close = rotations === 0 ? '' : 'The students know how it goes: they can show you.'
  return ['Thank you for being here.', capital(hours + work), roundsInWords(rotations), table, close]
    .filter(Boolean)
    .join(' ')
}

/** "A", "A and B", "A to F". */
const fromTo = (letters: readonly string[]) =>
  letters.length > 2 ? `${letters[0] ?? ''} to ${letters.at(-1) ?? ''}` : listed(letters)

function roundsInWords(rotations: number): string {
  if (rotations === 0) return 'There is no rotation today: nobody goes to a station.'
  if (rotations === 1)
    return 'There is one rotation: every group is at one station, then everybody tidies up.'
  return `In each of ${rotations} rotations every group is at one station; then everybody tidies up and goes to the next.`
}

/** A group at the table on a date. */
export interface AtTable {
  readonly block: Block
  readonly meeting: Meeting
  readonly group: RotationGroup
  /** Who comes. */
  readonly there: readonly StudentId[]
  /** Who is absent or pulled out. */
  readonly missing: readonly StudentId[]
}

/** The groups at the table in some blocks of a date, in their order, those of which nobody is there too. */
export function atTable(of: PaperWeek, blocks: readonly Block[], absent: ReadonlySet<StudentId>): AtTable[] {
  return blocks.flatMap(block =>
    of.week.meetings.flatMap(meeting => {
      const group = of.board.groups.find(({ position }) => position === meeting.position)
      if (meeting.blockId !== block.id || !group) return []
      const isMissing = (id: StudentId) => absent.has(id) || meeting.away.includes(id)
      const there = group.studentIds.filter(id => !isMissing(id))
      return [{ block, meeting, group, there, missing: group.studentIds.filter(isMissing) }]
    }),
  )
}

type Plan = Pick<PlanBoard, 'purpose'> & {
  readonly groups: readonly Pick<PlanBoard['groups'][number], 'id' | 'focusSkillId' | 'needs'>[]
}

/**
 * What a group at the table works on, each with what it is called: its aim; where none was written, the plan's purpose
 * and the skills the group is there for, by their names and nothing more.
 */
export function topicOf(
  { meeting, group }: Pick<AtTable, 'meeting' | 'group'>,
  plan: Plan,
  skillName: (id: SkillId) => string,
): (readonly [string, string])[] {
  if (meeting.aim) return [['Aim', meeting.aim]]
  const { focusSkillId = null, needs = [] } = plan.groups.find(({ id }) => id === group.id) ?? {}
  const skills = (focusSkillId === null ? needs : [focusSkillId]).map(skillName).filter(Boolean)
  const known = [
    ['What it is about', plan.purpose],
    ['To practise', listed(skills)],
  ] as const
  const isKnown = known.some(([, words]) => words) || meeting.moves || meeting.materials || meeting.check
  return isKnown
    ? known.filter(([, words]) => words)
    : [['What to do', 'Nothing was written down. Ask what they did last, and go on from there.']]
}

/** The names of who is absent, in the order of the alphabet. */
export function absentInWords(of: PaperWeek, absent: ReadonlySet<StudentId>): string {
  const names = [...absent].map(id => of.inFull(id)).filter(Boolean)
  return listed(names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })))
}

export interface PulledOut {
  readonly id: PullOut['id']
  readonly who: string
  /** What for. Sensitive. */
  readonly name: string
  readonly from: number
  readonly until: number
}

/** Who is elsewhere on a date, by time; not who is absent all day. */
export function pulledOutOn(of: PaperWeek, { weekday, week, students }: DayBoard): PulledOut[] {
  return of.board.pullOuts
    .filter(one => one.weekday === weekday && (one.weeks === 'every' || one.weeks === week))
    .filter(({ who }) => who.kind === 'group' || students.some(one => one.studentId === who.studentId))
    .flatMap(({ id, who, name, from, until }) => {
      const words = whoIs(of, who)
      return words === null ? [] : [{ id, who: words, name, from, until }]
    })
    .sort((a, b) => a.from - b.from || a.who.localeCompare(b.who))
}

/** null where nobody goes: the plan has no such group any more. */
function whoIs(of: PaperWeek, who: PullOut['who']): string | null {
  if (who.kind === 'group') {
    const group = of.board.groups.find(({ position }) => position === who.position)
    return group ? `Group ${group.letter}` : null
  }
  const group = of.board.groups.find(({ studentIds }) => studentIds.includes(who.studentId))
  return `${of.inFull(who.studentId)}${group ? `, group ${group.letter}` : ''}`
}
