import { assignGreatest } from '../../src-main/grouping/keep-labels.ts'
import type { GroupingProblem } from '../../src-main/grouping/problem.ts'
import { seededRandom } from '../../src-main/grouping/random.ts'
import { standardise } from '../../src-main/grouping/standardise.ts'
import { evaluate } from '../unit/grouping/brute-force.ts'

const ITERATIONS = 50

/**
 * The plain way: k-means whose assignment keeps the sizes exactly (Bradley, Bennett & Demiriz 2000), from several
 * random starts. It knows no pair rules. Answers the least W.
 */
export function constrainedKMeans(problem: GroupingProblem, starts: number): number {
  const { studentCount: n, skillCount: d, values } = standardise(problem.scores, problem.weights)
  const { groupCount: k, sizeMin, sizeMax } = problem
  const random = seededRandom(1)
  let best = Infinity
  for (let start = 0; start < starts; start++) {
    const order = Array.from({ length: n }, (_, at) => at)
    for (let at = n - 1; at > 0; at--) {
      const other = random.below(at + 1)
      ;[order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0]
    }
    let means = order.slice(0, k).map(student => values.slice(student * d, (student + 1) * d))
    let last = ''
    for (let turn = 0; turn < ITERATIONS; turn++) {
      // Every group has sizeMax seats; its first sizeMin may not go to the made-up students who fill the rest.
      const gains = Array.from({ length: k * sizeMax }, (_, student) =>
        Float64Array.from({ length: k * sizeMax }, (_unused, seat) => {
          if (student >= n) return seat % sizeMax < sizeMin ? -1e9 : 0
          const mean = means[Math.floor(seat / sizeMax)] ?? new Float64Array(d)
          let distance = 0
          for (let skill = 0; skill < d; skill++)
            distance += ((values[student * d + skill] ?? 0) - (mean[skill] ?? 0)) ** 2
          return -distance
        }),
      )
      const groups = Array.from(assignGreatest(gains).subarray(0, n), seat => Math.floor(seat / sizeMax))
      best = Math.min(best, evaluate(problem, groups))
      if (groups.join() === last) break
      last = groups.join()
      means = means.map((_, group) => {
        const members = order.filter(student => groups[student] === group)
        return Float64Array.from(
          { length: d },
          (_unused, skill) =>
            members.reduce((sum, student) => sum + (values[student * d + skill] ?? 0), 0) /
            (members.length || 1),
        )
      })
    }
  }
  return best
}
