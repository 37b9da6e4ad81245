import type { Point } from './geometry.ts'
import { LABEL_HEIGHT, type PlacedLabel } from './place-labels.ts'
import { boxAround, TakenPlaces } from './taken-places.ts'

/** A group's name that wants a place at its outline. Pixels. */
export interface NameWish {
  /** The outline, a closed ring that starts at its top; empty = no name. */
  readonly ring: readonly Point[]
  readonly width: number
  readonly height: number
  /** Rather no name than one that covers something. */
  readonly mayHide: boolean
}

/** How far from the outline a name stands: near it, or further out where there is no room. */
const AWAY = [12, 26, 40] as const
const FURTHER = 8
/** What covering a student's name or dot costs; more than any place along the ring. */
const COVERED = 40
const OTHER_NAME = 120
const OUTSIDE = 500
const DOT = 16
/** With more names, fewer places are tried for each. */
const MANY = 30

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
  const taken = new TakenPlaces()
  for (const label of students) {
    if (label) taken.take(boxAround(label.x, label.y, label.width, LABEL_HEIGHT), COVERED)
  }
  for (const [x, y] of dots) taken.take(boxAround(x, y, DOT, DOT), COVERED)
  const stride = wishes.length > MANY ? 6 : 1
  const distances = wishes.length > MANY ? AWAY.slice(0, 1) : AWAY
  return wishes.map(({ ring, width, height, mayHide }) => {
    if (ring.length === 0) return null
    const middle: Point = [
      ring.reduce((sum, [x]) => sum + x, 0) / ring.length,
      ring.reduce((sum, [, y]) => sum + y, 0) / ring.length,
    ]
    let best: Point = ring[0]
    let bestCost = Infinity
    for (let step = 0; step < ring.length; step += stride) {
      const [x, y] = ring[step]
      const reach = Math.hypot(x - middle[0], y - middle[1]) || 1
      const away: Point = [(x - middle[0]) / reach, (y - middle[1]) / reach]
      const fromTop = Math.min(step, ring.length - step)
      for (const [further, distance] of distances.entries()) {
        const at: Point = [
          x + away[0] * (distance + Math.abs(away[0]) * (width / 2 - 4)),
          y + away[1] * distance,
        ]
        const outside =
          at[0] - width / 2 < 0 ||
          at[0] + width / 2 > size.width ||
          at[1] < height ||
          at[1] > size.height - height
        const covered = taken.costOf(boxAround(at[0], at[1], width, height))
        const cost = fromTop + further * FURTHER + (outside ? OUTSIDE : 0) + covered
        if (cost < bestCost) {
          bestCost = cost
          best = at
        }
      }
    }
    if (mayHide && bestCost >= COVERED) return null
    taken.take(boxAround(best[0], best[1], width, height), OTHER_NAME)
    return best
  })
}
