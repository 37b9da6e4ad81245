import type { WeekShape } from './week-shape.ts'

/** Whether a group can be at a station in a block: chosen by the search, or fixed. */
export function canBeAt(shape: WeekShape, block: number, group: number, station: number): boolean {
  const cell = block * shape.groupCount + group
  return shape.fixed[cell] === station || shape.options[cell * shape.stationCount + station] === 1
}

export function canBeAtTable(shape: WeekShape, block: number, group: number): boolean {
  return shape.isTable.some((is, station) => is === 1 && canBeAt(shape, block, group, station))
}

export const stationsOf = (shape: WeekShape) => Array.from(shape.capacity, (_, station) => station)
export const groupsOf = (shape: WeekShape) => Array.from(shape.needs, (_, group) => group)

export const tablesOf = (shape: WeekShape) =>
  stationsOf(shape).filter(station => shape.isTable[station] === 1)

/** Groups that can be with the teacher at one time; the teacher leads one table. */
export function placesAtTable(shape: WeekShape, block: number): number {
  let places = 0
  for (const station of stationsOf(shape)) {
    const isUsed = groupsOf(shape).some(group => canBeAt(shape, block, group, station))
    if (shape.isTable[station] === 1 && isUsed) places = Math.max(places, shape.capacity[station])
  }
  return places
}

/** How often a group can and must be at the stations in some blocks, by its demands and its fixed cells. */
export function visitLimits(
  shape: WeekShape,
  group: number,
  stations: readonly number[],
  blocks: readonly number[],
): { readonly least: number; readonly most: number } {
  const { stationCount, groupCount } = shape
  let least = 0
  let most = 0
  const isInside = new Uint8Array(shape.blockCount * stationCount)
  for (const block of blocks) {
    for (const station of stations) isInside[block * stationCount + station] = 1
    const possible = stations.filter(station => canBeAt(shape, block, group, station))
    if (possible.length > 0) most++
    if (possible.includes(shape.fixed[block * groupCount + group])) least++
  }
  for (const tally of shape.tallies) {
    if (tally.group !== group) continue
    let countsOutside = false
    let coversInside = true
    for (let at = 0; at < isInside.length; at++) {
      const station = at % stationCount
      if (!canBeAt(shape, (at - station) / stationCount, group, station)) continue
      if (tally.counts[at] === 1 && isInside[at] === 0) countsOutside = true
      if (tally.counts[at] === 0 && isInside[at] === 1) coversInside = false
    }
    if (!countsOutside) least = Math.max(least, tally.least)
    if (coversInside) most = Math.min(most, tally.most)
  }
  return { least: Math.min(least, most), most }
}
