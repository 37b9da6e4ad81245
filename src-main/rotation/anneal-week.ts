import { compareMeasures, type Measure } from './measure.ts'
import type { Random } from './random.ts'
import { NOWHERE, type Week } from './week-problem.ts'
import { FREE, type WeekShape } from './week-shape.ts'
import type { WeekState } from './week-state.ts'

/**
 * What each figure weighs while the week is still warm, in units of unevenness. The true order is lexicographic; these
 * only have to be far enough apart for that to come out where it is cold.
 */
export const BALANCED: Weights = {
  violations: 40,
  repeats: 16,
  missed: 14,
  waiting: 10,
  idle: 14,
  unevenness: 1,
  bunching: 2,
  withoutTeacher: 1,
}
/** The demands above all, where they are hard to meet. */
export const DEMANDS_FIRST: Weights = {
  violations: 10,
  repeats: 1,
  missed: 0.8,
  waiting: 0.5,
  idle: 1,
  unevenness: 0.05,
  bunching: 0.05,
  withoutTeacher: 0.05,
}
/** What one more of each costs, 0 or more. */
export type Weights = Record<'violations' | keyof Measure, number>
const HOT = 6
export const COLD = 0.35

/** Shares of the kinds of proposals; the rest exchanges two blocks of one group. */
const SWAPS = 0.4
const MOVES = 0.12
const WHOLE_BLOCKS = 0.03
/** Partners are looked for so often before a proposal is given up. */
const TRIES = 4

/** A week found, and how good it is: violations first, then its measure. */
export interface FoundWeek {
  readonly week: Week
  readonly violations: number
  readonly measure: Measure
}

/**
 * Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) over a week: two groups change places in a block, a group goes
 * elsewhere, a group exchanges two of its blocks while others make room, two blocks change contents. The best week by the
 * true order is kept.
 */
export class WeekAnnealing {
  readonly #shape: WeekShape
  readonly #state: WeekState
  readonly #random: Random
  readonly #free: Int32Array
  /** Free cells of each group, and of each block. */
  readonly #blocksOf: readonly Int32Array[]
  readonly #groupsOf: readonly Int32Array[]
  readonly #weights: Weights
  readonly #waitingWeight: number
  readonly #withoutTeacherWeight: number
  /** Cells changed by the proposal at hand, and what they were. */
  readonly #changedCells: Int32Array
  readonly #changedFrom: Int32Array
  #changedCount = 0
  #energy: number
  #best: FoundWeek

  constructor(shape: WeekShape, state: WeekState, random: Random, weights: Weights) {
    this.#weights = weights
    this.#shape = shape
    this.#state = state
    this.#random = random
    const isChoice = (cell: number) => shape.fixed[cell] === FREE
    const cells = Array.from(shape.fixed, (_, cell) => cell)
    const { groupCount, blockCount } = shape
    this.#free = Int32Array.from(cells.filter(isChoice))
    this.#blocksOf = Array.from({ length: groupCount }, (_, group) =>
      Int32Array.from(
        this.#free.filter(cell => cell % groupCount === group),
        cell => Math.floor(cell / groupCount),
      ),
    )
    this.#groupsOf = Array.from({ length: blockCount }, (_, block) =>
      Int32Array.from(
        this.#free.filter(cell => Math.floor(cell / groupCount) === block),
        cell => cell % groupCount,
      ),
    )
    const mostNeed = Math.max(1, ...shape.needs)
    this.#waitingWeight = weights.waiting / mostNeed
    this.#withoutTeacherWeight = weights.withoutTeacher / (mostNeed * Math.max(1, ...shape.minutes))
    this.#changedCells = new Int32Array(2 * groupCount + 4)
    this.#changedFrom = new Int32Array(2 * groupCount + 4)
    this.#energy = this.#energyNow()
    this.#best = this.#found()
  }

  get best(): FoundWeek {
    return this.#best
  }

  /**
   * One cooling from warm to cold.
   *
   * @param isGoodEnough asked whenever a better week was found; ends the run
   * @param warm how warm it begins; `COLD` hardly goes uphill
   */
  run(proposals: number, isGoodEnough: (best: FoundWeek) => boolean, warm = HOT): void {
    if (this.#free.length === 0 || isGoodEnough(this.#best)) return
    const cooling = Math.pow(COLD / warm, 1 / proposals)
    let heat = warm
    for (let at = 0; at < proposals; at++, heat *= cooling) {
      this.#propose()
      if (this.#changedCount === 0) continue
      const energy = this.#energyNow()
      const change = energy - this.#energy
      if (change <= 0 || this.#random.next() < Math.exp(-change / heat)) {
        this.#energy = energy
        this.#changedCount = 0
        if (change < 0 && this.#isBetter()) {
          this.#best = this.#found()
          if (isGoodEnough(this.#best)) return
        }
      } else this.#undo()
    }
  }

  /** Goes back to the best week. */
  restart(): void {
    const { week } = this.#best
    for (const cell of this.#free) this.#state.set(cell, week[cell])
    this.#energy = this.#energyNow()
  }

  #energyNow(): number {
    const { violations, repeats, missed, waiting, idle, unevenness, bunching, withoutTeacher } = this.#state
    return (
      this.#weights.violations * violations +
      this.#weights.repeats * repeats +
      this.#weights.missed * missed +
      this.#waitingWeight * waiting +
      this.#weights.idle * idle +
      this.#weights.unevenness * unevenness +
      this.#weights.bunching * bunching +
      this.#withoutTeacherWeight * withoutTeacher
    )
  }

  #isBetter(): boolean {
    const { violations, measure } = this.#best
    if (this.#state.violations !== violations) return this.#state.violations < violations
    return compareMeasures(this.#state, measure) < 0
  }

  #found(): FoundWeek {
    const { violations, repeats, missed, waiting, idle, unevenness, bunching, withoutTeacher } = this.#state
    return {
      week: this.#state.week.slice(),
      violations,
      measure: { repeats, missed, waiting, idle, unevenness, bunching, withoutTeacher },
    }
  }

  #propose(): void {
    const kind = this.#random.next()
    const cell = this.#free[this.#random.below(this.#free.length)]
    const group = cell % this.#shape.groupCount
    const block = (cell - group) / this.#shape.groupCount
    if (kind < SWAPS) this.#swapGroups(block, group)
    else if (kind < SWAPS + MOVES) this.#move(cell)
    else if (kind < SWAPS + MOVES + WHOLE_BLOCKS) this.#swapBlocks(block)
    else this.#exchange(group, block)
  }

  #may(cell: number, station: number): boolean {
    if (station === NOWHERE) return true
    return this.#shape.options[cell * this.#shape.stationCount + station] === 1
  }

  #set(cell: number, station: number): void {
    this.#changedCells[this.#changedCount] = cell
    this.#changedFrom[this.#changedCount++] = this.#state.week[cell]
    this.#state.set(cell, station)
  }

  #undo(): void {
    while (this.#changedCount > 0) {
      const at = --this.#changedCount
      this.#state.set(this.#changedCells[at], this.#changedFrom[at])
    }
  }

  #swapGroups(block: number, group: number): void {
    const { groupCount } = this.#shape
    const groups = this.#groupsOf[block]
    const cell = block * groupCount + group
    const station = this.#state.week[cell]
    for (let tries = 0; tries < TRIES; tries++) {
      const other = block * groupCount + groups[this.#random.below(groups.length)]
      const there = this.#state.week[other]
      if (there === station || !this.#may(cell, there) || !this.#may(other, station)) continue
      this.#set(cell, there)
      this.#set(other, station)
      return
    }
  }

  #move(cell: number): void {
    // One more than the stations: nowhere is a place to wait as well.
    const station = this.#random.below(this.#shape.stationCount + 1) - 1
    if (station !== this.#state.week[cell] && this.#may(cell, station)) this.#set(cell, station)
  }

  /** A group exchanges two of its blocks; in each another one takes its place where there is no room. */
  #exchange(group: number, block: number): void {
    const { groupCount } = this.#shape
    const { week } = this.#state
    const blocks = this.#blocksOf[group]
    const here = block * groupCount + group
    for (let tries = 0; tries < TRIES; tries++) {
      const otherBlock = blocks[this.#random.below(blocks.length)]
      const there = otherBlock * groupCount + group
      const [station, wanted] = [week[here], week[there]]
      if (station === wanted || !this.#may(here, wanted) || !this.#may(there, station)) continue
      const partner = this.#occupant(block, group, wanted, station, -1)
      const otherPartner = this.#occupant(otherBlock, group, station, wanted, partner)
      this.#set(here, wanted)
      this.#set(there, station)
      if (partner >= 0) this.#set(block * groupCount + partner, station)
      if (otherPartner >= 0) this.#set(otherBlock * groupCount + otherPartner, wanted)
      return
    }
  }

  /** Who is at a station that has no room left and can go to `instead`; `liked` if it can be. -1 = nobody. */
  #occupant(block: number, not: number, station: number, instead: number, liked: number): number {
    if (station === NOWHERE) return -1
    if (this.#state.loadAt(block, station) < this.#shape.capacity[station] && liked < 0) return -1
    const { groupCount } = this.#shape
    const { week } = this.#state
    let found = -1
    let seen = 0
    for (const group of this.#groupsOf[block]) {
      const cell = block * groupCount + group
      if (group === not || week[cell] !== station || !this.#may(cell, instead)) continue
      if (group === liked) return group
      if (this.#random.below(++seen) === 0) found = group
    }
    return found
  }

  #swapBlocks(block: number): void {
    const { groupCount, blockCount } = this.#shape
    const { week } = this.#state
    const other = this.#random.below(blockCount)
    if (other === block) return
    for (const group of this.#groupsOf[block]) {
      const here = block * groupCount + group
      const there = other * groupCount + group
      const [station, wanted] = [week[here], week[there]]
      if (this.#shape.fixed[there] !== FREE || station === wanted) continue
      if (!this.#may(here, wanted) || !this.#may(there, station)) continue
      this.#set(here, wanted)
      this.#set(there, station)
    }
  }
}
