import type { GroupingRules } from './problem.ts'
import { joinUnits } from './units.ts'

/** Whether all rules can hold at once, with a grouping that shows it. */
export type Feasibility =
  | { readonly kind: 'possible'; readonly groups: Int32Array }
  | { readonly kind: 'impossible' }
  /** The search gave up after `nodeLimit` steps: nothing is known. */
  | { readonly kind: 'unknown' }

/** Far more than any class needs; reached only by rules made to be a puzzle. */
const NODE_LIMIT = 200_000

/**
 * Decides exactly whether sizes, keep-together, keep-apart and locks can hold together. Units of students
 * who stay together are packed into groups by backtracking: the most constrained unit first (Brelaz's
 * DSATUR order, ties by size), groups that are still empty tried once. Students without any rule need no
 * search: they fill what is missing.
 *
 * @returns `unknown` only when the node limit was reached
 */
export function decideFeasibility(problem: GroupingRules, nodeLimit: number = NODE_LIMIT): Feasibility {
  const { groupCount, sizeMin, sizeMax } = problem
  const n = problem.scores.length
  const { units, apartFrom, clash } = joinUnits(problem)
  if (clash || n < groupCount * sizeMin || n > groupCount * sizeMax) return { kind: 'impossible' }
  if (units.some(unit => unit.students.length > sizeMax)) return { kind: 'impossible' }

  const seat = new Int32Array(units.length).fill(-1)
  const sizes = new Int32Array(groupCount)
  /** Per unit and group, how many placed units forbid it. */
  const forbidden = units.map(() => new Int32Array(groupCount))
  const lockedGroups = new Set(units.map(unit => unit.lockedTo).filter(group => group >= 0))
  let left = n
  let nodes = 0

  const place = (unit: number, group: number, direction: 1 | -1) => {
    seat[unit] = direction === 1 ? group : -1
    sizes[group] += direction * units[unit].students.length
    left -= direction * units[unit].students.length
    for (const other of apartFrom[unit]) forbidden[other][group] += direction
  }
  const fits = (unit: number, group: number) =>
    forbidden[unit][group] === 0 && sizes[group] + units[unit].students.length <= sizeMax

  for (const [unit, { lockedTo }] of units.entries()) {
    if (lockedTo < 0) continue
    if (!fits(unit, lockedTo)) return { kind: 'impossible' }
    place(unit, lockedTo, 1)
  }

  // A free student alone fits wherever there is room, so only the others need a search.
  const isFree = (unit: number) => units[unit].students.length === 1 && apartFrom[unit].size === 0
  const hard = units.map((_, unit) => unit).filter(unit => seat[unit] < 0 && !isFree(unit))
  const free = units.map((_, unit) => unit).filter(unit => seat[unit] < 0 && isFree(unit))

  const mostConstrained = (): number => {
    let best = -1
    let bestRank = Infinity
    for (const unit of hard) {
      if (seat[unit] >= 0) continue
      let open = 0
      for (let group = 0; group < groupCount; group++) if (fits(unit, group)) open++
      if (open === 0) return unit
      // Larger units and those with more rules are harder to place later.
      const rank = open * 1000 - apartFrom[unit].size * 10 - units[unit].students.length * 100
      if (rank < bestRank) {
        bestRank = rank
        best = unit
      }
    }
    return best
  }

  const search = (): Feasibility['kind'] => {
    if (++nodes > nodeLimit) return 'unknown'
    let missing = 0
    for (const size of sizes) missing += Math.max(0, sizeMin - size)
    if (missing > left) return 'impossible'
    const unit = mostConstrained()
    if (unit < 0) return 'possible'
    // The emptiest group first: the smallest sizes are the ones that are missed in the end.
    const order = Array.from({ length: groupCount }, (_, group) => group)
      .filter(group => fits(unit, group))
      .sort((a, b) => sizes[a] - sizes[b] || a - b)
    let triedEmpty = false
    for (const group of order) {
      if (sizes[group] === 0 && !lockedGroups.has(group)) {
        if (triedEmpty) continue
        triedEmpty = true
      }
      place(unit, group, 1)
      const result = search()
      if (result !== 'impossible') return result
      place(unit, group, -1)
    }
    return 'impossible'
  }

  const kind = search()
  if (kind !== 'possible') return { kind }
  for (const unit of free) place(unit, sizes.indexOf(Math.min(...sizes)), 1)
  const groups = new Int32Array(n)
  for (const [unit, { students }] of units.entries())
    for (const student of students) groups[student] = seat[unit]
  return { kind, groups }
}
