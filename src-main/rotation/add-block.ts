import { blocksOfWeeks } from './successive-blocks.ts'
import type { Block, Demand, WeekProblem } from './week-problem.ts'

/** In minutes. */
const MIDNIGHT = 24 * 60

/** A problem with one more block, and where its other blocks are now. */
export interface WithBlock {
  readonly problem: WeekProblem
  /** The new block's place. */
  readonly block: number
  readonly placeOf: (block: number) => number
}

/**
 * The same week with one more block with the teacher at the end of a day, as long as the last one there and right after
 * it. Adults and students are where they are in the last one; stations that are closed then are closed; a demand counts
 * in the new block if it counts in every other of its day.
 *
 * @returns null if there is no work block on that day, or no time before the next one or before midnight
 */
export function addBlock(problem: WeekProblem, day: number): WithBlock | null {
  const ofDay = blocksOfWeeks(problem)
    .flat()
    .filter(at => problem.blocks[at].day === day)
  const last = ofDay.at(-1)
  if (last === undefined) return null
  const model = problem.blocks[last]
  const start = model.start + model.minutes
  const after = problem.blocks[last + 1]
  const latest = after?.day === day ? after.start : MIDNIGHT
  if (start + model.minutes > latest) return null
  const block = last + 1
  const added: Block = { ...model, start, hasTeacher: true }
  const placeOf = (at: number) => (at < block ? at : at + 1)
  const moved = (blocks: readonly number[]) => blocks.map(placeOf)
  const asLast = (blocks: readonly number[]) =>
    blocks.includes(last) ? [...moved(blocks), block] : moved(blocks)
  const demanded = ({ blocks }: Demand) =>
    ofDay.every(at => blocks.includes(at)) ? [...moved(blocks), block] : moved(blocks)
  return {
    block,
    placeOf,
    problem: {
      groups: problem.groups.map(group => ({ ...group, away: asLast(group.away) })),
      students: problem.students.map(student => ({ ...student, away: asLast(student.away) })),
      stations: problem.stations.map(station => ({ ...station, closed: asLast(station.closed) })),
      adults: problem.adults.map(({ here }) => ({ here: asLast(here) })),
      blocks: problem.blocks.toSpliced(block, 0, added),
      demands: problem.demands.map((demand): Demand => ({ ...demand, blocks: demanded(demand) })),
      locked: problem.locked.map(lock => ({ ...lock, block: placeOf(lock.block) })),
    },
  }
}
