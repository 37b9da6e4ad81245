import { weekOf, type WeekProblem } from './week-problem.ts'

/** Two blocks that follow each other for a group. */
export interface Succession {
  readonly from: number
  readonly to: number
  /** false = the only blocks of two days that follow each other in a week. */
  readonly isSameDay: boolean
}

/** Work blocks of each week, in the order of time; `weeks[1]` is empty when only week A has any. */
export function blocksOfWeeks({ blocks }: Pick<WeekProblem, 'blocks'>): number[][] {
  const weeks: number[][] = []
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== 'work') continue
    const week = weekOf(block)
    while (weeks.length <= week) weeks.push([])
    weeks[week].push(at)
  }
  return weeks
}

/** Work blocks of each day that has any, in the order of time. */
export function blocksOfDays(problem: Pick<WeekProblem, 'blocks'>): number[][] {
  const days = new Map<number, number[]>()
  for (const at of blocksOfWeeks(problem).flat()) {
    const { day } = problem.blocks[at]
    days.set(day, [...(days.get(day) ?? []), at])
  }
  return [...days.values()]
}

/**
 * The blocks that follow each other for a group: on a day, with breaks and blocks in which it is away passed over; and
 * from one day to the next where both have a single block, for else "twice running" would mean nothing there.
 */
export function successiveBlocks(problem: WeekProblem, group: number): Succession[] {
  const { blocks, groups } = problem
  const away = new Set(groups[group].away)
  const successions: Succession[] = []
  for (const week of blocksOfWeeks(problem)) {
    const counts = new Map<number, number>()
    for (const at of week) counts.set(blocks[at].day, (counts.get(blocks[at].day) ?? 0) + 1)
    const isSingle = (at: number) => counts.get(blocks[at].day) === 1
    let last = -1
    for (const at of week) {
      if (away.has(at)) continue
      if (last >= 0) {
        const isSameDay = blocks[last].day === blocks[at].day
        if (isSameDay || (isSingle(last) && isSingle(at))) successions.push({ from: last, to: at, isSameDay })
      }
      last = at
    }
  }
  return successions
}
