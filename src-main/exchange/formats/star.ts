import type { Format } from '../format.ts'
import { cellAt, type TellingColumn } from '../format-parts/headed-table.ts'
import type { Ladder } from '../format-parts/ladder.ts'
import type { Measure } from '../format-parts/pivot.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'
import type { Scale } from '../scale.ts'

/** From Star Early Literacy at its lowest to Star Math at its highest. */
const SCALED_SCORE: Scale = { kind: 'score', minimum: 0, maximum: 1400 }
const PERCENTILE: Scale = { kind: 'score', minimum: 1, maximum: 99 }

const CATEGORY: Ladder = {
  names: ['Urgent Intervention', 'Intervention', 'On Watch', 'At/Above Benchmark'],
  also: [
    ['At or Above Benchmark', 4],
    ['At / Above Benchmark', 4],
    ['At Benchmark', 4],
    ['Above Benchmark', 4],
  ],
  hadFrom: 4,
}

/** What a Star test becomes: scaled score, percentile, benchmark category. */
function starMeasures(test: string, headers: { score: string; percentile: string; category: string }) {
  const category: Measure = { name: `${test} category`, header: headers.category, ladder: CATEGORY }
  const score: Measure = { name: test, header: headers.score, scale: SCALED_SCORE, judgedBy: category }
  const percentile: Measure = {
    name: `${test} percentile`,
    header: headers.percentile,
    scale: PERCENTILE,
    judgedBy: category,
  }
  return { score, percentile, category }
}

function windowName(window: string, year: string): string {
  return window === '' || window.includes(year) ? window : `${window} ${year}`
}

const EXPLANATION =
  'Of each test the scaled score, the percentile and the benchmark category as levels. Growth, Lexile, Quantile, reading zones and state benchmarks are not read: the file has no scores by skill area.'

function star(id: string, title: string, telling: TellingColumn, not: TellingColumn): Format {
  return testRowsFormat({
    id,
    title: `Renaissance ${title}`,
    explanation: EXPLANATION,
    telling: ['RenaissanceClientID', 'StudentRenaissanceID', 'AssessmentID', 'ScaledScore', telling],
    not: [not],
    students: {
      ids: ['StudentIdentifier', 'StudentSourcedID', 'StudentRenaissanceID'],
      given: ['StudentFirstName'],
      family: ['StudentLastName'],
    },
    alsoShown: ['CurrentGrade'],
    read: table => {
      const headers = {
        score: 'ScaledScore',
        percentile: 'PercentileRank',
        category: 'RenaissanceBenchmarkCategoryName',
      }
      const { score, percentile, category } = starMeasures(title, headers)
      const measured = [
        { measure: score, at: table.at(headers.score) },
        { measure: percentile, at: table.at(headers.percentile) },
        { measure: category, at: table.at(headers.category) },
      ].filter(({ at }) => at >= 0)
      const at = {
        window: table.at('ScreeningPeriodWindowName'),
        year: table.at('SchoolYear'),
        local: table.at('CompletedDateLocal'),
        completed: table.at('CompletedDate'),
        deactivated: table.at('DeactivationReason'),
      }
      return {
        measures: measured.map(({ measure }) => measure),
        leftOut: line => (cellAt(line, at.deactivated) === '' ? null : 'deactivated tests'),
        testsOf: line => [
          {
            kind: '',
            window: windowName(cellAt(line, at.window), cellAt(line, at.year)),
            taken: readUsDate(cellAt(line, at.local) || cellAt(line, at.completed)) ?? '',
            results: resultsOf(line, measured),
          },
        ],
      }
    },
  })
}

const READING_ONLY: TellingColumn = 'InstructionalReadingLevel'

export const starMath = star('renaissance-star-math', 'Star Math', 'Quantile', READING_ONLY)
export const starReading = star('renaissance-star-reading', 'Star Reading', READING_ONLY, 'Quantile')

/** All Star tests in one file, told apart by their activity type; reading quizzes stand among them. */
export const star360 = testRowsFormat({
  id: 'renaissance-star-360',
  title: 'Renaissance Star 360',
  explanation: `${EXPLANATION} Rows of reading quizzes are left out.`,
  telling: ['Renaissance Client ID', 'Renaissance Activity ID', 'Activity Type', 'Scaled Score'],
  students: {
    ids: ['Student Identifier', 'Student State ID', 'Student User Name'],
    given: ['Student First Name'],
    family: ['Student Last Name'],
  },
  alsoShown: ['Current Grade'],
  read: (table, lines) => {
    const headers = {
      score: 'Scaled Score',
      percentile: 'Percentile Rank',
      category: 'School Benchmark Category',
    }
    const at = {
      type: table.at('Activity Type'),
      score: table.at(headers.score),
      percentile: table.at(headers.percentile),
      category: table.at(headers.category),
      window: table.at('Screening Window Name'),
      year: table.at('School Year'),
      completed: table.at('Activity Completed Date'),
    }
    const isTest = (line: (typeof lines)[number]) => cellAt(line, at.score) !== ''
    const types = [...new Set(lines.filter(isTest).map(line => cellAt(line, at.type) || 'Star'))].sort()
    const tests = new Map(types.map(type => [type, starMeasures(type, headers)]))
    return {
      measures: [...tests.values()].flatMap(({ score, percentile, category }) => [
        score,
        percentile,
        category,
      ]),
      leftOut: line => (isTest(line) ? null : 'no scaled score, as reading quizzes have none'),
      testsOf: line => {
        const type = cellAt(line, at.type) || 'Star'
        const measures = tests.get(type)
        if (!measures) return []
        return [
          {
            kind: type,
            window: windowName(cellAt(line, at.window), cellAt(line, at.year)),
            taken: readUsDate(cellAt(line, at.completed)) ?? '',
            results: resultsOf(line, [
              { measure: measures.score, at: at.score },
              { measure: measures.percentile, at: at.percentile },
              { measure: measures.category, at: at.category },
            ]),
          },
        ]
      },
    }
  },
})
