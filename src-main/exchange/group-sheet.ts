import { csvFile } from './csv-cell.ts'

/** A group as it goes onto the sheet. */
export interface SheetGroup {
  readonly letter: string
  readonly name: string
  readonly focusSkill: string
  readonly aim: string
  readonly members: readonly {
    readonly fullName: string
    readonly externalId: string | null
    readonly locked: boolean
  }[]
}

/** The groups as a CSV file: a row a student, in the order of the board; no scores. */
export function writeGroupSheet(
  groups: readonly SheetGroup[],
  unplaced: readonly SheetGroup['members'][number][],
): string {
  const header = ['Group', 'Group name', 'Student', 'Student ID', 'Stays here', 'Focus skill', 'Aim']
  const row = (member: SheetGroup['members'][number], group: SheetGroup | null) => [
    group?.letter ?? '',
    group?.name ?? 'Not in a group',
    member.fullName,
    member.externalId ?? '',
    member.locked ? 'yes' : '',
    group?.focusSkill ?? '',
    group?.aim ?? '',
  ]
  return csvFile([
    header,
    ...groups.flatMap(group => group.members.map(member => row(member, group))),
    ...unplaced.map(member => row(member, null)),
  ])
}
