import { assignGreatest } from './keep-labels.ts'

/** What changes from one grouping of a class to another, whatever the groups are called. */
export interface GroupingDifference {
  /**
   * The group of the other grouping that each group of the first is taken for; -1 = it has none there. Groups that
   * share nobody are taken for each other only when they stand at the same place.
   */
  readonly partners: Int32Array
  /** Students who sit in a group both times, but not in the same one, by their row numbers. */
  readonly moved: readonly number[]
}

/**
 * Compares two groupings of the same students. The groups are matched so that as few students as possible count as
 * moved (the assignment of greatest total overlap, see `assignGreatest`), so that a new letter alone moves nobody;
 * among equally good matchings more groups keep their place. O(k^3 + n), k the larger number of groups.
 *
 * @param before group of each student, 0..beforeCount-1; -1 = in none
 * @param after likewise, 0..afterCount-1
 */
export function compareGroupings(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  beforeCount: number,
  afterCount: number,
): GroupingDifference {
  const size = Math.max(beforeCount, afterCount)
  const overlap = Array.from({ length: size }, () => new Float64Array(size))
  for (let student = 0; student < before.length; student++) {
    if (before[student] >= 0 && after[student] >= 0) overlap[before[student]][after[student]]++
  }
  // Keeping every place gains less than one student does.
  const gains = overlap.map((row, group) =>
    row.map((shared, other) => shared * (size + 1) + Number(group === other)),
  )
  const partners = assignGreatest(gains)
    .slice(0, beforeCount)
    .map((other, group) => {
      const isThere = other < afterCount && (other === group || overlap[group][other] > 0)
      return isThere ? other : -1
    })
  const moved: number[] = []
  for (let student = 0; student < before.length; student++) {
    const [from, to] = [before[student], after[student]]
    if (from >= 0 && to >= 0 && partners[from] !== to) moved.push(student)
  }
  return { partners, moved }
}
