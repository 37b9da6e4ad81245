import { evenSpans, hasOpenTable } from './measure.ts'
import { blocksOfDays, blocksOfWeeks, successiveBlocks } from './successive-blocks.ts'
import { ANYWHERE, NOWHERE, type Lead, type WeekProblem } from './week-problem.ts'

/** A cell whose station the search may choose. */
export const FREE = -2

/** A number of visits that is asked of one group. */
export interface Tally {
  /** Its place among the demands. */
  readonly demand: number
  readonly group: number
  readonly least: number
  readonly most: number
  /** Where a visit counts: blocks x stations, row-major, 0 or 1. */
  readonly counts: Uint8Array
}

/** Stations that share those who lead them. */
export interface Leaders {
  readonly stations: readonly number[]
  /** Of these stations at a time, for each block. */
  readonly most: Int32Array
}

/** Changes of station that are limited on one day for one group. */
export interface ChangeLimit {
  readonly group: number
  readonly day: number
  readonly most: number
  /** Successions that count: the block and the one after. */
  readonly pairs: readonly (readonly [number, number])[]
}

/** A problem made ready for a search: everything by its place, nothing to look up twice. Cells are block x group. */
export interface WeekShape {
  readonly blockCount: number
  readonly groupCount: number
  readonly stationCount: number
  readonly needs: Int32Array
  /** Of each block. */
  readonly minutes: Int32Array
  /** Of each station: groups at a time. */
  readonly capacity: Int32Array
  readonly isTable: Uint8Array
  /** For each cell: `FREE`, or the station (or `NOWHERE`) at which it stays. */
  readonly fixed: Int32Array
  /** Cells that are locked where nobody can be: away, in a break, at a closed station. */
  readonly brokenLocks: number
  /** For each cell: students of the group who are pulled out of this work block. */
  readonly missing: Int32Array
  /** For each cell: 1 = being nowhere is a violation. */
  readonly mustBe: Uint8Array
  /** For each cell and station: 1 = the search may put the group there. */
  readonly options: Uint8Array
  /** For each cell: the block after it, in which staying would be a repeat; -1 = none. And the block before. */
  readonly next: Int32Array
  readonly previous: Int32Array
  readonly tallies: readonly Tally[]
  readonly leaders: readonly Leaders[]
  readonly changeLimits: readonly ChangeLimit[]
  /** For each cell the groups that may not be at the same station. */
  readonly apart: readonly (readonly number[])[]
  /** Work blocks of each week. */
  readonly weeks: readonly (readonly number[])[]
  readonly spans: readonly (readonly number[])[]
  /** Work blocks of each day. */
  readonly days: readonly (readonly number[])[]
  /** For each block: 1 = the teacher waits if nobody comes. */
  readonly tableOpen: Uint8Array
}

/** @param problem one that `checkWeekProblem` accepts */
export function shapeWeek(problem: WeekProblem): WeekShape {
  const { groups, stations, blocks } = problem
  const [blockCount, groupCount, stationCount] = [blocks.length, groups.length, stations.length]
  const fixed = new Int32Array(blockCount * groupCount).fill(FREE)
  const mustBe = new Uint8Array(blockCount * groupCount)
  for (const [block, { kind, everybody }] of blocks.entries()) {
    for (const [group, { away }] of groups.entries()) {
      const cell = block * groupCount + group
      if (kind === 'break' || away.includes(block)) fixed[cell] = NOWHERE
      else if (everybody) mustBe[cell] = 1
    }
  }
  let brokenLocks = 0
  for (const { block, group, station } of problem.locked) {
    const isElsewhere = blocks[block].kind === 'break' || groups[group].away.includes(block)
    if (station >= 0 && (isElsewhere || stations[station].closed.includes(block))) brokenLocks++
    const cell = block * groupCount + group
    if (station !== ANYWHERE) fixed[cell] = station
    if (station < 0) mustBe[cell] = 0
  }
  const next = new Int32Array(fixed.length).fill(-1)
  const previous = new Int32Array(fixed.length).fill(-1)
  for (const group of groups.keys()) {
    for (const { from, to } of successiveBlocks(problem, group)) {
      next[from * groupCount + group] = to
      previous[to * groupCount + group] = from
    }
  }
  return {
    blockCount,
    groupCount,
    stationCount,
    needs: Int32Array.from(groups, ({ need }) => need),
    minutes: Int32Array.from(blocks, ({ minutes }) => minutes),
    capacity: Int32Array.from(stations, ({ capacity }) => capacity),
    isTable: Uint8Array.from(stations, ({ lead }) => (lead.kind === 'teacher' ? 1 : 0)),
    fixed,
    brokenLocks,
    missing: missingOf(problem),
    mustBe,
    options: optionsOf(problem, fixed),
    next,
    previous,
    tallies: talliesOf(problem),
    leaders: leadersOf(problem),
    changeLimits: changeLimitsOf(problem),
    apart: apartOf(problem),
    weeks: blocksOfWeeks(problem),
    spans: evenSpans(problem),
    days: blocksOfDays(problem),
    tableOpen: Uint8Array.from(blocks, (_, block) => (hasOpenTable(problem, block) ? 1 : 0)),
  }
}

/**
 * The same without the options that nothing asks for: where a group need not be anywhere, only stations at which its
 * visits are asked for. Demands hold in it exactly if they hold in the shape, for whoever is nowhere is in nobody's way.
 */
export function withoutNeedless(shape: WeekShape): WeekShape {
  const { groupCount, stationCount, mustBe } = shape
  const tallies = shape.tallies.filter(({ least }) => least > 0)
  const options = shape.options.map((option, at) => {
    const station = at % stationCount
    const cell = (at - station) / stationCount
    if (option === 0 || mustBe[cell] === 1) return option
    const group = cell % groupCount
    const place = ((cell - group) / groupCount) * stationCount + station
    return tallies.some(tally => tally.group === group && tally.counts[place] === 1) ? 1 : 0
  })
  return { ...shape, options }
}

function missingOf({ groups, students, blocks }: WeekProblem): Int32Array {
  const missing = new Int32Array(blocks.length * groups.length)
  for (const { group, away } of students) {
    if (group < 0) continue
    for (const block of away) if (blocks[block].kind === 'work') missing[block * groups.length + group]++
  }
  return missing
}

function canBeLed(problem: WeekProblem, lead: Lead, block: number): boolean {
  switch (lead.kind) {
    case 'nobody':
      return true
    case 'teacher':
      return problem.blocks[block].hasTeacher
    case 'adult':
      return problem.adults.some(
        ({ here }, at) => (lead.adult === null || lead.adult === at) && here.includes(block),
      )
  }
}

function optionsOf(problem: WeekProblem, fixed: Int32Array): Uint8Array {
  const { groups, stations, blocks, demands } = problem
  const options = new Uint8Array(fixed.length * stations.length)
  for (const block of blocks.keys()) {
    for (const [at, { capacity, lead, closed }] of stations.entries()) {
      if (capacity === 0 || closed.includes(block) || !canBeLed(problem, lead, block)) continue
      for (const group of groups.keys()) {
        const cell = block * groups.length + group
        if (fixed[cell] === FREE) options[cell * stations.length + at] = 1
      }
    }
  }
  for (const demand of demands) {
    if (demand.kind !== 'station' || demand.most !== 0) continue
    for (const block of demand.blocks) {
      options[(block * groups.length + demand.group) * stations.length + demand.station] = 0
    }
  }
  return options
}

function talliesOf({ blocks, stations, students, demands }: WeekProblem): Tally[] {
  return demands.flatMap((demand, place) => {
    if (demand.kind === 'apart' || demand.kind === 'changes') return []
    const student = demand.kind === 'studentAtTable' ? students[demand.student] : null
    const group = demand.kind === 'studentAtTable' ? students[demand.student].group : demand.group
    const counts = new Uint8Array(blocks.length * stations.length)
    for (const block of demand.blocks) {
      if (student?.away.includes(block)) continue
      for (const [at, { lead }] of stations.entries()) {
        const isMeant = demand.kind === 'station' ? demand.station === at : lead.kind === 'teacher'
        if (isMeant) counts[block * stations.length + at] = 1
      }
    }
    return [{ demand: place, group, least: demand.least, most: demand.most ?? blocks.length, counts }]
  })
}

function leadersOf({ blocks, stations, adults }: WeekProblem): Leaders[] {
  const led = (counts: (lead: Lead) => boolean, most: (block: number) => number): Leaders => ({
    stations: stations.flatMap(({ lead }, at) => (counts(lead) ? [at] : [])),
    most: Int32Array.from(blocks, (_, block) => most(block)),
  })
  const isHere = (adult: number, block: number) => adults[adult].here.includes(block)
  return [
    led(
      lead => lead.kind === 'teacher',
      block => (blocks[block].hasTeacher ? 1 : 0),
    ),
    led(
      lead => lead.kind === 'adult',
      block => adults.filter((_, at) => isHere(at, block)).length,
    ),
    ...adults.map((_, at) =>
      led(
        lead => lead.kind === 'adult' && lead.adult === at,
        block => (isHere(at, block) ? 1 : 0),
      ),
    ),
  ].filter(leaders => leaders.stations.length > 0)
}

function changeLimitsOf(problem: WeekProblem): ChangeLimit[] {
  return problem.demands.flatMap(demand => {
    if (demand.kind !== 'changes') return []
    const days = new Map<number, [number, number][]>()
    for (const { from, to, isSameDay } of successiveBlocks(problem, demand.group)) {
      if (!isSameDay || !demand.blocks.includes(from) || !demand.blocks.includes(to)) continue
      const { day } = problem.blocks[to]
      days.set(day, [...(days.get(day) ?? []), [from, to]])
    }
    return [...days].map(([day, pairs]) => ({ group: demand.group, day, most: demand.most, pairs }))
  })
}

function apartOf({ blocks, groups, demands }: WeekProblem): number[][] {
  const apart = Array.from({ length: blocks.length * groups.length }, () => new Array<number>())
  for (const demand of demands) {
    if (demand.kind !== 'apart') continue
    const [one, other] = demand.groups
    for (const block of demand.blocks) {
      apart[block * groups.length + one].push(other)
      apart[block * groups.length + other].push(one)
    }
  }
  return apart
}
