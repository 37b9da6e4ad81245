import type { DemandTerms, RotationBoard } from '../../src-main/contract/rotation.ts'
import { sameDemand } from '../../src-main/contract/same-demand.ts'

const MOST_TIMES = 50

/**
 * A demand to begin with that is not asked for yet, since the same is never asked for twice: as it is wanted, else of
 * another group, else another number. null = everything of its kind is asked for.
 */
export function freeDemand(
  { demands, groups, stations }: Pick<RotationBoard, 'demands' | 'groups' | 'stations'>,
  wanted: DemandTerms,
): DemandTerms | null {
  const taken = new Set(demands.map(({ terms }) => sameDemand(terms)))
  const positions = groups.map(({ position }) => position)
  const others = stations.filter(({ kind }) => kind !== 'table').map(({ id }) => id)
  const numbers = Array.from({ length: MOST_TIMES }, (_, at) => at + 1)
  const choices = (): DemandTerms[] => {
    switch (wanted.kind) {
      case 'tableVisits':
        return [wanted.least, ...numbers].flatMap(least =>
          [wanted.who, ...positions.map(position => ({ kind: 'group' as const, position }))].map(who => ({
            ...wanted,
            who,
            least,
          })),
        )
      case 'mustVisit':
        return [wanted.least, ...numbers].flatMap(least =>
          others.flatMap(stationId => positions.map(position => ({ ...wanted, position, stationId, least }))),
        )
      case 'mustNotVisit':
        return others.flatMap(stationId => positions.map(position => ({ ...wanted, position, stationId })))
      case 'apart':
        return positions.flatMap(one =>
          positions
            .filter(other => other > one)
            .map(other => ({ ...wanted, positions: [one, other] as [number, number] })),
        )
      case 'mostChanges':
        return numbers.map(most => ({ ...wanted, most }))
    }
  }
  return [wanted, ...choices()].find(terms => !taken.has(sameDemand(terms))) ?? null
}
