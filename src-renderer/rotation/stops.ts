import type { BlockId, StationId } from '../../src-main/contract/ids.ts'
import type { Cell, RotationBoard } from '../../src-main/contract/rotation.ts'
import { cellName } from '../state/rotation.svelte.ts'
import type { StopColumn } from './walk.ts'
import type { DayColumns } from './week-columns.ts'

/** A station of a block where nobody is, as a place to stand. */
export function placeName(blockId: BlockId, stationId: StationId | null): string {
  return `at:${blockId}:${stationId ?? 'none'}`
}

/** The cells of each block by the station they have; null = the groups that have none. */
export function cellsByStation(cells: Iterable<Cell>): Map<string, Cell[]> {
  const places = new Map<string, Cell[]>()
  for (const cell of cells) {
    const name = placeName(cell.blockId, cell.stationId)
    places.set(name, [...(places.get(name) ?? []), cell])
  }
  return places
}

/** The places of the week where groups are the rows: one for each group and block. */
export function stopsByGroup(days: readonly DayColumns[], groups: RotationBoard['groups']): StopColumn[] {
  return rotationBlocks(days).map(({ id, weekday }) => ({
    day: weekday,
    stops: groups.map(({ position }, row) => ({ name: cellName({ blockId: id, position }), row })),
  }))
}

/** The places of the week where stations are the rows: each group that is there, or the station where nobody is. */
export function stopsByStation(
  days: readonly DayColumns[],
  rows: readonly (StationId | null)[],
  places: ReadonlyMap<string, readonly Cell[]>,
): StopColumn[] {
  return rotationBlocks(days).map(({ id, weekday }) => ({
    day: weekday,
    stops: rows.flatMap((stationId, row) => {
      const here = places.get(placeName(id, stationId)) ?? []
      if (here.length === 0) return [{ name: placeName(id, stationId), row }]
      return here.map(cell => ({ name: cellName(cell), row }))
    }),
  }))
}

function rotationBlocks(days: readonly DayColumns[]) {
  return days.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'rotation'))
}
