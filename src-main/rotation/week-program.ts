import { IntegerProgram, Sum, type Effort } from './integer-program.ts'
import type { LinearSolver } from './linear-solver.ts'
import type { Measure } from './measure.ts'
import { boundUnevenness } from './bounds.ts'
import { MOST_NEED, NOWHERE, type Week } from './week-problem.ts'
import { FREE, type WeekShape } from './week-shape.ts'

export type ExactWeek =
  | { readonly kind: 'solved'; readonly week: Week }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unknown' }

/** One visit less weighs more than any way to share out those that are missing. */
const A_VISIT = 10_000
const SAME_DEMAND = 10
/** Who is asked for once is left that rather than nothing. */
const LAST_VISIT = 100

/** The figures of the measure, in their order. */
const FIGURES = ['repeats', 'waiting', 'idle', 'unevenness'] as const

/**
 * The demands of a week as an integer program: a column of 0 or 1 for every cell and station that may be chosen. What
 * it finds impossible is proven to be. The figures of the measure are sums of further columns, which need not be whole.
 */
export class WeekProgram {
  readonly #shape: WeekShape
  readonly #program = new IntegerProgram()
  /** By cell and station; -1 = not to be chosen. */
  readonly #columns: Int32Array
  readonly #sums = new Map<keyof Measure, Sum>()
  /** What visits that are missing cost, where they may be. */
  readonly #missing: Sum | null

  /** @param mayMiss visits that are asked for may be too few; see `findFewestMissing` */
  constructor(shape: WeekShape, mayMiss = false) {
    this.#shape = shape
    this.#missing = mayMiss ? new Sum() : null
    this.#columns = shape.options.slice().reduce((columns, option, at) => {
      if (option === 1) columns[at] = this.#program.addColumn(true)
      return columns
    }, new Int32Array(shape.options.length).fill(-1))
    this.#program.require(new Sum().addConstant(shape.brokenLocks), 0, 0)
    this.#requirePlaces()
    this.#requireRoom()
    this.#requireLeaders()
    this.#requireVisits()
    this.#requireChanges()
  }

  /** Any week that meets the demands. */
  findAny(solver: LinearSolver, effort: Effort): ExactWeek {
    return this.#read(this.#program.minimise(solver, null, effort))
  }

  /**
   * A week in which as few visits are missing as can be; where there is a choice, from demands that keep some, from as
   * many as can be, so that none misses many, and from those groups that need the teacher least.
   */
  findFewestMissing(solver: LinearSolver, effort: Effort): ExactWeek {
    return this.#read(this.#program.minimise(solver, this.#missing, effort))
  }

  /** From now on a figure is at most this. */
  limit(figure: keyof Measure, most: number): void {
    this.#program.require(this.#sumOf(figure), -Infinity, most)
  }

  /** The week with the least of one figure. */
  findLeast(solver: LinearSolver, figure: keyof Measure, effort: Effort): ExactWeek {
    return this.#read(this.#program.minimise(solver, this.#sumOf(figure), effort))
  }

  #read(result: ReturnType<IntegerProgram['minimise']>): ExactWeek {
    if (result.kind !== 'solved') return result
    const { fixed, stationCount } = this.#shape
    const week = fixed.map(station => (station === FREE ? NOWHERE : station))
    for (const [at, column] of this.#columns.entries()) {
      if (column >= 0 && result.values[column] > 0.5) week[Math.floor(at / stationCount)] = at % stationCount
    }
    return { kind: 'solved', week }
  }

  /** 1 if the group is at the station in the block. */
  #at(block: number, group: number, station: number): Sum {
    const cell = block * this.#shape.groupCount + group
    const column = this.#columns[cell * this.#shape.stationCount + station]
    const sum = new Sum()
    if (column >= 0) return sum.add(column)
    return sum.addConstant(this.#shape.fixed[cell] === station ? 1 : 0)
  }

  #total(blocks: readonly number[], groups: readonly number[], stations: readonly number[]): Sum {
    const sum = new Sum()
    for (const block of blocks) {
      for (const group of groups) for (const station of stations) sum.addSum(this.#at(block, group, station))
    }
    return sum
  }

  get #groups(): number[] {
    return Array.from(this.#shape.needs, (_, group) => group)
  }

  get #stations(): number[] {
    return Array.from(this.#shape.capacity, (_, station) => station)
  }

  get #blocks(): number[] {
    return Array.from(this.#shape.tableOpen, (_, block) => block)
  }

  get #tables(): number[] {
    return this.#stations.filter(station => this.#shape.isTable[station] === 1)
  }

  #requirePlaces(): void {
    for (const block of this.#blocks) {
      for (const group of this.#groups) {
        const must = this.#shape.mustBe[block * this.#shape.groupCount + group]
        this.#program.require(this.#total([block], [group], this.#stations), must, 1)
      }
    }
  }

  #requireRoom(): void {
    const { capacity, apart, groupCount } = this.#shape
    for (const block of this.#blocks) {
      for (const station of this.#stations) {
        this.#program.require(this.#total([block], this.#groups, [station]), 0, capacity[station])
        for (const group of this.#groups) {
          for (const other of apart[block * groupCount + group]) {
            if (other > group) this.#program.require(this.#total([block], [group, other], [station]), 0, 1)
          }
        }
      }
    }
  }

  #requireLeaders(): void {
    for (const { stations, most } of this.#shape.leaders) {
      for (const block of this.#blocks) {
        const open = new Sum()
        for (const station of stations) {
          const isOpen = this.#program.addColumn(false)
          open.add(isOpen)
          for (const group of this.#groups) {
            this.#program.require(this.#at(block, group, station).add(isOpen, -1), -Infinity, 0)
          }
        }
        this.#program.require(open, 0, most[block])
      }
    }
  }

  #requireVisits(): void {
    const { tallies, stationCount, needs } = this.#shape
    for (const { group, least, most, counts } of tallies) {
      const sum = new Sum()
      for (const [at, count] of counts.entries()) {
        if (count === 0 || group < 0) continue
        const station = at % stationCount
        sum.addSum(this.#at((at - station) / stationCount, group, station))
      }
      if (!this.#missing) {
        this.#program.require(sum, least, most)
        continue
      }
      this.#program.require(sum, 0, most)
      const need = group < 0 ? 0 : needs[group] / MOST_NEED
      for (let missing = 0; missing < least; missing++) {
        const column = this.#program.addColumn(false)
        sum.add(column)
        const last = missing === least - 1 ? LAST_VISIT : 0
        this.#missing.add(column, A_VISIT + last + SAME_DEMAND * missing + need)
      }
      this.#program.require(sum, least, Infinity)
    }
  }

  #requireChanges(): void {
    for (const { group, most, pairs } of this.#shape.changeLimits) {
      const changes = new Sum()
      for (const [from, to] of pairs) {
        const changed = this.#program.addColumn(false)
        changes.add(changed)
        for (const station of this.#stations) {
          // At this station, then at another one: a change.
          const others = this.#stations.filter(other => other !== station)
          const sum = this.#at(from, group, station).addSum(this.#total([to], [group], others))
          this.#program.require(sum.add(changed, -1), -Infinity, 1)
        }
      }
      this.#program.require(changes, 0, most)
    }
  }

  #sumOf(figure: keyof Measure): Sum {
    let sum = this.#sums.get(figure)
    if (!sum) {
      sum = this.#makeSum(figure)
      this.#sums.set(figure, sum)
    }
    return sum
  }

  #makeSum(figure: keyof Measure): Sum {
    switch (figure) {
      case 'repeats':
        return this.#repeats()
      case 'waiting':
        return this.#waiting()
      case 'idle':
        return this.#idle()
      case 'unevenness':
        return this.#unevenness()
    }
  }

  #repeats(): Sum {
    const { next, groupCount } = this.#shape
    const repeats = new Sum()
    for (const [cell, to] of next.entries()) {
      if (to < 0) continue
      const group = cell % groupCount
      const repeated = this.#program.addColumn(false)
      repeats.add(repeated)
      for (const station of this.#stations) {
        const sum = this.#total([Math.floor(cell / groupCount), to], [group], [station])
        this.#program.require(sum.add(repeated, -1), -Infinity, 1)
      }
    }
    return repeats
  }

  #waiting(): Sum {
    const waiting = new Sum()
    for (const week of this.#shape.weeks) {
      for (const group of this.#groups) {
        const need = this.#shape.needs[group]
        if (need === 0) continue
        const never = this.#program.addColumn(false)
        waiting.add(never, need * week.length)
        const first = new Sum().add(never)
        for (const [place, block] of week.entries()) {
          const isFirst = this.#program.addColumn(false)
          first.add(isFirst)
          waiting.add(isFirst, need * place)
          const visit = this.#total([block], [group], this.#tables)
          this.#program.require(visit.add(isFirst, -1), 0, Infinity)
        }
        this.#program.require(first, 1, 1)
      }
    }
    return waiting
  }

  #idle(): Sum {
    const idle = new Sum()
    for (const block of this.#blocks) {
      if (this.#shape.tableOpen[block] === 0) continue
      const isIdle = this.#program.addColumn(false)
      idle.add(isIdle)
      const visits = this.#total([block], this.#groups, this.#tables)
      this.#program.require(visits.add(isIdle), 1, Infinity)
    }
    return idle
  }

  /** A square as a sum of odd numbers: the k-th visit costs 2k - 1, so that the cheap ones are taken first. */
  #unevenness(): Sum {
    const unevenness = new Sum()
    for (const span of this.#shape.spans) {
      for (const group of this.#groups) {
        for (const station of this.#stations) {
          const visits = this.#total(span, [group], [station])
          const most = visits.columns.size + visits.constant
          for (let k = 1; k <= most; k++) {
            const column = this.#program.addColumn(false)
            unevenness.add(column, 2 * k - 1)
            visits.add(column, -1)
          }
          this.#program.require(visits, 0, 0)
        }
      }
    }
    return unevenness
  }
}

/**
 * Proves figure by figure, in their order, that no week is better, or finds the one that is.
 *
 * @param start a week that meets the demands, and its measure
 * @param bound what no figure can go below
 * @returns the best week found, and whether it is proven to be the best
 */
export function proveBest(
  shape: WeekShape,
  solver: LinearSolver,
  start: { readonly week: Week; readonly measure: Measure },
  bound: Measure,
  measure: (week: Week) => Measure,
  effort: Effort,
): { readonly week: Week; readonly isBest: boolean } {
  const program = new WeekProgram(shape)
  let best = start
  for (const figure of FIGURES) {
    // More idle blocks than need be allow for more even visits than the bound knows.
    const least = figure === 'unevenness' ? boundUnevenness(shape, best.measure.idle) : bound[figure]
    if (best.measure[figure] > least) {
      const better = program.findLeast(solver, figure, effort)
      if (better.kind !== 'solved') return { week: best.week, isBest: false }
      const measured = measure(better.week)
      if (measured[figure] < best.measure[figure]) best = { week: better.week, measure: measured }
    }
    program.limit(figure, best.measure[figure])
  }
  return { week: best.week, isBest: true }
}
