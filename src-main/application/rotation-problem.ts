import type { Student } from '../contract/classes.ts'
import type { DemandId, PullOutId, StudentId } from '../contract/ids.ts'
import type {
  Adult,
  Block,
  CellKey,
  DemandTerms,
  Hours,
  PullOut,
  Station,
  Week,
  Who,
} from '../contract/rotation.ts'
import type { Together } from '../rotation/remedies.ts'
import type { Demand as NumberedDemand, Lead, LockedCell, WeekProblem } from '../rotation/week-problem.ts'
import { MOST_NEED, NOWHERE } from '../rotation/week-problem.ts'
import { needsOf, seatsOf, weightsOf, type PlanState } from './plan-state.ts'
import { isIn, slotKey, stationOf, type RotationState } from './rotation-state.ts'

/** A block in one week: what the numbered problem calls a block. */
export interface Place {
  readonly block: Block
  readonly week: Week
}

/** What a numbered demand comes from. */
export interface AskedDemand {
  readonly demandId: DemandId
  readonly terms: DemandTerms
  /** Whom it is about; null = two groups that are to be apart. */
  readonly who: Who | null
  readonly week: Week
}

/** Weeks in numbers, and what the numbers mean. Groups, students, stations and adults are in the order of the state. */
export interface NumberedWeeks {
  readonly problem: WeekProblem
  readonly places: readonly Place[]
  readonly asked: readonly AskedDemand[]
  readonly locked: readonly CellKey[]
  /** A demand of the teacher's has one number for all it is asked of, and a block has her, or not, in both weeks. */
  readonly together: Together
  /** The weeks as they are now, blocks x groups. */
  readonly filled: Int32Array
}

/** The rotation of some weeks in numbers. Only blocks of rotation are in it. */
export function numberWeeks(state: RotationState, weeks: readonly Week[]): NumberedWeeks {
  const { plan, stations, adults } = state
  const { book, groups } = plan
  const places = weeks.flatMap(week =>
    state.blocks
      .filter(({ kind, weeks: own }) => kind === 'rotation' && isIn(own, week))
      .map((block): Place => ({ block, week })),
  )
  const awayAt = places.map(place => awayFrom(state, place))
  const everywhere = [...places.keys()]
  const demands = demandsOf(state, places, weeks)
  const locked = places.flatMap(({ block, week }, at) =>
    groups.flatMap((_, position): { key: CellKey; cell: LockedCell }[] => {
      const key: CellKey = { week, blockId: block.id, position }
      if (!state.slots.get(slotKey(key))?.locked) return []
      return [{ key, cell: { block: at, group: position, station: numberOf(state, key) } }]
    }),
  )
  const seats = seatsOf(plan)
  const needs = groupNeeds(plan)
  return {
    places,
    asked: demands.map(({ asked }) => asked),
    locked: locked.map(({ key }) => key),
    together: {
      demands: firstOfSame(demands.map(({ asked }) => `${asked.demandId} ${groupAlone(asked)}`)),
      blocks: firstOfSame(places.map(({ block }) => block.id)),
    },
    filled: Int32Array.from(
      places.flatMap(({ block, week }) =>
        groups.map((_, position) => numberOf(state, { week, blockId: block.id, position })),
      ),
    ),
    problem: {
      groups: groups.map(({ members }, position) => ({
        need: needs[position],
        away: everywhere.filter(
          at => members.length === 0 || groupAwayFrom(state, position, places[at], awayAt[at]).length > 0,
        ),
      })),
      students: book.students.map(({ id }, at) => ({
        group: seats[at],
        away: indices(awayAt, away => away.has(id)),
      })),
      stations: stations.map(station => ({
        capacity: station.capacity,
        lead: leadOf(station, adults),
        closed: [],
      })),
      blocks: places.map(({ block, week }) => ({
        day: block.weekday - 1 + (week === 'a' ? 0 : 7),
        start: block.start,
        minutes: block.minutes,
        kind: 'work',
        hasTeacher: block.hasTeacher,
        everybody: true,
      })),
      adults: adults.map(({ hours }) => ({
        here: indices(places, place => isThere(hours, place)),
      })),
      demands: demands.map(({ demand }) => demand),
      locked: locked.map(({ cell }) => cell),
    },
  }
}

/** Whether a station counts as the teacher's table. */
export const isTable = ({ kind }: Pick<Station, 'kind'>): boolean => kind === 'table'

/** Minutes of a block that hours take together: what overlaps counts once, and one may go on where another ends. */
function minutesIn(hours: readonly Hours[], { block, week }: Place): number {
  const end = block.start + block.minutes
  let reached = block.start
  let minutes = 0
  for (const { from, until } of hours
    .filter(one => one.weekday === block.weekday && isIn(one.weeks, week))
    .toSorted((a, b) => a.from - b.from)) {
    const last = Math.min(until, end)
    minutes += Math.max(0, last - Math.max(from, reached))
    reached = Math.max(reached, last)
  }
  return minutes
}

/** Whether somebody who is there at these hours is there for the whole block. */
export const isThere = (hours: readonly Hours[], place: Place): boolean =>
  minutesIn(hours, place) === place.block.minutes

/** Who is away for half of a block or more, in one piece or several, is not there in it. */
const isAway = (hours: readonly Hours[], place: Place): boolean =>
  minutesIn(hours, place) * 2 >= place.block.minutes

/** What a whole group is pulled out for. */
const pullOutsOf = ({ pullOuts }: RotationState, position: number): PullOut[] =>
  pullOuts.filter(({ who }) => who.kind === 'group' && who.position === position)

/**
 * What keeps a whole group from a block; none = it is there. A group each of whose students is pulled out is not
 * there either: nobody would come.
 *
 * @param away who is pulled out of the block, if that is known already
 */
export function groupAwayFrom(
  state: RotationState,
  position: number,
  place: Place,
  away = awayFrom(state, place),
): PullOut[] {
  const own = pullOutsOf(state, position).filter(one => minutesIn([one], place) > 0)
  if (isAway(own, place)) return own
  const { members } = state.plan.groups[position]
  if (members.some(({ studentId }) => !away.has(studentId))) return []
  const taken = new Set(members.map(({ studentId }) => away.get(studentId)))
  return state.pullOuts.filter(({ id }) => taken.has(id))
}

/** Who is pulled out of a block, alone or with the group; each student once, with the first that takes a part of it. */
export function awayFrom({ plan, pullOuts }: RotationState, place: Place): Map<StudentId, PullOutId> {
  const own = new Map<StudentId, PullOut[]>()
  for (const pullOut of pullOuts) {
    if (minutesIn([pullOut], place) === 0) continue
    const { who } = pullOut
    const students =
      who.kind === 'student'
        ? [who.studentId]
        : (plan.groups[who.position]?.members.map(({ studentId }) => studentId) ?? [])
    for (const student of students) own.set(student, [...(own.get(student) ?? []), pullOut])
  }
  return new Map([...own].flatMap(([student, all]) => (isAway(all, place) ? [[student, all[0].id]] : [])))
}

function leadOf(station: Station, adults: readonly Adult[]): Lead {
  if (isTable(station)) return { kind: 'teacher' }
  const leader = adults.findIndex(({ id }) => id === station.leaderId)
  if (leader >= 0) return { kind: 'adult', adult: leader }
  return station.needsAdult ? { kind: 'adult', adult: null } : { kind: 'nobody' }
}

function numberOf(state: RotationState, cell: CellKey): number {
  const station = stationOf(state, cell)
  return station ? state.stations.indexOf(station) : NOWHERE
}

/** Each demand for each week, in numbers; what is about groups or stations that are not there, or a student in no group, is
 * left out here; see `demandsOfAbsentGroups`. */
function demandsOf(
  state: RotationState,
  places: readonly Place[],
  weeks: readonly Week[],
): { demand: NumberedDemand; asked: AskedDemand }[] {
  const { groups, book } = state.plan
  const isThere = (position: number) => (groups[position]?.members.length ?? 0) > 0
  const students = new Map(book.students.map(({ id }, at) => [id, at]))
  const seats = seatsOf(state.plan)
  const stations = new Map(state.stations.map(({ id }, at) => [id, at]))
  return weeks.flatMap(week => {
    const blocks = indices(places, place => place.week === week)
    return state.demands.flatMap(({ id, terms }) => {
      const asked = (demand: NumberedDemand, who: Who | null) => ({
        demand,
        asked: { demandId: id, terms, who, week },
      })
      const ofGroup = (demand: NumberedDemand & { readonly group: number }) =>
        isThere(demand.group) ? [asked(demand, { kind: 'group', position: demand.group })] : []
      switch (terms.kind) {
        case 'tableVisits': {
          const { who, least } = terms
          if (who.kind === 'student') {
            const student = students.get(who.studentId)
            return student === undefined || seats[student] < 0
              ? []
              : [asked({ kind: 'studentAtTable', student, least, most: null, blocks }, who)]
          }
          const positions = who.kind === 'group' ? [who.position] : [...groups.keys()]
          return positions.flatMap(group =>
            ofGroup({ kind: 'groupAtTable', group, least, most: null, blocks }),
          )
        }
        case 'mustVisit':
        case 'mustNotVisit': {
          const station = stations.get(terms.stationId)
          const [least, most] = terms.kind === 'mustVisit' ? [terms.least, null] : [0, 0]
          return station === undefined
            ? []
            : ofGroup({ kind: 'station', group: terms.position, station, least, most, blocks })
        }
        case 'apart':
          return terms.positions.every(isThere)
            ? [asked({ kind: 'apart', groups: terms.positions, blocks }, null)]
            : []
        case 'mostChanges':
          return groups.flatMap((_, group) => ofGroup({ kind: 'changes', group, most: terms.most, blocks }))
      }
    })
  })
}

/** The group whose part can be relieved alone of a demand for every group; null = the demand is relieved as a whole. */
export function groupAlone({ terms, who }: Pick<AskedDemand, 'terms' | 'who'>): number | null {
  const isForAll = terms.kind === 'tableVisits' && terms.who.kind === 'everyGroup'
  return isForAll && who?.kind === 'group' ? who.position : null
}

/** How much each group needs the teacher: how far its students are below mastery in the skills that count. */
function groupNeeds(plan: PlanState): number[] {
  const weights = weightsOf(plan)
  const needs = new Map(plan.book.students.map(student => [student.id, needOf(student, plan, weights)]))
  const means = plan.groups.map(({ members }) =>
    members.length === 0
      ? 0
      : members.reduce((sum, { studentId }) => sum + (needs.get(studentId) ?? 0), 0) / members.length,
  )
  const most = Math.max(...means, 0)
  return means.map(mean => (most > 0 ? Math.round((mean / most) * MOST_NEED) : 0))
}

const needOf = (student: Student, plan: PlanState, weights: readonly number[]): number =>
  needsOf(student, plan.book).reduce((sum, need, skill) => sum + need * weights[skill], 0)

const indices = <T>(list: readonly T[], holds: (one: T) => boolean): number[] =>
  list.flatMap((one, at) => (holds(one) ? [at] : []))

/** For each the place of the first that is the same. */
const firstOfSame = <T>(list: readonly T[]): number[] => list.map(one => list.indexOf(one))
