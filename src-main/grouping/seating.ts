import type { GroupingProblem } from './problem.ts'
import type { Random } from './random.ts'
import type { Profiles } from './standardise.ts'
import { joinUnits, type Units } from './units.ts'

const SAMPLES = 200
const MOST_FILLERS = 4

/**
 * Who sits where, with the sums that make the change of W by a move or a swap cheap: with S the sum of a
 * group's profiles and m its size, W = (sum of all |x|^2) - (sum over groups of |S|^2 / m), so a change costs
 * O(d). Every change it makes keeps all rules.
 */
export class Seating {
  /** How many units may be moved at all. */
  readonly movable: number
  readonly #units: Units
  readonly #free: Int32Array
  readonly #skillCount: number
  readonly #groupCount: number
  readonly #sizeMin: number
  readonly #sizeMax: number
  /** Per unit: sum of its students' profiles, and their number. */
  readonly #vectors: Float64Array
  readonly #counts: Int32Array
  readonly #seat: Int32Array
  readonly #sums: Float64Array
  readonly #sizes: Int32Array
  /** How often whole sets are exchanged: more where rules keep single moves and swaps from reaching every grouping. */
  readonly #exchangeShare: number

  /** @param groups a grouping that keeps every rule */
  constructor(problem: GroupingProblem, profiles: Profiles, groups: ArrayLike<number>) {
    const d = profiles.skillCount
    this.#units = joinUnits(problem)
    this.#skillCount = d
    this.#groupCount = problem.groupCount
    this.#sizeMin = problem.sizeMin
    this.#sizeMax = problem.sizeMax
    const { units } = this.#units
    this.#vectors = new Float64Array(units.length * d)
    this.#counts = new Int32Array(units.length)
    for (const [unit, { students }] of units.entries()) {
      this.#counts[unit] = students.length
      for (const student of students) {
        for (let skill = 0; skill < d; skill++)
          this.#vectors[unit * d + skill] += profiles.values[student * d + skill]
      }
    }
    this.#free = Int32Array.from(units.flatMap((unit, at) => (unit.lockedTo < 0 ? [at] : [])))
    this.movable = this.#free.length
    this.#exchangeShare = problem.apart.length > 0 || problem.together.length > 0 ? 0.15 : 0.03
    this.#seat = new Int32Array(units.length)
    this.#sums = new Float64Array(problem.groupCount * d)
    this.#sizes = new Int32Array(problem.groupCount)
    this.seat(groups)
  }

  /** Takes over a grouping that keeps every rule. */
  seat(groups: ArrayLike<number>): void {
    const d = this.#skillCount
    this.#sums.fill(0)
    this.#sizes.fill(0)
    for (const [unit, { students }] of this.#units.units.entries()) {
      const group = groups[students[0]]
      this.#seat[unit] = group
      this.#sizes[group] += this.#counts[unit]
      for (let skill = 0; skill < d; skill++) this.#sums[group * d + skill] += this.#vectors[unit * d + skill]
    }
  }

  /** The group of each student. */
  groups(): Int32Array {
    return this.#units.unitOf.map(unit => this.#seat[unit])
  }

  /** Mean size of the change that a random swap makes: the heat at which annealing starts. */
  typicalChange(random: Random): number {
    let sum = 0
    let seen = 0
    for (let sample = 0; sample < SAMPLES; sample++) {
      const a = this.#free[random.below(this.movable)]
      const b = this.#free[random.below(this.movable)]
      if (this.#seat[a] === this.#seat[b]) continue
      sum += Math.abs(this.#swapChange(a, b))
      seen++
    }
    return seen > 0 ? sum / seen : 0
  }

  /** Tries one random move, swap or exchange, and keeps it by Metropolis' rule at the given heat. */
  propose(random: Random, heat: number): void {
    if (random.next() < this.#exchangeShare) return this.#proposeExchange(random, heat)
    const a = this.#free[random.below(this.movable)]
    if (random.next() < 0.3) {
      const group = random.below(this.#groupCount)
      if (!this.#mayMove(a, group)) return
      const change = this.#moveChange(a, group)
      if (change <= 0 || (heat > 0 && random.next() < Math.exp(-change / heat))) this.#move(a, group)
      return
    }
    const b = this.#free[random.below(this.movable)]
    if (!this.#maySwap(a, b)) return
    const change = this.#swapChange(a, b)
    if (change <= 0 || (heat > 0 && random.next() < Math.exp(-change / heat))) this.#swap(a, b)
  }

  /** Makes every single move and swap that lowers W, until none is left. */
  descend(): void {
    const least = 1e-10
    let improved = true
    while (improved) {
      improved = false
      for (const a of this.#free) {
        for (let group = 0; group < this.#groupCount; group++) {
          if (this.#mayMove(a, group) && this.#moveChange(a, group) < -least) {
            this.#move(a, group)
            improved = true
          }
        }
      }
      for (let i = 0; i < this.#free.length; i++) {
        for (let j = i + 1; j < this.#free.length; j++) {
          const a = this.#free[i]
          const b = this.#free[j]
          if (this.#maySwap(a, b) && this.#swapChange(a, b) < -least) {
            this.#swap(a, b)
            improved = true
          }
        }
      }
    }
  }

  /**
   * Exchanges whole sets between two groups: a unit changes sides, with it every unit that it may not meet there
   * (a Kempe chain of the keep-apart rules), and as many others as the sizes ask for.
   */
  #proposeExchange(random: Random, heat: number): void {
    const first = this.#free[random.below(this.movable)]
    const here = this.#seat[first]
    const there = random.below(this.#groupCount)
    if (there === here) return
    const flipped = new Set<number>()
    if (!this.#flip(first, here, there, flipped)) return
    for (let fillers = 0; fillers <= MOST_FILLERS; fillers++) {
      const { sizeHere, sizeThere } = this.#sizesAfter(flipped, here, there)
      const tooMany = sizeHere > this.#sizeMax || sizeThere < this.#sizeMin ? here : there
      if (
        Math.max(sizeHere, sizeThere) <= this.#sizeMax &&
        Math.min(sizeHere, sizeThere) >= this.#sizeMin &&
        (fillers > 0 || flipped.size > 1)
      ) {
        break
      }
      if (fillers === MOST_FILLERS) return
      const open = this.#free.filter(unit => this.#seat[unit] === tooMany && !flipped.has(unit))
      if (open.length === 0 || !this.#flip(open[random.below(open.length)], here, there, flipped)) return
    }
    const before = this.#squaredSums(here, there)
    const back = [...flipped]
    const turn = () => {
      for (const unit of back) this.#move(unit, this.#seat[unit] === here ? there : here)
    }
    turn()
    const change = before - this.#squaredSums(here, there)
    if (change > 0 && !(heat > 0 && random.next() < Math.exp(-change / heat))) turn()
  }

  /** Adds a unit to those that change sides, and whom it drives out; false if a locked one would have to. */
  #flip(unit: number, here: number, there: number, flipped: Set<number>): boolean {
    const queue = [unit]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (flipped.has(next)) continue
      if (this.#units.units[next].lockedTo >= 0) return false
      flipped.add(next)
      const target = this.#seat[next] === here ? there : here
      for (const other of this.#units.apartFrom[next]) if (this.#seat[other] === target) queue.push(other)
    }
    return true
  }

  #sizesAfter(
    flipped: ReadonlySet<number>,
    here: number,
    there: number,
  ): { sizeHere: number; sizeThere: number } {
    let sizeHere = this.#sizes[here]
    for (const unit of flipped)
      sizeHere += this.#seat[unit] === here ? -this.#counts[unit] : this.#counts[unit]
    return { sizeHere, sizeThere: this.#sizes[here] + this.#sizes[there] - sizeHere }
  }

  /** What two groups take off W: the sum of |S|^2 / m. */
  #squaredSums(one: number, other: number): number {
    let sum = 0
    for (const group of [one, other]) {
      if (this.#sizes[group] === 0) continue
      let squares = 0
      for (let skill = 0; skill < this.#skillCount; skill++)
        squares += this.#sums[group * this.#skillCount + skill] ** 2
      sum += squares / this.#sizes[group]
    }
    return sum
  }

  #mayMove(unit: number, group: number): boolean {
    const from = this.#seat[unit]
    const count = this.#counts[unit]
    if (
      group === from ||
      this.#sizes[from] - count < this.#sizeMin ||
      this.#sizes[group] + count > this.#sizeMax
    ) {
      return false
    }
    for (const other of this.#units.apartFrom[unit]) if (this.#seat[other] === group) return false
    return true
  }

  #maySwap(a: number, b: number): boolean {
    const from = this.#seat[a]
    const to = this.#seat[b]
    if (from === to) return false
    const grows = this.#counts[b] - this.#counts[a]
    if (grows !== 0) {
      const sizeFrom = this.#sizes[from] + grows
      const sizeTo = this.#sizes[to] - grows
      if (sizeFrom > this.#sizeMax || sizeTo > this.#sizeMax) return false
      if (sizeFrom < this.#sizeMin || sizeTo < this.#sizeMin) return false
    }
    for (const other of this.#units.apartFrom[a]) if (other !== b && this.#seat[other] === to) return false
    for (const other of this.#units.apartFrom[b]) if (other !== a && this.#seat[other] === from) return false
    return true
  }

  #moveChange(unit: number, group: number): number {
    const d = this.#skillCount
    const from = this.#seat[unit]
    const count = this.#counts[unit]
    let fromBefore = 0
    let fromAfter = 0
    let toBefore = 0
    let toAfter = 0
    for (let skill = 0; skill < d; skill++) {
      const x = this.#vectors[unit * d + skill]
      const f = this.#sums[from * d + skill]
      const t = this.#sums[group * d + skill]
      fromBefore += f * f
      fromAfter += (f - x) * (f - x)
      toBefore += t * t
      toAfter += (t + x) * (t + x)
    }
    const sizeFrom = this.#sizes[from]
    const sizeTo = this.#sizes[group]
    return (
      fromBefore / sizeFrom -
      (sizeFrom > count ? fromAfter / (sizeFrom - count) : 0) +
      (sizeTo > 0 ? toBefore / sizeTo : 0) -
      toAfter / (sizeTo + count)
    )
  }

  #swapChange(a: number, b: number): number {
    const d = this.#skillCount
    const from = this.#seat[a]
    const to = this.#seat[b]
    const grows = this.#counts[b] - this.#counts[a]
    let fromBefore = 0
    let fromAfter = 0
    let toBefore = 0
    let toAfter = 0
    for (let skill = 0; skill < d; skill++) {
      const difference = this.#vectors[b * d + skill] - this.#vectors[a * d + skill]
      const f = this.#sums[from * d + skill]
      const t = this.#sums[to * d + skill]
      fromBefore += f * f
      fromAfter += (f + difference) * (f + difference)
      toBefore += t * t
      toAfter += (t - difference) * (t - difference)
    }
    const sizeFrom = this.#sizes[from]
    const sizeTo = this.#sizes[to]
    return (
      fromBefore / sizeFrom - fromAfter / (sizeFrom + grows) + toBefore / sizeTo - toAfter / (sizeTo - grows)
    )
  }

  #move(unit: number, group: number): void {
    const d = this.#skillCount
    const from = this.#seat[unit]
    for (let skill = 0; skill < d; skill++) {
      const x = this.#vectors[unit * d + skill]
      this.#sums[from * d + skill] -= x
      this.#sums[group * d + skill] += x
    }
    this.#sizes[from] -= this.#counts[unit]
    this.#sizes[group] += this.#counts[unit]
    this.#seat[unit] = group
  }

  #swap(a: number, b: number): void {
    const to = this.#seat[b]
    this.#move(b, this.#seat[a])
    this.#move(a, to)
  }
}
