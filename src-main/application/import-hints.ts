import type { StudentId } from '../contract/ids.ts'
import type { ImportQuestion } from '../contract/importing.ts'
import type { ScoreTable } from '../exchange/score-table.ts'
import type { PlannedSkill } from './import-skills.ts'

/** Enough to tell namesakes apart. */
const MOST_SKILLS = 3

/**
 * Beside every row that is asked about stands what the file says of it, and beside every student who it may be what
 * their scores were so far: a name alone does not tell namesakes apart. Nothing sensitive is said.
 *
 * @param scoresOf a student's newest score in each skill
 */
export function withHints(
  questions: readonly ImportQuestion[],
  table: ScoreTable,
  skills: readonly PlannedSkill[],
  scoresOf: (studentId: StudentId) => ReadonlyMap<number, number>,
): ImportQuestion[] {
  const rows = new Map(table.rows.map(row => [row.row, row]))
  return questions.map(question => {
    const { cells = [] } = rows.get(question.row) ?? {}
    const scored = skills.filter(({ column }) => cells[column]?.state === 'score')
    const known = scored.filter(({ id }) => id !== null).slice(0, MOST_SKILLS)
    const shown = known.length > 0 ? known : scored.slice(0, MOST_SKILLS)
    return {
      ...question,
      hint: shown.map(({ name, column }) => `${name} ${cells[column].text}`).join(', '),
      candidates: question.candidates.map(candidate => {
        const soFar = scoresOf(candidate.studentId)
        const scores = known.flatMap(({ id, name }) => {
          const value = id === null ? undefined : soFar.get(id)
          return value === undefined
            ? []
            : [`${name} ${value.toLocaleString('en', { maximumFractionDigits: 1 })}`]
        })
        return { ...candidate, hint: scores.length > 0 ? `so far ${scores.join(', ')}` : '' }
      }),
    }
  })
}
