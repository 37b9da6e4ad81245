import { csvFile } from './csv-cell.ts'
import { rotationBlocks, type SharedWeek } from './shared-week.ts'
import { bytesOf, type WrittenFile } from './written-file.ts'

/** A student as the groups are passed on: no scores. */
export interface SharedMember {
  readonly id: number
  readonly fullName: string
  readonly callName: string
  readonly externalId: string | null
  readonly locked: boolean
}

/** A group as it is passed on. */
export interface SharedGroup {
  readonly letter: string
  readonly name: string
  /** '' = none. */
  readonly focusSkill: string
  readonly aim: string
  readonly moves: string
  readonly materials: string
  readonly members: readonly SharedMember[]
}

/** What every writer of groups is given: a plan's groups in the order of the board. */
export interface SharedGroups {
  readonly classId: number
  readonly className: string
  readonly planId: number
  readonly planName: string
  readonly purpose: string
  readonly successCriteria: string
  /** A day, `2026-11-24`. */
  readonly regroupOn: string | null
  readonly groups: readonly SharedGroup[]
  readonly unplaced: readonly SharedMember[]
  /** The rotation; empty = there is none. Two where weeks alternate. */
  readonly weeks: readonly SharedWeek[]
}

const HEADER = ['Group', 'Group name', 'Student', 'Student ID', 'Stays here', 'Focus skill', 'Aim']

/**
 * The groups as a CSV file: a row a student, in the order of the board, and where there is a rotation a column for each
 * of its blocks with the student's station; no scores.
 */
export function writeGroupSheet({ groups, unplaced, weeks }: SharedGroups): WrittenFile {
  const blocks = weeks.flatMap(week =>
    rotationBlocks(week).map(({ day, block, stations }) => ({
      title: `${weeks.length > 1 ? `${week.name} ` : ''}${day} ${block.start}`,
      stations,
    })),
  )
  const row = (member: SharedMember, group: SharedGroup | null) => [
    group?.letter ?? '',
    group?.name ?? 'Not in a group',
    member.fullName,
    member.externalId ?? '',
    member.locked ? 'yes' : '',
    group?.focusSkill ?? '',
    group?.aim ?? '',
    ...blocks.map(({ stations }) => (group ? (stations[groups.indexOf(group)] ?? '') : '')),
  ]
  const rows = [
    [...HEADER, ...blocks.map(({ title }) => title)],
    ...groups.flatMap(group => group.members.map(member => row(member, group))),
    ...unplaced.map(member => row(member, null)),
  ]
  return {
    extension: 'csv',
    mediaType: 'text/csv;charset=utf-8',
    bytes: bytesOf(csvFile(rows)),
    parts: [{ kind: 'table', name: 'Groups', rows }],
  }
}
