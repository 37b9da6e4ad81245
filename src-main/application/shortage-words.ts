import type { Asked } from '../rotation/asked.ts'
import { placesIn, tableVisitsOf } from '../rotation/shortages.ts'
import type { Contradiction } from '../rotation/smallest-conflict.ts'
import { tooManyVisits } from '../rotation/too-many-visits.ts'
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
  /** The demands that ask for them: those of the teacher's of which none can be left out, with all their parts. */
  readonly asked: readonly Asked[]
  /** It is proven that without any one of them the others can hold. */
  readonly isSmallest: boolean
}

/** Says that a contradiction is that of too few visits at the table; null = it is not, or of something else as well. */
export function fewVisitsInWords(
  state: RotationState,
  { problem, asked: all }: NumberedWeeks,
  { asked: contradiction, isIrreducible }: Pick<Contradiction, 'asked' | 'isIrreducible'>,
): FewVisits | null {
  const demands = contradiction.flatMap(one => (one.kind === 'demand' ? [all[one.at]] : []))
  const isOfTable = demands.every(({ terms }) => terms.kind === 'tableVisits')
  if (!isOfTable || demands.length < contradiction.length || demands.length < 2) return null
  const { week } = demands[0]
  if (demands.some(one => one.week !== week)) return null
  const ofTable = [...all.keys()].filter(at => all[at].terms.kind === 'tableVisits' && all[at].week === week)
  const wishes = [...Map.groupBy(ofTable, at => all[at].demandId).values()]
  const ofWeek = week === 'a' ? 0 : 1
  // One that asks for enough by itself is named alone, though the contradiction has parts of others.
  const kept = tooManyVisits(problem, ofWeek, wishes)?.map(at => wishes[at])
  if (!kept) return null
  const parts = kept.flat()
  const named = new Set(parts)
  const { asked, there } = tableVisitsOf(
    { ...problem, demands: problem.demands.filter((_, at) => named.has(at)) },
    ofWeek,
  )
  const isContradicting = (at: number) => contradiction.some(one => one.kind === 'demand' && one.at === at)
  return {
    words: `Together they ask for ${asked} visits at your table; there are ${there}${inWeek(state, week)}.`,
    asked: parts.map((at): Asked => ({ kind: 'demand', at })),
    isSmallest: kept.length === 1 || (isIrreducible && parts.every(isContradicting)),
  }
}
