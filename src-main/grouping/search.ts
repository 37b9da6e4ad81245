import { assignFocus } from './assign-focus.ts'
import { anneal, CLASS, heatFor, Proposals } from './anneal.ts'
import { boundByPricing, canBePriced } from './bound-by-pricing.ts'
import { findContradiction, type RuleReference } from './contradiction.ts'
import { costOf, modelCosts, type CostModel } from './cost-model.ts'
import { nearestNeighbourBound } from './nearest-neighbour-bound.ts'
import type { LinearSolver } from './linear-solver.ts'
import { checkProblem, type GroupingProblem } from './problem.ts'
import { isProvable, prove } from './prove.ts'
import { drawGroups } from './random-groups.ts'
import { seededRandom, type Random } from './random.ts'
import { Recombination } from './recombine.ts'
import { Seating } from './seating.ts'
import { standardise } from './standardise.ts'

/** A grouping under way: always complete, and every rule holds. */
export interface SearchStep {
  readonly phase: 'searching' | 'proving'
  /** 0 to 1 of the work of this phase. */
  readonly progress: number
  /** What the best grouping so far costs: W for `similar`, B for `mixed`, with what moves and meetings cost. */
  readonly cost: number
  /** No grouping that keeps the rules costs less; null = nothing is known. */
  readonly bound: number | null
  /** The best grouping so far: the group of each student. */
  readonly groups: Int32Array
}

export type SearchResult =
  | {
      readonly kind: 'grouped'
      readonly cost: number
      /** The same as `cost` when the groups are proven to be the best there are. */
      readonly bound: number | null
      readonly groups: Int32Array
    }
  | { readonly kind: 'contradiction'; readonly rules: readonly RuleReference[] }
  /** The rules are such a puzzle that not even one grouping was found; nothing is claimed. */
  | { readonly kind: 'unknown' }

export interface SearchOptions {
  /** Any integer; the same seed gives the same answer. */
  readonly seed: number
  /**
   * How much work a search may do that cannot be proven, in seconds of an ordinary computer. The work is
   * counted, not timed, so that the answer is the same everywhere.
   */
  readonly seconds: number
  /** Share of the time that has passed, 0 to 1: who is late cools faster, at the price of another answer. */
  readonly timePassed: () => number
  /** Loads the solver when a proof begins; null = no proof is wanted. */
  readonly loadSolver: (() => Promise<LinearSolver>) | null
  /** Asked while the solver works, which no step can interrupt. */
  readonly shouldStop: () => boolean
}

/** What a slow computer does in a second, at one skill; more skills take longer. */
const PROPOSALS_PER_SECOND = 4_500_000
/** Shares of the work where the best groups of several runs cannot be combined: ever longer runs. */
const RUNS = [0.02, 0.08, 0.9]
/** Where they can: many runs, each a little longer than the one before. */
const PROPOSALS_PER_UNIT = 6_000
const LEAST_PROPOSALS = 1_000_000
const LONGER = 1.06
/** Combining 400 groups takes as long as so many proposals; more groups take longer by the cube. */
const COMBINING = 7_000_000
/** How late all runs together may be, as a share of the time, before they cool faster: a pause changes nothing. */
const LEEWAY = 0.2
/** For what can be proven so many short runs are enough: the proof finds what they miss. */
const RUNS_BEFORE_PROOF = 14
const QUICK_RUNS_OF_A_GRADE = 3

/**
 * Looks for the best groups. A first answer that keeps every rule comes at once, then better ones by simulated
 * annealing over moves, swaps and exchanges of whole sets; then, where the class is small enough, the proof
 * (see `prove`), which also finds what the search missed. Whoever drives it may stop at any step and keep what
 * it has. Yields about every 10 ms, but not while the solver works.
 *
 * @throws InvalidProblem
 */
export async function* searchGroups(
  problem: GroupingProblem,
  options: SearchOptions,
): AsyncGenerator<SearchStep, SearchResult, undefined> {
  checkProblem(problem)
  const verdict = findContradiction(problem)
  if (verdict.kind !== 'possible') return verdict

  const model = modelCosts(problem, standardise(problem.scores, problem.weights))
  const random = seededRandom(options.seed)
  if (problem.mode.kind === 'random') {
    const groups = drawGroups(model, verdict.groups, random)
    return { kind: 'grouped', groups, cost: costOf(model, groups), bound: null }
  }
  const search = new Search(model, verdict.groups, random)
  yield search.step(0)
  if (options.loadSolver === null || !isProvable(model)) {
    search.learn(await cheapBound(problem, model, options))
    yield search.step(0)
    yield* search.runLong(options)
    yield* search.bound(options)
    return search.result()
  }
  yield* search.run(quickRuns(model), () => 0)
  const solver = await options.loadSolver()
  const proof = prove(model, solver, search.known(), options.shouldStop)
  let at = proof.next()
  for (; !at.done; at = proof.next()) yield { phase: 'proving', progress: 0, ...at.value }
  if (at.value.bound === at.value.cost) return { kind: 'grouped', ...at.value }
  // Neither proven nor stopped: the rest of the time may still find something better.
  if (options.shouldStop()) return { kind: 'grouped', ...at.value }
  search.learn(at.value)
  yield* search.runLong(options)
  return search.result()
}

/**
 * Good groups of a class at once, without proof: the first part of `searchGroups`, for those who cannot wait
 * for a thread. Some 50 ms for a class.
 *
 * @throws InvalidProblem
 */
export function searchQuickly(problem: GroupingProblem, seed: number): SearchResult {
  checkProblem(problem)
  const verdict = findContradiction(problem)
  if (verdict.kind !== 'possible') return verdict
  const model = modelCosts(problem, standardise(problem.scores, problem.weights))
  const search = new Search(model, verdict.groups, seededRandom(seed))
  const run = search.run(quickRuns(model), () => 0)
  while (!run.next().done);
  return search.result()
}

/** What can be said where the allowed groups are too many to be listed. */
async function cheapBound(
  problem: GroupingProblem,
  model: CostModel,
  { loadSolver, shouldStop }: SearchOptions,
): Promise<{ groups: Int32Array | null; bound: number | null }> {
  if (problem.mode.kind === 'similar') return { groups: null, bound: nearestNeighbourBound(problem, model) }
  if (problem.mode.kind === 'focus' && loadSolver)
    return assignFocus(problem, model, await loadSolver(), shouldStop)
  return { groups: null, bound: null }
}

function quickRuns(model: CostModel): number[] {
  const proposals = Math.round(200 * model.unitCount * Math.sqrt(model.groupCount)) + 500
  const runs = model.unitCount <= CLASS ? RUNS_BEFORE_PROOF : QUICK_RUNS_OF_A_GRADE
  return Array.from({ length: runs }, () => proposals)
}

function longRuns(model: CostModel, seconds: number): number[] {
  const proposals = (seconds * PROPOSALS_PER_SECOND) / (1 + model.skillCount / 40)
  if (!isCombinable(model)) return RUNS.map(share => Math.round(share * proposals))
  const combining = COMBINING * (model.groupCount / 400) ** 3
  const runs: number[] = []
  let length = Math.max(LEAST_PROPOSALS, PROPOSALS_PER_UNIT * model.unitCount)
  for (let left = proposals; left > 0; left -= length + combining, length *= LONGER) {
    runs.push(Math.round(Math.min(left, length)))
  }
  return runs
}

/** Mixed groups of different runs hardly ever fit together; and a group that is tied to its letter seldom does. */
function isCombinable(model: CostModel): boolean {
  return model.sign <= 0 && !model.seatCosts
}

/** The best grouping so far, and the runs that look for better ones. */
class Search {
  readonly #model: CostModel
  readonly #seating: Seating
  readonly #proposals: Proposals
  #best: Int32Array
  #cost: number
  #bound: number | null = null
  #recombination: Recombination | null = null
  /** Where the runs ended: their groups are good ones to begin a proof with. */
  readonly #ends: Int32Array[] = []

  constructor(model: CostModel, first: Int32Array, random: Random) {
    this.#model = model
    this.#seating = new Seating(model, first)
    this.#proposals = new Proposals(model, this.#seating, random)
    this.#best = first
    this.#cost = costOf(model, first)
  }

  step(progress: number): SearchStep {
    return { phase: 'searching', progress, cost: this.#cost, bound: this.#bound, groups: this.#best }
  }

  result(): SearchResult {
    return { kind: 'grouped', cost: this.#cost, bound: this.#bound, groups: this.#best }
  }

  /** Groupings found, the best first. */
  known(): Int32Array[] {
    return [this.#best, ...this.#ends]
  }

  /** Takes over what another method found out. */
  learn({ groups, bound }: { groups: Int32Array | null; bound: number | null }): void {
    if (groups) {
      this.#seating.seat(groups)
      this.#keepIfBetter()
    }
    this.#bound = bound === null ? null : Math.min(bound, this.#cost)
  }

  /** @param timePassed share of the time for all of it, 0 to 1 */
  *run(
    lengths: readonly number[],
    timePassed: () => number,
    shouldStop: () => boolean = () => false,
  ): Generator<SearchStep, void, undefined> {
    if (this.#seating.free.length === 0) return
    const all = lengths.reduce((sum, length) => sum + length, 0)
    let done = 0
    this.#seating.descend()
    this.#keepIfBetter()
    yield this.step(0)
    for (const length of lengths) {
      const heat = heatFor(this.#model, this.#proposals.worsenings())
      const before = done
      const pace = () => (((timePassed() - LEEWAY) / (1 - LEEWAY)) * all - before) / length
      for (const part of anneal(this.#proposals, length, heat, pace)) {
        yield this.step((done + part * length) / all)
      }
      done += length
      this.#seating.descend()
      this.#ends.push(this.#seating.groups())
      this.#keepIfBetter()
      this.#recombine(shouldStop)
      yield this.step(done / all)
      if (this.#cost <= 1e-12) return
    }
  }

  /** Does the work of the given seconds, and combines the groups that the runs end with. */
  async *runLong(options: SearchOptions): AsyncGenerator<SearchStep, void, undefined> {
    const { seconds, loadSolver, timePassed, shouldStop } = options
    const combining = loadSolver && isCombinable(this.#model)
    this.#recombination = combining ? new Recombination(this.#model, await loadSolver()) : null
    yield* this.run(longRuns(this.#model, seconds), timePassed, shouldStop)
  }

  /** Looks for a better bound in the time that is left. */
  async *bound({
    loadSolver,
    timePassed,
    shouldStop,
  }: SearchOptions): AsyncGenerator<SearchStep, void, undefined> {
    if (loadSolver === null || !canBePriced(this.#model) || this.#bound === this.#cost) return
    const isLate = () => timePassed() >= 1 || shouldStop()
    const pricing = boundByPricing(this.#model, await loadSolver(), this.known(), isLate)
    let step = pricing.next()
    for (; !step.done; step = pricing.next()) yield { ...this.step(0), phase: 'proving' }
    if (step.value === null) return
    this.learn({ groups: null, bound: Math.max(step.value, this.#bound ?? -Infinity) })
    yield { ...this.step(1), phase: 'proving' }
  }

  #recombine(shouldStop: () => boolean): void {
    if (!this.#recombination) return
    this.#recombination.add(this.#seating.groups())
    this.#recombination.add(this.#best)
    const combined = this.#recombination.combine(this.#best, shouldStop)
    if (!combined) return
    this.#seating.seat(combined)
    this.#seating.descend()
    this.#keepIfBetter()
  }

  #keepIfBetter(): void {
    const groups = this.#seating.groups()
    const cost = costOf(this.#model, groups)
    // A hair's breadth is rounding, not a better grouping.
    if (cost < this.#cost - 1e-9) {
      this.#best = groups
      this.#cost = cost
    }
  }
}
