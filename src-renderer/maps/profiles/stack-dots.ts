/**
 * Stacks dots that would lie on each other around the middle of their row, so that each is seen: every dot takes the
 * lane nearest to the middle in which it touches no other (a dodge, as in Observable Plot); where all lanes are
 * taken, the one with the most room. Deterministic, O(n x lanes).
 *
 * @param places along the row, rising, in pixels
 * @param diameter of a dot with the room it wants
 * @param mostLanes 1 or more
 * @returns the lane of each dot: 0 = middle, -1 = the first above, 1 = the first below ...
 */
export function stackDots(places: readonly number[], diameter: number, mostLanes: number): number[] {
  const ends = Array.from({ length: mostLanes }, () => -Infinity)
  return places.map(place => {
    const free = ends.findIndex(end => place - end >= diameter)
    const nearest = ends.reduce((best, end, at) => (end < (ends[best] ?? Infinity) ? at : best), 0)
    const lane = free >= 0 ? free : nearest
    ends[lane] = place
    return lane % 2 === 0 ? lane / 2 : -(lane + 1) / 2
  })
}

/** How many lanes stacked dots take up. */
export function lanesUsed(lanes: readonly number[]): number {
  return lanes.length === 0 ? 0 : Math.max(...lanes) - Math.min(...lanes) + 1
}
