import type { CellKey } from '../../src-main/contract/rotation.ts'
import { dragsFrom } from '../components/drag.ts'
import { carrying, type DropPlace } from '../state/carrying.svelte.ts'
import { gridPlace } from './grid-place.ts'

/**
 * Attachment for the week's grid: a cell is picked up and dropped on another one, or on a station of its block; dropped
 * anywhere else, it stays where it was.
 */
export function liftCell(grid: Element): () => void {
  return dragsFrom(grid, ({ target }) => {
    const cell = gridPlace(target)?.cell
    if (!cell) return null
    // The answer is on its way before the drag begins.
    void carrying.choices(cell)?.catch(() => undefined)
    return {
      begin(at) {
        carrying.point = at
        void carrying.start(cell, 'drag')
      },
      move(at, under) {
        carrying.point = at
        // It may be in the week no more.
        carrying.over = carrying.cell && placeFor(cell, under)
      },
      drop(under) {
        const place = placeFor(cell, under)
        if (place) void carrying.drop(place)
      },
      end() {
        if (carrying.way === 'drag') carrying.cancel()
      },
      edges: () => grid.closest('[data-scrolls]'),
    }
  })
}

/** Another cell, or an empty place of the same block; null = nothing can be done there. */
function placeFor(carried: CellKey, [element]: readonly Element[]): DropPlace | null {
  const place = gridPlace(element ?? null)
  if (place?.cell) return carrying.isCarried(place.cell) ? null : { kind: 'cell', cell: place.cell }
  if (!place || place.block !== String(carried.blockId) || place.station === null) return null
  return { kind: 'station', stationId: place.station }
}
