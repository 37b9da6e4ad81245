import { groupsOf, stationsOf, tablesOf, canBeAtTable, visitLimits } from './possible-visits.ts'
import type { WeekShape } from './week-shape.ts'

/** For each group what it cannot help missing at the table: its fixed visits, and the cheapest of those it must have. */
function leastMissedByGroup(shape: WeekShape): { readonly fixed: number; readonly least: number }[] {
  const { groupCount, missing } = shape
  const blocks = shape.days.flat()
  return groupsOf(shape).map(group => {
    const must = visitLimits(shape, group, tablesOf(shape), blocks).least
    const costs = (isFixed: boolean) =>
      blocks
        .filter(block => canBeAtTable(shape, block, group) && isFixedAtTable(shape, block, group) === isFixed)
        .map(block => missing[block * groupCount + group])
    const fixed = costs(true)
    const others = costs(false)
      .sort((a, b) => a - b)
      .slice(0, Math.max(0, must - fixed.length))
    return { fixed: sumOf(fixed), least: sumOf(fixed) + sumOf(others) }
  })
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)

/** Whether the group is at a table in every week. */
export function isFixedAtTable(shape: WeekShape, block: number, group: number): boolean {
  const station = shape.fixed[block * shape.groupCount + group]
  return station >= 0 && shape.isTable[station] === 1
}

/** The fewest students who can be away when their group is at the table, if each group stood alone. */
export function leastMissed(shape: WeekShape): number {
  return sumOf(leastMissedByGroup(shape).map(({ least }) => least))
}

/**
 * The same week without those table visits that cannot be in any week in which no more is missed.
 *
 * @param missed what may be missed; where it is less than can be, no more is left out than for the least
 */
export function withoutMisses(shape: WeekShape, missed: number): WeekShape {
  const { groupCount, stationCount, isTable, missing } = shape
  const byGroup = leastMissedByGroup(shape)
  const spare = Math.max(0, missed - sumOf(byGroup.map(({ least }) => least)))
  const options = shape.options.slice()
  for (const [cell, count] of missing.entries()) {
    const { fixed, least } = byGroup[cell % groupCount]
    if (fixed + count <= least + spare) continue
    for (const station of stationsOf(shape)) {
      if (isTable[station] === 1) options[cell * stationCount + station] = 0
    }
  }
  return { ...shape, options }
}
