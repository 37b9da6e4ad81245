import { askOnly, nameOf, unmetBy, type Asked } from './asked.ts'
import { findConflicts } from './conflicts.ts'
import { searchWeek } from './fill-week.ts'
import type { Effort } from './integer-program.ts'
import type { LinearSolver } from './linear-solver.ts'
import type { Week, WeekProblem } from './week-problem.ts'
import { WeekProgram } from './week-program.ts'
import { shapeWeek } from './week-shape.ts'

/** Whether demands can hold together: shown by a week, or proven. */
export type Decision = 'possible' | 'impossible' | 'unknown'

/** Long enough for most weeks that are possible; the integer program decides the rest. */
const COOLINGS = [8]

/**
 * Decides for parts of what is asked whether they can hold together. A week that was found once answers for every part
 * that it meets.
 */
export class Decider {
  readonly #problem: WeekProblem
  readonly #solver: LinearSolver
  readonly #seed: number
  readonly #effort: Effort
  readonly #unmetByWeeks: Set<string>[] = []

  constructor(problem: WeekProblem, solver: LinearSolver, seed: number, effort: Effort) {
    this.#problem = problem
    this.#solver = solver
    this.#seed = seed
    this.#effort = effort
  }

  /** A week that may meet some part. */
  learn(week: Week): void {
    const unmet = unmetBy(this.#problem, week)
    if (unmet) this.#unmetByWeeks.push(unmet)
  }

  decide(asked: readonly Asked[]): Decision {
    if (this.#unmetByWeeks.some(unmet => !asked.some(one => unmet.has(nameOf(one))))) return 'possible'
    const { kind, week } = decideWeek(askOnly(this.#problem, asked), this.#solver, this.#seed, this.#effort)
    if (week) this.learn(week)
    return kind
  }
}

/**
 * Decides whether all demands of a problem can hold: a quick search, then the integer program. `possible` only with a
 * week in which the checker finds no conflict; `unknown` at once when the time is out.
 */
export function decideWeek(
  problem: WeekProblem,
  solver: LinearSolver,
  seed: number,
  effort: Effort,
): { readonly kind: Decision; readonly week: Week | null } {
  if (effort.secondsLeft() <= 0) return { kind: 'unknown', week: null }
  const shape = shapeWeek(problem)
  const quick = searchWeek(shape, seed, null, COOLINGS)
  if (findConflicts(problem, quick.week).length === 0) return { kind: 'possible', week: quick.week }
  const exact = new WeekProgram(shape).findAny(solver, effort)
  if (exact.kind !== 'solved') return { kind: exact.kind, week: null }
  const isMet = findConflicts(problem, exact.week).length === 0
  return isMet ? { kind: 'possible', week: exact.week } : { kind: 'unknown', week: null }
}
