import type { BlockId, StudentId } from '../../../src-main/contract/ids.ts'
import { ELSEWHERE, WITHOUT_A_STATION } from '../../design/block-words.ts'
import { isolated } from '../../../src-main/contract/isolated.ts'
import type { Student } from '../../../src-main/contract/classes.ts'
import type {
  Block,
  PullOut,
  RotationBoard,
  RotationGroup,
  Station,
  Week,
  WeekBoard,
} from '../../../src-main/contract/rotation.ts'

export interface PaperDay {
  readonly weekday: number
  /** In the order of time, breaks and whole-class time too. */
  readonly blocks: readonly Block[]
}

/** One week of a rotation, laid out so that a sheet can ask it. */
export class PaperWeek {
  readonly board: RotationBoard
  readonly week: WeekBoard
  /** The days that have blocks. */
  readonly days: readonly PaperDay[]
  readonly #students: ReadonlyMap<StudentId, Student>
  readonly #stations: ReadonlyMap<string, Station>
  readonly #away: ReadonlySet<string>

  /** @throws RangeError when the rotation has no such week */
  constructor(board: RotationBoard, week: Week, students: ReadonlyMap<StudentId, Student>) {
    const found = board.weeks.find(one => one.week === week) ?? board.weeks[0]
    if (!found) throw new RangeError('A rotation without a week cannot be printed.')
    this.board = board
    this.week = found
    this.#students = students
    const blocks = board.blocks.filter(({ weeks }) => weeks === 'every' || weeks === found.week)
    this.days = [...new Set(blocks.map(({ weekday }) => weekday))].map(weekday => ({
      weekday,
      blocks: blocks.filter(block => block.weekday === weekday),
    }))
    const stations = new Map(board.stations.map(station => [station.id, station]))
    this.#stations = new Map(
      found.cells.flatMap(({ blockId, position, stationId }) => {
        const station = stationId === null ? undefined : stations.get(stationId)
        return station ? [[`${blockId}:${position}`, station] as const] : []
      }),
    )
    this.#away = new Set(found.away.map(({ blockId, studentId }) => `${blockId}:${studentId}`))
  }

  station(blockId: BlockId, position: number): Station | null {
    return this.#stations.get(`${blockId}:${position}`) ?? null
  }

  /** Where a group is, in words that are on the wall as well. */
  place(blockId: BlockId, position: number): string {
    const station = this.station(blockId, position)
    if (!station && this.#isGone(blockId, position)) return ELSEWHERE
    return isolated(station?.name ?? WITHOUT_A_STATION)
  }

  /** Whether each student of a group is pulled out of a block. */
  #isGone(blockId: BlockId, position: number): boolean {
    const students = this.board.groups.find(group => group.position === position)?.studentIds ?? []
    return students.length > 0 && students.every(id => this.isAway(blockId, id))
  }

  /** Whether a student is pulled out of a block. */
  isAway(blockId: BlockId, studentId: StudentId): boolean {
    return this.#away.has(`${blockId}:${studentId}`)
  }

  /** What a student is pulled out of a block for, alone and with the group, by time; none = the student is there. */
  pullOuts(blockId: BlockId, studentId: StudentId): PullOut[] {
    const block = this.board.blocks.find(({ id }) => id === blockId)
    if (!block || !this.isAway(blockId, studentId)) return []
    const group = this.board.groups.find(({ studentIds }) => studentIds.includes(studentId))
    return this.board.pullOuts
      .filter(({ who, weekday, weeks, from, until }) => {
        const isOwn = who.kind === 'student' ? who.studentId === studentId : who.position === group?.position
        const isOn = weekday === block.weekday && (weeks === 'every' || weeks === this.week.week)
        return isOwn && isOn && from < block.start + block.minutes && until > block.start
      })
      .sort((a, b) => a.from - b.from)
  }

  /** As on maps and cards, so that it can stand among other names; an initial or a number stays beside its name. */
  label(studentId: StudentId): string {
    const { label = '' } = this.#students.get(studentId) ?? {}
    return isolated(label.replace(/ (?=\S{1,2}(?: |$))/gu, '\u00a0'))
  }

  /** For somebody who knows nobody: what all other sheets say, and the full name behind it where that says more. */
  inFull(studentId: StudentId): string {
    const student = this.#students.get(studentId)
    if (!student) return ''
    const label = isolated(student.label)
    return student.label === student.fullName ? label : `${label} (${isolated(student.fullName)})`
  }

  /** The stations a group visits in the week, in the teacher's order. */
  visited({ position }: RotationGroup): Station[] {
    const seen = new Set(
      this.week.cells.filter(cell => cell.position === position).map(({ stationId }) => stationId),
    )
    return this.board.stations.filter(({ id }) => seen.has(id))
  }
}

/** The blocks of a day in which groups are at stations. */
export function rotationsOf({ blocks }: PaperDay): Block[] {
  return blocks.filter(({ kind }) => kind === 'rotation')
}
