import type { ClassBook, Skill } from '../../src-main/contract/classes.ts'
import type { PlanBoard } from '../../src-main/contract/plans.ts'

/** A skill with its column in `Student.scores`. */
export interface SkillColumn {
  readonly skill: Skill
  readonly column: number
}

/** The skills as every look of the map shows them: shared needs stand together. */
export function skillsInOrder(book: ClassBook, { skillOrder }: Pick<PlanBoard, 'skillOrder'>): SkillColumn[] {
  const columns = new Map(book.skills.map(({ id }, column) => [id, column]))
  return skillOrder.flatMap(id => {
    const column = columns.get(id)
    return column === undefined ? [] : [{ skill: book.skills[column], column }]
  })
}
