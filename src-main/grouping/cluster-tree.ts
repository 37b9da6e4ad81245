/** Who was joined with whom: nodes 0 to n-1 are the leaves, and merge number s makes node n + s. */
export interface ClusterTree {
  readonly leafCount: number
  /** n - 1 pairs of nodes, the earlier ones nearer to each other. */
  readonly merges: readonly (readonly [left: number, right: number])[]
}

/**
 * Hierarchical clustering by average linkage (UPGMA; Sokal & Michener 1958): the two clusters whose members lie
 * nearest on the mean are joined, until one is left. Of several pairs equally near the one with the lowest leaves is
 * joined, so that the same distances always give the same tree. O(n^3).
 *
 * @param distances n x n, row-major, symmetric, 0 or more
 * @param leafCount n, 0 or more
 */
export function clusterTree(distances: Float64Array, leafCount: number): ClusterTree {
  const n = leafCount
  const between = Float64Array.from(distances)
  /** Clusters stand at the place of their lowest leaf. */
  const clusters = Array.from({ length: n }, (_, leaf) => ({ place: leaf, node: leaf, size: 1 }))
  const merges: [number, number][] = []
  while (clusters.length > 1) {
    let least = Infinity
    let first = 0
    let second = 1
    for (let a = 0; a < clusters.length; a++) {
      const row = clusters[a].place * n
      for (let b = a + 1; b < clusters.length; b++) {
        const distance = between[row + clusters[b].place]
        if (distance < least) {
          least = distance
          first = a
          second = b
        }
      }
    }
    const left = clusters[first]
    const right = clusters[second]
    const size = left.size + right.size
    for (const { place } of clusters) {
      const mean =
        (left.size * between[left.place * n + place] + right.size * between[right.place * n + place]) / size
      between[left.place * n + place] = mean
      between[place * n + left.place] = mean
    }
    merges.push([left.node, right.node])
    clusters[first] = { place: left.place, node: n + merges.length - 1, size }
    clusters.splice(second, 1)
  }
  return { leafCount: n, merges }
}
