import type { Point } from './geometry.ts'
import { LABEL_HEIGHT, type PlacedLabel } from './place-labels.ts'

/** A group's name that wants a place at its outline. Pixels. */
export interface NameWish {
  /** The outline, a closed ring that starts at its top; empty = no name. */
  readonly ring: readonly Point[]
  readonly width: number
  /** Rather no name than one that covers something. */
  readonly mayHide: boolean
}

const AWAY = 12
/** What covering a student's name or dot costs; more than any place along the ring. */
const COVERED = 40

/**
 * Places group names at their outlines: the place along the ring, just outside it, that covers the fewest
 * names and dots and the least of other group names; the nearer to the top the better. Greedy in the given order.
 *
 * @param students labels that were placed before
 * @param dots the students' dots
 * @param size of the map: a name stays inside
 * @returns the middle of each name, null for an empty ring or where a name that may be hidden has no room
 */
export function placeGroupNames(
  wishes: readonly NameWish[],
  students: readonly (PlacedLabel | null)[],
  dots: readonly Point[],
  size: { readonly width: number; readonly height: number },
): (Point | null)[] {
  const taken: { x: number; y: number; width: number; cost: number }[] = [
    ...students.flatMap(label =>
      label ? [{ x: label.x, y: label.y, width: label.width, cost: COVERED }] : [],
    ),
    ...dots.map(([x, y]) => ({ x, y, width: 16, cost: COVERED })),
  ]
  return wishes.map(({ ring, width, mayHide }) => {
    if (ring.length === 0) return null
    const middle: Point = [
      ring.reduce((sum, [x]) => sum + x, 0) / ring.length,
      ring.reduce((sum, [, y]) => sum + y, 0) / ring.length,
    ]
    let best: Point = ring[0]
    let bestCost = Infinity
    for (const [step, [x, y]] of ring.entries()) {
      const reach = Math.hypot(x - middle[0], y - middle[1]) || 1
      const away: Point = [(x - middle[0]) / reach, (y - middle[1]) / reach]
      const at: Point = [x + away[0] * (AWAY + Math.abs(away[0]) * (width / 2 - 4)), y + away[1] * AWAY]
      const fromTop = Math.min(step, ring.length - step)
      const outside =
        at[0] - width / 2 < 0 ||
        at[0] + width / 2 > size.width ||
        at[1] < LABEL_HEIGHT ||
        at[1] > size.height - LABEL_HEIGHT
      let cost = fromTop + (outside ? 500 : 0)
      for (const other of taken) {
        if (
          Math.abs(other.x - at[0]) < (other.width + width) / 2 &&
          Math.abs(other.y - at[1]) < LABEL_HEIGHT
        ) {
          cost += other.cost
        }
      }
      if (cost < bestCost) {
        bestCost = cost
        best = at
      }
    }
    if (mayHide && bestCost >= COVERED) return null
    taken.push({ x: best[0], y: best[1], width, cost: 120 })
    return best
  })
}
