import type { ValidInput } from '../contract/contract.ts'
import type { AdultId, PlanId, StationId } from '../contract/ids.ts'
import type { Adult, Station } from '../contract/rotation.ts'
import type { StationValues } from '../storage/rotations.ts'
import type { Context } from './context.ts'
import { changeRotation, mustHaveAdult, refused, stationIn, weeksIn } from './rotation-change.ts'
import { isTable } from './rotation-problem.ts'
import type { RotationState } from './rotation-state.ts'

type StationPart = Omit<Station, 'id'>

export function addStation(context: Context, { planId, ...given }: ValidInput<'addStation'>) {
  return changeRotation(context, 'addStation', planId, state => {
    mustHaveAdult(state, given.leaderId)
    mustBeLedBy(given)
    const stationId = context.storage.rotations.insertStation(planId, stationValues(given)) as StationId
    return { result: { stationId }, label: `add the station ${given.name}` }
  })
}

export function updateStation(context: Context, { stationId, ...part }: ValidInput<'updateStation'>) {
  const planId = context.storage.rotations.station(stationId).planId as PlanId
  return changeRotation(context, 'updateStation', planId, state => {
    const before = stationIn(state, stationId)
    const changed = { ...before, ...given(part) }
    if (part.leaderId !== undefined) mustBeLedBy(changed)
    // A station that becomes a table is the teacher's then; one that needs no adult any more lets its leader go.
    const isLetGo = isTable(changed) || (part.needsAdult === false && part.leaderId === undefined)
    const after = isLetGo ? { ...changed, leaderId: null } : changed
    mustHaveAdult(state, after.leaderId)
    context.storage.rotations.updateStation(stationId, stationValues(after))
    return { result: {}, label: stationChange(state, before, after) }
  })
}

export function moveStation(context: Context, { stationId, beforeId }: ValidInput<'moveStation'>) {
  const planId = context.storage.rotations.station(stationId).planId as PlanId
  return changeRotation(context, 'moveStation', planId, state => {
    const { name } = stationIn(state, stationId)
    const now = state.stations.map(({ id }) => id)
    const others = now.filter(id => id !== stationId)
    const at = beforeId === null ? others.length : others.indexOf(stationIn(state, beforeId).id)
    // Where it stays at its place, gaps that removed stations have left are not closed: that would be a step of undo.
    if (at >= 0 && at !== now.indexOf(stationId)) {
      context.storage.rotations.orderStations(others.toSpliced(at, 0, stationId))
    }
    return { result: {}, label: `move the station ${name}` }
  })
}

export function removeStation(context: Context, { stationId }: ValidInput<'removeStation'>) {
  const planId = context.storage.rotations.station(stationId).planId as PlanId
  return changeRotation(context, 'removeStation', planId, state => {
    const { name } = stationIn(state, stationId)
    const { rotations } = context.storage
    // A lock that stayed would hold the group at no station, which nobody asked for.
    for (const slot of rotations.slotsOf(planId)) {
      if (slot.stationId === stationId) rotations.putSlot({ ...slot, stationId: null, locked: 0 })
    }
    rotations.removeRow('station', stationId)
    return { result: {}, label: `remove the station ${name}` }
  })
}

export function addAdult(context: Context, { planId, name, hours }: ValidInput<'addAdult'>) {
  return changeRotation(context, 'addAdult', planId, state => {
    const { rotations } = context.storage
    const adultId = rotations.insertAdult(planId, name) as AdultId
    rotations.setHours(adultId, hoursIn(state, hours))
    return { result: { adultId }, label: `add the adult ${name}` }
  })
}

export function updateAdult(context: Context, { adultId, name, hours }: ValidInput<'updateAdult'>) {
  const { rotations } = context.storage
  const before = rotations.adult(adultId)
  return changeRotation(context, 'updateAdult', before.planId as PlanId, state => {
    if (name !== undefined) rotations.renameAdult(adultId, name)
    if (hours) rotations.setHours(adultId, hoursIn(state, hours))
    const label =
      name !== undefined && name !== before.name
        ? `rename the adult ${before.name} to ${name}`
        : `change when ${before.name} is there`
    return { result: {}, label }
  })
}

export function removeAdult(context: Context, { adultId }: ValidInput<'removeAdult'>) {
  const { name, planId } = context.storage.rotations.adult(adultId)
  return changeRotation(context, 'removeAdult', planId as PlanId, () => {
    context.storage.rotations.removeRow('adult', adultId)
    return { result: {}, label: `remove the adult ${name}` }
  })
}

/** @throws OperationError when an adult is named for a table */
function mustBeLedBy(station: Pick<Station, 'kind' | 'name' | 'leaderId'>): void {
  if (!isTable(station) || station.leaderId === null) return
  throw refused(
    `${station.name} is your own table: nobody else can lead it.`,
    'Name another adult for a station of another kind.',
  )
}

const hoursIn = (state: RotationState, hours: Adult['hours']): Adult['hours'] =>
  hours.map(one => ({ ...one, weeks: weeksIn(state, one.weeks) }))

export const stationValues = ({ needsAdult, ...station }: StationPart): StationValues => {
  const { name, icon, kind, capacity, materials, leaderId } = station
  return {
    name,
    icon,
    kind,
    capacity,
    materials,
    leaderId,
    needsAdult: needsAdult || leaderId !== null ? 1 : 0,
  }
}

/** Without what is not given: an `undefined` would take the place of what is there. */
export function given<T extends object>(part: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

const KINDS: Record<Station['kind'], string> = {
  table: 'a teacher table',
  independent: 'a station to work alone',
  partner: 'a station for partners',
  technology: 'a technology station',
  library: 'a library',
  adult: 'a station with another adult',
  other: 'a station of another kind',
}

function stationChange(state: RotationState, before: Station, after: Station): string {
  const { name } = before
  const leader = state.adults.find(({ id }) => id === after.leaderId)?.name
  const isLetGo = before.needsAdult && !after.needsAdult
  const changes = [
    before.name !== after.name ? `rename the station ${name} to ${after.name}` : '',
    before.icon !== after.icon ? `give ${name} another picture` : '',
    before.kind !== after.kind ? `make ${name} ${KINDS[after.kind]}` : '',
    before.capacity !== after.capacity
      ? `let ${after.capacity} ${after.capacity === 1 ? 'group' : 'groups'} be at ${name} at a time`
      : '',
    before.needsAdult !== after.needsAdult
      ? `let ${name} need ${after.needsAdult ? 'an adult' : 'no adult'}`
      : '',
    before.materials !== after.materials
      ? `${after.materials === '' ? 'clear' : 'write'} the materials of ${name}`
      : '',
    before.leaderId !== after.leaderId && !isLetGo ? `let ${leader ?? 'nobody by name'} lead ${name}` : '',
  ].filter(Boolean)
  return changes.length === 1 ? changes[0] : `change the station ${name}`
}
