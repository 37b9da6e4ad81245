import { cellAt, type HeadedTable } from '../format-parts/headed-table.ts'
import type { Measure } from '../format-parts/pivot.ts'
import { ANSWERS, isAboutPeople, quizPeople } from '../format-parts/quiz-people.ts'
import type { Measured } from '../format-parts/score-and-level.ts'
import { testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'

const QUESTION = /^(.*\S) ?\[Score\]$/i
/** How a question that nobody has graded yet stands in the file. */
const UNGRADED = /^-+\s*\/.*$/
const OUT_OF = /^[-\d.]+ *\/ *(\d+(?:\.\d+)?)$/
const MOST_POINTS = 1_000_000
const TOTAL = ['Total score', 'Score']

/** The highest "out of" in a column of "1.00 / 1"; 0 where there is none. */
function outOf(table: HeadedTable, at: number): number {
  return table.lines.reduce((most, line) => {
    const total = Number(OUT_OF.exec(cellAt(line, at))?.[1] ?? 0)
    return total <= MOST_POINTS ? Math.max(most, total) : most
  }, 0)
}

function measuredAs(table: HeadedTable, at: number, name: string): Measured[] {
  const maximum = outOf(table, at)
  const measure: Measure = { name, header: table.headers[at], scale: { kind: 'points', minimum: 0, maximum } }
  return maximum > 0 ? [{ measure, at }] : []
}

const questionsOf = (table: HeadedTable) =>
  table.matching(QUESTION).flatMap(({ at, caught }) => {
    const question = caught[1] ?? ''
    return isAboutPeople(question) ? [] : measuredAs(table, at, question)
  })

/** One row an answer sheet; beside each question its points, if the file was downloaded from the form itself. */
export const googleFormsQuiz = testRowsFormat({
  id: 'google-forms-quiz',
  title: 'Google Forms quiz',
  explanation:
    'The points of each question, as a skill that you can rename or join with others; of a sheet that holds only the total, the total. Answers and feedback are not read. Who answers twice counts with the newest answers, if the form took e-mail addresses.',
  hasQuestions: true,
  telling: ['Timestamp', { like: 'Score', pattern: /^(Total )?Score$|\[Score\]$/i }],
  isOne: table => questionsOf(table).length > 0 || outOf(table, table.at(...TOTAL)) > 0,
  students: table => quizPeople(table, ['Email Address', 'Username', 'Email']),
  namesSuffice: true,
  read: table => {
    const questions = questionsOf(table)
    const measured = questions.length > 0 ? questions : measuredAs(table, table.at(...TOTAL), 'Quiz score')
    const timestamp = table.at('Timestamp')
    return {
      measures: measured.map(({ measure }) => measure),
      remarks: [questions.length > 0 ? ANSWERS : TOTAL_ONLY],
      testsOf: line => [
        {
          kind: '',
          window: '',
          taken: readUsDate(cellAt(line, timestamp)) ?? '',
          results: new Map(
            measured.map(({ measure, at }) => [measure, cellAt(line, at).replace(UNGRADED, '')]),
          ),
        },
      ],
    }
  },
})

const TOTAL_ONLY = {
  row: null,
  column: null,
  message: 'This sheet holds only the total of the quiz, not the points of each question.',
  remedy:
    'In the form choose Responses, then “Download responses (.csv)”, to have a skill for each question.',
} as const
