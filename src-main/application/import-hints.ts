import type { ClassBook } from '../contract/classes.ts'
import type { ImportQuestion } from '../contract/importing.ts'
import type { ScoreTable } from '../exchange/score-table.ts'
import type { PlannedSkill } from './import-skills.ts'

/** Enough to tell namesakes apart. */
const MOST_SKILLS = 3

/**
 * Beside every row that is asked about stands what the file says of it, and beside every student who it may be what
 * their scores were so far: a name alone does not tell namesakes apart. Nothing sensitive is said.
 */
export function withHints(
  questions: readonly ImportQuestion[],
  table: ScoreTable,
  skills: readonly PlannedSkill[],
  book: ClassBook | null,
): ImportQuestion[] {
  const rows = new Map(table.rows.map(row => [row.row, row]))
  const students = new Map(book?.students.map(student => [student.id, student]))
  const places = new Map(book?.skills.map((skill, at) => [skill.id as number, at]))
  return questions.map(question => {
    const { cells = [] } = rows.get(question.row) ?? {}
    const scored = skills.filter(({ column }) => cells[column]?.state === 'score')
    const known = scored.filter(({ id }) => id !== null).slice(0, MOST_SKILLS)
    const shown = known.length > 0 ? known : scored.slice(0, MOST_SKILLS)
    return {
      ...question,
      hint: shown.map(({ name, column }) => `${name} ${cells[column].text}`).join(', '),
      candidates: question.candidates.map(candidate => {
        const scores = known.flatMap(({ id, name }) => {
          const value = students.get(candidate.studentId)?.scores[places.get(id ?? 0) ?? -1]
          return value === undefined || value === null
            ? []
            : [`${name} ${value.toLocaleString('en', { maximumFractionDigits: 1 })}`]
        })
        return { ...candidate, hint: scores.length > 0 ? `so far ${scores.join(', ')}` : '' }
      }),
    }
  })
}
