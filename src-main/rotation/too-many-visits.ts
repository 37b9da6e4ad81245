import { tableVisitsOf } from './shortages.ts'
import type { WeekProblem } from './week-problem.ts'

/**
 * Of demands that ask together for more visits at the table than a week has: some that do so still, and none of which
 * can be left out for that. Those that ask for least are left out first, so that few are named.
 *
 * @param week 0 = week A, 1 = week B
 * @param wishes for each, the places of its demands in the problem's list
 * @returns their places among the wishes, ascending; null = there are visits enough for all of them
 */
export function tooManyVisits(
  problem: WeekProblem,
  week: number,
  wishes: readonly (readonly number[])[],
): number[] | null {
  const count = (some: readonly number[]) => {
    const ofThese = new Set(some.flatMap(at => wishes[at]))
    const demands = problem.demands.filter((_, at) => ofThese.has(at))
    return tableVisitsOf({ ...problem, demands }, week)
  }
  const exceeds = (some: readonly number[]) => {
    const { asked, there } = count(some)
    return asked > there
  }
  const all = [...wishes.keys()]
  if (!exceeds(all)) return null
  let kept = all
  for (const at of all.toSorted((a, b) => count([a]).asked - count([b]).asked)) {
    const rest = kept.filter(one => one !== at)
    if (exceeds(rest)) kept = rest
  }
  return kept
}
