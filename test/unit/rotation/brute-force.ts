import { weekOf, type Demand, type WeekProblem } from '../../../src-main/rotation/week-problem.ts'

/** A week as rows of blocks; -1 = nowhere. Everything here is written apart from the product, by the words of the rules. */
export type Rows = readonly (readonly number[])[]

export const rowsOf = ({ blocks, groups }: WeekProblem, week: ArrayLike<number>): number[][] =>
  blocks.map((_, block) => groups.map((_group, group) => week[block * groups.length + group] ?? -1))

const isAway = ({ groups }: WeekProblem, block: number, group: number) =>
  groups[group]?.away.includes(block) ?? false

/** The blocks of a group that follow each other on a day, as it goes through them. */
function walks(problem: WeekProblem, group: number): number[][] {
  const walked = new Map<number, number[]>()
  for (const [at, { kind, day }] of problem.blocks.entries()) {
    if (kind === 'work' && !isAway(problem, at, group)) walked.set(day, [...(walked.get(day) ?? []), at])
  }
  return [...walked.values()]
}

/** Whether one block can be like this, whatever the others are. */
function blockHolds(problem: WeekProblem, block: number, row: readonly number[]): boolean {
  const at = problem.blocks[block]
  if (!at) return false
  const isLocked = (group: number) =>
    problem.locked.find(lock => lock.block === block && lock.group === group)?.station
  for (const [group, place] of row.entries()) {
    const lock = isLocked(group)
    if (lock !== undefined && lock !== -2 && lock !== place) return false
    if (place >= 0 && (at.kind === 'break' || isAway(problem, block, group))) return false
    const isFree = at.kind === 'break' || isAway(problem, block, group) || (lock ?? 0) < 0 || !at.everybody
    if (place < 0 && !isFree) return false
  }
  const used = [...new Set(row.filter(place => place >= 0))]
  for (const place of used) {
    const one = problem.stations[place]
    if (!one || one.closed.includes(block)) return false
    if (row.filter(other => other === place).length > one.capacity) return false
  }
  const led = used.flatMap(place => problem.stations[place]?.lead ?? [])
  if (led.filter(lead => lead.kind === 'teacher').length > (at.hasTeacher ? 1 : 0)) return false
  // Somebody different for each: tried out.
  const here = problem.adults.flatMap((adult, who) => (adult.here.includes(block) ? [who] : []))
  const wanted = led.flatMap(lead => (lead.kind === 'adult' ? [lead.adult] : []))
  const canLead = (from: number, free: readonly number[]): boolean => {
    if (from === wanted.length) return true
    return free.some(
      who =>
        (wanted[from] === null || wanted[from] === who) &&
        canLead(
          from + 1,
          free.filter(other => other !== who),
        ),
    )
  }
  if (!canLead(0, here)) return false
  return problem.demands.every(
    demand =>
      demand.kind !== 'apart' ||
      !demand.blocks.includes(block) ||
      (row[demand.groups[0]] ?? -1) < 0 ||
      row[demand.groups[0]] !== row[demand.groups[1]],
  )
}

const isTable = (problem: WeekProblem, place: number) => problem.stations[place]?.lead.kind === 'teacher'

function demandHolds(problem: WeekProblem, rows: Rows, demand: Demand): boolean {
  if (demand.kind === 'apart') return true
  if (demand.kind === 'changes') {
    return walks(problem, demand.group).every(walk => {
      let changes = 0
      for (let at = 1; at < walk.length; at++) {
        const [from, to] = [walk[at - 1] ?? 0, walk[at] ?? 0]
        if (!demand.blocks.includes(from) || !demand.blocks.includes(to)) continue
        const [before, after] = [rows[from]?.[demand.group] ?? -1, rows[to]?.[demand.group] ?? -1]
        if (before >= 0 && after >= 0 && before !== after) changes++
      }
      return changes <= demand.most
    })
  }
  const student = demand.kind === 'studentAtTable' ? problem.students[demand.student] : undefined
  const group = demand.kind === 'studentAtTable' ? (student?.group ?? -1) : demand.group
  const visits = demand.blocks.filter(block => {
    const place = rows[block]?.[group] ?? -1
    if (place < 0 || student?.away.includes(block)) return false
    return demand.kind === 'station' ? place === demand.station : isTable(problem, place)
  }).length
  return visits >= demand.least && visits <= (demand.most ?? Infinity)
}

/** Whether a week is as it has to be. */
export function holds(problem: WeekProblem, rows: Rows): boolean {
  return (
    rows.every((row, block) => blockHolds(problem, block, row)) &&
    problem.demands.every(demand => demandHolds(problem, rows, demand))
  )
}

/** [repeats, missed, waiting, idle, unevenness, bunching, withoutTeacher] */
export function figuresOf(problem: WeekProblem, rows: Rows): number[] {
  const { groups, stations, blocks } = problem
  const workOf = new Map<number, number[]>()
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'work') workOf.set(weekOf(block), [...(workOf.get(weekOf(block)) ?? []), at])
  }
  const weeks = [...workOf.values()]
  let [repeats, waiting, unevenness] = [0, 0, 0]
  for (const [group, { need }] of groups.entries()) {
    const countRepeat = (from: number, to: number) => {
      const place = rows[from]?.[group] ?? -1
      if (place >= 0 && place === rows[to]?.[group]) repeats++
    }
    for (const walk of walks(problem, group)) {
      for (let at = 1; at < walk.length; at++) countRepeat(walk[at - 1] ?? 0, walk[at] ?? 0)
    }
    for (const work of weeks) {
      const there = work.filter(at => !isAway(problem, at, group))
      const onDay = (at: number) => work.filter(other => blocks[other]?.day === blocks[at]?.day).length
      for (let at = 1; at < there.length; at++) {
        const [from, to] = [there[at - 1] ?? 0, there[at] ?? 0]
        if (blocks[from]?.day !== blocks[to]?.day && onDay(from) === 1 && onDay(to) === 1)
          countRepeat(from, to)
      }
      const first = work.findIndex(at => isTable(problem, rows[at]?.[group] ?? -1))
      waiting += need * (first < 0 ? work.length : first)
    }
    for (const span of weeks.length > 1 ? [...weeks, weeks.flat()] : weeks) {
      for (const place of stations.keys()) {
        unevenness += span.filter(at => rows[at]?.[group] === place).length ** 2
      }
    }
  }
  const idle = weeks.flat().filter(at => {
    const isOpen = stations.some(
      ({ lead, capacity, closed }) => lead.kind === 'teacher' && capacity > 0 && !closed.includes(at),
    )
    return isOpen && blocks[at]?.hasTeacher && !rows[at]?.some(place => isTable(problem, place))
  }).length
  // For each visit: is there an earlier one of the group on its day?
  const bunching = weeks
    .flat()
    .flatMap(at => groups.map((_, group) => ({ at, group })))
    .filter(({ at, group }) => {
      const visits = (other: number) => isTable(problem, rows[other]?.[group] ?? -1)
      const isEarlier = (other: number) => other < at && blocks[other]?.day === blocks[at]?.day
      return visits(at) && weeks.flat().some(other => isEarlier(other) && visits(other))
    }).length
  const missed = weeks
    .flat()
    .flatMap(at => problem.students.map(({ group, away }) => ({ at, group, away })))
    .filter(({ at, group, away }) => away.includes(at) && isTable(problem, rows[at]?.[group] ?? -1)).length
  let withoutTeacher = 0
  for (const at of weeks.flat()) {
    for (const [group, { need }] of groups.entries()) {
      if (!isTable(problem, rows[at]?.[group] ?? -1)) withoutTeacher += need * (blocks[at]?.minutes ?? 0)
    }
  }
  return [repeats, missed, waiting, idle, unevenness, bunching, withoutTeacher]
}

const compare = (one: readonly number[], other: readonly number[]) => {
  const at = one.findIndex((value, figure) => value !== other[figure])
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

/** More weeks than this are too many to try. */
const MOST_WEEKS = 60_000

/** The best figures of all weeks that hold; null = none holds, undefined = too many to try. */
export function bestByTrying(problem: WeekProblem): number[] | null | undefined {
  const rowsOfBlocks = problem.blocks.map((_, block) => {
    const rows = problem.groups.reduce<number[][]>(
      begun => begun.flatMap(row => [-1, ...problem.stations.keys()].map(place => [...row, place])),
      [[]],
    )
    return rows.filter(row => blockHolds(problem, block, row))
  })
  if (rowsOfBlocks.reduce((count, rows) => count * rows.length, 1) > MOST_WEEKS) return undefined
  let best: number[] | null = null
  const week: number[][] = []
  const fill = (block: number): void => {
    if (block < rowsOfBlocks.length) {
      for (const row of rowsOfBlocks[block] ?? []) {
        week[block] = row
        fill(block + 1)
      }
      return
    }
    if (!problem.demands.every(demand => demandHolds(problem, week, demand))) return
    const figures = figuresOf(problem, week)
    if (best === null || compare(figures, best) < 0) best = figures
  }
  fill(0)
  return best
}
