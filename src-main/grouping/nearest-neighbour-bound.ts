import type { CostModel } from './cost-model.ts'
import type { GroupingProblem } from './problem.ts'
import { standardise } from './standardise.ts'

/**
 * A bound of W that is cheap for a whole school. W is the sum over students of 1/(2m) times their squared
 * distances to all members of their group of m; nobody can do better than with those they must sit with and,
 * for the rest of the places, the nearest of those they may. What moves and meetings cost is left out, which keeps
 * it a bound. O(n^2 d).
 */
export function nearestNeighbourBound(problem: GroupingProblem, model: CostModel): number {
  const { studentCount: n, skillCount: d, values } = standardise(problem.scores, problem.weights)
  const { unitOf, units, apartFrom } = model.units
  const { sizeMin, sizeMax } = problem
  const distance = (a: number, b: number) => {
    let sum = 0
    for (let skill = 0; skill < d; skill++) sum += (values[a * d + skill] - values[b * d + skill]) ** 2
    return sum
  }
  const nearest = new Float64Array(sizeMax)
  let bound = 0
  for (let student = 0; student < n; student++) {
    const unit = unitOf[student]
    const group = units[unit].lockedTo
    let partners = 0
    let fixed = 0
    let listed = 0
    for (let other = 0; other < n; other++) {
      if (other === student) continue
      const theirs = unitOf[other]
      const theirGroup = units[theirs].lockedTo
      if (theirs === unit || (group >= 0 && theirGroup === group)) {
        partners++
        fixed += distance(student, other)
        continue
      }
      if (apartFrom[unit].has(theirs) || (group >= 0 && theirGroup >= 0)) continue
      const far = distance(student, other)
      if (listed === sizeMax && far >= nearest[listed - 1]) continue
      let place = listed < sizeMax ? listed++ : listed - 1
      for (; place > 0 && nearest[place - 1] > far; place--) nearest[place] = nearest[place - 1]
      nearest[place] = far
    }
    let least = Infinity
    let sum = fixed
    for (let size = partners + 1; size <= sizeMax; size++) {
      if (size >= sizeMin) least = Math.min(least, sum / (2 * size))
      if (size - partners > listed) break
      sum += nearest[size - partners - 1]
    }
    bound += least
  }
  return bound
}
