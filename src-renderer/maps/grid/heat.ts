import { scaleThreshold } from 'd3'
import type { Skill } from '../../../src-main/contract/classes.ts'

/** How far a score lies from mastery: -3 far below, -2, -1 just below; 1 at or just above, 2, 3 far above. */
export type Heat = -3 | -2 | -1 | 1 | 2 | 3

/** A diverging scale around mastery; the steps are shares of the skill's own scale. */
const scale = scaleThreshold<number, Heat>().domain([-0.25, -0.1, 0, 0.1, 0.25]).range([-3, -2, -1, 1, 2, 3])

/** The step of a score on its skill's scale. */
export function heatOf(skill: Skill, value: number): Heat {
  return scale(fromMastery(skill, value))
}

/** The part of the CSS class that colours a step: "below-3" to "above-3". */
export function heatName(heat: Heat): string {
  return heat < 0 ? `below-${-heat}` : `above-${heat}`
}

/** How far below mastery a score lies, as a share of the skill's scale; 0 at mastery and above. */
export function depthOf(skill: Skill, value: number): number {
  return Math.max(0, -fromMastery(skill, value))
}

function fromMastery({ scale: { minimum, maximum }, masteryThreshold }: Skill, value: number): number {
  return (value - masteryThreshold) / (maximum - minimum || 1)
}
