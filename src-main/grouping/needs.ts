/** Where a skill's scale starts and ends, and from where on a student has the skill; on the skill's own scale. */
export interface SkillScale {
  readonly minimum: number
  readonly maximum: number
  readonly masteryThreshold: number
}

/**
 * How far below mastery a student is in each skill, as shares of its scale: 0 where the skill is there, and where it
 * was not assessed (an unknown need is no known need).
 */
export function needsBySkill(scores: readonly (number | null)[], scales: readonly SkillScale[]): number[] {
  return scales.map(({ minimum, maximum, masteryThreshold }, skill) => {
    const score = scores[skill] ?? null
    return score === null ? 0 : Math.max(0, (masteryThreshold - score) / (maximum - minimum))
  })
}

/** The skills with a need, by their places, the largest need first; equal needs in the order of the skills. */
export function needsInOrder(needs: readonly number[]): number[] {
  return needs
    .map((need, skill) => ({ need, skill }))
    .filter(({ need }) => need > 0)
    .sort((a, b) => b.need - a.need || a.skill - b.skill)
    .map(({ skill }) => skill)
}
