import type { GroupingProblem, Pair } from './problem.ts'

/** Students who must sit together, as one piece that is moved as a whole. */
export interface Unit {
  readonly students: readonly number[]
  /** The group the unit is locked to, or -1. Two locks on different groups: `clash`. */
  readonly lockedTo: number
}

export interface Units {
  readonly units: readonly Unit[]
  /** The unit of each student. */
  readonly unitOf: Int32Array
  /** Per unit, the units it must be kept apart from. */
  readonly apartFrom: readonly ReadonlySet<number>[]
  /** True if the rules contradict each other already here: a pair both together and apart, or two locks. */
  readonly clash: boolean
}

/** Joins students by the keep-together rules. O(n + rules). */
export function joinUnits(problem: Pick<GroupingProblem, 'scores' | 'together' | 'apart' | 'locked'>): Units {
  const n = problem.scores.length
  const parent = Int32Array.from({ length: n }, (_, student) => student)
  const root = (student: number): number => {
    let at = student
    while (parent[at] !== at) at = parent[at] = parent[parent[at]]
    return at
  }
  for (const [a, b] of problem.together) parent[root(a)] = root(b)

  const unitOf = new Int32Array(n)
  const byRoot = new Map<number, number>()
  const students: number[][] = []
  for (let student = 0; student < n; student++) {
    const at = root(student)
    let unit = byRoot.get(at)
    if (unit === undefined) {
      unit = students.length
      byRoot.set(at, unit)
      students.push([])
    }
    unitOf[student] = unit
    students[unit].push(student)
  }

  let clash = false
  const lockedTo = new Int32Array(students.length).fill(-1)
  for (const [student, group] of problem.locked) {
    const unit = unitOf[student]
    if (lockedTo[unit] >= 0 && lockedTo[unit] !== group) clash = true
    lockedTo[unit] = group
  }
  const apartFrom = students.map(() => new Set<number>())
  const note = ([a, b]: Pair) => {
    if (unitOf[a] === unitOf[b]) clash = true
    apartFrom[unitOf[a]].add(unitOf[b])
    apartFrom[unitOf[b]].add(unitOf[a])
  }
  problem.apart.forEach(note)
  return {
    units: students.map((list, unit) => ({ students: list, lockedTo: lockedTo[unit] })),
    unitOf,
    apartFrom,
    clash,
  }
}
