import { withinGroups } from './fit.ts'
import type { Profiles } from './standardise.ts'

/**
 * What the fit would be with the picked-up students in each group: W after moving all of them there.
 * O(n d) once, then O(d) for a group.
 *
 * @param groups today's group of each student, -1 = in no group
 * @param students the picked-up students; they may come from several groups
 * @returns W per group, and W now
 */
export function fitAfterMove(
  profiles: Profiles,
  groups: ArrayLike<number>,
  groupCount: number,
  students: readonly number[],
): { readonly now: number; readonly after: Float64Array } {
  const { skillCount: d, values } = profiles
  const picked = new Set(students)
  const others = Int32Array.from(groups, (group, student) => (picked.has(student) ? -1 : group))
  const withoutThem = withinGroups(profiles, others, groupCount)

  const sizes = new Int32Array(groupCount)
  const sums = new Float64Array(groupCount * d)
  for (let student = 0; student < others.length; student++) {
    const group = others[student]
    if (group < 0) continue
    sizes[group]++
    for (let skill = 0; skill < d; skill++) sums[group * d + skill] += values[student * d + skill]
  }
  const theirSum = new Float64Array(d)
  let theirSquares = 0
  for (const student of students) {
    for (let skill = 0; skill < d; skill++) {
      const value = values[student * d + skill]
      theirSum[skill] += value
      theirSquares += value * value
    }
  }
  const after = new Float64Array(groupCount)
  for (let group = 0; group < groupCount; group++) {
    let before = 0
    let joined = 0
    for (let skill = 0; skill < d; skill++) {
      const sum = sums[group * d + skill]
      before += sum * sum
      joined += (sum + theirSum[skill]) ** 2
    }
    const spreadChange =
      theirSquares +
      (sizes[group] > 0 ? before / sizes[group] : 0) -
      joined / (sizes[group] + students.length)
    after[group] = withoutThem + Math.max(0, spreadChange)
  }
  return { now: withinGroups(profiles, groups, groupCount), after }
}
