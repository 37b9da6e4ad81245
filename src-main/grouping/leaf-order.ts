import type { ClusterTree } from './cluster-tree.ts'

/**
 * The order of a tree's leaves in which neighbours lie nearest: of all 2^(n-1) orders that keep every cluster
 * together, the one with the least sum of the distances of neighbours. Optimal leaf ordering by dynamic programming
 * (Bar-Joseph, Gifford & Jaakkola 2001, "Fast optimal leaf ordering for hierarchical clustering"), with the inner
 * minimum taken in two steps as in Bar-Joseph et al. 2003. O(n^3) time, O(n^2) space: about a million steps for 100
 * leaves.
 *
 * An order and its reverse are equally good; the one that starts with the lower leaf is taken, and of other equals
 * always the same.
 *
 * @param distances n x n, row-major, symmetric
 * @returns the leaves 0 to n-1, each once
 */
export function optimalLeafOrder(tree: ClusterTree, distances: Float64Array): number[] {
  const { leafCount: n, merges } = tree
  if (n < 2) return Array.from({ length: n }, (_, leaf) => leaf)
  const leaves: number[][] = Array.from({ length: n }, (_, leaf) => [leaf])
  /** For two leaves whose lowest common node is v: the least sum of an order of v that starts and ends with them. */
  const least = new Float64Array(n * n)
  /** Where that order passes from the one side of v to the other. */
  const lastHere = new Int32Array(n * n)
  const firstThere = new Int32Array(n * n)
  /** Per node and leaf in it, the leaves at which an order that starts with the leaf can end. */
  const ends = (node: number, leaf: number): readonly number[] => {
    if (node < n) return [leaf]
    const [left, right] = merges[node - n]
    return leaves[left].includes(leaf) ? leaves[right] : leaves[left]
  }

  /** The least sum from one leaf through the left side to each first leaf of the right side, and its way out. */
  const across = new Float64Array(n)
  const exits = new Int32Array(n)

  for (const [left, right] of merges) {
    const entriesTo = new Map(leaves[right].map(leaf => [leaf, ends(right, leaf)]))
    for (const from of leaves[left]) {
      const endsHere = ends(left, from)
      for (const entry of leaves[right]) {
        across[entry] = Infinity
        for (const exit of endsHere) {
          const sum = least[from * n + exit] + distances[exit * n + entry]
          if (sum >= across[entry]) continue
          across[entry] = sum
          exits[entry] = exit
        }
      }
      for (const [to, entries] of entriesTo) {
        let best = Infinity
        for (const entry of entries) {
          const sum = across[entry] + least[entry * n + to]
          if (sum >= best) continue
          best = sum
          lastHere[from * n + to] = exits[entry]
          firstThere[from * n + to] = entry
        }
        least[from * n + to] = best
        least[to * n + from] = best
      }
    }
    leaves.push([...leaves[left], ...leaves[right]])
  }

  const order: number[] = []
  const walk = (node: number, from: number, to: number): void => {
    if (node < n) {
      order.push(from)
      return
    }
    const [left, right] = merges[node - n]
    if (leaves[left].includes(from)) {
      walk(left, from, lastHere[from * n + to])
      walk(right, firstThere[from * n + to], to)
    } else {
      walk(right, from, firstThere[to * n + from])
      walk(left, lastHere[to * n + from], to)
    }
  }
  const [left, right] = merges[n - 2]
  let best = Infinity
  let start = 0
  let end = 0
  for (const from of leaves[left]) {
    for (const to of leaves[right]) {
      if (least[from * n + to] >= best) continue
      best = least[from * n + to]
      start = Math.min(from, to)
      end = Math.max(from, to)
    }
  }
  walk(2 * n - 2, start, end)
  return order
}
