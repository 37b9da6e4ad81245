import type { Pair } from './problem.ts'

/**
 * Renames new groups so that as many students as possible keep the group they have: names, aims and colours
 * hang on it. The assignment of new groups to labels with the greatest total overlap is found exactly by the
 * Hungarian method in its shortest-augmenting-path form (Jonker & Volgenant 1987). O(k^3 + n).
 *
 * @param groups new group of each student, 0..groupCount-1
 * @param before today's group of each student, -1 = none; labels at or above groupCount are ignored
 * @param locked [student, group] pairs; these groups keep their number
 */
export function keepLabels(
  groups: ArrayLike<number>,
  before: ArrayLike<number>,
  groupCount: number,
  locked: readonly Pair[],
): Int32Array {
  const overlap = Array.from({ length: groupCount }, () => new Float64Array(groupCount))
  for (let student = 0; student < groups.length; student++) {
    const label = before[student]
    if (label >= 0 && label < groupCount) overlap[groups[student]][label]++
  }
  for (const [, group] of locked) overlap[group][group] += groups.length * groupCount + 1
  const labels = assignGreatest(overlap)
  return Int32Array.from(groups, group => labels[group])
}

/** For a square matrix, the column of each row such that the sum is greatest; ties towards low columns. */
export function assignGreatest(gains: readonly Float64Array[]): Int32Array {
  const size = gains.length
  const rowPotential = new Float64Array(size + 1)
  const columnPotential = new Float64Array(size + 1)
  const rowOf = new Int32Array(size + 1)
  const previous = new Int32Array(size + 1)
  for (let row = 1; row <= size; row++) {
    rowOf[0] = row
    let column = 0
    const reach = new Float64Array(size + 1).fill(Infinity)
    const done = new Uint8Array(size + 1)
    do {
      done[column] = 1
      const from = rowOf[column]
      let nearest = Infinity
      let next = 0
      for (let other = 1; other <= size; other++) {
        if (done[other]) continue
        const cost = -gains[from - 1][other - 1] - rowPotential[from] - columnPotential[other]
        if (cost < reach[other]) {
          reach[other] = cost
          previous[other] = column
        }
        if (reach[other] < nearest) {
          nearest = reach[other]
          next = other
        }
      }
      for (let other = 0; other <= size; other++) {
        if (done[other]) {
          rowPotential[rowOf[other]] += nearest
          columnPotential[other] -= nearest
        } else {
          reach[other] -= nearest
        }
      }
      column = next
    } while (rowOf[column] !== 0)
    while (column !== 0) {
      rowOf[column] = rowOf[previous[column]]
      column = previous[column]
    }
  }
  const columns = new Int32Array(size)
  for (let column = 1; column <= size; column++) columns[rowOf[column] - 1] = column - 1
  return columns
}
