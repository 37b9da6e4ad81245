import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterTree, type ClusterTree } from '../../src-main/grouping/cluster-tree.ts'
import { optimalLeafOrder } from '../../src-main/grouping/leaf-order.ts'
import { needDistances, orderBySharedNeeds } from '../../src-main/grouping/shared-needs.ts'

/** Symmetric distances with many equal ones. */
const distancesOf = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).chain(n =>
    fc.array(fc.integer({ min: 0, max: 6 }), { minLength: n * n, maxLength: n * n }).map(cells => ({
      n,
      distances: Float64Array.from(cells, (_, at) => {
        const [row, column] = [Math.floor(at / n), at % n]
        return row === column ? 0 : (cells[Math.min(row, column) * n + Math.max(row, column)] ?? 0)
      }),
    })),
  )

/** Every order of the leaves that keeps every cluster together. */
function allOrders({ leafCount, merges }: ClusterTree): number[][] {
  const orders: number[][][] = Array.from({ length: leafCount }, (_, leaf) => [[leaf]])
  for (const [left, right] of merges) {
    const [a, b] = [orders[left] ?? [], orders[right] ?? []]
    orders.push(
      a.flatMap(x =>
        b.flatMap(y => [
          [...x, ...y],
          [...y, ...x],
        ]),
      ),
    )
  }
  return orders.at(-1) ?? []
}

const sumOfNeighbours = (order: readonly number[], distances: Float64Array, n: number) =>
  order.slice(1).reduce((sum, leaf, at) => sum + (distances[(order[at] ?? 0) * n + leaf] ?? NaN), 0)

describe('optimal leaf order', () => {
  it('is as good as the best of all orders that keep the clusters together, and one of them', () => {
    fc.assert(
      fc.property(distancesOf(1, 8), ({ n, distances }) => {
        const tree = clusterTree(distances, n)
        const every = allOrders(tree)
        const order = optimalLeafOrder(tree, distances)
        expect(every).toContainEqual(order)
        const best = Math.min(...every.map(one => sumOfNeighbours(one, distances, n)))
        expect(sumOfNeighbours(order, distances, n)).toBeCloseTo(best, 9)
        expect(order[0] ?? 0).toBeLessThanOrEqual(order.at(-1) ?? 0)
      }),
      { numRuns: 300 },
    )
  })

  it('holds for trees of every shape, a chain as well', () => {
    fc.assert(
      fc.property(distancesOf(2, 7), ({ n, distances }) => {
        const chain: ClusterTree = {
          leafCount: n,
          merges: Array.from({ length: n - 1 }, (_, at) => [at === 0 ? 0 : n + at - 1, at + 1] as const),
        }
        const best = Math.min(...allOrders(chain).map(one => sumOfNeighbours(one, distances, n)))
        expect(sumOfNeighbours(optimalLeafOrder(chain, distances), distances, n)).toBeCloseTo(best, 9)
      }),
      { numRuns: 200 },
    )
  })

  it('exists for nothing and for one', () => {
    expect(optimalLeafOrder(clusterTree(new Float64Array(0), 0), new Float64Array(0))).toEqual([])
    expect(optimalLeafOrder(clusterTree(new Float64Array(1), 1), new Float64Array(1))).toEqual([0])
  })

  it('joins the nearest first, by the mean over all members', () => {
    // 0 and 1 lie 1 apart; 2 is 4 and 8 away from them, so 6 on the mean; 3 is 7 from 2.
    const distances = Float64Array.from([0, 1, 4, 9, 1, 0, 8, 9, 4, 8, 0, 7, 9, 9, 7, 0])
    expect(clusterTree(distances, 4).merges).toEqual([
      [0, 1],
      [4, 2],
      [5, 3],
    ])
  })
})

describe('the order of skills', () => {
  const need = fc.option(fc.constantFrom(0, 0, 0.1, 0.3, 0.5), { freq: 4 })
  const classOf = fc
    .integer({ min: 0, max: 12 })
    .chain(d =>
      fc.array(fc.array(need, { minLength: d, maxLength: d }), { maxLength: 15 }).map(n => ({ d, n })),
    )

  it('names every skill once, the same every time, for gaps, equal columns and classes of nobody', () => {
    fc.assert(
      fc.property(classOf, ({ d, n }) => {
        const order = orderBySharedNeeds(n, d)
        expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: d }, (_, at) => at))
        expect(orderBySharedNeeds(structuredClone(n), d)).toEqual(order)
      }),
    )
  })

  it('puts skills side by side that the same students need, and those that nobody needs', () => {
    const needs = [
      [0.4, 0, 0, 0.3, 0, 0],
      [0.3, 0, 0, 0.4, 0, 0.1],
      [0, 0, 0.5, 0, 0, 0.4],
      [0, 0, 0.2, 0, 0, 0.3],
    ]
    const order = orderBySharedNeeds(needs, 6)
    const apart = (a: number, b: number) => Math.abs(order.indexOf(a) - order.indexOf(b))
    expect([apart(0, 3), apart(2, 5), apart(1, 4)]).toEqual([1, 1, 1])
  })

  it('takes a missing score for unknown, not for no need and not for a need', () => {
    const full = [
      [0.2, 0.2],
      [0.4, 0.4],
      [0, 0.1],
    ]
    const withGaps = [...full, [null, 0.9], [0.9, null], [null, null]]
    expect(needDistances(withGaps, 2)).toEqual(needDistances(full, 2))
    // Nobody was assessed in the third skill: it is as far from both as they are from each other.
    const distances = needDistances(
      full.map(row => [...row, null]),
      3,
    )
    expect(distances[2]).toBe(distances[1])
    expect(distances[1]).toBeCloseTo(1 - 0.6 / 0.7)
  })

  it('is between nothing shared and the same needs', () => {
    expect(
      needDistances(
        [
          [1, 0],
          [0, 1],
          [0, 0],
        ],
        2,
      )[1],
    ).toBe(1)
    expect(
      needDistances(
        [
          [0.5, 0.5],
          [0, 0],
          [0.2, 0.2],
        ],
        2,
      )[1],
    ).toBe(0)
    expect(
      needDistances(
        [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        2,
      )[1],
    ).toBe(0)
  })
})
