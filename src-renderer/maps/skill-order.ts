import type { ClassBook, Skill } from '../../src-main/contract/classes.ts'

/** A skill with its column in `Student.scores`. */
export interface SkillColumn {
  readonly skill: Skill
  readonly column: number
}

/** The order in which a map shows the skills: the one place that decides it. */
export function skillsInOrder(book: ClassBook): SkillColumn[] {
  return book.skills.map((skill, column) => ({ skill, column }))
}
