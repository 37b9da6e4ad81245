import type { GroupingProblem } from '../../../src-main/grouping/problem.ts'

/** W by its definition, written apart from the engine: z-scores with the population sd, missing = 0. */
export function evaluate(problem: GroupingProblem, groups: ArrayLike<number>): number {
  const columns = problem.weights.map((weight, skill) => {
    const seen = problem.scores.flatMap(row => row[skill] ?? [])
    const mean = seen.reduce((a, b) => a + b, 0) / (seen.length || 1)
    const sd = Math.sqrt(seen.reduce((a, b) => a + (b - mean) ** 2, 0) / (seen.length || 1))
    return problem.scores.map(row => {
      const score = row[skill] ?? null
      return score === null || sd <= 1e-12 ? 0 : (Math.sqrt(weight) * (score - mean)) / sd
    })
  })
  let within = 0
  for (let group = 0; group < problem.groupCount; group++) {
    const members = problem.scores.map((_, at) => at).filter(at => groups[at] === group)
    for (const column of columns) {
      const mean = members.reduce((sum, at) => sum + (column[at] ?? 0), 0) / (members.length || 1)
      within += members.reduce((sum, at) => sum + ((column[at] ?? 0) - mean) ** 2, 0)
    }
  }
  return within
}

/** Whether a grouping keeps every rule. */
export function keepsRules(
  { scores, groupCount, sizeMin, sizeMax, together, apart, locked }: GroupingProblem,
  groups: ArrayLike<number>,
): boolean {
  const sizes = Array.from(
    { length: groupCount },
    (_, group) => scores.filter((_row, at) => groups[at] === group).length,
  )
  return (
    sizes.reduce((a, b) => a + b, 0) === scores.length &&
    sizes.every(size => size >= sizeMin && size <= sizeMax) &&
    together.every(([a, b]) => groups[a] === groups[b]) &&
    apart.every(([a, b]) => groups[a] !== groups[b]) &&
    locked.every(([student, group]) => groups[student] === group)
  )
}

/** The least W of all groupings that keep every rule, by trying them all; null when there is none. */
export function bestByTrying(problem: GroupingProblem): number | null {
  const groups = new Int32Array(problem.scores.length)
  let best: number | null = null
  const place = (student: number) => {
    if (student === groups.length) {
      if (!keepsRules(problem, groups)) return
      const within = evaluate(problem, groups)
      if (best === null || within < best) best = within
      return
    }
    for (let group = 0; group < problem.groupCount; group++) {
      groups[student] = group
      place(student + 1)
    }
  }
  place(0)
  return best
}
