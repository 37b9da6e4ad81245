/** Two row numbers: two students, or a student and a group. */
export type Pair = readonly [number, number]

/** What makes groups good. */
export type Mode =
  /** Members alike: the least spread within groups (W). */
  | { readonly kind: 'similar' }
  /** Groups alike, each as mixed as the class: the least spread between group means (B). */
  | { readonly kind: 'mixed' }
  /**
   * Every group works on one skill, and everybody sits where their need is greatest: the least need passed over.
   * `needs`: n students x d skills, 0 or more; 0 = none, or not known.
   */
  | { readonly kind: 'focus'; readonly needs: readonly (readonly number[])[] }
  /**
   * Every group has a topic: first as few as possible without it, then W or B. `interests`: per student the
   * topics they like, as numbers from 0.
   */
  | {
      readonly kind: 'interest'
      readonly interests: readonly (readonly number[])[]
      readonly then: 'similar' | 'mixed'
    }
  /** Any grouping that keeps the rules, each as likely as another. */
  | { readonly kind: 'random' }

/** Stay near today's groups: every student who changes groups costs as much as this much spread. */
export interface Stay {
  /** Today's group of each student; -1 = in none, moves for nothing. */
  readonly groups: ArrayLike<number>
  /** 0 or more, in units of the mode's cost. */
  readonly cost: number
}

/** Meet new people: every pair that sat together before costs this much for every time it did. */
export interface Variety {
  /** [student, student, how often they sat together] */
  readonly met: readonly (readonly [number, number, number])[]
  readonly cost: number
}

/**
 * One grouping problem, in row numbers: students 0..n-1, skills 0..d-1, groups 0..groupCount-1.
 */
export interface GroupingProblem {
  readonly mode: Mode
  readonly stay?: Stay
  readonly variety?: Variety
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

/** What a grouping must keep, without what makes it good. */
export type GroupingRules = Pick<
  GroupingProblem,
  'scores' | 'groupCount' | 'sizeMin' | 'sizeMax' | 'together' | 'apart' | 'locked'
>

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
  const { mode, stay, variety } = problem
  if (mode.kind === 'focus') {
    need(mode.needs.length === n, `there are needs of ${mode.needs.length} students, not ${n}`)
    for (const needs of mode.needs) {
      need(needs.length === weights.length, `there are ${needs.length} needs, not ${weights.length}`)
      for (const one of needs) need(Number.isFinite(one) && one >= 0, `a need is ${one}`)
    }
  }
  if (mode.kind === 'interest') {
    need(mode.interests.length === n, `there are interests of ${mode.interests.length} students, not ${n}`)
    for (const topic of mode.interests.flat())
      need(Number.isInteger(topic) && topic >= 0, `a topic is ${topic}`)
  }
  if (stay) {
    need(stay.groups.length === n, `there are ${stay.groups.length} groups of today, not ${n}`)
    need(Number.isFinite(stay.cost) && stay.cost >= 0, `a move costs ${stay.cost}`)
  }
  const isStudent = (row: number) => Number.isInteger(row) && row >= 0 && row < n
  for (const [a, b] of [...problem.together, ...problem.apart]) {
    need(isStudent(a) && isStudent(b) && a !== b, `a rule names students ${a} and ${b}`)
  }
  if (variety) {
    need(Number.isFinite(variety.cost) && variety.cost >= 0, `meeting again costs ${variety.cost}`)
    for (const [a, b, times] of variety.met) {
      need(isStudent(a) && isStudent(b) && a !== b && times >= 0, `students ${a} and ${b} met ${times} times`)
    }
  }
  for (const [student, group] of problem.locked) {
    need(isStudent(student), `a lock names student ${student}`)
    need(
      Number.isInteger(group) && group >= 0 && group < groupCount,
      `a lock names group ${group} of ${groupCount}`,
    )
  }
}
