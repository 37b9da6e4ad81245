import type { LinearSolver } from './linear-solver.ts'

/** A sum of columns with their factors, and a constant. */
export class Sum {
  readonly columns = new Map<number, number>()
  constant = 0

  add(column: number, factor = 1): this {
    this.columns.set(column, (this.columns.get(column) ?? 0) + factor)
    return this
  }

  addConstant(value: number): this {
    this.constant += value
    return this
  }

  addSum(other: Sum, factor = 1): this {
    for (const [column, value] of other.columns) this.add(column, factor * value)
    this.constant += factor * other.constant
    return this
  }
}

export type ProgramResult =
  | { readonly kind: 'solved'; readonly values: Float64Array }
  | { readonly kind: 'impossible' }
  /** Ended before anything was found or refuted: by the clock, or by the nodes and so on every machine. */
  | { readonly kind: 'unknown'; readonly byClock: boolean }

/** How long a program may be worked at. */
export interface Effort {
  /** Of the search tree; the same on every machine. */
  readonly mostNodes: number
  /** Asked now and then; Infinity = no limit, and the same is found on every machine. */
  readonly secondsLeft: () => number
}

/** An integer program that is written row by row. Columns lie between 0 and 1. */
export class IntegerProgram {
  readonly #isInteger: boolean[] = []
  readonly #starts: number[] = [0]
  readonly #indices: number[] = []
  readonly #factors: number[] = []
  readonly #lower: number[] = []
  readonly #upper: number[] = []
  #isImpossible = false

  addColumn(isInteger: boolean): number {
    return this.#isInteger.push(isInteger) - 1
  }

  /** least <= sum <= most */
  require(sum: Sum, least: number, most: number): void {
    const [lower, upper] = [least - sum.constant, most - sum.constant]
    if (sum.columns.size === 0) {
      // HiGHS takes an empty row for satisfied.
      if (lower > 0 || upper < 0) this.#isImpossible = true
      return
    }
    for (const [column, factor] of sum.columns) {
      this.#indices.push(column)
      this.#factors.push(factor)
    }
    this.#starts.push(this.#indices.length)
    this.#lower.push(lower)
    this.#upper.push(upper)
  }

  /**
   * The least of a sum, proven; or any solution, if there is nothing to minimise.
   *
   * @returns `unknown` as well when a solution was found, but not proven to be the least
   */
  minimise(solver: LinearSolver, sum: Sum | null, { mostNodes, secondsLeft }: Effort): ProgramResult {
    if (this.#isImpossible) return { kind: 'impossible' }
    if (secondsLeft() <= 0) return { kind: 'unknown', byClock: true }
    const numCols = this.#isInteger.length
    if (numCols === 0) return { kind: 'solved', values: new Float64Array(0) }
    const numRows = this.#lower.length
    const colCost = new Float64Array(numCols)
    for (const [column, factor] of sum?.columns ?? []) colCost[column] = factor
    const source = {
      numCols,
      numRows,
      offset: 0,
      colCost,
      colLower: new Float64Array(numCols),
      colUpper: new Float64Array(numCols).fill(1),
      rowLower: this.#lower,
      rowUpper: this.#upper,
      matrix: {
        format: 'csr',
        numRows,
        numCols,
        starts: this.#starts,
        indices: this.#indices,
        values: this.#factors,
      },
    } as const
    return solver.withModel(source, model => {
      const { constants } = solver
      const { integer, continuous } = constants.variableType
      model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-6, mip_max_nodes: mostNodes })
      // The callback alone is asked too seldom: whole seconds pass at the root of the tree.
      const seconds = Math.max(0, secondsLeft())
      if (Number.isFinite(seconds)) model.options.set({ time_limit: seconds })
      model.changeColsIntegrality(
        { kind: 'range', from: 0, to: numCols - 1 },
        this.#isInteger.map(is => (is ? integer : continuous)),
      )
      model.run({
        [constants.callbackType.mipInterrupt]: event => {
          if (secondsLeft() <= 0) event.interrupt()
        },
      })
      const status = model.getModelStatus()
      const { optimal, infeasible, unboundedOrInfeasible, timeLimit, interrupted } = constants.modelStatus
      if (status === optimal) {
        return { kind: 'solved', values: Float64Array.from(model.getSolution().colValue) } as const
      }
      // Every column has bounds, so that unbounded is no case.
      if (status === infeasible || status === unboundedOrInfeasible) return { kind: 'impossible' } as const
      return { kind: 'unknown', byClock: status === timeLimit || status === interrupted } as const
    })
  }
}
