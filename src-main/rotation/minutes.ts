import { blocksOfWeeks } from './successive-blocks.ts'
import { NOWHERE, type Week, type WeekProblem } from './week-problem.ts'

/** Time with the teacher in one week. */
export interface TableTime {
  readonly visits: number
  readonly minutes: number
}

export interface TableTimes {
  /** By group. */
  readonly groups: readonly TableTime[]
  /** By student: the visits that count for the group, less those in which the student is pulled out. */
  readonly students: readonly TableTime[]
}

/**
 * For each week (0 = A) the time every group and every student has at a table. A block in which the group is elsewhere
 * counts for nobody, even if the week has it at a table then. O(blocks x people).
 */
export function timeWithTeacher(problem: WeekProblem, week: Week): TableTimes[] {
  const { groups, students, stations, blocks } = problem
  return blocksOfWeeks(problem).map(ofWeek => {
    const timeOf = (group: number, away: readonly number[]): TableTime => {
      const visited = ofWeek.filter(block => {
        const station = group < 0 ? NOWHERE : week[block * groups.length + group]
        if (station === NOWHERE || stations[station].lead.kind !== 'teacher') return false
        return !away.includes(block) && !groups[group].away.includes(block)
      })
      return {
        visits: visited.length,
        minutes: visited.reduce((sum, block) => sum + blocks[block].minutes, 0),
      }
    }
    return {
      groups: groups.map((_, group) => timeOf(group, [])),
      students: students.map(({ group, away }) => timeOf(group, away)),
    }
  })
}
