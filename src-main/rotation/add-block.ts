import { blocksOfWeeks } from './successive-blocks.ts'
import { weekOf, type Block, type Demand, type WeekProblem } from './week-problem.ts'

/** Where one more block with the teacher could be, and who would be there. All stations are open in it. */
export interface SpareBlock extends Pick<Block, 'day' | 'start' | 'minutes'> {
  /** Groups and students that are elsewhere then. */
  readonly groupsAway: readonly number[]
  readonly studentsAway: readonly number[]
  readonly adultsHere: readonly number[]
}

/** A problem with one more block, and where its other blocks are now. */
export interface WithBlock {
  readonly problem: WeekProblem
  /** The new block's place. */
  readonly block: number
  readonly placeOf: (block: number) => number
}

/** The same week with one more block; a demand counts in it if it counts in every other one of its week. */
export function addBlock(problem: WeekProblem, spare: SpareBlock): WithBlock {
  const { day, start, minutes } = spare
  const isLater = (one: Block) => one.day > day || (one.day === day && one.start > start)
  const later = problem.blocks.findIndex(isLater)
  const block = later < 0 ? problem.blocks.length : later
  const added: Block = { day, start, minutes, kind: 'work', hasTeacher: true, everybody: true }
  const ofWeek = blocksOfWeeks(problem)[weekOf(added)] ?? []
  const placeOf = (at: number) => (at < block ? at : at + 1)
  const moved = (blocks: readonly number[], isIn: boolean) => [
    ...blocks.map(placeOf),
    ...(isIn ? [block] : []),
  ]
  return {
    block,
    placeOf,
    problem: {
      groups: problem.groups.map((group, at) => ({
        ...group,
        away: moved(group.away, spare.groupsAway.includes(at)),
      })),
      students: problem.students.map((student, at) => ({
        ...student,
        away: moved(student.away, spare.studentsAway.includes(at)),
      })),
      stations: problem.stations.map(station => ({ ...station, closed: moved(station.closed, false) })),
      adults: problem.adults.map(({ here }, at) => ({ here: moved(here, spare.adultsHere.includes(at)) })),
      blocks: problem.blocks.toSpliced(block, 0, added),
      demands: problem.demands.map((demand): Demand => {
        const isAlways = ofWeek.length > 0 && ofWeek.every(at => demand.blocks.includes(at))
        return { ...demand, blocks: moved(demand.blocks, isAlways) }
      }),
      locked: problem.locked.map(lock => ({ ...lock, block: placeOf(lock.block) })),
    },
  }
}
