import type {
  AdultId,
  BlockId,
  ClassId,
  DemandId,
  PlanId,
  PullOutId,
  StationId,
  StudentId,
} from '../contract/ids.ts'
import { OperationError } from '../contract/problem.ts'
import type {
  Adult,
  Block,
  CellKey,
  DemandTerms,
  Hours,
  PullOut,
  Station,
  Week,
  Weeks,
  Who,
} from '../contract/rotation.ts'
import { STATION_ICONS } from '../contract/station-choices.ts'
import type {
  BlockRow,
  DemandRow,
  DemandValues,
  MeetingRow,
  PullOutRow,
  PullOutValues,
  StationRow,
} from '../storage/rotations.ts'
import type { Storage } from '../storage/storage.ts'
import { readPlanState, type PlanState } from './plan-state.ts'

/** What a cell holds; one that nobody touched has neither. */
export interface Slot {
  readonly stationId: StationId | null
  readonly locked: boolean
}

/** Everything that a week is drawn from. */
export interface RotationState {
  readonly plan: PlanState
  readonly weekAFrom: string | null
  /** `a`, or `a` and `b`. */
  readonly weeks: readonly Week[]
  readonly stations: readonly Station[]
  /** By weekday and start. */
  readonly blocks: readonly Block[]
  readonly adults: readonly Adult[]
  readonly pullOuts: readonly PullOut[]
  readonly demands: readonly { readonly id: DemandId; readonly terms: DemandTerms }[]
  readonly slots: ReadonlyMap<string, Slot>
  readonly meetings: readonly MeetingRow[]
}

/** The name of a cell in `RotationState.slots`. */
export const slotKey = ({ week, blockId, position }: CellKey): string => `${week} ${blockId} ${position}`

export const NO_SLOT: Slot = { stationId: null, locked: false }

/** The station of a cell; null = none. */
export function stationOf({ slots, stations }: RotationState, cell: CellKey): Station | null {
  const { stationId } = slots.get(slotKey(cell)) ?? NO_SLOT
  return stations.find(({ id }) => id === stationId) ?? null
}

/** Whether something that is in some weeks is in this one. */
export const isIn = (weeks: Weeks, week: Week): boolean => weeks === 'every' || weeks === week

/** When a block ends, in minutes after midnight. */
export const endOf = ({ start, minutes }: Pick<Block, 'start' | 'minutes'>): number => start + minutes

/** Reads a plan's rotation; null = it has none. @throws NotFound when there is no such plan */
export function readRotationState(storage: Storage, planId: PlanId): RotationState | null {
  const plan = readPlanState(storage, planId)
  const { rotations } = storage
  const rotation = rotations.read(planId)
  if (!rotation) return null
  const present = new Set(plan.book.students.map(({ id }) => id))
  const isHere = (studentId: number | null) => studentId === null || present.has(studentId as StudentId)
  return {
    plan,
    weekAFrom: rotation.weekAFrom,
    weeks: rotation.weekAFrom === null ? ['a'] : ['a', 'b'],
    stations: rotations.stationsOf(planId).map(stationFrom),
    blocks: rotations.blocksOf(planId).map(blockFrom),
    adults: rotations.adultsOf(planId).map(({ id, name }) => ({
      id: id as AdultId,
      name,
      hours: rotations.hoursOf(id),
    })),
    pullOuts: rotations
      .pullOutsOf(planId)
      .filter(({ studentId }) => isHere(studentId))
      .map(pullOutFrom),
    demands: rotations
      .demandsOf(planId)
      .filter(({ studentId }) => isHere(studentId))
      .map(row => ({ id: row.id as DemandId, terms: termsFrom(row) })),
    slots: new Map(
      rotations
        .slotsOf(planId)
        .map(({ blockId, week, position, stationId, locked }) => [
          slotKey({ week, blockId: blockId as BlockId, position }),
          { stationId: stationId as StationId | null, locked: locked === 1 },
        ]),
    ),
    meetings: rotations.meetingsOf(planId),
  }
}

/** As `readRotationState`. @throws OperationError when the plan has no rotation; NotFound */
export function mustReadRotation(storage: Storage, planId: PlanId): RotationState {
  const state = readRotationState(storage, planId)
  if (state) return state
  throw new OperationError({
    code: 'notFound',
    message: `${storage.plans.read(planId).name} has no rotation yet.`,
    remedy: 'Start one in the Rotation view.',
  })
}

/** The class of a plan. */
export function classOfPlan(storage: Storage, planId: PlanId): ClassId {
  return storage.plans.read(planId).classId as ClassId
}

export function stationFrom({ id, name, kind, icon, capacity, materials, ...row }: StationRow): Station {
  // A table is led by the teacher alone, also one for which an adult was named before that was refused.
  const leaderId = kind === 'table' ? null : (row.leaderId as AdultId | null)
  return {
    id: id as StationId,
    name,
    icon: STATION_ICONS.find(one => one === icon) ?? 'star',
    kind,
    capacity,
    // Whoever leads a station is needed there, also where it was said otherwise before that let her go.
    needsAdult: row.needsAdult === 1 || leaderId !== null,
    materials,
    leaderId,
  }
}

function blockFrom({ id, hasTeacher, ...row }: BlockRow): Block {
  const { weekday, weeks, start, minutes, kind, name } = row
  return { id: id as BlockId, weekday, weeks, start, minutes, kind, name, hasTeacher: hasTeacher === 1 }
}

export function pullOutFrom({ id, studentId, position, name, ...row }: PullOutRow): PullOut {
  const { weekday, weeks, from, until } = row
  return { id: id as PullOutId, weekday, weeks, from, until, name, who: whoFrom(position, studentId) }
}

export function pullOutValues({ who, name, ...hours }: Hours & { who: Who; name: string }): PullOutValues {
  const { weekday, weeks, from, until } = hours
  return { weekday, weeks, from, until, name, ...whoValues(who) }
}

const whoFrom = (position: number | null, studentId: number | null): Who =>
  studentId === null
    ? { kind: 'group', position: position ?? 0 }
    : { kind: 'student', studentId: studentId as StudentId }

const whoValues = (who: Who | { readonly kind: 'everyGroup' }) => ({
  position: who.kind === 'group' ? who.position : null,
  studentId: who.kind === 'student' ? who.studentId : null,
})

export function termsFrom({ kind, position, otherPosition, studentId, ...row }: DemandRow): DemandTerms {
  // The table's constraints say which of these are there.
  const stationId = row.stationId as StationId
  const times = row.times ?? 1
  switch (kind) {
    case 'table_visits':
      return {
        kind: 'tableVisits',
        who: position === null && studentId === null ? { kind: 'everyGroup' } : whoFrom(position, studentId),
        least: times,
      }
    case 'must_visit':
      return { kind: 'mustVisit', position: position ?? 0, stationId, least: times }
    case 'must_not_visit':
      return { kind: 'mustNotVisit', position: position ?? 0, stationId }
    case 'apart':
      return { kind: 'apart', positions: [position ?? 0, otherPosition ?? 0] }
    case 'most_changes':
      return { kind: 'mostChanges', most: times }
  }
}

export function demandValues(terms: DemandTerms): DemandValues {
  const nothing = { position: null, otherPosition: null, studentId: null, stationId: null, times: null }
  switch (terms.kind) {
    case 'tableVisits':
      return { ...nothing, kind: 'table_visits', ...whoValues(terms.who), times: terms.least }
    case 'mustVisit': {
      const { position, stationId, least } = terms
      return { ...nothing, kind: 'must_visit', position, stationId, times: least }
    }
    case 'mustNotVisit':
      return { ...nothing, kind: 'must_not_visit', position: terms.position, stationId: terms.stationId }
    case 'apart':
      return { ...nothing, kind: 'apart', position: terms.positions[0], otherPosition: terms.positions[1] }
    case 'mostChanges':
      return { ...nothing, kind: 'most_changes', times: terms.most }
  }
}
