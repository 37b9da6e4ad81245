/**
 * A flow of least cost, by augmenting along the cheapest path as long as that lowers the cost (successive shortest
 * paths; Ahuja, Magnanti & Orlin 1993, 9.7). An arc's cost may rise with its flow, so that squares can be minimised too
 * (14.5). Flows are whole numbers. For small networks: O(flow x nodes x arcs).
 */
export class FlowNetwork {
  readonly #nodeCount: number
  readonly #from: number[] = []
  readonly #to: number[] = []
  readonly #capacity: number[] = []
  readonly #cost: number[] = []
  readonly #slope: number[] = []
  readonly #flow: number[] = []

  /** Node 0 is the source, the last one is the sink. */
  constructor(nodeCount: number) {
    this.#nodeCount = nodeCount
  }

  /**
   * @param cost of the first unit; below 0 if it is wanted
   * @param slope 0 or more: what each further unit costs more than the one before
   * @returns the arc's number
   */
  addArc(from: number, to: number, capacity: number, cost = 0, slope = 0): number {
    this.#flow.push(0)
    this.#from.push(from)
    this.#to.push(to)
    this.#capacity.push(capacity)
    this.#cost.push(cost)
    this.#slope.push(slope)
    return this.#flow.length - 1
  }

  flowOn(arc: number): number {
    return this.#flow[arc]
  }

  /** What one unit more costs on each way from a node, along arcs that have room and back along those that are used. */
  distancesFrom(node: number): Float64Array {
    const distance = new Float64Array(this.#nodeCount)
    this.#findPaths(node, distance, new Int32Array(this.#nodeCount))
    return distance
  }

  /** Sends what lowers the cost, from the source to the sink. The network may have no cycle. */
  run(): { readonly cost: number; readonly flow: number } {
    let cost = 0
    let flow = 0
    const distance = new Float64Array(this.#nodeCount)
    // The arc by which the cheapest path reaches a node, plus 1; negative where it is walked backwards.
    const reached = new Int32Array(this.#nodeCount)
    for (;;) {
      this.#findPaths(0, distance, reached)
      // No path is left that lowers the cost.
      if (distance[this.#nodeCount - 1] >= 0) return { cost, flow }
      cost += distance[this.#nodeCount - 1]
      flow++
      for (let node = this.#nodeCount - 1; node !== 0;) {
        const arc = Math.abs(reached[node]) - 1
        this.#flow[arc] += reached[node] > 0 ? 1 : -1
        node = reached[node] > 0 ? this.#from[arc] : this.#to[arc]
      }
    }
  }

  /** Bellman-Ford. */
  #findPaths(start: number, distance: Float64Array, reached: Int32Array): void {
    distance.fill(Infinity)
    distance[start] = 0
    for (let changed = true; changed;) {
      changed = false
      for (let arc = 0; arc < this.#flow.length; arc++) {
        const [from, to, flow] = [this.#from[arc], this.#to[arc], this.#flow[arc]]
        const next = this.#cost[arc] + this.#slope[arc] * flow
        if (flow < this.#capacity[arc] && distance[from] + next < distance[to]) {
          distance[to] = distance[from] + next
          reached[to] = arc + 1
          changed = true
        }
        if (flow > 0 && distance[to] - next + this.#slope[arc] < distance[from]) {
          distance[from] = distance[to] - next + this.#slope[arc]
          reached[from] = -arc - 1
          changed = true
        }
      }
    }
  }
}
