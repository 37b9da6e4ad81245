import type { CostModel } from './cost-model.ts'

/** So many of one distance are listed at most: a heap of equal students must not hide the next ones. */
const SAME_DISTANCE = 2
const ROUNDING = 1e-9

/**
 * For each unit the others whose mean profile is nearest: with similar needs wanted, they are whom it may have to
 * sit with. O(U^2 d).
 *
 * @returns row-major, units x `count` (fewer units: the row repeats its last); null without scores or company
 */
export function nearestUnits(model: CostModel, count: number): Int32Array | null {
  const { unitCount, skillCount: d, vectors, counts } = model
  if (unitCount < 2 || d === 0) return null
  const means = vectors.map((sum, at) => sum / counts[Math.floor(at / d)])
  const nearest = new Int32Array(unitCount * count)
  const units = new Int32Array(count)
  const distances = new Float64Array(count)
  for (let unit = 0; unit < unitCount; unit++) {
    let listed = 0
    for (let other = 0; other < unitCount; other++) {
      if (other === unit) continue
      let distance = 0
      for (let skill = 0; skill < d; skill++)
        distance += (means[unit * d + skill] - means[other * d + skill]) ** 2
      if (listed === count && distance >= distances[count - 1]) continue
      let place = listed
      let same = 0
      while (place > 0 && distances[place - 1] >= distance - ROUNDING) {
        if (distances[place - 1] <= distance + ROUNDING) same++
        place--
      }
      if (same >= SAME_DISTANCE) continue
      place += same
      if (listed < count) listed++
      for (let at = listed - 1; at > place; at--) {
        units[at] = units[at - 1]
        distances[at] = distances[at - 1]
      }
      if (place < count) {
        units[place] = other
        distances[place] = distance
      }
    }
    for (let at = 0; at < count; at++) nearest[unit * count + at] = units[Math.min(at, listed - 1)]
  }
  return nearest
}
