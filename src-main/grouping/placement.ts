import { centres, squaredDistance } from './fit.ts'
import type { Profiles } from './standardise.ts'

/** Why a student sits where they sit. */
export interface PlacementReason {
  /** Squared distance to the own group's mean. */
  readonly distance: number
  /** The other group that would change W least, or null when there is none. */
  readonly nextBest: { readonly group: number; readonly fitChange: number } | null
  /** At most three skills that hold the student here rather than there, strongest first. */
  readonly pulls: readonly number[]
  /** Share of the skills that count in which the student was assessed, 0 to 1. */
  readonly assessedShare: number
}

const NAMED_PULLS = 3

/**
 * The reasons for every placed student: how near they are to their group, which other group would be next
 * best (by the change of W if only they moved, sizes and rules aside), and which skills make the difference
 * between the two. O(n k d).
 *
 * @param groups group of each student, -1 = in no group (answered with null)
 */
export function placementReasons(
  profiles: Profiles,
  groups: ArrayLike<number>,
  groupCount: number,
  weights: readonly number[],
): (PlacementReason | null)[] {
  const { studentCount, skillCount: d, values, assessed } = profiles
  const { sizes, means } = centres(profiles, groups, groupCount)
  const counting = weights.flatMap((weight, skill) => (weight > 0 ? [skill] : []))

  return Array.from({ length: studentCount }, (_, student) => {
    const own = groups[student]
    if (own < 0) return null
    const distance = squaredDistance(profiles, student, means, own)
    const leaving = sizes[own] > 1 ? (distance * sizes[own]) / (sizes[own] - 1) : 0
    let nextBest: { group: number; fitChange: number } | null = null
    for (let group = 0; group < groupCount; group++) {
      if (group === own) continue
      const joining = (squaredDistance(profiles, student, means, group) * sizes[group]) / (sizes[group] + 1)
      const fitChange = joining - leaving
      if (nextBest === null || fitChange < nextBest.fitChange) nextBest = { group, fitChange }
    }
    const pulls: { skill: number; pull: number }[] = []
    if (nextBest !== null) {
      for (const skill of counting) {
        const value = values[student * d + skill]
        const there = (value - means[nextBest.group * d + skill]) ** 2
        const here = (value - means[own * d + skill]) ** 2
        if (assessed[student * d + skill] && there - here > 1e-9) pulls.push({ skill, pull: there - here })
      }
    }
    pulls.sort((a, b) => b.pull - a.pull || a.skill - b.skill)
    const seen = counting.filter(skill => assessed[student * d + skill]).length
    return {
      distance,
      nextBest,
      pulls: pulls.slice(0, NAMED_PULLS).map(({ skill }) => skill),
      assessedShare: counting.length > 0 ? seen / counting.length : 0,
    }
  })
}
