import type { Pieces } from './allowed-groups.ts'
import type { Column } from './covering-program.ts'
import type { CostModel } from './cost-model.ts'

/**
 * Finds groups by their reduced cost where they are far too many to be listed. For a group of m students
 * W = (sum over pairs of their squared distance) / m, so whoever joins adds a price less and distances more, and
 * what the cheapest joiners would add bounds the whole branch. Since near students are few, even a school's
 * branches are cut early.
 */
export class Branching {
  readonly #pieces: Pieces
  readonly #sizeMin: number
  readonly #sizeMax: number
  /** Row-major, pieces x pieces: sums of squared distances; on the diagonal those inside a piece. */
  readonly #distances: Float64Array
  readonly #meetings: Float64Array | null
  readonly #conflicts: Uint8Array
  readonly #twinAfter: Int32Array
  /** Students of the piece and of all its later twins: as many may join at its price. */
  readonly #room: Int32Array
  readonly #count: number

  /** @param model with W as its score part (sign -1), without topics and without seat costs */
  constructor(model: CostModel, pieces: Pieces) {
    const { skillCount: d, vectors, pairCosts, unitCount } = model
    const count = (this.#count = pieces.units.length)
    this.#pieces = pieces
    this.#sizeMin = Math.max(1, model.sizeMin)
    this.#sizeMax = model.sizeMax
    this.#conflicts = new Uint8Array(count * count)
    for (const [piece, others] of pieces.conflicts.entries())
      for (const other of others) this.#conflicts[piece * count + other] = 1
    this.#twinAfter = new Int32Array(count).fill(-1)
    for (const [piece, twin] of pieces.twinBefore.entries()) if (twin >= 0) this.#twinAfter[twin] = piece
    this.#room = new Int32Array(count)
    for (let piece = count - 1; piece >= 0; piece--) {
      const twin = this.#twinAfter[piece]
      this.#room[piece] = pieces.counts[piece] + (twin >= 0 ? this.#room[twin] : 0)
    }

    // Sum over pairs of |x - y|^2 = n_b * sum |x|^2 + n_a * sum |y|^2 - 2 (sum x) . (sum y)
    const sums = new Float64Array(count * d)
    const squares = new Float64Array(count)
    for (const [piece, units] of pieces.units.entries()) {
      for (const unit of units) {
        for (let skill = 0; skill < d; skill++) sums[piece * d + skill] += vectors[unit * d + skill]
        squares[piece] += model.squares[unit]
      }
    }
    this.#distances = new Float64Array(count * count)
    for (let one = 0; one < count; one++) {
      for (let other = one; other < count; other++) {
        let product = 0
        for (let skill = 0; skill < d; skill++) product += sums[one * d + skill] * sums[other * d + skill]
        const [m, n] = [pieces.counts[one], pieces.counts[other]]
        const distance =
          one === other ? m * squares[one] - product : n * squares[one] + m * squares[other] - 2 * product
        this.#distances[one * count + other] = this.#distances[other * count + one] = Math.max(0, distance)
      }
    }
    this.#meetings = pairCosts && new Float64Array(count * count)
    if (this.#meetings && pairCosts) {
      for (const [one, units] of pieces.units.entries()) {
        for (const [other, others] of pieces.units.entries()) {
          let sum = 0
          for (const a of units) for (const b of others) sum += pairCosts[a * unitCount + b]
          this.#meetings[one * count + other] = one === other ? sum / 2 : sum
        }
      }
    }
  }

  /** W of a group, with what meetings cost. */
  cost(inside: readonly number[]): number {
    let size = 0
    let distance = 0
    let meetings = 0
    for (const [at, one] of inside.entries()) {
      size += this.#pieces.counts[one]
      for (const other of inside.slice(at)) {
        distance += this.#distances[one * this.#count + other]
        if (this.#meetings) meetings += this.#meetings[one * this.#count + other]
      }
    }
    return distance / size + meetings
  }

  /**
   * Groups whose cost less their pieces' prices is below `limit`, at most about `most` of them, spread over the
   * pieces. With `most` Infinity the limit falls with what is found, and the least is exact.
   *
   * Yields now and then, so that it can be stopped.
   */
  *cheaper(
    prices: Float64Array,
    limit: number,
    most: number,
  ): Generator<void, { least: number; columns: Column[] }, undefined> {
    const count = this.#count
    const { counts, twinBefore } = this.#pieces
    const columns: Column[] = []
    const perPiece = Math.max(3, Math.ceil((2 * most) / count))
    let least = limit
    let bar = limit
    let mine = 0
    const inside: number[] = []
    const isOver = () => columns.length >= most || mine >= perPiece

    /** The least that so many more students can add: the cheapest of them, in parts if need be. */
    const leastOf = (
      missing: number,
      candidates: Int32Array,
      values: Float64Array,
      from: number,
      many: number,
    ) => {
      let sum = 0
      for (let at = from; at < many && missing > 0; at++) {
        const taken = Math.min(missing, this.#room[candidates[at]])
        sum += (values[at] * taken) / counts[candidates[at]]
        missing -= taken
      }
      return missing > 0 ? Infinity : sum
    }

    const branch = (
      size: number,
      left: number,
      cost: number,
      candidates: Int32Array,
      values: Float64Array,
      many: number,
    ) => {
      // Each branch takes the candidates after its own alone, so that every set is seen once.
      for (let at = 0; at < many && !isOver(); at++) {
        if (cost + leastOf(left, candidates, values, at, many) >= bar) return
        const piece = candidates[at]
        const rest = left - counts[piece]
        if (rest < 0) continue
        const here = cost + values[at]
        inside.push(piece)
        if (rest === 0) take(here)
        else {
          const next = joiners(size, rest, here, candidates, values, at, many)
          branch(size, rest, here, next.candidates, next.values, next.many)
        }
        inside.pop()
      }
    }

    const take = (reduced: number) => {
      if (reduced >= bar) return
      columns.push({ inside: [...inside], cost: this.cost(inside) })
      mine++
      if (reduced < least) least = reduced
      if (most === Infinity) bar = least
    }

    /** Who may join after the candidate at `at`, by what a student of theirs adds. */
    const joiners = (
      size: number,
      rest: number,
      here: number,
      candidates: Int32Array,
      values: Float64Array,
      at: number,
      many: number,
    ) => {
      const piece = candidates[at]
      const next = { candidates: new Int32Array(many - at), values: new Float64Array(many - at), many: 0 }
      const offer = (other: number, value: number) => {
        if (counts[other] > rest || this.#conflicts[piece * count + other] === 1) return
        const worth = this.#joining(value, piece, other, size)
        const ratio = worth / counts[other]
        let place = next.many++
        for (; place > 0 && next.values[place - 1] / counts[next.candidates[place - 1]] > ratio; place--) {
          next.values[place] = next.values[place - 1]
          next.candidates[place] = next.candidates[place - 1]
        }
        next.values[place] = worth
        next.candidates[place] = other
      }
      // What the others in the group can take off at most; a twin joins at the same price as the piece.
      const dearest = Math.min(0, values[at] / counts[piece])
      const best = at + 1 < many ? Math.min(dearest, values[at + 1] / counts[candidates[at + 1]]) : dearest
      const others = (rest - 1) * Math.min(0, best)
      const twin = this.#twinAfter[piece]
      if (twin >= 0) offer(twin, values[at])
      for (let place = at + 1; place < many; place++) {
        // They come by price: from the first that is too dear with any company on, all are.
        if (here + others + values[place] / counts[candidates[place]] >= bar) break
        offer(candidates[place], values[place])
      }
      return next
    }

    for (let size = this.#sizeMin; size <= this.#sizeMax; size++) {
      for (let first = 0; first < count; first++) {
        if (columns.length >= most) break
        if (twinBefore[first] >= 0 || counts[first] > size) continue
        const candidates: number[] = []
        const values = new Map<number, number>()
        for (let other = first + 1; other < count; other++) {
          if (twinBefore[other] >= 0 && twinBefore[other] !== first) continue
          if (counts[other] + counts[first] > size || this.#conflicts[first * count + other] === 1) continue
          const own = this.#own(other, size) - prices[other]
          values.set(other, this.#joining(own, first, other, size))
          candidates.push(other)
        }
        const ratio = (piece: number) => (values.get(piece) ?? 0) / counts[piece]
        candidates.sort((a, b) => ratio(a) - ratio(b) || a - b)
        inside.push(first)
        mine = 0
        const start = this.#own(first, size) - prices[first]
        if (counts[first] === size) take(start)
        else {
          branch(
            size,
            size - counts[first],
            start,
            Int32Array.from(candidates),
            Float64Array.from(candidates, piece => values.get(piece) ?? 0),
            candidates.length,
          )
        }
        inside.pop()
        yield
      }
    }
    return { least, columns }
  }

  #own(piece: number, size: number): number {
    const at = piece * this.#count + piece
    return this.#distances[at] / size + (this.#meetings ? this.#meetings[at] : 0)
  }

  /** What `other` adds once `piece` is in the group, from what it added before. */
  #joining(value: number, piece: number, other: number, size: number): number {
    const at = piece * this.#count + other
    return value + this.#distances[at] / size + (this.#meetings ? this.#meetings[at] : 0)
  }
}
