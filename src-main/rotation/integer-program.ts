import type { LinearSolver } from './linear-solver.ts'
import type { Work } from './work.ts'

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
  /** The work was over before anything was found or refuted. */
  | { readonly kind: 'unknown' }

/** Of a program, each as long as so many iterations: to write and presolve it, and a node of its search tree. */
const BEGINNING = 60
const NODE = 2
/** An iteration of the smallest program, in steps. */
const LEAST_STEPS = 1_000

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
   * The least of a sum, proven; or any solution, if there is nothing to minimise. An iteration of the simplex method costs
   * as many steps as the program has factors.
   *
   * @returns `unknown` as well when a solution was found, but not proven to be the least
   */
  minimise(solver: LinearSolver, sum: Sum | null, work: Work): ProgramResult {
    if (this.#isImpossible) return { kind: 'impossible' }
    if (work.isOver) return { kind: 'unknown' }
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
      // A presolve takes longer than it saves here.
      model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-6, presolve: 'off' })
      model.changeColsIntegrality(
        { kind: 'range', from: 0, to: numCols - 1 },
        this.#isInteger.map(is => (is ? integer : continuous)),
      )
      const steps = LEAST_STEPS + this.#factors.length
      const stepsOf = (iterations: number | bigint = 0, nodes: number | bigint = 0) =>
        steps * (BEGINNING + Number(iterations) + NODE * Number(nodes))
      model.run({
        [constants.callbackType.mipInterrupt]: event => {
          const { mip_total_lp_iterations: iterations, mip_node_count: nodes } = event.data
          if (stepsOf(iterations, nodes) > work.left) event.interrupt()
        },
      })
      work.spend(stepsOf(model.info.get('simplex_iteration_count'), model.info.get('mip_node_count')))
      const status = model.getModelStatus()
      const { optimal, infeasible, unboundedOrInfeasible } = constants.modelStatus
      if (status === optimal) {
        return { kind: 'solved', values: Float64Array.from(model.getSolution().colValue) } as const
      }
      // Every column has bounds, so that unbounded is no case.
      if (status === infeasible || status === unboundedOrInfeasible) return { kind: 'impossible' } as const
      return { kind: 'unknown' } as const
    })
  }
}
