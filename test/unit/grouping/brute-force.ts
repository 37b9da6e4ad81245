import type { GroupingProblem } from '../../../src-main/grouping/problem.ts'

/** z-scores with the population sd times the square root of the weight, missing = 0; one column per skill. */
function columnsOf(problem: GroupingProblem): number[][] {
  return problem.weights.map((weight, skill) => {
    const seen = problem.scores.flatMap(row => row[skill] ?? [])
    const mean = seen.reduce((a, b) => a + b, 0) / (seen.length || 1)
    const sd = Math.sqrt(seen.reduce((a, b) => a + (b - mean) ** 2, 0) / (seen.length || 1))
    return problem.scores.map(row => {
      const score = row[skill] ?? null
      return score === null || sd <= 1e-12 ? 0 : (Math.sqrt(weight) * (score - mean)) / sd
    })
  })
}

const membersOf = (problem: GroupingProblem, groups: ArrayLike<number>) =>
  Array.from({ length: problem.groupCount }, (_, group) =>
    problem.scores.map((_row, at) => at).filter(at => groups[at] === group),
  )

/** W by its definition, written apart from the engine. */
export function evaluate(problem: GroupingProblem, groups: ArrayLike<number>): number {
  let within = 0
  for (const column of columnsOf(problem)) {
    for (const members of membersOf(problem, groups)) {
      const mean = members.reduce((sum, at) => sum + (column[at] ?? 0), 0) / (members.length || 1)
      within += members.reduce((sum, at) => sum + ((column[at] ?? 0) - mean) ** 2, 0)
    }
  }
  return within
}

/** B by its definition: the students' number times the squared distance of the group's mean to the class's. */
export function evaluateBetween(problem: GroupingProblem, groups: ArrayLike<number>): number {
  let between = 0
  for (const column of columnsOf(problem)) {
    const all = column.reduce((sum, value) => sum + value, 0) / (column.length || 1)
    for (const members of membersOf(problem, groups)) {
      const mean = members.reduce((sum, at) => sum + (column[at] ?? 0), 0) / (members.length || 1)
      between += members.length * (mean - all) ** 2
    }
  }
  return between
}

/** For every group the least that its topic leaves undone, by the given cost of a student and a topic. */
function leastByTopic(
  problem: GroupingProblem,
  groups: ArrayLike<number>,
  topics: number,
  cost: (student: number, topic: number) => number,
): number {
  if (topics === 0) return 0
  return membersOf(problem, groups)
    .filter(members => members.length > 0)
    .map(members =>
      Math.min(
        ...Array.from({ length: topics }, (_, topic) =>
          members.reduce((sum, at) => sum + cost(at, topic), 0),
        ),
      ),
    )
    .reduce((sum, least) => sum + least, 0)
}

/** What a grouping costs in its mode, with what moves and meetings cost. */
export function costByDefinition(problem: GroupingProblem, groups: ArrayLike<number>): number {
  const { mode, stay, variety, weights } = problem
  const extra =
    problem.scores.filter((_, at) => {
      const today = stay?.groups[at] ?? -1
      return today >= 0 && today !== groups[at]
    }).length *
      (stay?.cost ?? 0) +
    (variety?.met ?? []).reduce(
      (sum, [a, b, times]) =>
        sum + (groups[a] === groups[b] && !mustShare(problem, a, b) ? times * (variety?.cost ?? 0) : 0),
      0,
    )
  switch (mode.kind) {
    case 'similar':
      return evaluate(problem, groups) + extra
    case 'mixed':
      return evaluateBetween(problem, groups) + extra
    case 'focus': {
      const need = (at: number, skill: number) => (mode.needs[at]?.[skill] ?? 0) * (weights[skill] ?? 0)
      const greatest = (at: number) => Math.max(0, ...weights.map((_, skill) => need(at, skill)))
      return (
        leastByTopic(problem, groups, weights.length, (at, skill) => greatest(at) - need(at, skill)) + extra
      )
    }
    case 'interest': {
      const topics = 1 + Math.max(-1, ...mode.interests.flat())
      const without = leastByTopic(problem, groups, topics, (at, topic) =>
        mode.interests[at]?.includes(topic) ? 0 : 1,
      )
      const scores = (mode.then === 'similar' ? evaluate : evaluateBetween)(problem, groups)
      // One student without the topic outweighs all that scores can differ by, but not any number of moves.
      const squares = columnsOf(problem)
        .flat()
        .reduce((sum, value) => sum + value * value, 0)
      return without * (1 + squares) + scores + extra
    }
    case 'random':
      return 0
  }
}

/** Joined by keep-together rules, so that meeting again cannot be avoided. */
function mustShare({ together }: GroupingProblem, a: number, b: number): boolean {
  const reached = new Set([a])
  for (let grew = true; grew;) {
    grew = false
    for (const [one, other] of together) {
      if (reached.has(one) !== reached.has(other)) {
        reached.add(one).add(other)
        grew = true
      }
    }
  }
  return reached.has(b)
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

/** Every grouping that keeps every rule, by trying them all. */
export function* allGroupings(problem: GroupingProblem): Generator<Int32Array> {
  const groups = new Int32Array(problem.scores.length)
  function* place(student: number): Generator<Int32Array> {
    if (student === groups.length) {
      if (keepsRules(problem, groups)) yield groups.slice()
      return
    }
    for (let group = 0; group < problem.groupCount; group++) {
      groups[student] = group
      yield* place(student + 1)
    }
  }
  yield* place(0)
}

/** The least cost of all groupings that keep every rule; null when there is none. */
export function bestByTrying(problem: GroupingProblem): number | null {
  let best: number | null = null
  for (const groups of allGroupings(problem)) {
    const cost = costByDefinition(problem, groups)
    if (best === null || cost < best) best = cost
  }
  return best
}
