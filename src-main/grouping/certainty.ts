import { centres } from './fit.ts'
import { seededRandom } from './random.ts'
import type { Profiles } from './standardise.ts'

const DRAWS = 200
/** Fewer common students say nothing about how two skills go together. */
const FEWEST_COMMON = 5

/**
 * How sure the place of every student with gaps is: the share of 200 draws of the missing scores in which the group
 * that is nearest to them now is the nearest still. A missing score is drawn
 * as the class's scores go together: from the student's own level in the skills that are known, as far as the
 * skill goes with the others in this class, and else from the whole class (a normal regression imputation,
 * Little & Rubin 2019, ch. 4). A level from few skills tells less than one from many (Spearman 1910, Brown 1910).
 * Same answer every time. O(gaps k d).
 *
 * @param groups group of each student, -1 = in none
 * @param weights d weights
 * @returns 0 to 1 per student; 1 where nothing that counts is missing
 */
export function certainties(
  profiles: Profiles,
  groups: ArrayLike<number>,
  groupCount: number,
  weights: readonly number[],
): Float64Array {
  const { studentCount, skillCount: d, values, assessed, deviations } = profiles
  const scale = weights.map((weight, skill) => (deviations[skill] > 0 ? Math.sqrt(weight) : 0))
  const level = levels(profiles, scale)
  const going = scale.map((_, skill) => correlation(profiles, scale, level, skill))
  /** Mean correlation of two skills, if one ability lies behind them all. */
  const shared = going.reduce((sum, r) => sum + r * r, 0) / (going.filter(r => r !== 0).length || 1)
  const { means, sizes } = centres(profiles, groups, groupCount)
  const random = seededRandom(1)
  const sure = new Float64Array(studentCount).fill(1)
  const drawn = new Float64Array(d)
  const fixed = new Float64Array(groupCount)
  const filled = [...sizes.keys()].filter(group => sizes[group] > 0)
  for (let student = 0; student < studentCount; student++) {
    const own = groups[student]
    const missing = scale.flatMap((s, skill) => (s > 0 && !assessed[student * d + skill] ? [skill] : []))
    if (own < 0 || missing.length === 0) continue
    const known = scale.filter((s, skill) => s > 0 && assessed[student * d + skill]).length
    /** How the mean of so many z-scores varies, and how far it tells the ability. */
    const variance = known > 0 ? (1 + (known - 1) * shared) / known : 1
    const reliability = Math.min(1, shared / variance)
    // The part of each distance that no draw changes.
    for (let group = 0; group < groupCount; group++) {
      let distance = 0
      for (let skill = 0; skill < d; skill++) {
        distance += (values[student * d + skill] - means[group * d + skill]) ** 2
      }
      for (const skill of missing) {
        distance -= (values[student * d + skill] - means[group * d + skill]) ** 2
      }
      fixed[group] = distance
    }
    const order = filled.toSorted((a, b) => fixed[a] - fixed[b])
    const nearest = () => {
      let best = -1
      let least = Infinity
      for (const group of order) {
        let distance = fixed[group]
        // What is missing only adds: nobody further on can be nearer.
        if (distance >= least) break
        for (let at = 0; at < missing.length; at++)
          distance += (drawn[at] - means[group * d + missing[at]]) ** 2
        if (distance < least) {
          least = distance
          best = group
        }
      }
      return best
    }
    for (const [at, skill] of missing.entries()) drawn[at] = values[student * d + skill]
    const before = nearest()
    let same = 0
    for (let draw = 0; draw < DRAWS; draw++) {
      for (const [at, skill] of missing.entries()) {
        const r = known === 0 ? 0 : going[skill] * Math.sqrt(reliability)
        const expected = r === 0 ? 0 : (r * level[student]) / Math.sqrt(variance)
        drawn[at] = scale[skill] * (expected + Math.sqrt(1 - r * r) * normal(random))
      }
      if (nearest() === before) same++
    }
    sure[student] = same / DRAWS
  }
  return sure
}

/** Each student's mean z-score over the skills that are known; NaN = none is. */
function levels(
  { studentCount, skillCount: d, values, assessed }: Profiles,
  scale: readonly number[],
): Float64Array {
  const level = new Float64Array(studentCount).fill(NaN)
  for (let student = 0; student < studentCount; student++) {
    const known = scale.flatMap((s, skill) =>
      s > 0 && assessed[student * d + skill] ? [values[student * d + skill] / s] : [],
    )
    if (known.length > 0) level[student] = known.reduce((sum, z) => sum + z, 0) / known.length
  }
  return level
}

/** How far a skill goes with the level, -1 to 1; 0 where too few were assessed to say. */
function correlation(
  { studentCount, skillCount: d, values, assessed }: Profiles,
  scale: readonly number[],
  level: Float64Array,
  skill: number,
): number {
  let n = 0
  let both = 0
  let own = 0
  let theirs = 0
  for (let student = 0; student < studentCount; student++) {
    if (scale[skill] === 0 || !assessed[student * d + skill]) continue
    const z = values[student * d + skill] / scale[skill]
    n++
    both += z * level[student]
    own += z * z
    theirs += level[student] ** 2
  }
  if (n < FEWEST_COMMON || own < 1e-12 || theirs < 1e-12) return 0
  return Math.max(-1, Math.min(1, both / Math.sqrt(own * theirs)))
}

/** Standard normal, by Box & Muller 1958. */
function normal(random: { next(): number }): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}
