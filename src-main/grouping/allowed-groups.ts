import { costOfGroup, type CostModel } from './cost-model.ts'
import { assignGreatest } from './keep-labels.ts'

/** Groups are sets of pieces: units, where those that are locked to one group count as one piece. */
export interface Pieces {
  /** The units of each piece. */
  readonly units: readonly (readonly number[])[]
  /** Students per piece. */
  readonly counts: Int32Array
  /** The group each piece is locked to, or -1. */
  readonly lockedTo: Int32Array
  /** Per piece, which it may not share a group with: kept apart, or locked elsewhere. */
  readonly conflicts: readonly ReadonlySet<number>[]
  /** Pieces of one kind can stand for each other: same profiles, no rules. Kinds are numbered from 0. */
  readonly kindOf: Int32Array
  readonly kindCount: number
  /** The piece of the same kind before this one, or -1. A group of a kind always takes its first ones. */
  readonly twinBefore: Int32Array
}

/** More pieces do not fit into two words. */
export const MOST_PIECES = 62

export function piecesOf(model: CostModel): Pieces {
  const { units } = model.units
  const byGroup = new Map<number, number[]>()
  const pieces: number[][] = []
  const lockedTo: number[] = []
  for (const [unit, { lockedTo: group }] of units.entries()) {
    const locked = group < 0 ? undefined : byGroup.get(group)
    if (locked) {
      locked.push(unit)
      continue
    }
    const piece = [unit]
    if (group >= 0) byGroup.set(group, piece)
    pieces.push(piece)
    lockedTo.push(group)
  }
  const pieceOf = new Map(pieces.flatMap((inside, piece) => inside.map(unit => [unit, piece] as const)))
  const conflicts = pieces.map((inside, piece) => {
    const others = new Set<number>()
    for (const unit of inside) {
      for (const other of model.units.apartFrom[unit]) {
        const at = pieceOf.get(other)
        if (at !== undefined) others.add(at)
      }
    }
    if (lockedTo[piece] >= 0) {
      for (const [at, group] of lockedTo.entries()) if (group >= 0 && at !== piece) others.add(at)
    }
    return others
  })
  return {
    units: pieces,
    counts: Int32Array.from(pieces, inside => inside.reduce((sum, unit) => sum + model.counts[unit], 0)),
    lockedTo: Int32Array.from(lockedTo),
    conflicts,
    ...kindsOf(model, pieces, lockedTo, conflicts),
  }
}

function kindsOf(
  model: CostModel,
  pieces: readonly (readonly number[])[],
  lockedTo: readonly number[],
  conflicts: readonly ReadonlySet<number>[],
): Pick<Pieces, 'kindOf' | 'kindCount' | 'twinBefore'> {
  const { skillCount: d, vectors, topics, seatCosts, pairCosts } = model
  const last = new Map<string, number>()
  const kindOf = new Int32Array(pieces.length)
  const twinBefore = new Int32Array(pieces.length).fill(-1)
  let kindCount = 0
  for (const [piece, inside] of pieces.entries()) {
    const [unit] = inside
    const isPlain =
      inside.length === 1 && lockedTo[piece] < 0 && conflicts[piece].size === 0 && !seatCosts && !pairCosts
    const profile = vectors.subarray(unit * d, (unit + 1) * d)
    const costs = topics ? topics.costs.subarray(unit * topics.count, (unit + 1) * topics.count) : []
    const key = isPlain ? `${model.counts[unit]} ${profile.join()} ${costs.join()}` : `only ${piece}`
    const twin = last.get(key)
    last.set(key, piece)
    if (twin === undefined) kindOf[piece] = kindCount++
    else {
      kindOf[piece] = kindOf[twin]
      twinBefore[piece] = twin
    }
  }
  return { kindOf, kindCount, twinBefore }
}

/** How many sets of pieces have an allowed size: an upper bound of the allowed groups, which rules may lessen. */
export function countBySize({ counts, kindOf, kindCount }: Pieces, sizeMin: number, sizeMax: number): number {
  const many = new Int32Array(kindCount)
  const size1 = new Int32Array(kindCount)
  for (const [piece, kind] of kindOf.entries()) {
    many[kind]++
    size1[kind] = counts[piece]
  }
  let ways = new Float64Array(sizeMax + 1)
  ways[0] = 1
  for (let kind = 0; kind < kindCount; kind++) {
    const more = new Float64Array(sizeMax + 1)
    for (let taken = 0; taken <= many[kind]; taken++) {
      const size = taken * size1[kind]
      for (let to = size; to <= sizeMax; to++) more[to] += ways[to - size]
    }
    ways = more
  }
  let sum = 0
  for (let size = Math.max(1, sizeMin); size <= sizeMax; size++) sum += ways[size]
  return sum
}

/** All allowed groups, as bit sets of pieces, each with its cost. */
export interface AllowedGroups {
  readonly count: number
  /** Pieces 0 to 30, and 31 to 61; 31 bits a word, so that a word is never negative. */
  readonly low: Int32Array
  readonly high: Int32Array
  readonly costs: Float64Array
}

export const WORD = 31
const PER_STEP = 200_000

/**
 * Lists every group that sizes and rules allow, with its cost (without `constant`; where moving costs, the
 * least over the groups it could be). Sums are carried along, so a group costs O(d). Yields about every 20 ms.
 *
 * @param most what `countBySize` answered
 */
export function* listAllowedGroups(
  model: CostModel,
  pieces: Pieces,
  most: number,
): Generator<void, AllowedGroups, undefined> {
  const { sizeMin, sizeMax } = model
  const pieceCount = pieces.units.length
  const sums = new CarriedSums(model, pieces)
  const low = new Int32Array(most)
  const high = new Int32Array(most)
  const costs = new Float64Array(most)
  const conflictLow = new Int32Array(pieceCount)
  const conflictHigh = new Int32Array(pieceCount)
  const lowBit = new Int32Array(pieceCount)
  const highBit = new Int32Array(pieceCount)
  for (let piece = 0; piece < pieceCount; piece++) {
    if (piece < WORD) lowBit[piece] = 1 << piece
    else highBit[piece] = 1 << (piece - WORD)
  }
  for (const [piece, others] of pieces.conflicts.entries()) {
    for (const other of others) {
      conflictLow[piece] |= lowBit[other]
      conflictHigh[piece] |= highBit[other]
    }
  }

  let count = 0
  let reported = 0
  // Depth first by hand, for a recursion of generators would be slow.
  const next = new Int32Array(pieceCount + 2)
  const sizes = new Int32Array(pieceCount + 2)
  const lows = new Int32Array(pieceCount + 2)
  const highs = new Int32Array(pieceCount + 2)
  let depth = 0
  while (depth >= 0) {
    const piece = next[depth]++
    if (piece >= pieceCount) {
      depth--
      continue
    }
    const size = sizes[depth] + pieces.counts[piece]
    if (size > sizeMax) continue
    const twin = pieces.twinBefore[piece]
    if (twin >= 0 && ((lows[depth] & lowBit[twin]) | (highs[depth] & highBit[twin])) === 0) continue
    if ((lows[depth] & conflictLow[piece]) !== 0 || (highs[depth] & conflictHigh[piece]) !== 0) continue
    sums.add(depth, piece)
    sizes[depth + 1] = size
    lows[depth + 1] = lows[depth] | lowBit[piece]
    highs[depth + 1] = highs[depth] | highBit[piece]
    if (size >= sizeMin) {
      low[count] = lows[depth + 1]
      high[count] = highs[depth + 1]
      costs[count] = sums.cost(depth + 1, size)
      count++
      if (count - reported >= PER_STEP) {
        reported = count
        yield
      }
    }
    if (size < sizeMax) {
      depth++
      next[depth] = piece + 1
    }
  }
  return { count, low, high, costs }
}

/** The pieces in a bit set. */
export function piecesIn(low: number, high: number): number[] {
  const inside: number[] = []
  for (let bits = low; bits !== 0; bits &= bits - 1) inside.push(31 - Math.clz32(bits & -bits))
  for (let bits = high; bits !== 0; bits &= bits - 1) inside.push(WORD + 31 - Math.clz32(bits & -bits))
  return inside
}

/** Sums over the pieces on the way down, one row for each depth. */
class CarriedSums {
  readonly #model: CostModel
  readonly #skills: number
  readonly #pieceVectors: Float64Array
  readonly #vectors: Float64Array
  /** Topics and seats are both "the least of some sums", so they are carried alike. */
  readonly #choices: readonly { count: number; costs: Float64Array; sums: Float64Array }[]
  readonly #meetings: Float64Array | null
  readonly #met: Float64Array
  readonly #way: Int32Array
  readonly #pieceCount: number

  constructor(model: CostModel, { units, lockedTo }: Pieces) {
    this.#model = model
    const d = (this.#skills = model.sign === 0 ? 0 : model.skillCount)
    const pieceCount = (this.#pieceCount = units.length)
    const rows = pieceCount + 2
    this.#pieceVectors = new Float64Array(pieceCount * d)
    for (const [piece, inside] of units.entries()) {
      for (const unit of inside) {
        for (let skill = 0; skill < d; skill++)
          this.#pieceVectors[piece * d + skill] += model.vectors[unit * d + skill]
      }
    }
    this.#vectors = new Float64Array(rows * d)
    const gathered = (costs: Float64Array, count: number) => {
      const own = new Float64Array(pieceCount * count)
      for (const [piece, inside] of units.entries()) {
        for (const unit of inside) {
          for (let at = 0; at < count; at++) own[piece * count + at] += costs[unit * count + at]
        }
      }
      return { count, costs: own, sums: new Float64Array(rows * count) }
    }
    const seats = model.seatCosts && gathered(model.seatCosts, model.groupCount)
    if (seats) {
      // A locked piece has no choice of group.
      for (const [piece, group] of lockedTo.entries()) {
        if (group < 0) continue
        for (let at = 0; at < seats.count; at++)
          if (at !== group) seats.costs[piece * seats.count + at] = Infinity
      }
    }
    this.#choices = [model.topics && gathered(model.topics.costs, model.topics.count), seats].filter(
      c => c !== null,
    )
    this.#met = new Float64Array(rows)
    this.#way = new Int32Array(rows)
    this.#meetings = null
    if (model.pairCosts) {
      this.#meetings = new Float64Array(pieceCount * pieceCount)
      for (const [one, inside] of units.entries()) {
        for (const [other, others] of units.entries()) {
          let sum = 0
          for (const a of inside) for (const b of others) sum += model.pairCosts[a * model.unitCount + b]
          // A piece's own pairs are met once, not twice.
          this.#meetings[one * pieceCount + other] = one === other ? sum / 2 : sum
        }
      }
    }
  }

  /** Row `depth + 1` becomes row `depth` and the piece. */
  add(depth: number, piece: number): void {
    const d = this.#skills
    const vectors = this.#vectors
    for (let skill = 0; skill < d; skill++) {
      vectors[(depth + 1) * d + skill] = vectors[depth * d + skill] + this.#pieceVectors[piece * d + skill]
    }
    for (const { count, costs, sums } of this.#choices) {
      for (let at = 0; at < count; at++)
        sums[(depth + 1) * count + at] = sums[depth * count + at] + costs[piece * count + at]
    }
    if (this.#meetings) {
      this.#way[depth] = piece
      let met = this.#met[depth] + this.#meetings[piece * this.#pieceCount + piece]
      for (let at = 0; at < depth; at++) met += this.#meetings[piece * this.#pieceCount + this.#way[at]]
      this.#met[depth + 1] = met
    }
  }

  cost(depth: number, size: number): number {
    const d = this.#skills
    let cost = this.#met[depth]
    if (d > 0) {
      let squares = 0
      for (let at = depth * d; at < (depth + 1) * d; at++) squares += this.#vectors[at] * this.#vectors[at]
      cost += (this.#model.sign * squares) / size
    }
    for (const { count, sums } of this.#choices) {
      let least = Infinity
      for (let at = depth * count; at < (depth + 1) * count; at++) if (sums[at] < least) least = sums[at]
      cost += least
    }
    return cost
  }
}

/** What a set of pieces costs as one group, as `listAllowedGroups` reckons. */
export function costOfSet(model: CostModel, pieces: Pieces, inside: readonly number[]): number {
  const units = inside.flatMap(piece => pieces.units[piece])
  const locked = inside.find(piece => pieces.lockedTo[piece] >= 0)
  if (!model.seatCosts) return costOfGroup(model, units, -1)
  if (locked !== undefined) return costOfGroup(model, units, pieces.lockedTo[locked])
  let least = Infinity
  for (let group = 0; group < model.groupCount; group++) {
    const cost = costOfGroup(model, units, group)
    if (cost < least) least = cost
  }
  return least
}

/** The same group with the first pieces of every kind, as it stands in the list. */
function listed({ kindOf, kindCount }: Pieces, inside: readonly number[]): number[] {
  const wanted = new Int32Array(kindCount)
  for (const piece of inside) wanted[kindOf[piece]]++
  const taken: number[] = []
  for (const [piece, kind] of kindOf.entries()) if (wanted[kind]-- > 0) taken.push(piece)
  return taken
}

/** The groups of a grouping as sets of pieces, as they stand in the list; empty ones are left out. */
export function setsOf(model: CostModel, pieces: Pieces, groups: ArrayLike<number>): number[][] {
  return piecesByGroup(model, pieces, groups).map(inside => listed(pieces, inside))
}

/** The pieces of each group that has any. */
export function piecesByGroup(model: CostModel, pieces: Pieces, groups: ArrayLike<number>): number[][] {
  const sets: number[][] = Array.from({ length: model.groupCount }, () => [])
  for (const [piece, units] of pieces.units.entries()) {
    sets[groups[model.units.units[units[0]].students[0]]].push(piece)
  }
  return sets.filter(inside => inside.length > 0)
}

/**
 * A grouping of listed sets: deals the pieces of each kind out, and numbers the sets so that locks hold and the
 * fewest have to move. O(k^3 + k n).
 */
export function groupingOf(
  model: CostModel,
  pieces: Pieces,
  listedSets: readonly (readonly number[])[],
): Int32Array {
  const k = model.groupCount
  const ofKind: number[][] = Array.from({ length: pieces.kindCount }, () => [])
  for (const [piece, kind] of pieces.kindOf.entries()) ofKind[kind].push(piece)
  const sets = listedSets.map(inside => inside.flatMap(piece => ofKind[pieces.kindOf[piece]].shift() ?? []))
  const gains = Array.from({ length: k }, (_, set) => {
    const row = new Float64Array(k)
    for (const piece of sets[set] ?? []) {
      if (pieces.lockedTo[piece] >= 0) row[pieces.lockedTo[piece]] += 1e12
      for (const unit of pieces.units[piece]) {
        for (let group = 0; group < k && model.seatCosts; group++)
          row[group] -= model.seatCosts[unit * k + group]
      }
    }
    return row
  })
  const numbers = assignGreatest(gains)
  const groups = new Int32Array(model.units.unitOf.length)
  for (const [set, inside] of sets.entries()) {
    for (const piece of inside) {
      for (const unit of pieces.units[piece]) {
        for (const student of model.units.units[unit].students) groups[student] = numbers[set]
      }
    }
  }
  return groups
}
