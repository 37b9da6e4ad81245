import type { Asked } from '../rotation/asked.ts'
import { placesIn, tableVisitsOf } from '../rotation/shortages.ts'
import type { NumberedWeeks } from './rotation-problem.ts'
import type { RotationState } from './rotation-state.ts'
import { inWeek, whenInWeek } from './rotation-words.ts'

/** "6 groups, and places for 5, in all 20 rotations"; null = there are enough. */
export function fewPlacesInWords(
  state: RotationState,
  { problem, places }: NumberedWeeks,
  at: number,
): string | null {
  const counted = places.map((_, block) => placesIn(problem, block))
  const { groups, places: room } = counted[at]
  if (groups <= room) return null
  const same = counted.filter(one => one.groups === groups && one.places === room).length
  const { block, week } = places[at]
  const where =
    same === 1
      ? `on ${whenInWeek(state, block, week)}`
      : same === places.length
        ? `in all ${same} rotations`
        : `in ${same} of ${places.length} rotations`
  return `${groups} ${groups === 1 ? 'group' : 'groups'}, and places for ${room === 0 ? 'none' : room}, ${where}`
}

/** That more visits at the table are asked for than there are. */
interface FewVisits {
  readonly words: string
  /** The demands that ask for them. */
  readonly asked: readonly Asked[]
}

/** Says that a contradiction is that of too few visits at the table; null = it is not, or of something else as well. */
export function fewVisitsInWords(
  state: RotationState,
  { problem, asked: all }: NumberedWeeks,
  contradiction: readonly Asked[],
): FewVisits | null {
  const demands = contradiction.flatMap(one => (one.kind === 'demand' ? [all[one.at]] : []))
  const isOfTable = demands.every(({ terms }) => terms.kind === 'tableVisits')
  if (!isOfTable || demands.length < contradiction.length || demands.length < 2) return null
  const { week } = demands[0]
  const { asked, there } = tableVisitsOf(problem, week === 'a' ? 0 : 1)
  if (asked <= there || demands.some(one => one.week !== week)) return null
  return {
    words: `Together they ask for ${asked} visits at your table; there are ${there}${inWeek(state, week)}.`,
    asked: all.flatMap(({ terms, week: own }, at): Asked[] =>
      terms.kind === 'tableVisits' && own === week ? [{ kind: 'demand', at }] : [],
    ),
  }
}
