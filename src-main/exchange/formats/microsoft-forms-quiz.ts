import { cellAt } from '../format-parts/headed-table.ts'
import type { Measure } from '../format-parts/pivot.ts'
import { ANSWERS, isAboutPeople, quizPeople } from '../format-parts/quiz-people.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'
import type { Scale } from '../scale.ts'

const POINTS = /^Points ?- ?(.+)$/i

/** The file does not say what a question is out of: the best result is taken for all of it. */
const upToTheBest = (numbers: readonly number[]): Scale => ({
  kind: 'points',
  minimum: 0,
  maximum: numbers.reduce((most, number) => Math.max(most, number), 1),
})

/** One row an answer sheet; behind each question its points and feedback. */
export const microsoftFormsQuiz = testRowsFormat({
  id: 'microsoft-forms-quiz',
  title: 'Microsoft Forms quiz',
  explanation:
    'The points of each question, as a skill that you can rename or join with others. Answers, feedback and the total are not read. The file does not say what a question is out of, so the best result stands for all of it.',
  hasQuestions: true,
  telling: ['Start time', 'Completion time', 'Total points', { like: 'Points - …', pattern: POINTS }],
  students: table => quizPeople(table, ['Email']),
  namesSuffice: true,
  alsoShown: ['Total points'],
  read: (table, lines) => {
    const measured = table.matching(POINTS).flatMap(({ at, header, caught }) => {
      const question = caught[1] ?? header
      if (isAboutPeople(question) || lines.every(line => cellAt(line, at) === '')) return []
      const measure: Measure = { name: question, header, scale: upToTheBest, isOutOfMaximum: true }
      return [{ measure, at }]
    })
    const completed = table.at('Completion time')
    return {
      measures: measured.map(({ measure }) => measure),
      remarks: [ANSWERS, BEST],
      testsOf: line => [
        {
          kind: '',
          window: '',
          taken: readUsDate(cellAt(line, completed)) ?? '',
          results: resultsOf(line, measured),
        },
      ],
    }
  },
})

const BEST = {
  row: null,
  column: null,
  message: 'The file does not say what a question is out of: the best result is taken for all of it.',
  remedy: 'Where nobody had all points, correct the highest score of that column.',
} as const
