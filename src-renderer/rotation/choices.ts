import { weekdayName } from '../../src-main/contract/clock-words.ts'
import { STATION_ICONS, STATION_KINDS, type StationKind } from '../../src-main/contract/station-choices.ts'
import type { BlockKind, RotationBoard, Station, Weeks, Who } from '../../src-main/contract/rotation.ts'
import { workspace } from '../state/workspace.svelte.ts'

/** What can be chosen in the sentences about a week. */
interface Choice<T> {
  readonly value: T
  readonly name: string
}

export const WEEKDAYS: readonly Choice<number>[] = [1, 2, 3, 4, 5, 6, 7].map(value => ({
  value,
  name: weekdayName(value),
}))

export const WEEKS: readonly Choice<Weeks>[] = [
  { value: 'every', name: 'every week' },
  { value: 'a', name: 'week A' },
  { value: 'b', name: 'week B' },
]

export const BLOCK_KINDS: readonly Choice<BlockKind>[] = [
  { value: 'rotation', name: 'a rotation' },
  { value: 'break', name: 'a break' },
  { value: 'together', name: 'the whole class' },
]

const KIND_NAMES: Readonly<Record<StationKind, string>> = {
  table: 'the teacher’s table',
  independent: 'work on one’s own',
  partner: 'work with a partner',
  technology: 'technology',
  library: 'the library',
  adult: 'led by another adult',
  other: 'something else',
}

export const KINDS: readonly Choice<StationKind>[] = STATION_KINDS.map(value => ({
  value,
  name: KIND_NAMES[value],
}))

const ICON_NAMES: Readonly<Record<Station['icon'], string>> = {
  table: 'Table',
  book: 'Book',
  pencil: 'Pencil',
  partners: 'Partners',
  screen: 'Screen',
  shelf: 'Shelf',
  adult: 'Person',
  ears: 'Headphones',
  letters: 'Letters',
  puzzle: 'Puzzle',
  speech: 'Speech',
  star: 'Star',
}

export const ICONS: readonly Choice<Station['icon']>[] = STATION_ICONS.map(value => ({
  value,
  name: ICON_NAMES[value],
}))

/** By position. */
export function groupChoices(board: RotationBoard): Choice<number>[] {
  return board.groups.map(({ position, letter }) => ({ value: position, name: `Group ${letter}` }))
}

export function stationChoices(board: RotationBoard): Choice<number>[] {
  return board.stations.map(({ id, name }) => ({ value: id, name }))
}

/** Groups and students, each with a name for the choice: "group:1", "student:12". */
export function whoChoices(board: RotationBoard): Choice<string>[] {
  return [
    ...groupChoices(board).map(({ value, name }) => ({ value: `group:${value}`, name })),
    ...(workspace.book?.students ?? []).map(({ id, label }) => ({ value: `student:${id}`, name: label })),
  ]
}

export function whoValue(who: Who): string {
  return who.kind === 'group' ? `group:${who.position}` : `student:${who.studentId}`
}

/** The group or student that a choice names; null = there is none such any more. */
export function whoFrom(value: string): Who | null {
  const [kind, number] = value.split(':')
  if (kind === 'group') return { kind: 'group', position: Number(number) }
  const student = workspace.book?.students.find(({ id }) => String(id) === number)
  return student ? { kind: 'student', studentId: student.id } : null
}
