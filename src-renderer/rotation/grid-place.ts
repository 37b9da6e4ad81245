import type { StationId } from '../../src-main/contract/ids.ts'
import type { CellKey } from '../../src-main/contract/rotation.ts'
import { cellName, rotation } from '../state/rotation.svelte.ts'

/** A place of the week as its element tells it. */
export interface GridPlace {
  /** Its name among the places where the keyboard can stand; see `stops.ts`. */
  readonly stop: string
  /** null = a station where nobody is. */
  readonly cell: CellKey | null
  readonly block: string
  readonly station: StationId | null
}

/** The place of the week that an element belongs to; null = none. */
export function gridPlace(target: EventTarget | null): GridPlace | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-stop]') : null
  const stop = element?.dataset['stop']
  const week = rotation.week
  if (!element || stop === undefined || !week) return null
  const found = week.cells.find(cell => cellName(cell) === stop)
  const place = element.closest<HTMLElement>('[data-block]')
  const station = [...rotation.stations.keys()].find(id => String(id) === place?.dataset['station'])
  return {
    stop,
    cell: found ? { week: week.week, blockId: found.blockId, position: found.position } : null,
    block: place?.dataset['block'] ?? '',
    station: station ?? null,
  }
}
