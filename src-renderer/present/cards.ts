import type { ProjectedBlock, ProjectedStation } from '../../src-main/contract/rotation.ts'
import { otherThan, WITHOUT_A_STATION } from '../design/block-words.ts'

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
  /** Its groups are out of the room. */
  readonly isElsewhere: boolean
  /** Which of its students these are, where a page does not hold all: the first, 1 = the first of all. */
  readonly part?: { readonly first: number; readonly of: number } | undefined
}

/**
 * The places of a block where somebody is, in the teacher's order; who has none is told to see the teacher, and of groups
 * who are out of the room it is said that they are.
 */
export function cardsOf({ stations, withoutStation, elsewhere, ungrouped }: ProjectedBlock): Card[] {
  const cards = stations
    .filter(({ groups }) => groups.length > 0)
    .map(({ stationId, ...station }): Card => ({
      ...station,
      adult: otherThan(station.name, station.adult),
      key: String(stationId),
      others: [],
      isElsewhere: false,
    }))
  const rest: Card = {
    key: 'rest',
    name: WITHOUT_A_STATION,
    icon: 'speech',
    isTable: false,
    adult: null,
    materials: '',
    groups: withoutStation,
    others: ungrouped,
    isElsewhere: false,
  }
  const out: Card = {
    ...rest,
    key: 'elsewhere',
    name: 'Elsewhere',
    icon: 'partners',
    groups: elsewhere.map(group => ({ ...group, students: [] })),
    others: [],
    isElsewhere: true,
  }
  return [...cards, ...[rest, out].filter(({ groups, others }) => groups.length + others.length > 0)]
}

/** About how high a card will be, in lines. */
export function weightOf({ groups, others, materials }: Card): number {
  const names = groups.reduce((sum, { students }) => sum + students.length + 1, others.length)
  return names + 2 + materials.length / 30
}

/**
 * The same place once for each of its groups, and once for who is in none; what is one of these already is halved.
 * Only itself where it is no more than one student.
 */
export function split(card: Card): Card[] {
  const { groups, others, key } = card
  const part = (name: string | number, its: Pick<Card, 'groups' | 'others'>): Card => ({
    ...card,
    ...its,
    key: `${key} ${name}`,
  })
  const [group, ...more] = groups
  if (group && more.length === 0 && others.length === 0) {
    return halves(group.students).map((students, at) => ({
      ...part(at, { groups: [{ ...group, students }], others }),
      part: partOf(card, group.students, students),
    }))
  }
  if (!group)
    return halves(others).map((some, at) => ({
      ...part(at, { groups, others: some }),
      part: partOf(card, others, some),
    }))
  const ofGroups = groups.map(one => part(one.letter, { groups: [one], others: [] }))
  return others.length > 0 ? [...ofGroups, part('others', { groups: [], others })] : ofGroups
}

function partOf<T>({ part }: Card, all: readonly T[], some: readonly T[]) {
  const [first] = some
  if (first === undefined || some.length === all.length) return part
  const before = all.indexOf(first)
  return { first: (part?.first ?? 1) + before, of: part?.of ?? all.length }
}

function halves<T>(all: readonly T[]): T[][] {
  const half = Math.ceil(all.length / 2)
  return all.length > 1 ? [all.slice(0, half), all.slice(half)] : [[...all]]
}
