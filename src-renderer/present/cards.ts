import type { ProjectedBlock, ProjectedStation } from '../../src-main/contract/rotation.ts'
import { WITHOUT_A_STATION } from '../design/block-words.ts'

type Group = ProjectedBlock['withoutStation'][number]

/** One place of a block on the wall, with who is there. */
export interface Card {
  readonly key: string
  readonly name: string
  readonly icon: ProjectedStation['icon']
  readonly isTable: boolean
  readonly adult: string | null
  readonly materials: string
  readonly groups: readonly Group[]
  /** Who is in no group. */
  readonly others: Group['students']
}

/** The places of a block where somebody is, in the teacher's order; who has none is told to see the teacher. */
export function cardsOf({ stations, withoutStation, ungrouped }: ProjectedBlock): Card[] {
  const cards = stations
    .filter(({ groups }) => groups.length > 0)
    .map(({ stationId, ...station }): Card => ({ ...station, key: String(stationId), others: [] }))
  if (withoutStation.length === 0 && ungrouped.length === 0) return cards
  const rest: Card = {
    key: 'rest',
    name: WITHOUT_A_STATION,
    icon: 'speech',
    isTable: false,
    adult: null,
    materials: '',
    groups: withoutStation,
    others: ungrouped,
  }
  return [...cards, rest]
}

/** About how high a card will be, in lines. */
export function weightOf({ groups, others, materials }: Card): number {
  const names = groups.reduce((sum, { students }) => sum + students.length + 1, others.length)
  return names + 2 + materials.length / 30
}

/** The same place once for each of its groups. */
export function split(card: Card): Card[] {
  const parts = card.groups.map((group): Card => ({
    ...card,
    key: `${card.key} ${group.letter}`,
    groups: [group],
    others: [],
  }))
  return card.others.length > 0 ? [...parts, { ...card, key: `${card.key} others`, groups: [] }] : parts
}
