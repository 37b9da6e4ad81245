import { IntegerProgram, Sum } from './integer-program.ts'
import { tablesOf } from './possible-visits.ts'
import { NOWHERE, type Week } from './week-problem.ts'
import { FREE, type WeekShape } from './week-shape.ts'

/** The choices of a week as columns of an integer program: 0 or 1 for every cell and station that may be chosen. */
export class WeekColumns {
  readonly shape: WeekShape
  readonly program = new IntegerProgram()
  readonly groups: readonly number[]
  readonly stations: readonly number[]
  readonly blocks: readonly number[]
  readonly tables: readonly number[]
  /** By cell and station; -1 = not to be chosen. */
  readonly #columns: Int32Array

  constructor(shape: WeekShape) {
    this.shape = shape
    this.groups = Array.from(shape.needs, (_, group) => group)
    this.stations = Array.from(shape.capacity, (_, station) => station)
    this.blocks = Array.from(shape.tableOpen, (_, block) => block)
    this.tables = tablesOf(shape)
    this.#columns = new Int32Array(shape.options.length).fill(-1)
    for (const [at, option] of shape.options.entries()) {
      if (option === 1) this.#columns[at] = this.program.addColumn(true)
    }
  }

  /** 1 if the group is at the station in the block. */
  at(block: number, group: number, station: number): Sum {
    const cell = block * this.shape.groupCount + group
    const column = this.#columns[cell * this.shape.stationCount + station]
    const sum = new Sum()
    if (column >= 0) return sum.add(column)
    return sum.addConstant(this.shape.fixed[cell] === station ? 1 : 0)
  }

  /** How many of the groups are at one of the stations, over the blocks. */
  total(blocks: readonly number[], groups: readonly number[], stations: readonly number[]): Sum {
    const sum = new Sum()
    for (const block of blocks) {
      for (const group of groups) for (const station of stations) sum.addSum(this.at(block, group, station))
    }
    return sum
  }

  /** @param values of the columns, as solved */
  weekOf(values: Float64Array): Week {
    const { fixed, stationCount } = this.shape
    const week = fixed.map(station => (station === FREE ? NOWHERE : station))
    for (const [at, column] of this.#columns.entries()) {
      if (column >= 0 && values[column] > 0.5) week[Math.floor(at / stationCount)] = at % stationCount
    }
    return week
  }
}
