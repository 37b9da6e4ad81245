import type { Profiles } from './standardise.ts'

/** Group means and sizes of one grouping. */
export interface Centres {
  readonly sizes: Int32Array
  /** Row-major, groups x skills; 0 for an empty group. */
  readonly means: Float64Array
}

/** The mean profile of every group. `groups[student]` is 0..groupCount-1, or -1 for nobody's. O(n d). */
export function centres(profiles: Profiles, groups: ArrayLike<number>, groupCount: number): Centres {
  const { studentCount, skillCount, values } = profiles
  const sizes = new Int32Array(groupCount)
  const means = new Float64Array(groupCount * skillCount)
  for (let student = 0; student < studentCount; student++) {
    const group = groups[student]
    if (group < 0) continue
    sizes[group]++
    for (let skill = 0; skill < skillCount; skill++) {
      means[group * skillCount + skill] += values[student * skillCount + skill]
    }
  }
  for (let group = 0; group < groupCount; group++) {
    for (let skill = 0; skill < skillCount; skill++) {
      if (sizes[group] > 0) means[group * skillCount + skill] /= sizes[group]
    }
  }
  return { sizes, means }
}

/** Squared distance of a student to a group's mean. */
export function squaredDistance(
  profiles: Profiles,
  student: number,
  means: Float64Array,
  group: number,
): number {
  const { skillCount, values } = profiles
  let sum = 0
  for (let skill = 0; skill < skillCount; skill++) {
    sum += (values[student * skillCount + skill] - means[group * skillCount + skill]) ** 2
  }
  return sum
}

/** Per group, the sum of its students' squared distances to the group's mean; 0 for a point. O(n d). */
export function spreads(profiles: Profiles, groups: ArrayLike<number>, groupCount: number): Float64Array {
  const { means } = centres(profiles, groups, groupCount)
  const result = new Float64Array(groupCount)
  for (let student = 0; student < profiles.studentCount; student++) {
    const group = groups[student]
    if (group >= 0) result[group] += squaredDistance(profiles, student, means, group)
  }
  return result
}

/**
 * Least-squares fit of a grouping (W): sum over students of the squared distance to their group's mean, on
 * standardised scores. Lower is better; 0 when every group is a point. O(n d).
 */
export function withinGroups(profiles: Profiles, groups: ArrayLike<number>, groupCount: number): number {
  return spreads(profiles, groups, groupCount).reduce((sum, spread) => sum + spread, 0)
}

/** What W would be if all the given students sat in one group; the scale against which a fit is read. */
export function totalSpread(profiles: Profiles, groups?: ArrayLike<number>): number {
  const all = new Int32Array(profiles.studentCount)
  if (groups)
    for (let student = 0; student < all.length; student++) all[student] = groups[student] < 0 ? -1 : 0
  return withinGroups(profiles, all, 1)
}
