import { dayAfter, weekdayOf, weekOfDay } from '../contract/clock-words.ts'
import type { ValidInput } from '../contract/contract.ts'
import type { AdultId, StationId, StudentId } from '../contract/ids.ts'
import type { Adult, Block, DayBoard, ProjectedBlock, ProjectedStation } from '../contract/rotation.ts'
import type { Context } from './context.ts'
import { collator } from './labels.ts'
import { awayFrom, isTable, isThere, type Place } from './rotation-problem.ts'
import { isIn, mustReadRotation, stationOf, type RotationState } from './rotation-state.ts'

const DAYS_AHEAD = 14

type Student = DayBoard['students'][number]

/**
 * A date as the class may see it. Made of nothing but names, letters, stations, materials and times: not from the
 * plan's board, which holds scores and aims.
 *
 * @throws OperationError when the plan has no rotation
 */
export function readDay({ storage }: Context, { planId, day }: ValidInput<'readDay'>): DayBoard {
  const state = mustReadRotation(storage, planId)
  const { plan } = state
  const absent = new Set(storage.rotations.absentOn(plan.plan.classId, day) as StudentId[])
  const students = plan.book.students
    .filter(({ id }) => !absent.has(id))
    .map(({ id, label }): Student => ({ studentId: id, name: label }))
    .sort(byName)
  return {
    planId,
    day,
    weekday: weekdayOf(day),
    week: weekOfDay(day, state.weekAFrom),
    blocks: placesOn(state, day).map(place => projectedBlock(state, place, students)),
    students,
    nextDay:
      Array.from({ length: DAYS_AHEAD }, (_, at) => dayAfter(day, at + 1)).find(
        later => placesOn(state, later).length > 0,
      ) ?? null,
  }
}

/** The blocks of a date in the order of time. */
function placesOn({ blocks, weekAFrom }: RotationState, day: string): Place[] {
  const week = weekOfDay(day, weekAFrom)
  const weekday = weekdayOf(day)
  return blocks
    .filter(block => block.weekday === weekday && isIn(block.weeks, week))
    .map((block: Block) => ({ block, week }))
}

/** @param students who is not absent on the date, by name */
function projectedBlock(state: RotationState, place: Place, students: readonly Student[]): ProjectedBlock {
  const { id, kind, name, start, minutes } = place.block
  const away = awayFrom(state, place)
  const isOut = ({ studentId }: Student) => away.has(studentId)
  const notThere = students.filter(isOut).map(({ studentId }) => studentId)
  const head = { blockId: id, kind, name, start, minutes, notThere }
  if (kind !== 'rotation') return { ...head, stations: [], withoutStation: [], elsewhere: [], ungrouped: [] }
  const there = students.filter(student => !isOut(student))
  const among = ({ members }: { readonly members: readonly { readonly studentId: StudentId }[] }) => {
    const seated = new Set(members.map(({ studentId }) => studentId))
    return there.filter(({ studentId }) => seated.has(studentId))
  }
  const groups = state.plan.groups.map((group, position) => ({
    stationId: stationOf(state, { week: place.week, blockId: id, position })?.id ?? null,
    isElsewhere: group.members.length > 0 && group.members.every(({ studentId }) => away.has(studentId)),
    shown: { letter: group.letter, name: group.name, students: among(group) },
  }))
  const without = groups.filter(({ stationId }) => stationId === null)
  const at = (stationId: StationId) =>
    groups.filter(group => group.stationId === stationId).map(({ shown }) => shown)
  const adults = adultsOf(state, place, id => at(id).length > 0)
  return {
    ...head,
    stations: state.stations.map((station): ProjectedStation => ({
      stationId: station.id,
      name: station.name,
      icon: station.icon,
      isTable: isTable(station),
      materials: station.materials,
      adult: state.adults.find(one => one.id === adults.get(station.id))?.name ?? null,
      groups: at(station.id),
    })),
    withoutStation: without.filter(({ isElsewhere }) => !isElsewhere).map(({ shown }) => shown),
    elsewhere: without
      .filter(({ isElsewhere }) => isElsewhere)
      .map(({ shown: { letter, name } }) => ({ letter, name })),
    ungrouped: there.filter(one => !groups.some(({ shown }) => shown.students.includes(one))),
  }
}

/**
 * Who leads which station in a block: where groups are before where nobody is; first those who do by name, then whoever
 * is free, in the order of stations.
 *
 * @param isVisited whether a group is there
 */
function adultsOf(
  { stations, adults }: RotationState,
  place: Place,
  isVisited: (stationId: StationId) => boolean,
): Map<StationId, AdultId> {
  const here = adults.filter(({ hours }) => isThere(hours, place))
  const led = new Map<StationId, AdultId>()
  const isFree = ({ id }: Pick<Adult, 'id'>) => !new Set(led.values()).has(id)
  const others = stations.filter(station => !isTable(station))
  for (const used of [true, false]) {
    const ofKind = others.filter(({ id }) => isVisited(id) === used)
    for (const { id, leaderId } of ofKind) {
      // Two stations with groups that one adult leads are a conflict, and the wall says what was planned.
      const leader = here.find(adult => adult.id === leaderId)
      if (leader && (used || isFree(leader))) led.set(id, leader.id)
    }
    for (const { id, leaderId, needsAdult } of ofKind) {
      const free = here.find(isFree)
      if (needsAdult && leaderId === null && free) led.set(id, free.id)
    }
  }
  return led
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
  collator.compare(a.name, b.name)
