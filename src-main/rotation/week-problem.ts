/** A group, known by its place: 0 = A. A group without students is simply away in every block. */
export interface RotatingGroup {
  /** How much the group needs the teacher: whole, 0 to 1000; more = sooner at the table. */
  readonly need: number
  /** Blocks in which the whole group is elsewhere. */
  readonly away: readonly number[]
}

export interface RotatingStudent {
  /** -1 = in no group. */
  readonly group: number
  /** Blocks in which the student is pulled out: a visit of the group does not count for them then. */
  readonly away: readonly number[]
}

/** Who must be at a station while a group is there. */
export type Lead =
  | { readonly kind: 'nobody' }
  /** The teacher's table. The teacher leads one at a time. */
  | { readonly kind: 'teacher' }
  /** An adult who is there; `adult` names one, null = any. An adult leads one station at a time. */
  | { readonly kind: 'adult'; readonly adult: number | null }

export interface Station {
  /** Groups at a time, 0 or more. */
  readonly capacity: number
  readonly lead: Lead
  /** Blocks in which nobody can be here. */
  readonly closed: readonly number[]
}

export interface Block {
  /** 0 = Monday of week A, 6 = Sunday, 7 = Monday of week B, and so on. */
  readonly day: number
  /** Minutes after midnight. */
  readonly start: number
  /** Length, whole and more than 0. */
  readonly minutes: number
  readonly kind: 'work' | 'break'
  readonly hasTeacher: boolean
  /** Every group that is there has to be at a station. */
  readonly everybody: boolean
}

/** Anybody but the teacher. */
export interface Adult {
  /** Blocks in which they are there. */
  readonly here: readonly number[]
}

/** A number of visits, both ends allowed; `most` null = no limit. */
interface Visits {
  readonly least: number
  readonly most: number | null
}

/**
 * What a teacher asks of the week. `blocks` says where it is asked: the blocks of a week for "twice a week"; a demand
 * that is asked in both weeks is two demands.
 */
export type Demand =
  | ({ readonly kind: 'groupAtTable'; readonly group: number; readonly blocks: readonly number[] } & Visits)
  /** Counts only blocks in which the student is there. */
  | ({
      readonly kind: 'studentAtTable'
      readonly student: number
      readonly blocks: readonly number[]
    } & Visits)
  /** A station to visit, or, with `most` 0, never to visit. */
  | ({
      readonly kind: 'station'
      readonly group: number
      readonly station: number
      readonly blocks: readonly number[]
    } & Visits)
  /** Two groups that are never at one station at one time. */
  | {
      readonly kind: 'apart'
      readonly groups: readonly [number, number]
      readonly blocks: readonly number[]
    }
  /**
   * On each day at most so many changes of station. A change is between two blocks of a day that follow each other for
   * the group (breaks and blocks in which it is away are passed over), with a visit in both.
   */
  | {
      readonly kind: 'changes'
      readonly group: number
      readonly most: number
      readonly blocks: readonly number[]
    }

/** A cell that the teacher has set. */
export interface LockedCell {
  readonly block: number
  readonly group: number
  /** `NOWHERE`, or `ANYWHERE`: not locked, but being nowhere is as good as a station. */
  readonly station: number
}

/** One rotation, in numbers: groups, students, stations, adults and blocks by their place in these lists. */
export interface WeekProblem {
  readonly groups: readonly RotatingGroup[]
  readonly students: readonly RotatingStudent[]
  readonly stations: readonly Station[]
  /** In the order of time, without overlap. */
  readonly blocks: readonly Block[]
  readonly adults: readonly Adult[]
  readonly demands: readonly Demand[]
  readonly locked: readonly LockedCell[]
}

/** A filled week: blocks x groups, row-major: the station of a group in a block, or `NOWHERE`. */
export type Week = Int32Array

export const NOWHERE = -1
/** Only of a locked cell. */
export const ANYWHERE = -2
export const MOST_NEED = 1000
const DAYS_OF_A_WEEK = 7

/** 0 = week A, 1 = week B. */
export function weekOf(block: Pick<Block, 'day'>): number {
  return Math.floor(block.day / DAYS_OF_A_WEEK)
}

/** A problem whose numbers do not fit each other; a mistake of the caller, not of the teacher. */
export class InvalidWeek extends Error {
  override readonly name = 'InvalidWeek'
}

/**
 * Checks that a problem is well formed: places in range, whole numbers, blocks in order, no cell locked twice. It does
 * not check that the demands can hold; see `findContradiction`.
 *
 * @throws InvalidWeek naming the first fault
 */
export function checkWeekProblem(problem: WeekProblem): void {
  const { groups, students, stations, blocks, adults, demands, locked } = problem
  const need = (holds: boolean, fault: string) => {
    if (!holds) throw new InvalidWeek(fault)
  }
  const isWhole = (value: number, least: number, most = Infinity) =>
    Number.isInteger(value) && value >= least && value <= most
  const needPlace = (at: number, list: readonly unknown[], what: string, least = 0) =>
    need(isWhole(at, least, list.length - 1), `there is no ${what} ${at}`)
  const needBlocks = (list: readonly number[]) => {
    for (const block of list) needPlace(block, blocks, 'block')
    need(new Set(list).size === list.length, `a block is listed twice: ${list.join()}`)
  }
  for (const [at, block] of blocks.entries()) {
    need(isWhole(block.day, 0), `block ${at} is on day ${block.day}`)
    need(block.start >= 0 && Number.isFinite(block.start), `block ${at} starts at ${block.start}`)
    need(isWhole(block.minutes, 1), `block ${at} takes ${block.minutes} minutes`)
    const before = blocks[at - 1]
    if (!before) continue
    const follows =
      block.day > before.day || (block.day === before.day && block.start >= before.start + before.minutes)
    need(follows, `block ${at} does not follow block ${at - 1}`)
  }
  for (const group of groups) {
    need(isWhole(group.need, 0, MOST_NEED), `a need is ${group.need}`)
    needBlocks(group.away)
  }
  for (const student of students) {
    needPlace(student.group, groups, 'group', -1)
    needBlocks(student.away)
  }
  for (const adult of adults) needBlocks(adult.here)
  for (const { capacity, lead, closed } of stations) {
    need(isWhole(capacity, 0), `a capacity is ${capacity}`)
    if (lead.kind === 'adult' && lead.adult !== null) needPlace(lead.adult, adults, 'adult')
    needBlocks(closed)
  }
  for (const demand of demands) {
    needBlocks(demand.blocks)
    if (demand.kind === 'apart') {
      for (const group of demand.groups) needPlace(group, groups, 'group')
      need(demand.groups[0] !== demand.groups[1], `group ${demand.groups[0]} is to be apart from itself`)
      continue
    }
    if (demand.kind === 'studentAtTable') needPlace(demand.student, students, 'student')
    else needPlace(demand.group, groups, 'group')
    if (demand.kind === 'station') needPlace(demand.station, stations, 'station')
    if (demand.kind === 'changes') {
      need(isWhole(demand.most, 0), `changes are at most ${demand.most}`)
    } else {
      need(isWhole(demand.least, 0), `visits are at least ${demand.least}`)
      need(demand.most === null || isWhole(demand.most, 0), `visits are at most ${demand.most}`)
    }
  }
  const cells = new Set<number>()
  for (const { block, group, station } of locked) {
    needPlace(block, blocks, 'block')
    needPlace(group, groups, 'group')
    needPlace(station, stations, 'station', ANYWHERE)
    const cell = block * groups.length + group
    need(!cells.has(cell), `group ${group} is locked twice in block ${block}`)
    cells.add(cell)
  }
}
