import { costOfSet, groupingOf, piecesOf, setsOf, type Pieces } from './allowed-groups.ts'
import type { CostModel } from './cost-model.ts'
import { coverExactly, type Column } from './covering-program.ts'
import type { LinearSolver } from './linear-solver.ts'

/** Enough to combine well; a proof is not wanted here. The same number everywhere keeps the answer the same. */
const MOST_NODES = 20
const MOST_COLUMNS = 4_000

/**
 * Puts the best groups of many groupings together: every grouping that a search ended with gives its groups, and an
 * integer program covers everybody by the best of them (set partitioning over a pool of local optima, as Rochat &
 * Taillard 1995 for routes). For a school, where every run is good in other corners, this gains more than any
 * longer run.
 */
export class Recombination {
  readonly #model: CostModel
  readonly #solver: LinearSolver
  readonly #pieces: Pieces
  readonly #columns: Column[] = []
  readonly #places = new Map<string, number>()

  constructor(model: CostModel, solver: LinearSolver) {
    this.#model = model
    this.#solver = solver
    this.#pieces = piecesOf(model)
  }

  /** Adds a grouping's groups to the pool. */
  add(groups: ArrayLike<number>): void {
    for (const inside of setsOf(this.#model, this.#pieces, groups)) {
      const key = inside.join()
      if (this.#places.has(key) || this.#columns.length === MOST_COLUMNS) continue
      this.#places.set(key, this.#columns.length)
      this.#columns.push({ inside, cost: costOfSet(this.#model, this.#pieces, inside) })
    }
  }

  /** The best grouping that the pool gives; null when nothing new can be made. `best`'s groups are in the pool. */
  combine(best: ArrayLike<number>, shouldStop: () => boolean): Int32Array | null {
    const start = setsOf(this.#model, this.#pieces, best).map(inside => this.#places.get(inside.join()))
    if (start.includes(undefined)) return null
    const covering = {
      ...this.#pieces,
      groupCount: this.#model.groupCount,
      mayBeFewer: this.#model.sizeMin === 0,
    }
    const { chosen } = coverExactly(
      this.#solver,
      covering,
      this.#columns,
      start.filter(at => at !== undefined),
      MOST_NODES,
      shouldStop,
    )
    return (
      chosen &&
      groupingOf(
        this.#model,
        this.#pieces,
        chosen.map(at => this.#columns[at].inside),
      )
    )
  }
}
