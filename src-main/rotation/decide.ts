import { DEMANDS_FIRST, WeekAnnealing } from './anneal-week.ts'
import { askOnly, nameOf, unmetBy, type Asked } from './asked.ts'
import { searchWeek } from './fill-week.ts'
import type { LinearSolver } from './linear-solver.ts'
import { areDisjoint, isPartOf, type Names } from './names.ts'
import { seededRandom } from './random.ts'
import type { Week, WeekProblem } from './week-problem.ts'
import { WeekProgram } from './week-program.ts'
import { shapeWeek, withoutNeedless, type WeekShape } from './week-shape.ts'
import { WeekState } from './week-state.ts'
import type { Work } from './work.ts'

/** Whether demands can hold together: shown by a week, or proven. */
export type Decision = 'possible' | 'impossible' | 'unknown'

/** Proposals for each cell, from a week that is known; long enough for most parts that are possible. */
const PROPOSALS = 8
const WARM = 1
/** For each proposal, in steps (see `Work`). */
const STEPS = 100
/** Known weeks that are tried on a changed problem: those that leave the least unmet. */
const MOST_TAKEN_OVER = 8

interface KnownWeek {
  readonly week: Week
  /** What it leaves unmet, by name. */
  readonly unmet: Names
}

/**
 * Decides for parts of what is asked whether they can hold together. What was found once is not looked for again: a week
 * answers for every part that it meets, a contradiction for every part that it is in.
 */
export class Decider {
  readonly #problem: WeekProblem
  readonly #solver: LinearSolver
  readonly #seed: number
  readonly #work: Work
  #known: readonly KnownWeek[] = []
  #impossible: readonly Names[] = []

  constructor(problem: WeekProblem, solver: LinearSolver, seed: number, work: Work) {
    this.#problem = problem
    this.#solver = solver
    this.#seed = seed
    this.#work = work
  }

  /** Weeks that meet some part, none of which meets all that another one does. */
  get known(): readonly KnownWeek[] {
    return this.#known
  }

  /**
   * For a changed problem, with the best of the weeks that are known.
   *
   * @param fit a week of this problem as one of the other
   */
  on(changed: WeekProblem, fit = (week: Week): Week => week): Decider {
    const decider = new Decider(changed, this.#solver, this.#seed, this.#work)
    const best = this.#known.toSorted((a, b) => a.unmet.size - b.unmet.size).slice(0, MOST_TAKEN_OVER)
    for (const { week } of best) decider.learn(fit(week))
    return decider
  }

  /** A week that may meet some part. */
  learn(week: Week): void {
    const unmet = unmetBy(this.#problem, week)
    if (!unmet || this.#known.some(other => isPartOf(other.unmet, unmet))) return
    this.#known = [...this.#known.filter(other => !isPartOf(unmet, other.unmet)), { week, unmet }]
  }

  /**
   * First by what is known, then by a short search from the week that is nearest to it, then by the integer program.
   * `possible` only with a week in which the checker finds nothing that contradicts it; `unknown` at once when the work is
   * over.
   */
  decide(asked: readonly Asked[]): Decision {
    const names = new Set(asked.map(nameOf))
    const isMet = () => this.#known.some(({ unmet }) => areDisjoint(unmet, names))
    if (isMet()) return 'possible'
    if (this.#impossible.some(set => isPartOf(set, names))) return 'impossible'
    if (this.#work.isOver) return 'unknown'
    const shape = shapeWeek(askOnly(this.#problem, asked))
    this.learn(this.#search(shape, names))
    if (isMet()) return 'possible'
    const exact = new WeekProgram(withoutNeedless(shape)).findAny(this.#solver, this.#work)
    if (exact.kind === 'impossible') this.#impossible = [...this.#impossible, names]
    if (exact.kind !== 'solved') return exact.kind
    this.learn(exact.week)
    return isMet() ? 'possible' : 'unknown'
  }

  #search(shape: WeekShape, names: Names): Week {
    const proposals = PROPOSALS * shape.fixed.length
    this.#work.spend(STEPS * proposals)
    const missing = ({ unmet }: KnownWeek) => [...unmet].filter(name => names.has(name)).length
    const [nearest] = this.#known.toSorted((a, b) => missing(a) - missing(b))
    if (!nearest) return searchWeek(shape, this.#seed, null, [PROPOSALS]).week
    const state = new WeekState(shape, nearest.week)
    const annealing = new WeekAnnealing(shape, state, seededRandom(this.#seed), DEMANDS_FIRST)
    annealing.run(proposals, ({ violations }) => violations === 0, WARM)
    return annealing.best.week
  }
}
