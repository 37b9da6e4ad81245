import { totalSpread, withinGroups } from './fit.ts'
import type { GroupingProblem } from './problem.ts'
import { standardise } from './standardise.ts'

/** How well groups answer a question. */
export interface Measure {
  /**
   * What is left to be wished, 0 or more, in the mode's own unit: spread inside the groups (similar, random), spread
   * between them (mixed), need passed over (focus), students without their group's interest (interest).
   */
  readonly cost: number
  /** What groups could cost that answer nothing of the question. */
  readonly worst: number
}

/**
 * Measures any groups by a problem's question: its mode, skills and weights. Its number of groups, sizes and rules
 * have no say, so two groupings that were made under different ones can be compared. A group takes the focus skill
 * or interest that suits its members best. O(n d + n t), t topics.
 *
 * @param groups group of each student, 0..groupCount-1; -1 = not counted
 */
export function measureGroups(
  { mode, scores, weights }: Pick<GroupingProblem, 'mode' | 'scores' | 'weights'>,
  groups: ArrayLike<number>,
  groupCount: number,
): Measure {
  switch (mode.kind) {
    case 'focus': {
      const weighted = mode.needs.map(own => own.map((need, skill) => need * weights[skill]))
      const greatest = weighted.map(own => Math.max(0, ...own))
      const passedOver = (student: number, skill: number) => greatest[student] - weighted[student][skill]
      const worst = greatest.reduce((sum, need, at) => sum + (groups[at] < 0 ? 0 : need), 0)
      return { cost: leastByGroup(groups, groupCount, weights.length, passedOver), worst }
    }
    case 'interest': {
      const count = 1 + mode.interests.flat().reduce((most, topic) => Math.max(most, topic), -1)
      const without = (student: number, topic: number) => (mode.interests[student].includes(topic) ? 0 : 1)
      const worst = mode.interests.filter((_, at) => groups[at] >= 0).length
      return { cost: count > 0 ? leastByGroup(groups, groupCount, count, without) : worst, worst }
    }
    default: {
      const profiles = standardise(scores, weights)
      const within = withinGroups(profiles, groups, groupCount)
      const worst = totalSpread(profiles, groups)
      return { cost: mode.kind === 'mixed' ? Math.max(0, worst - within) : within, worst }
    }
  }
}

/** Sum over the groups of what the topic costs that costs its members least. */
function leastByGroup(
  groups: ArrayLike<number>,
  groupCount: number,
  topicCount: number,
  costOf: (student: number, topic: number) => number,
): number {
  const sums = new Float64Array(groupCount * topicCount)
  for (let student = 0; student < groups.length; student++) {
    if (groups[student] < 0) continue
    for (let topic = 0; topic < topicCount; topic++) {
      sums[groups[student] * topicCount + topic] += costOf(student, topic)
    }
  }
  let total = 0
  for (let group = 0; group < groupCount && topicCount > 0; group++) {
    total += Math.min(...sums.subarray(group * topicCount, (group + 1) * topicCount))
  }
  return total
}
