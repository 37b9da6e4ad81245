import type { ClassBook, Student } from '../../../src-main/contract/classes.ts'
import type { SkillId } from '../../../src-main/contract/ids.ts'
import type { Group, PlanBoard } from '../../../src-main/contract/plans.ts'
import { sorted } from '../../roster/sorting.ts'

/** How many of some students are below mastery in a skill, and their mean on the skill's own scale. */
export interface SkillSummary {
  readonly below: number
  readonly assessed: number
  /** null = nobody was assessed. */
  readonly mean: number | null
}

/** Rows that stand together in the grid: a group, those in no group, or everybody while there are no groups. */
export interface Gathering {
  readonly key: string
  readonly group: Group | null
  /** Place of the group on the board, 0 = A; null = no group. */
  readonly position: number | null
  readonly title: string
  /** What dropping here means (`data-drop`); undefined = nothing can be dropped. */
  readonly drop: string | undefined
  readonly students: readonly Student[]
  /** In the order of the class's skills. */
  readonly summaries: readonly SkillSummary[]
}

/** Rows by a skill, from low to high or (`down`) from high to low; null = by name. */
export type RowOrder = { readonly skillId: SkillId; readonly down: boolean } | null

/** A press on a skill: first from low to high, again from high to low, a third time back to names. */
export function turnedOrder(order: RowOrder, skillId: SkillId): RowOrder {
  if (order?.skillId !== skillId) return { skillId, down: false }
  return order.down ? null : { skillId, down: true }
}

/**
 * The rows of the grid, gathered. Without an order they stand by name, as on the cards beside the grid: a student
 * is found where the eye looks, and nobody else's row moves after a drop. With an order each gathering is
 * sorted by itself; who was not assessed comes last.
 */
export function gather(book: ClassBook, board: PlanBoard, order: RowOrder): Gathering[] {
  const byId = new Map(book.students.map(student => [student.id, student]))
  const at = order ? book.skills.findIndex(skill => skill.id === order.skillId) : -1
  const gathering = (
    head: Pick<Gathering, 'key' | 'group' | 'position' | 'title' | 'drop'>,
    students: readonly Student[],
  ): Gathering => ({
    ...head,
    students: order && at >= 0 ? sorted(students, { by: at, down: order.down }, () => undefined) : students,
    summaries: summarise(book, students),
  })
  if (board.groups.length === 0) {
    return [
      gathering(
        { key: 'all', group: null, position: null, title: 'All students', drop: undefined },
        book.students,
      ),
    ]
  }
  const groups = board.groups.map((group, position) =>
    gathering(
      {
        key: `g${group.id}`,
        group,
        position,
        title: `Group ${group.letter}, ${group.name}`,
        drop: String(group.id),
      },
      group.members.flatMap(member => byId.get(member.studentId) ?? []),
    ),
  )
  if (board.unplaced.length === 0) return groups
  const out = gathering(
    { key: 'out', group: null, position: null, title: 'Not in a group', drop: 'out' },
    board.unplaced.flatMap(id => byId.get(id) ?? []),
  )
  return [...groups, out]
}

/** How students stand in every skill of the class, over those who were assessed. O(students x skills). */
export function summarise({ skills }: ClassBook, students: readonly Student[]): SkillSummary[] {
  return skills.map(({ masteryThreshold }, at) => {
    const seen = students.flatMap(student => student.scores[at] ?? [])
    return {
      below: seen.filter(score => score < masteryThreshold).length,
      assessed: seen.length,
      mean: seen.length > 0 ? seen.reduce((sum, score) => sum + score, 0) / seen.length : null,
    }
  })
}
