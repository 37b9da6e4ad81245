/** Students x skills on one footing, ready for distances. */
export interface Profiles {
  readonly studentCount: number
  readonly skillCount: number
  /** Row-major, students x skills: sqrt(weight) * (score - mean) / sd; 0 where not assessed. */
  readonly values: Float64Array
  /** Row-major, 1 where the student was assessed. */
  readonly assessed: Uint8Array
  /** Mean and population standard deviation of the observed scores, per skill, on its own scale. */
  readonly means: Float64Array
  readonly deviations: Float64Array
}

/** Below this a skill's spread is rounding noise: everybody counts as equal in it. */
const LEAST_DEVIATION = 1e-12

/**
 * Standardises scores per skill over the observed ones (z-scores with the population sd), then multiplies
 * by the square root of the skill's weight. A score that is missing counts as the mean (0); a skill in
 * which everybody is equal, or nobody was assessed, counts as 0. O(n d).
 *
 * @param scores n students x d skills; null = not assessed
 * @param weights d weights, 0 or more
 */
export function standardise(
  scores: readonly (readonly (number | null)[])[],
  weights: readonly number[],
): Profiles {
  const studentCount = scores.length
  const skillCount = weights.length
  const values = new Float64Array(studentCount * skillCount)
  const assessed = new Uint8Array(studentCount * skillCount)
  const means = new Float64Array(skillCount)
  const deviations = new Float64Array(skillCount)

  for (const [skill, weight] of weights.entries()) {
    let seen = 0
    let sum = 0
    for (const row of scores) {
      const score = row[skill]
      if (score === null) continue
      seen++
      sum += score
    }
    if (seen === 0) continue
    const mean = sum / seen
    let squares = 0
    for (const row of scores) {
      const score = row[skill]
      if (score !== null) squares += (score - mean) ** 2
    }
    const deviation = Math.sqrt(squares / seen)
    means[skill] = mean
    deviations[skill] = deviation > LEAST_DEVIATION ? deviation : 0
    for (const [student, row] of scores.entries()) {
      const score = row[skill]
      if (score === null) continue
      const at = student * skillCount + skill
      assessed[at] = 1
      if (deviation > LEAST_DEVIATION) values[at] = (Math.sqrt(weight) * (score - mean)) / deviation
    }
  }
  return { studentCount, skillCount, values, assessed, means, deviations }
}
