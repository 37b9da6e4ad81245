import { successiveBlocks } from './successive-blocks.ts'
import {
  ANYWHERE,
  NOWHERE,
  type Adult,
  type Demand,
  type Station,
  type Week,
  type WeekProblem,
} from './week-problem.ts'

/** A group in a block. */
export interface Cell {
  readonly block: number
  readonly group: number
}

/** What of a week is judged: these blocks, and what is asked of these groups. */
export interface Part {
  readonly blocks: readonly number[]
  readonly groups: readonly number[]
}

export const wholeOf = ({ blocks, groups }: WeekProblem): Part => ({
  blocks: [...blocks.keys()],
  groups: [...groups.keys()],
})

/** Why a cell, or a demand, is not as it has to be. `cells` are those to show it at; none for visits that are missing. */
export type Conflict = { readonly cells: readonly Cell[] } & (
  | { readonly kind: 'nowhere'; readonly block: number; readonly group: number }
  /** The group is elsewhere in this block. */
  | { readonly kind: 'away'; readonly block: number; readonly group: number; readonly station: number }
  | { readonly kind: 'break'; readonly block: number; readonly group: number; readonly station: number }
  | { readonly kind: 'closed'; readonly block: number; readonly station: number }
  /** More groups than the station has room for. */
  | {
      readonly kind: 'room'
      readonly block: number
      readonly station: number
      readonly visits: number
      readonly capacity: number
    }
  /** A table without the teacher, or two tables at one time. */
  | { readonly kind: 'teacher'; readonly block: number; readonly stations: readonly number[] }
  /** More stations that need an adult (`adult`: this one; null: any) than there are. */
  | {
      readonly kind: 'adult'
      readonly block: number
      readonly stations: readonly number[]
      readonly adult: number | null
      readonly here: number
    }
  /** The cell is not as it was locked; `lock` is its place among the locks. */
  | { readonly kind: 'locked'; readonly lock: number; readonly block: number; readonly group: number }
  /** `demand` is its place among the demands; `visits` what there is instead (for a day: its changes). */
  | {
      readonly kind: 'tooFew' | 'tooMany' | 'tooManyChanges'
      readonly demand: number
      readonly visits: number
    }
  | {
      readonly kind: 'together'
      readonly demand: number
      readonly block: number
      readonly station: number
    }
)

/** The blocks in which a group, or a student with it, is at one of the stations; none in which it is elsewhere. */
function visitsOf(problem: WeekProblem, week: Week, demand: Demand): Cell[] {
  const { groups, students, stations } = problem
  if (demand.kind === 'apart' || demand.kind === 'changes') return []
  const student = demand.kind === 'studentAtTable' ? students[demand.student] : null
  const group = demand.kind === 'studentAtTable' ? students[demand.student].group : demand.group
  if (group < 0) return []
  const away = new Set([...groups[group].away, ...(student?.away ?? [])])
  return demand.blocks.flatMap(block => {
    const station = week[block * groups.length + group]
    if (station === NOWHERE || away.has(block)) return []
    const counts =
      demand.kind === 'station' ? station === demand.station : stations[station].lead.kind === 'teacher'
    return counts ? [{ block, group }] : []
  })
}

/**
 * Every violation of a filled week, and nothing else: `met` is said of a week if this is empty, and never by whoever
 * made the week. Written plainly, apart from the search, so that one can check the other. O(blocks x groups).
 *
 * @param week blocks x groups, row-major
 * @param part if given, what else there may be is not looked for; in the same order. A week that differs in some cells
 *   has other conflicts only in the part that has their blocks and groups
 */
export function findConflicts(problem: WeekProblem, week: Week, part?: Part): Conflict[] {
  const { blocks, groups } = part ?? wholeOf(problem)
  return [
    ...blocks.flatMap(block => conflictsOfBlock(problem, week, block)),
    ...problem.locked.flatMap(({ block, group, station }, lock): Conflict[] =>
      !blocks.includes(block) ||
      station === ANYWHERE ||
      week[block * problem.groups.length + group] === station
        ? []
        : [{ kind: 'locked', lock, block, group, cells: [{ block, group }] }],
    ),
    ...problem.demands.flatMap((demand, at) =>
      part && !groupsOf(problem, demand).some(group => groups.includes(group))
        ? []
        : conflictsOfDemand(problem, week, at),
    ),
  ]
}

/** Whose visits decide whether a demand holds; -1 = a student's who sits in no group. */
function groupsOf({ students }: WeekProblem, demand: Demand): readonly number[] {
  if (demand.kind === 'apart') return demand.groups
  return [demand.kind === 'studentAtTable' ? students[demand.student].group : demand.group]
}

function conflictsOfBlock(problem: WeekProblem, week: Week, block: number): Conflict[] {
  const { groups, stations, blocks, adults, locked } = problem
  const { kind, everybody, hasTeacher } = blocks[block]
  const conflicts: Conflict[] = []
  const visitors: Cell[][] = stations.map(() => [])
  for (const [group, { away }] of groups.entries()) {
    const station = week[block * groups.length + group]
    const cells = [{ block, group }]
    const isThere = kind === 'work' && !away.includes(block)
    if (station !== NOWHERE) {
      visitors[station].push(cells[0])
      if (kind === 'break') conflicts.push({ kind: 'break', block, group, station, cells })
      if (away.includes(block)) conflicts.push({ kind: 'away', block, group, station, cells })
    } else if (isThere && everybody) {
      const isMeant = locked.some(lock => lock.block === block && lock.group === group && lock.station < 0)
      if (!isMeant) conflicts.push({ kind: 'nowhere', block, group, cells })
    }
  }
  for (const [station, { capacity, closed }] of stations.entries()) {
    const cells = visitors[station]
    if (cells.length === 0) continue
    if (closed.includes(block)) conflicts.push({ kind: 'closed', block, station, cells })
    if (cells.length > capacity) {
      conflicts.push({ kind: 'room', block, station, visits: cells.length, capacity, cells })
    }
  }
  const visited = (counts: (station: Station) => boolean) =>
    stations.flatMap((station, at) => (counts(station) && visitors[at].length > 0 ? [at] : []))
  const cellsOf = (at: readonly number[]) => at.flatMap(station => visitors[station])
  const tables = visited(({ lead }) => lead.kind === 'teacher')
  if (tables.length > (hasTeacher ? 1 : 0)) {
    conflicts.push({ kind: 'teacher', block, stations: tables, cells: cellsOf(tables) })
  }
  const isHere = (adult: Adult) => adult.here.includes(block)
  for (const [at, adult] of adults.entries()) {
    const led = visited(({ lead }) => lead.kind === 'adult' && lead.adult === at)
    const here = isHere(adult) ? 1 : 0
    if (led.length > here)
      conflicts.push({ kind: 'adult', block, stations: led, adult: at, here, cells: cellsOf(led) })
  }
  const led = visited(({ lead }) => lead.kind === 'adult')
  const here = adults.filter(isHere).length
  if (led.length > here)
    conflicts.push({ kind: 'adult', block, stations: led, adult: null, here, cells: cellsOf(led) })
  return conflicts
}

function conflictsOfDemand(problem: WeekProblem, week: Week, at: number): Conflict[] {
  const demand = problem.demands[at]
  const stationAt = (block: number, group: number) => week[block * problem.groups.length + group]
  switch (demand.kind) {
    case 'apart': {
      const [one, other] = demand.groups
      return demand.blocks.flatMap((block): Conflict[] => {
        const station = stationAt(block, one)
        if (station === NOWHERE || station !== stationAt(block, other)) return []
        const cells = demand.groups.map(group => ({ block, group }))
        return [{ kind: 'together', demand: at, block, station, cells }]
      })
    }
    case 'changes':
      return changesByDay(problem, week, demand).flatMap((changes): Conflict[] =>
        changes.length > demand.most
          ? [
              {
                kind: 'tooManyChanges',
                demand: at,
                visits: changes.length,
                cells: changes.map(block => ({ block, group: demand.group })),
              },
            ]
          : [],
      )
    default: {
      const cells = visitsOf(problem, week, demand)
      const visits = cells.length
      if (visits < demand.least) return [{ kind: 'tooFew', demand: at, visits, cells: [] }]
      const tooMany = demand.most !== null && visits > demand.most
      return tooMany ? [{ kind: 'tooMany', demand: at, visits, cells }] : []
    }
  }
}

/** For each day the blocks in which the group has come from another station. */
function changesByDay(
  problem: WeekProblem,
  week: Week,
  demand: Extract<Demand, { kind: 'changes' }>,
): number[][] {
  const { group, blocks } = demand
  const days = new Map<number, number[]>()
  for (const { from, to, isSameDay } of successiveBlocks(problem, group)) {
    if (!isSameDay || !blocks.includes(from) || !blocks.includes(to)) continue
    const before = week[from * problem.groups.length + group]
    const after = week[to * problem.groups.length + group]
    if (before === NOWHERE || after === NOWHERE || before === after) continue
    const { day } = problem.blocks[to]
    days.set(day, [...(days.get(day) ?? []), to])
  }
  return [...days.values()]
}
