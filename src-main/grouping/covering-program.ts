import type { LinearSolver } from './linear-solver.ts'

/** A set of pieces and what it costs as a group. */
export interface Column {
  readonly cost: number
  readonly inside: readonly number[]
}

/** What is to be covered: every piece of every kind once, by so many groups. */
export interface Covering {
  readonly kindOf: Int32Array
  readonly kindCount: number
  readonly groupCount: number
  /** Some groups may stay empty. */
  readonly mayBeFewer: boolean
}

/** How an integer program ended. */
export interface CoveringResult {
  /** No covering by these columns costs less. */
  readonly bound: number
  /** Places of the columns of the best covering found; null if none. */
  readonly chosen: readonly number[] | null
  readonly isOptimal: boolean
}

type SolverModel = ReturnType<LinearSolver['createModel']>

/**
 * The covering as a linear program. Columns are added as it goes, and the simplex method goes on from where it
 * was. Pieces of one kind share a row.
 */
export class CoveringProgram {
  readonly #model: SolverModel
  readonly #covering: Covering
  readonly #has = new Set<string>()

  constructor(solver: LinearSolver, covering: Covering) {
    this.#covering = covering
    this.#model = solver.createModel(rowsOf(covering))
    this.#model.options.set({ output_flag: false, presolve: 'off' })
  }

  /** Adds those columns that are new; answers how many were. */
  add(columns: readonly Column[]): number {
    const fresh = columns.filter(({ inside }) => {
      const key = inside.toSorted((a, b) => a - b).join()
      if (this.#has.has(key)) return false
      this.#has.add(key)
      return true
    })
    if (fresh.length > 0) this.#model.addCols(columnsOf(fresh, this.#covering))
    return fresh.length
  }

  /** Solves it, and answers what each piece and one more group are worth (the duals). */
  solve(): { prices: Float64Array; groupPrice: number } {
    this.#model.run()
    const { rowDual } = this.#model.getSolution()
    const { kindOf, kindCount } = this.#covering
    return { prices: Float64Array.from(kindOf, kind => rowDual[kind]), groupPrice: rowDual[kindCount] }
  }

  [Symbol.dispose](): void {
    this.#model.dispose()
  }
}

/**
 * The covering as an integer program over the given columns: the cheapest there is.
 *
 * @param start places of the columns of a covering to begin with
 * @param mostNodes of the search tree; the best so far is answered
 * @param shouldStop asked now and then; the best so far is answered
 */
export function coverExactly(
  solver: LinearSolver,
  covering: Covering,
  columns: readonly Column[],
  start: readonly number[],
  mostNodes: number,
  shouldStop: () => boolean,
): CoveringResult {
  return solver.withModel(rowsOf(covering), model => {
    const { constants } = solver
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-9, mip_max_nodes: mostNodes })
    model.addCols(columnsOf(columns, covering))
    model.changeColsIntegrality(
      { kind: 'range', from: 0, to: columns.length - 1 },
      Array.from(columns, () => constants.variableType.integer),
    )
    const values = new Float64Array(columns.length)
    for (const at of start) values[at]++
    model.setSolution({ colValue: values })
    model.run({
      [constants.callbackType.mipInterrupt]: event => {
        if (shouldStop()) event.interrupt()
      },
    })
    const isOptimal = model.getModelStatus() === constants.modelStatus.optimal
    const isCovering = model.info.get('primal_solution_status') === constants.solutionStatus.feasible
    const colValue = isCovering ? model.getSolution().colValue : []
    // Students who can stand for each other may need the same group several times.
    const chosen = Array.from(colValue).flatMap((times, at) => Array<number>(Math.round(times)).fill(at))
    return {
      isOptimal,
      bound: isOptimal ? model.getObjectiveValue() : Number(model.info.get('mip_dual_bound')),
      chosen: chosen.length > 0 ? chosen : null,
    }
  })
}

function rowsOf({ kindOf, kindCount, groupCount, mayBeFewer }: Covering) {
  const rows = kindCount + 1
  const upper = new Float64Array(rows)
  for (const kind of kindOf) upper[kind]++
  upper[kindCount] = groupCount
  const lower = upper.slice()
  if (mayBeFewer) lower[kindCount] = 0
  return {
    numCols: 0,
    numRows: rows,
    offset: 0,
    colCost: [],
    colLower: [],
    colUpper: [],
    rowLower: lower,
    rowUpper: upper,
    matrix: { format: 'csc', numRows: rows, numCols: 0, starts: [0], indices: [], values: [] },
  } as const
}

function columnsOf(columns: readonly Column[], { kindOf, kindCount }: Covering) {
  const starts = new Int32Array(columns.length + 1)
  const indices: number[] = []
  const values: number[] = []
  for (const [at, { inside }] of columns.entries()) {
    const many = new Map<number, number>()
    for (const piece of inside) many.set(kindOf[piece], (many.get(kindOf[piece]) ?? 0) + 1)
    indices.push(...many.keys(), kindCount)
    values.push(...many.values(), 1)
    starts[at + 1] = indices.length
  }
  return {
    cost: Float64Array.from(columns, column => column.cost),
    lower: new Float64Array(columns.length),
    // The rows hold every column down; a bound of its own would take up part of the prices.
    upper: new Float64Array(columns.length).fill(Infinity),
    matrix: {
      format: 'csc',
      numRows: kindCount + 1,
      numCols: columns.length,
      starts,
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  } as const
}
