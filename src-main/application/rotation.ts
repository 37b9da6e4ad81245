import { weekOfDay } from '../contract/clock-words.ts'
import type { ValidInput } from '../contract/contract.ts'
import type { RotationBoard } from '../contract/rotation.ts'
import type { StationValues } from '../storage/rotations.ts'
import { today, type Context } from './context.ts'
import { collator } from './labels.ts'
import { changeRotation, refused } from './rotation-change.ts'
import { valuesOf } from './rotation-blocks.ts'
import {
  classOfPlan,
  pullOutValues,
  readRotationState,
  slotKey,
  type RotationState,
} from './rotation-state.ts'
import { drawWeek } from './rotation-week.ts'
import { demandInWords } from './rotation-words.ts'

/** A plan's rotation as it stands; null = it has none yet. */
export function readRotation(context: Context, { planId }: ValidInput<'readRotation'>): RotationBoard | null {
  const state = readRotationState(context.storage, planId)
  return state && drawRotation(state, today(context))
}

/** @param day today */
export function drawRotation(state: RotationState, day: string): RotationBoard {
  const { plan, stations, blocks, adults, pullOuts, demands, weekAFrom, weeks } = state
  const place = new Map(plan.book.students.map(({ id, label }) => [id, label]))
  return {
    planId: plan.plan.id,
    groups: plan.groups.map(({ id, letter, name, members }, position) => ({
      id,
      position,
      letter,
      name,
      studentIds: members
        .map(({ studentId }) => studentId)
        .filter(studentId => place.has(studentId))
        .sort((a, b) => collator.compare(place.get(a) ?? '', place.get(b) ?? '')),
    })),
    stations: [...stations],
    blocks: [...blocks],
    adults: [...adults],
    pullOuts: [...pullOuts],
    demands: demands.map(({ id, terms }) => ({ id, terms, words: demandInWords(state, terms) })),
    weekAFrom,
    weeks: weeks.map(week => drawWeek(state, week)),
    thisWeek: weekOfDay(day, weekAFrom),
  }
}

const BLOCKS_A_DAY = 4
/** Groups at a time on their own: more than are made of a class, whenever they are made. */
const ON_THEIR_OWN = 40
/** Groups at a time at another station, before there are any. */
const USUAL_CAPACITY = 2
const SCHOOL_DAYS = [1, 2, 3, 4, 5]

/** The stations of a first week, the teacher's table among them. */
const FIRST_STATIONS: readonly Pick<StationValues, 'name' | 'icon' | 'kind' | 'materials'>[] = [
  { name: 'Teacher table', icon: 'table', kind: 'table', materials: '' },
  { name: 'On my own', icon: 'pencil', kind: 'independent', materials: '' },
  { name: 'With a partner', icon: 'partners', kind: 'partner', materials: '' },
  { name: 'Technology', icon: 'screen', kind: 'technology', materials: '' },
  { name: 'Library', icon: 'shelf', kind: 'library', materials: '' },
]

export function startRotation(
  { storage, change }: Context,
  { planId, start, minutes }: ValidInput<'startRotation'>,
) {
  return change(() => {
    const classId = classOfPlan(storage, planId)
    const { name } = storage.plans.read(planId)
    const { rotations } = storage
    if (rotations.read(planId)) {
      throw refused(`${name} has a rotation already.`, 'Change that one, or remove it first.')
    }
    rotations.put(planId, null)
    const groupingId = storage.groupings.current(planId)
    const groupCount = groupingId === null ? 0 : storage.groupings.groupsOf(groupingId).length
    // One group is with the teacher; the others have room at the other stations, however many they come to be.
    const shared = Math.max(1, Math.ceil((groupCount - 1) / (FIRST_STATIONS.length - 1)))
    const capacity = groupCount === 0 ? USUAL_CAPACITY : shared
    for (const station of FIRST_STATIONS) {
      const isTable = station.kind === 'table'
      const alone = station.kind === 'independent' ? ON_THEIR_OWN : capacity
      rotations.insertStation(planId, {
        ...station,
        capacity: isTable ? 1 : alone,
        needsAdult: isTable ? 1 : 0,
        leaderId: null,
      })
    }
    for (const weekday of SCHOOL_DAYS) {
      for (let number = 0; number < BLOCKS_A_DAY; number++) {
        rotations.insertBlock(planId, {
          weekday,
          weeks: 'every',
          start: start + number * minutes,
          minutes,
          kind: 'rotation',
          name: `Rotation ${number + 1}`,
          hasTeacher: 1,
        })
      }
    }
    return {
      result: {},
      entry: { name: 'startRotation', label: `start a rotation for ${name}`, classId, planId },
    }
  })
}

export function removeRotation(context: Context, { planId }: ValidInput<'removeRotation'>) {
  return changeRotation(context, 'removeRotation', planId, ({ plan }) => {
    context.storage.rotations.remove(planId)
    return { result: {}, label: `remove the rotation of ${plan.plan.name}` }
  })
}

export function setAlternation(context: Context, { planId, weekAFrom }: ValidInput<'setAlternation'>) {
  const { rotations } = context.storage
  return changeRotation(context, 'setAlternation', planId, state => {
    const before = state.weekAFrom
    rotations.put(planId, weekAFrom)
    if (before === null && weekAFrom !== null) copyWeek(context, state)
    if (before !== null && weekAFrom === null) keepWeekA(context, state)
    const label =
      weekAFrom === null ? 'let every week be the same' : `let weeks alternate, week A from ${weekAFrom}`
    return { result: {}, label }
  })
}

/** Week B begins as week A is, with what its meetings are about. */
function copyWeek(
  { storage: { rotations } }: Context,
  { slots, blocks, plan, meetings }: RotationState,
): void {
  for (const { id } of blocks) {
    for (const position of plan.groups.keys()) {
      const slot = slots.get(slotKey({ week: 'a', blockId: id, position }))
      if (slot) rotations.putSlot({ ...slot, blockId: id, week: 'b', position, locked: slot.locked ? 1 : 0 })
    }
  }
  for (const meeting of meetings) {
    if (meeting.week === 'a') rotations.putMeeting(plan.plan.id, { ...meeting, week: 'b' })
  }
}

/** What was in week B alone goes; what was in week A alone is in every week. */
function keepWeekA({ storage: { rotations } }: Context, state: RotationState): void {
  const planId = state.plan.plan.id
  const isGone = ({ weeks }: { weeks: string }) => weeks === 'b'
  for (const slot of rotations.slotsOf(planId)) {
    if (slot.week === 'b') rotations.putSlot({ ...slot, stationId: null, locked: 0 })
  }
  for (const meeting of state.meetings) {
    if (meeting.week === 'b') {
      rotations.removeMeeting(planId, meeting)
    }
  }
  for (const block of state.blocks) {
    if (isGone(block)) rotations.removeRow('block', block.id)
    else if (block.weeks === 'a') rotations.updateBlock(block.id, valuesOf({ ...block, weeks: 'every' }))
  }
  for (const pullOut of state.pullOuts) {
    if (isGone(pullOut)) rotations.removeRow('pull_out', pullOut.id)
    else if (pullOut.weeks === 'a') {
      rotations.updatePullOut(pullOut.id, pullOutValues({ ...pullOut, weeks: 'every' }))
    }
  }
  for (const { id, hours } of state.adults) {
    if (hours.every(({ weeks }) => weeks === 'every')) continue
    rotations.setHours(
      id,
      hours.filter(one => !isGone(one)).map(one => ({ ...one, weeks: 'every' as const })),
    )
  }
}
