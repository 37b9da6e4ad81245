import { costOfSet, groupingOf, piecesOf, setsOf, type Pieces } from './allowed-groups.ts'
import type { CostModel } from './cost-model.ts'
import { coverExactly, type Column } from './covering-program.ts'
import type { LinearSolver } from './linear-solver.ts'

/** Enough to combine well; a proof is not wanted here. The same number everywhere keeps the answer the same. */
const MOST_NODES = 1
/** The newest groups of the pool: more take the program seconds where many students are the same. */
const MOST_COLUMNS = 600

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
  /** By their pieces, the one that was found last at the end. */
  readonly #pool = new Map<string, Column>()

  constructor(model: CostModel, solver: LinearSolver) {
    this.#model = model
    this.#solver = solver
    this.#pieces = piecesOf(model)
  }

  /** Adds a grouping's groups to the pool; the oldest drop out. */
  add(groups: ArrayLike<number>): void {
    for (const inside of setsOf(this.#model, this.#pieces, groups)) {
      const key = inside.join()
      const column = this.#pool.get(key) ?? { inside, cost: costOfSet(this.#model, this.#pieces, inside) }
      this.#pool.delete(key)
      this.#pool.set(key, column)
    }
    const most = Math.max(MOST_COLUMNS, 1.5 * this.#model.groupCount)
    for (const key of this.#pool.keys()) {
      if (this.#pool.size <= most) break
      this.#pool.delete(key)
    }
  }

  /** The best grouping that the pool gives; null when there is none. `best` was added last. */
  combine(best: ArrayLike<number>, shouldStop: () => boolean): Int32Array | null {
    const columns = [...this.#pool.values()]
    const places = new Map([...this.#pool.keys()].map((key, at) => [key, at]))
    const start = setsOf(this.#model, this.#pieces, best).flatMap(inside => places.get(inside.join()) ?? [])
    const covering = {
      ...this.#pieces,
      groupCount: this.#model.groupCount,
      mayBeFewer: this.#model.sizeMin === 0,
    }
    const { chosen } = coverExactly(this.#solver, covering, columns, start, MOST_NODES, shouldStop)
    return (
      chosen &&
      groupingOf(
        this.#model,
        this.#pieces,
        chosen.map(at => columns[at].inside),
      )
    )
  }
}
