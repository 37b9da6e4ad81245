import type { PlanId } from '../contract/ids.ts'
import type { Context } from './context.ts'

/**
 * Gives a plan without a rotation another plan's: stations, blocks, adults, pull-outs, demands, who is where, and what
 * meetings are about; inside a change. What happened in meetings stays with the other plan.
 */
export function copyRotation({ storage: { rotations } }: Context, from: PlanId, to: PlanId): void {
  const rotation = rotations.read(from)
  if (!rotation) return
  rotations.put(to, rotation.weekAFrom)
  const adults = new Map<number, number>()
  for (const { id, name } of rotations.adultsOf(from)) {
    const copy = rotations.insertAdult(to, name)
    rotations.setHours(copy, rotations.hoursOf(id))
    adults.set(id, copy)
  }
  const mapped = (ids: ReadonlyMap<number, number>, id: number | null) =>
    id === null ? null : (ids.get(id) ?? null)
  const stations = new Map<number, number>()
  for (const { id, leaderId, ...station } of rotations.stationsOf(from)) {
    stations.set(id, rotations.insertStation(to, { ...station, leaderId: mapped(adults, leaderId) }))
  }
  const blocks = new Map<number, number>()
  for (const { id, ...block } of rotations.blocksOf(from)) blocks.set(id, rotations.insertBlock(to, block))
  for (const pullOut of rotations.pullOutsOf(from)) rotations.insertPullOut(to, pullOut)
  for (const { stationId, ...demand } of rotations.demandsOf(from)) {
    rotations.insertDemand(to, { ...demand, stationId: mapped(stations, stationId) })
  }
  for (const slot of rotations.slotsOf(from)) {
    const blockId = blocks.get(slot.blockId)
    if (blockId !== undefined) {
      rotations.putSlot({ ...slot, blockId, stationId: mapped(stations, slot.stationId) })
    }
  }
  for (const meeting of rotations.meetingsOf(from)) rotations.putMeeting(to, meeting)
}
