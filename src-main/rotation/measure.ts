import { blocksOfDays, blocksOfWeeks, successiveBlocks } from './successive-blocks.ts'
import { NOWHERE, type Week, type WeekProblem } from './week-problem.ts'

/** What makes one week better than another, the first first; less is better in all seven. */
export interface Measure {
  /** How often a group is at the same station in two blocks that follow each other. */
  readonly repeats: number
  /** Students who are pulled out while their group is at a table in a work block, summed over its visits. */
  readonly missed: number
  /**
   * How long those wait who need the teacher: for each week and group its need times the number of work blocks before
   * its first table visit (all of them if there is none).
   */
  readonly waiting: number
  /** Blocks in which the teacher is there, a table is open, and nobody comes. */
  readonly idle: number
  /**
   * Visits squared, summed over groups and stations for each week, and for all weeks together if there are several: least
   * when every group is at every station equally often, the table as well.
   */
  readonly unevenness: number
  /** Table visits of a group beyond the first of a day, summed over groups and days. */
  readonly bunching: number
  /**
   * How long those are without the teacher who need the teacher: for each group its need times the minutes of the work
   * blocks in which it is not at a table. It says who has the visits that are left over when all have equally many, and
   * who the longer blocks. After `bunching`, or on a shortened day the strongest group would be at the table all the time,
   * and the others twice on a long one.
   */
  readonly withoutTeacher: number
}

export const FIGURES = [
  'repeats',
  'missed',
  'waiting',
  'idle',
  'unevenness',
  'bunching',
  'withoutTeacher',
] as const satisfies readonly (keyof Measure)[]

/** Below 0: the one is better. Lexicographic: a later figure counts only where all earlier ones are equal. */
export function compareMeasures(one: Measure, other: Measure): number {
  const key = FIGURES.find(figure => one[figure] !== other[figure])
  return key === undefined ? 0 : one[key] - other[key]
}

/** The sets of blocks over which visits are to be even: each week, and all of them if there are several. */
export function evenSpans(problem: WeekProblem): number[][] {
  const weeks = blocksOfWeeks(problem).filter(week => week.length > 0)
  return weeks.length > 1 ? [...weeks, weeks.flat()] : weeks
}

/** Whether the teacher could have a group at a table in this block. */
export function hasOpenTable(problem: WeekProblem, block: number): boolean {
  const { kind, hasTeacher } = problem.blocks[block]
  const isOpen = problem.stations.some(
    ({ lead, capacity, closed }) => lead.kind === 'teacher' && capacity > 0 && !closed.includes(block),
  )
  return kind === 'work' && hasTeacher && isOpen
}

/** Measures a filled week, whether or not it meets what was asked. O(blocks x groups). */
export function measureWeek(problem: WeekProblem, week: Week): Measure {
  const groupCount = problem.groups.length
  const stationAt = (block: number, group: number) => week[block * groupCount + group]
  const isAtTable = (block: number, group: number) => {
    const station = stationAt(block, group)
    return station !== NOWHERE && problem.stations[station].lead.kind === 'teacher'
  }
  let repeats = 0
  let waiting = 0
  let unevenness = 0
  let withoutTeacher = 0
  const weeks = blocksOfWeeks(problem)
  for (const [group, { need }] of problem.groups.entries()) {
    for (const { from, to } of successiveBlocks(problem, group)) {
      if (stationAt(from, group) !== NOWHERE && stationAt(from, group) === stationAt(to, group)) repeats++
    }
    for (const blocks of weeks) {
      const first = blocks.findIndex(block => isAtTable(block, group))
      waiting += need * (first < 0 ? blocks.length : first)
      for (const block of blocks) {
        if (!isAtTable(block, group)) withoutTeacher += need * problem.blocks[block].minutes
      }
    }
  }
  const missed = problem.students
    .flatMap(({ group, away }) => away.map(block => ({ block, group })))
    .filter(
      ({ block, group }) => group >= 0 && problem.blocks[block].kind === 'work' && isAtTable(block, group),
    ).length
  const idle = weeks
    .flat()
    .filter(
      block => hasOpenTable(problem, block) && !problem.groups.some((_, group) => isAtTable(block, group)),
    ).length
  for (const blocks of evenSpans(problem)) {
    const visits = new Int32Array(groupCount * problem.stations.length)
    for (const block of blocks) {
      for (let group = 0; group < groupCount; group++) {
        const station = stationAt(block, group)
        if (station !== NOWHERE) visits[group * problem.stations.length + station]++
      }
    }
    for (const count of visits) unevenness += count * count
  }
  const bunching = blocksOfDays(problem)
    .flatMap(blocks => problem.groups.map((_, group) => blocks.filter(at => isAtTable(at, group)).length))
    .reduce((sum, visits) => sum + Math.max(0, visits - 1), 0)
  return { repeats, missed, waiting, idle, unevenness, bunching, withoutTeacher }
}
