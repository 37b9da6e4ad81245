/** Two row numbers: two students, or a student and a group. */
export type Pair = readonly [number, number]

/**
 * One grouping problem, in row numbers: students 0..n-1, skills 0..d-1, groups 0..groupCount-1.
 */
export interface GroupingProblem {
  /** n students x d skills, each on its own scale; null = not assessed. */
  readonly scores: readonly (readonly (number | null)[])[]
  /** d weights, 0 or more; 0 = the skill does not count. */
  readonly weights: readonly number[]
  readonly groupCount: number
  readonly sizeMin: number
  readonly sizeMax: number
  /** Student pairs that must share a group. */
  readonly together: readonly Pair[]
  /** Student pairs that must not share a group. */
  readonly apart: readonly Pair[]
  /** [student, group]: the student stays in that group. */
  readonly locked: readonly Pair[]
}

/** A problem whose numbers do not fit each other; a mistake of the caller, not of the teacher. */
export class InvalidProblem extends Error {
  override readonly name = 'InvalidProblem'
}

/**
 * Checks that a problem is well formed: rows as long as the weights, whole sizes, row numbers in range.
 * It does not check that the rules can hold; see `findContradiction`.
 *
 * @throws InvalidProblem naming the first fault
 */
export function checkProblem(problem: GroupingProblem): void {
  const { scores, weights, groupCount, sizeMin, sizeMax } = problem
  const n = scores.length
  const need = (holds: boolean, fault: string) => {
    if (!holds) throw new InvalidProblem(fault)
  }
  need(Number.isInteger(groupCount) && groupCount >= 1, `groupCount is ${groupCount}`)
  need(Number.isInteger(sizeMin) && sizeMin >= 0, `sizeMin is ${sizeMin}`)
  need(Number.isInteger(sizeMax) && sizeMax >= sizeMin, `sizeMax is ${sizeMax}, sizeMin ${sizeMin}`)
  for (const weight of weights) need(Number.isFinite(weight) && weight >= 0, `a weight is ${weight}`)
  for (const [row, values] of scores.entries()) {
    need(
      values.length === weights.length,
      `student ${row} has ${values.length} scores, not ${weights.length}`,
    )
    for (const value of values) need(value === null || Number.isFinite(value), `student ${row} has ${value}`)
  }
  const isStudent = (row: number) => Number.isInteger(row) && row >= 0 && row < n
  for (const [a, b] of [...problem.together, ...problem.apart]) {
    need(isStudent(a) && isStudent(b) && a !== b, `a rule names students ${a} and ${b}`)
  }
  for (const [student, group] of problem.locked) {
    need(isStudent(student), `a lock names student ${student}`)
    need(
      Number.isInteger(group) && group >= 0 && group < groupCount,
      `a lock names group ${group} of ${groupCount}`,
    )
  }
}
