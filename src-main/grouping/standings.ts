import type { Profiles } from './standardise.ts'

/** How a group stands in one skill. */
export interface Standing {
  readonly skill: number
  /** Mean of the observed scores on the skill's own scale; null if nobody was assessed. */
  readonly mean: number | null
  /** Group mean minus class mean, in class standard deviations; 0 if it cannot be said. */
  readonly difference: number
  readonly assessedCount: number
  /** Assessed students below the mastery threshold. */
  readonly belowThresholdCount: number
}

/**
 * How the given students stand in every skill, over observed scores only. O(m d).
 *
 * @param scores n x d on own scales; null = not assessed
 * @param thresholds d mastery thresholds on own scales
 */
export function standingsOf(
  students: readonly number[],
  scores: readonly (readonly (number | null)[])[],
  profiles: Pick<Profiles, 'means' | 'deviations'>,
  thresholds: readonly number[],
): Standing[] {
  return thresholds.map((threshold, skill) => {
    const seen = students.flatMap(student => {
      const score = scores[student][skill]
      return score === null ? [] : [score]
    })
    const mean = seen.length > 0 ? seen.reduce((sum, score) => sum + score, 0) / seen.length : null
    const deviation = profiles.deviations[skill]
    return {
      skill,
      mean,
      difference: mean !== null && deviation > 0 ? (mean - profiles.means[skill]) / deviation : 0,
      assessedCount: seen.length,
      belowThresholdCount: seen.filter(score => score < threshold).length,
    }
  })
}

const NAMED = 2
/** A third of a standard deviation: less than that a teacher would not see in the scores. */
const TELLING = 1 / 3

/**
 * The skills to name for a group, at most two needs and two strengths, most telling first.
 *
 * A need is a skill in which at least half of the assessed members are below the threshold, or in which the
 * group lies a third of a class standard deviation under the class; ranked by how far it lies under the class. A
 * strength is a skill that lies that far above the class, or in which everybody assessed has reached the
 * threshold; ranked by how far it lies above. A skill is never both, and skills that fewer than half of the
 * members were assessed in are not named.
 */
export function needsAndStrengths(
  standings: readonly Standing[],
  memberCount: number,
): { needs: number[]; strengths: number[] } {
  const known = standings.filter(s => s.mean !== null && s.assessedCount * 2 >= memberCount)
  const needs = known
    .filter(s => s.belowThresholdCount > 0)
    .filter(s => s.difference <= -TELLING || s.belowThresholdCount * 2 >= s.assessedCount)
    .sort((a, b) => a.difference - b.difference || a.skill - b.skill)
    .slice(0, NAMED)
    .map(s => s.skill)
  const strengths = known
    .filter(s => !needs.includes(s.skill))
    .filter(s => s.difference >= TELLING || (s.belowThresholdCount === 0 && s.difference >= 0))
    .sort((a, b) => b.difference - a.difference || a.skill - b.skill)
    .slice(0, NAMED)
    .map(s => s.skill)
  return { needs, strengths }
}
