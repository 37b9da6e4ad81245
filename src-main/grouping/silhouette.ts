import type { Profiles } from './standardise.ts'

/**
 * How well each student sits (silhouette: Rousseeuw 1987): 1 = close to their own group and far from all others, 0 =
 * between two, below 0 = nearer to another. With a the mean distance to the others of the own group and b the
 * least mean distance to another group's students, (b - a) / max(a, b); 0 for who sits alone. O(n^2 d).
 *
 * @param groups group of each student, -1 = in none (answered with NaN)
 */
export function silhouettes(profiles: Profiles, groups: ArrayLike<number>, groupCount: number): Float64Array {
  const { studentCount, skillCount: d, values } = profiles
  const result = new Float64Array(studentCount).fill(NaN)
  const sums = new Float64Array(groupCount)
  const sizes = new Int32Array(groupCount)
  for (let student = 0; student < studentCount; student++) if (groups[student] >= 0) sizes[groups[student]]++
  for (let student = 0; student < studentCount; student++) {
    const own = groups[student]
    if (own < 0) continue
    sums.fill(0)
    for (let other = 0; other < studentCount; other++) {
      if (groups[other] < 0) continue
      let squares = 0
      for (let skill = 0; skill < d; skill++)
        squares += (values[student * d + skill] - values[other * d + skill]) ** 2
      sums[groups[other]] += Math.sqrt(squares)
    }
    let nearest = Infinity
    for (let group = 0; group < groupCount; group++) {
      if (group !== own && sizes[group] > 0) nearest = Math.min(nearest, sums[group] / sizes[group])
    }
    const inside = sizes[own] > 1 ? sums[own] / (sizes[own] - 1) : 0
    const greater = Math.max(inside, nearest)
    result[student] =
      sizes[own] < 2 || !Number.isFinite(nearest) || greater === 0 ? 0 : (nearest - inside) / greater
  }
  return result
}
