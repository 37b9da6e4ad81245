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

/** How many stand together at most where a place is split: of a group, or of those in none. */
export function largestPart({ groups, others }: Card): number {
  return Math.max(others.length, ...groups.map(({ students }) => students.length))
}

/** The same place once for each of its groups, and once for each part of a group that has more than `most` students. */
export function split(card: Card, most: number): Card[] {
  const ofGroups = card.groups.flatMap(group =>
    partsOf(group.students, most).map((students, at): Card => ({
      ...card,
      key: `${card.key} ${group.letter} ${at}`,
      groups: [{ ...group, students }],
      others: [],
    })),
  )
  if (card.others.length === 0) return ofGroups
  const ofOthers = partsOf(card.others, most).map((others, at): Card => ({
    ...card,
    key: `${card.key} others ${at}`,
    groups: [],
    others,
  }))
  return [...ofGroups, ...ofOthers]
}

/** Parts of even length, in order; one where nobody is. */
function partsOf<T>(all: readonly T[], most: number): T[][] {
  const count = Math.max(1, Math.ceil(all.length / most))
  const begin = (part: number) => Math.round((part * all.length) / count)
  return Array.from({ length: count }, (_, at) => all.slice(begin(at), begin(at + 1)))
}
