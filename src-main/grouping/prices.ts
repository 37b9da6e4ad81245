import { WORD, type AllowedGroups } from './allowed-groups.ts'

/** How many groups one pricing answers for each piece. */
const PER_PIECE = 6
const TABLE_BITS = 11
const TABLE_SIZE = 1 << TABLE_BITS
const TABLE_MASK = TABLE_SIZE - 1

/**
 * A price for every piece. A group's reduced cost is its cost less its pieces' prices; looked up in six tables
 * of partial sums, it takes a few nanoseconds, so that all groups can be priced at every turn.
 */
export class Prices {
  readonly #sum: number
  readonly #tables: readonly Float64Array[]

  /** @param each price of each piece */
  constructor(each: Float64Array) {
    this.#sum = each.reduce((sum, price) => sum + price, 0)
    this.#tables = [0, TABLE_BITS, 2 * TABLE_BITS, WORD, WORD + TABLE_BITS, WORD + 2 * TABLE_BITS].map(
      from => {
        const end = from < WORD ? WORD : 2 * WORD
        const table = new Float64Array(TABLE_SIZE)
        for (let set = 1; set < TABLE_SIZE; set++) {
          const lowest = 31 - Math.clz32(set & -set)
          const piece = from + lowest
          table[set] = table[set & (set - 1)] + (piece < end && piece < each.length ? each[piece] : 0)
        }
        return table
      },
    )
  }

  /**
   * The bound that these prices give (Lagrange): no covering by `groupCount` groups costs less.
   *
   * @param least least reduced cost of all allowed groups
   */
  bound(least: number, groupCount: number): number {
    return this.#sum + groupCount * least
  }

  /** The least reduced cost, and the places of the cheapest groups, spread over the pieces. O(groups). */
  cheapest({ count, low, high, costs }: AllowedGroups, turn: number): { least: number; places: number[] } {
    const [a, b, c, d, e, f] = this.#tables
    const hasHigh = high.some(bits => bits !== 0)
    const buckets = WORD
    const places = new Int32Array(buckets * PER_PIECE).fill(-1)
    const reduced = new Float64Array(buckets * PER_PIECE).fill(Infinity)
    const worst = new Float64Array(buckets).fill(Infinity)
    const from = turn % WORD
    let least = Infinity
    for (let at = 0; at < count; at++) {
      const bits = low[at]
      let cost =
        costs[at] - a[bits & TABLE_MASK] - b[(bits >> TABLE_BITS) & TABLE_MASK] - c[bits >> (2 * TABLE_BITS)]
      if (hasHigh) {
        const more = high[at]
        cost -= d[more & TABLE_MASK] + e[(more >> TABLE_BITS) & TABLE_MASK] + f[more >> (2 * TABLE_BITS)]
      }
      if (cost < least) least = cost
      // By the first piece from the turn's own beginning, so that every piece is offered groups in its turn.
      const ahead = bits >> from
      const bucket =
        bits === 0 ? 0 : ahead !== 0 ? 31 - Math.clz32(ahead & -ahead) : 31 - Math.clz32(bits & -bits)
      if (cost >= worst[bucket]) continue
      let place = (bucket + 1) * PER_PIECE - 1
      while (place > bucket * PER_PIECE && reduced[place - 1] > cost) {
        reduced[place] = reduced[place - 1]
        places[place] = places[place - 1]
        place--
      }
      reduced[place] = cost
      places[place] = at
      worst[bucket] = reduced[(bucket + 1) * PER_PIECE - 1]
    }
    return { least, places: Array.from(places).filter(at => at >= 0) }
  }

  /** The groups whose reduced cost is at most `limit`. O(groups). */
  keepBelow({ count, low, high, costs }: AllowedGroups, limit: number): AllowedGroups {
    const [a, b, c, d, e, f] = this.#tables
    let kept = 0
    // Written over the old list: there is room, and twice the list would be too much.
    for (let at = 0; at < count; at++) {
      const [bits, more] = [low[at], high[at]]
      const price =
        a[bits & TABLE_MASK] +
        b[(bits >> TABLE_BITS) & TABLE_MASK] +
        c[bits >> (2 * TABLE_BITS)] +
        d[more & TABLE_MASK] +
        e[(more >> TABLE_BITS) & TABLE_MASK] +
        f[more >> (2 * TABLE_BITS)]
      if (costs[at] - price > limit) continue
      low[kept] = bits
      high[kept] = more
      costs[kept] = costs[at]
      kept++
    }
    return { count: kept, low, high, costs }
  }
}
