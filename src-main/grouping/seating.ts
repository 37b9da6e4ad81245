import type { CostModel } from './cost-model.ts'
import type { Random } from './random.ts'

/** A change smaller than this is rounding. */
const LEAST = 1e-10
const MOST_FILLERS = 4
const MOST_IN_EXCHANGE = 64

/**
 * Who sits where, with the sums that make the change of the cost by a move or a swap cheap: O(d) for scores,
 * O(topics) for topics, O(m) for pairs. Every change it makes keeps all rules. Units are what moves.
 */
export class Seating {
  /** The units that are not locked. */
  readonly free: Int32Array
  readonly #model: CostModel
  readonly #apart: readonly Int32Array[]
  readonly #locked: Uint8Array
  readonly #squares: Float64Array
  readonly #seat: Int32Array
  readonly #sums: Float64Array
  /** |S|^2 of every group. */
  readonly #norms: Float64Array
  readonly #sizes: Int32Array
  /** Row-major, groups x capacity: the units in each group, in no order; and where each unit stands in it. */
  readonly #members: Int32Array
  readonly #memberCounts: Int32Array
  readonly #places: Int32Array
  readonly #capacity: number
  /** Row-major, groups x topics. */
  readonly #topicSums: Float64Array
  readonly #canMove: boolean
  readonly #exchanging = new Int32Array(MOST_IN_EXCHANGE)
  #exchangeCount = 0
  readonly #inExchange: Uint8Array

  /** @param groups a grouping that keeps every rule */
  constructor(model: CostModel, groups: ArrayLike<number>) {
    const { units, unitCount, groupCount, skillCount: d, vectors } = model
    this.#model = model
    this.#apart = units.apartFrom.map(others => Int32Array.from(others))
    this.#locked = Uint8Array.from(units.units, unit => (unit.lockedTo >= 0 ? 1 : 0))
    this.free = Int32Array.from(units.units.flatMap((unit, at) => (unit.lockedTo < 0 ? [at] : [])))
    this.#squares = new Float64Array(unitCount)
    for (let unit = 0; unit < unitCount; unit++)
      for (let skill = 0; skill < d; skill++) this.#squares[unit] += vectors[unit * d + skill] ** 2
    this.#seat = new Int32Array(unitCount)
    this.#sums = new Float64Array(groupCount * d)
    this.#norms = new Float64Array(groupCount)
    this.#sizes = new Int32Array(groupCount)
    this.#capacity = Math.max(1, Math.min(model.sizeMax, unitCount))
    this.#members = new Int32Array(groupCount * this.#capacity)
    this.#memberCounts = new Int32Array(groupCount)
    this.#places = new Int32Array(unitCount)
    this.#topicSums = new Float64Array(groupCount * (model.topics?.count ?? 0))
    this.#inExchange = new Uint8Array(unitCount)
    const students = units.unitOf.length
    this.#canMove = students > groupCount * model.sizeMin && students < groupCount * model.sizeMax
    this.seat(groups)
  }

  /** Takes over a grouping that keeps every rule. */
  seat(groups: ArrayLike<number>): void {
    this.#sums.fill(0)
    this.#norms.fill(0)
    this.#sizes.fill(0)
    this.#memberCounts.fill(0)
    this.#topicSums.fill(0)
    for (const [unit, { students }] of this.#model.units.units.entries())
      this.#enter(unit, groups[students[0]])
  }

  /** The group of each student. */
  groups(): Int32Array {
    return this.#model.units.unitOf.map(unit => this.#seat[unit])
  }

  seatOf(unit: number): number {
    return this.#seat[unit]
  }

  /** The units in a group, in no order. */
  membersOf(group: number): Int32Array {
    const start = group * this.#capacity
    return this.#members.subarray(start, start + this.#memberCounts[group])
  }

  /**
   * Tries to bring a unit into a group, by a move or in exchange for one who sits there, and keeps it by
   * Metropolis' rule at the given heat.
   */
  propose(unit: number, group: number, random: Random, heat: number): void {
    if (group === this.#seat[unit]) return
    if (this.#canMove && random.next() < 0.3) {
      if (!this.mayMove(unit, group)) return
      const change = this.moveChange(unit, group)
      if (change <= 0 || (heat > 0 && random.next() < Math.exp(-change / heat))) this.move(unit, group)
      return
    }
    const count = this.#memberCounts[group]
    if (count === 0) return
    const other = this.#members[group * this.#capacity + random.below(count)]
    if (!this.maySwap(unit, other)) return
    const change = this.swapChange(unit, other)
    if (change <= 0 || (heat > 0 && random.next() < Math.exp(-change / heat))) this.swap(unit, other)
  }

  /** Makes every single move and swap that lowers the cost, until none is left. */
  descend(): void {
    let improved = true
    while (improved) {
      improved = false
      for (const unit of this.free) {
        for (let group = 0; group < this.#model.groupCount; group++) {
          if (this.mayMove(unit, group) && this.moveChange(unit, group) < -LEAST) {
            this.move(unit, group)
            improved = true
          }
        }
      }
      for (let i = 0; i < this.free.length; i++) {
        for (let j = i + 1; j < this.free.length; j++) {
          const [one, other] = [this.free[i], this.free[j]]
          if (this.maySwap(one, other) && this.swapChange(one, other) < -LEAST) {
            this.swap(one, other)
            improved = true
          }
        }
      }
    }
  }

  mayMove(unit: number, group: number): boolean {
    const from = this.#seat[unit]
    const count = this.#model.counts[unit]
    if (
      group === from ||
      this.#sizes[from] - count < this.#model.sizeMin ||
      this.#sizes[group] + count > this.#model.sizeMax
    ) {
      return false
    }
    return this.#meetsNobody(unit, group, -1)
  }

  maySwap(one: number, other: number): boolean {
    const from = this.#seat[one]
    const to = this.#seat[other]
    if (from === to || this.#locked[one] === 1 || this.#locked[other] === 1) return false
    const { counts, sizeMin, sizeMax } = this.#model
    const grows = counts[other] - counts[one]
    if (grows !== 0) {
      const sizeFrom = this.#sizes[from] + grows
      const sizeTo = this.#sizes[to] - grows
      if (sizeFrom > sizeMax || sizeTo > sizeMax || sizeFrom < sizeMin || sizeTo < sizeMin) return false
    }
    return this.#meetsNobody(one, to, other) && this.#meetsNobody(other, from, one)
  }

  /** Change of the cost if the unit went to the group; negative = better. */
  moveChange(unit: number, group: number): number {
    const { skillCount: d, vectors, sign, counts, seatCosts, pairCosts, topics } = this.#model
    const from = this.#seat[unit]
    let change = 0
    if (sign !== 0) {
      const sums = this.#sums
      let here = 0
      let there = 0
      for (let skill = 0; skill < d; skill++) {
        const x = vectors[unit * d + skill]
        here += x * sums[from * d + skill]
        there += x * sums[group * d + skill]
      }
      const count = counts[unit]
      const sizeFrom = this.#sizes[from]
      const sizeTo = this.#sizes[group]
      const left =
        sizeFrom > count ? (this.#norms[from] - 2 * here + this.#squares[unit]) / (sizeFrom - count) : 0
      const joined = (this.#norms[group] + 2 * there + this.#squares[unit]) / (sizeTo + count)
      const before = this.#norms[from] / sizeFrom + (sizeTo > 0 ? this.#norms[group] / sizeTo : 0)
      change = sign * (left + joined - before)
    }
    if (topics) {
      change += this.#topicCost(from, -1, unit) - this.#topicCost(from, -1, -1)
      change += this.#topicCost(group, unit, -1) - this.#topicCost(group, -1, -1)
    }
    if (seatCosts) {
      const row = unit * this.#model.groupCount
      change += seatCosts[row + group] - seatCosts[row + from]
    }
    if (pairCosts) change += this.#pairCost(unit, group, -1) - this.#pairCost(unit, from, unit)
    return change
  }

  /** Change of the cost if two units of different groups changed places; negative = better. */
  swapChange(one: number, other: number): number {
    const { skillCount: d, vectors, sign, counts, seatCosts, pairCosts, topics } = this.#model
    const from = this.#seat[one]
    const to = this.#seat[other]
    let change = 0
    if (sign !== 0) {
      const sums = this.#sums
      let here = 0
      let there = 0
      let apart = 0
      for (let skill = 0; skill < d; skill++) {
        const difference = vectors[other * d + skill] - vectors[one * d + skill]
        here += difference * sums[from * d + skill]
        there += difference * sums[to * d + skill]
        apart += difference * difference
      }
      const sizeFrom = this.#sizes[from]
      const sizeTo = this.#sizes[to]
      const grows = counts[other] - counts[one]
      if (grows === 0) change = sign * ((2 * here + apart) / sizeFrom + (apart - 2 * there) / sizeTo)
      else {
        const newFrom = (this.#norms[from] + 2 * here + apart) / (sizeFrom + grows)
        const newTo = (this.#norms[to] - 2 * there + apart) / (sizeTo - grows)
        change = sign * (newFrom + newTo - this.#norms[from] / sizeFrom - this.#norms[to] / sizeTo)
      }
    }
    if (topics) {
      change += this.#topicCost(from, other, one) - this.#topicCost(from, -1, -1)
      change += this.#topicCost(to, one, other) - this.#topicCost(to, -1, -1)
    }
    if (seatCosts) {
      const k = this.#model.groupCount
      change += seatCosts[one * k + to] - seatCosts[one * k + from]
      change += seatCosts[other * k + from] - seatCosts[other * k + to]
    }
    if (pairCosts) {
      change += this.#pairCost(one, to, other) - this.#pairCost(one, from, one)
      change += this.#pairCost(other, from, one) - this.#pairCost(other, to, other)
    }
    return change
  }

  move(unit: number, group: number): void {
    this.#leave(unit)
    this.#enter(unit, group)
  }

  swap(one: number, other: number): void {
    const from = this.#seat[one]
    const to = this.#seat[other]
    // Both leave first: a full group has no place for a third.
    this.#leave(one)
    this.#leave(other)
    this.#enter(one, to)
    this.#enter(other, from)
  }

  /**
   * Exchanges whole sets between two groups: a unit changes sides, with it every unit that it may not meet there
   * (a Kempe chain of the keep-apart rules), and as many others as the sizes ask for.
   */
  proposeExchange(first: number, there: number, random: Random, heat: number): void {
    const here = this.#seat[first]
    if (there === here) return
    this.#exchangeCount = 0
    let settled = this.#flip(first, here, there)
    for (let fillers = 0; settled && fillers <= MOST_FILLERS; fillers++) {
      const { sizeMin, sizeMax } = this.#model
      const [sizeHere, sizeThere] = this.#sizesAfterExchange(here, there)
      const tooMany = sizeHere > sizeMax || sizeThere < sizeMin ? here : there
      const fits = Math.max(sizeHere, sizeThere) <= sizeMax && Math.min(sizeHere, sizeThere) >= sizeMin
      if (fits && (fillers > 0 || this.#exchangeCount > 1)) break
      const count = this.#memberCounts[tooMany]
      const filler = count > 0 ? this.#members[tooMany * this.#capacity + random.below(count)] : -1
      settled = fillers < MOST_FILLERS && filler >= 0 && this.#flip(filler, here, there)
    }
    if (settled) this.#exchange(here, there, random, heat)
    for (let at = 0; at < this.#exchangeCount; at++) this.#inExchange[this.#exchanging[at]] = 0
  }

  #exchange(here: number, there: number, random: Random, heat: number): void {
    const before = this.#groupCost(here) + this.#groupCost(there)
    this.#turn(here, there)
    const change = this.#groupCost(here) + this.#groupCost(there) - before
    if (change > 0 && !(heat > 0 && random.next() < Math.exp(-change / heat))) this.#turn(here, there)
  }

  /** Everybody in the exchange leaves, then everybody enters on the other side. */
  #turn(here: number, there: number): void {
    const from = Array.from(this.#exchanging.subarray(0, this.#exchangeCount), unit => this.#seat[unit])
    for (let at = 0; at < this.#exchangeCount; at++) this.#leave(this.#exchanging[at])
    for (let at = 0; at < this.#exchangeCount; at++)
      this.#enter(this.#exchanging[at], from[at] === here ? there : here)
  }

  /** Adds a unit to those that change sides, and whom it drives out; false if a locked one would have to. */
  #flip(unit: number, here: number, there: number): boolean {
    if (this.#inExchange[unit] === 1) return true
    if (this.#locked[unit] === 1 || this.#exchangeCount === MOST_IN_EXCHANGE) return false
    this.#inExchange[unit] = 1
    this.#exchanging[this.#exchangeCount++] = unit
    const target = this.#seat[unit] === here ? there : here
    for (const other of this.#apart[unit]) {
      if (this.#seat[other] === target && !this.#flip(other, here, there)) return false
    }
    return true
  }

  #sizesAfterExchange(here: number, there: number): [number, number] {
    let grows = 0
    for (let at = 0; at < this.#exchangeCount; at++) {
      const unit = this.#exchanging[at]
      grows += this.#seat[unit] === here ? -this.#model.counts[unit] : this.#model.counts[unit]
    }
    return [this.#sizes[here] + grows, this.#sizes[there] - grows]
  }

  #groupCost(group: number): number {
    const { sign, seatCosts, pairCosts, topics, groupCount } = this.#model
    let cost = sign !== 0 && this.#sizes[group] > 0 ? (sign * this.#norms[group]) / this.#sizes[group] : 0
    if (topics) cost += this.#topicCost(group, -1, -1)
    const members = this.membersOf(group)
    if (seatCosts) for (const unit of members) cost += seatCosts[unit * groupCount + group]
    if (pairCosts) for (const unit of members) cost += this.#pairCost(unit, group, unit) / 2
    return cost
  }

  /** The group's cost by its best topic, with a unit more and a unit less; -1 = none. */
  #topicCost(group: number, joining: number, leaving: number): number {
    const { topics } = this.#model
    if (!topics) return 0
    const { count, costs } = topics
    let least = Infinity
    for (let topic = 0; topic < count; topic++) {
      let sum = this.#topicSums[group * count + topic]
      if (joining >= 0) sum += costs[joining * count + topic]
      if (leaving >= 0) sum -= costs[leaving * count + topic]
      if (sum < least) least = sum
    }
    return least
  }

  /** What it costs the unit to meet everybody in a group but `not`. */
  #pairCost(unit: number, group: number, not: number): number {
    const { pairCosts, unitCount } = this.#model
    if (!pairCosts) return 0
    let sum = 0
    const start = group * this.#capacity
    for (let at = start; at < start + this.#memberCounts[group]; at++) {
      const other = this.#members[at]
      if (other !== not) sum += pairCosts[unit * unitCount + other]
    }
    return sum
  }

  #meetsNobody(unit: number, group: number, not: number): boolean {
    const others = this.#apart[unit]
    for (let at = 0; at < others.length; at++) {
      if (others[at] !== not && this.#seat[others[at]] === group) return false
    }
    return true
  }

  #enter(unit: number, group: number): void {
    this.#seat[unit] = group
    const place = this.#memberCounts[group]++
    this.#members[group * this.#capacity + place] = unit
    this.#places[unit] = place
    this.#count(unit, group, 1)
  }

  #leave(unit: number): void {
    const group = this.#seat[unit]
    const start = group * this.#capacity
    const last = this.#members[start + --this.#memberCounts[group]]
    this.#members[start + this.#places[unit]] = last
    this.#places[last] = this.#places[unit]
    this.#count(unit, group, -1)
  }

  #count(unit: number, group: number, direction: 1 | -1): void {
    const { skillCount: d, vectors, counts, topics } = this.#model
    const sums = this.#sums
    let norm = 0
    for (let skill = 0; skill < d; skill++) {
      const sum = sums[group * d + skill] + direction * vectors[unit * d + skill]
      sums[group * d + skill] = sum
      norm += sum * sum
    }
    this.#norms[group] = norm
    this.#sizes[group] += direction * counts[unit]
    if (!topics) return
    for (let topic = 0; topic < topics.count; topic++) {
      this.#topicSums[group * topics.count + topic] += direction * topics.costs[unit * topics.count + topic]
    }
  }
}
