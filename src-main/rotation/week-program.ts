import { figureSum } from './figure-sums.ts'
import { Sum, type ProgramResult } from './integer-program.ts'
import type { LinearSolver } from './linear-solver.ts'
import type { Measure } from './measure.ts'
import { WeekColumns } from './week-columns.ts'
import { MOST_NEED, type Week } from './week-problem.ts'
import type { WeekShape } from './week-shape.ts'
import type { Work } from './work.ts'

export type ExactWeek =
  | { readonly kind: 'solved'; readonly week: Week }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unknown' }

/** One visit less weighs more than any way to share out those that are missing. */
const A_VISIT = 10_000
const SAME_DEMAND = 10
/** Who is asked for once is left that rather than nothing. */
const LAST_VISIT = 100
/** A group that is never at the table is worse than a visit less of another one there, but not than one elsewhere. */
const NEVER_THERE = A_VISIT + 500
const ELSEWHERE = 1000

/** The demands of a week as an integer program. What it finds impossible is proven to be. */
export class WeekProgram {
  readonly #columns: WeekColumns
  readonly #sums = new Map<keyof Measure, Sum>()
  /** What visits that are missing cost, where they may be. */
  readonly #missing: Sum | null

  /** @param mayMiss visits that are asked for may be too few; see `findFewestMissing` */
  constructor(shape: WeekShape, mayMiss = false) {
    this.#columns = new WeekColumns(shape)
    this.#missing = mayMiss ? new Sum() : null
    this.#columns.program.require(new Sum().addConstant(shape.brokenLocks), 0, 0)
    this.#requirePlaces()
    this.#requireRoom()
    this.#requireLeaders()
    this.#requireVisits()
    if (this.#missing) this.#wishAtTable(this.#missing)
    this.#requireChanges()
  }

  /** Any week that meets the demands. */
  findAny(solver: LinearSolver, work: Work): ExactWeek {
    return this.#read(this.#columns.program.minimise(solver, null, work))
  }

  /**
   * A week in which as few visits are missing as can be without a group that is never at the table; where there is a
   * choice, from demands that keep some, from as many as can be, so that none misses many, and from those groups that
   * need the teacher least.
   */
  findFewestMissing(solver: LinearSolver, work: Work): ExactWeek {
    return this.#read(this.#columns.program.minimise(solver, this.#missing, work))
  }

  /** From now on a figure is at most this. */
  limit(figure: keyof Measure, most: number): void {
    this.#columns.program.require(this.#sumOf(figure), -Infinity, most)
  }

  /** The week with the least of one figure. */
  findLeast(solver: LinearSolver, figure: keyof Measure, work: Work): ExactWeek {
    return this.#read(this.#columns.program.minimise(solver, this.#sumOf(figure), work))
  }

  #read(result: ProgramResult): ExactWeek {
    return result.kind === 'solved' ? { kind: 'solved', week: this.#columns.weekOf(result.values) } : result
  }

  #requirePlaces(): void {
    for (const block of this.#columns.blocks) {
      for (const group of this.#columns.groups) {
        const must = this.#columns.shape.mustBe[block * this.#columns.shape.groupCount + group]
        this.#columns.program.require(this.#columns.total([block], [group], this.#columns.stations), must, 1)
      }
    }
  }

  #requireRoom(): void {
    const { capacity, apart, groupCount } = this.#columns.shape
    for (const block of this.#columns.blocks) {
      for (const station of this.#columns.stations) {
        this.#columns.program.require(
          this.#columns.total([block], this.#columns.groups, [station]),
          0,
          capacity[station],
        )
        for (const group of this.#columns.groups) {
          for (const other of apart[block * groupCount + group]) {
            if (other > group)
              this.#columns.program.require(this.#columns.total([block], [group, other], [station]), 0, 1)
          }
        }
      }
    }
  }

  #requireLeaders(): void {
    for (const { stations, most } of this.#columns.shape.leaders) {
      for (const block of this.#columns.blocks) {
        const open = new Sum()
        for (const station of stations) {
          const isOpen = this.#columns.program.addColumn(false)
          open.add(isOpen)
          for (const group of this.#columns.groups) {
            this.#columns.program.require(
              this.#columns.at(block, group, station).add(isOpen, -1),
              -Infinity,
              0,
            )
          }
        }
        this.#columns.program.require(open, 0, most[block])
      }
    }
  }

  #requireVisits(): void {
    const { tallies, stationCount, needs, isTable } = this.#columns.shape
    for (const { group, least, most, counts } of tallies) {
      const sum = new Sum()
      for (const [at, count] of counts.entries()) {
        if (count === 0 || group < 0) continue
        const station = at % stationCount
        sum.addSum(this.#columns.at((at - station) / stationCount, group, station))
      }
      if (!this.#missing) {
        this.#columns.program.require(sum, least, most)
        continue
      }
      this.#columns.program.require(sum, 0, most)
      const need = group < 0 ? 0 : needs[group] / MOST_NEED
      const isElsewhere = counts.some((count, at) => count === 1 && isTable[at % stationCount] === 0)
      for (let missing = 0; missing < least; missing++) {
        const column = this.#columns.program.addColumn(false)
        sum.add(column)
        const last = missing === least - 1 ? LAST_VISIT : 0
        this.#missing.add(
          column,
          A_VISIT + (isElsewhere ? ELSEWHERE : 0) + last + SAME_DEMAND * missing + need,
        )
      }
      this.#columns.program.require(sum, least, Infinity)
    }
  }

  /** Every group that can be is at the table once in each week, also one that nothing is asked for. */
  #wishAtTable(missing: Sum): void {
    const { weeks, needs } = this.#columns.shape
    for (const blocks of weeks) {
      for (const group of this.#columns.groups) {
        const visits = this.#columns.total(blocks, [group], this.#columns.tables)
        if (visits.columns.size === 0) continue
        const isNever = this.#columns.program.addColumn(false)
        missing.add(isNever, NEVER_THERE + needs[group] / MOST_NEED)
        this.#columns.program.require(visits.add(isNever), 1, Infinity)
      }
    }
  }

  #requireChanges(): void {
    for (const { group, most, pairs } of this.#columns.shape.changeLimits) {
      const changes = new Sum()
      for (const [from, to] of pairs) {
        const changed = this.#columns.program.addColumn(false)
        changes.add(changed)
        for (const station of this.#columns.stations) {
          // At this station, then at another one: a change.
          const others = this.#columns.stations.filter(other => other !== station)
          const sum = this.#columns
            .at(from, group, station)
            .addSum(this.#columns.total([to], [group], others))
          this.#columns.program.require(sum.add(changed, -1), -Infinity, 1)
        }
      }
      this.#columns.program.require(changes, 0, most)
    }
  }

  #sumOf(figure: keyof Measure): Sum {
    let sum = this.#sums.get(figure)
    if (!sum) {
      sum = figureSum(this.#columns, figure)
      this.#sums.set(figure, sum)
    }
    return sum
  }
}
