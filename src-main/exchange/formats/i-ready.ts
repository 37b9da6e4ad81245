import type { Format } from '../format.ts'
import { cellAt, type TellingColumn } from '../format-parts/headed-table.ts'
import type { Ladder } from '../format-parts/ladder.ts'
import type { Measure } from '../format-parts/pivot.ts'
import { TWICE } from '../format-parts/score-and-level.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import { windowsByDay } from '../format-parts/test-days.ts'
import { dayOf, readUsDate } from '../format-parts/us-date.ts'
import type { Scale } from '../scale.ts'

const SCALE_SCORE: Scale = { kind: 'score', minimum: 100, maximum: 800 }

const RELATIVE_PLACEMENT: Ladder = {
  names: [
    '3 or More Grade Levels Below',
    '2 Grade Levels Below',
    '1 Grade Level Below',
    'Early On Grade Level',
    'Mid or Above Grade Level',
  ],
  also: [['Mid On or Above Grade Level', 5]],
  hadFrom: 4,
}

const DOMAIN = /^(?!Mid On Grade)(.+?) Scale Score$/i

/** One row a student and diagnostic. The two subjects differ only in their domains. */
function iReady(subject: 'reading' | 'mathematics', telling: TellingColumn): Format {
  const title = `i-Ready diagnostic, ${subject}`
  const overall = subject === 'reading' ? 'Reading overall' : 'Mathematics overall'
  return testRowsFormat({
    id: `i-ready-${subject}`,
    title,
    explanation:
      'Of each domain and overall the scale score (100 to 800), to group by, and the placement relative to the grade as levels of their own. The placement in words is shown and not used; growth, Lexile, Quantile and projections are not read.',
    telling: [
      'Overall Scale Score',
      'Overall Relative Placement',
      'Most Recent Diagnostic YTD (Y/N)',
      telling,
    ],
    students: { ids: ['Student ID', 'User Name'], given: ['First Name'], family: ['Last Name'] },
    alsoShown: [
      'Student Grade',
      'English Language Learner',
      'Special Education',
      { like: 'Phonics Placement', pattern: /^(?!.*Relative).+ Placement$/i },
    ],
    read: (table, lines) => {
      const at = {
        start: table.at('Start Date'),
        completion: table.at('Completion Date'),
        recent: table.at('Most Recent Diagnostic YTD (Y/N)'),
        baseline: table.at('Baseline Diagnostic (Y/N)'),
      }
      const measured = table.matching(DOMAIN).flatMap(({ at: scoreAt, header, caught }) => {
        const domain = caught[1] ?? ''
        const name = /^overall$/i.test(domain) ? overall : domain
        const levelAt = table.at(`${domain} Relative Placement`)
        const level: Measure = {
          name: `${name}, placement`,
          header: table.headers[levelAt] ?? '',
          ladder: RELATIVE_PLACEMENT,
        }
        const score: Measure = { name, header, scale: SCALE_SCORE, judgedBy: level }
        return [
          { measure: score, at: scoreAt },
          { measure: level, at: levelAt },
        ].filter(({ at: place }) => place >= 0)
      })
      const takenOf = (line: (typeof lines)[number]) =>
        readUsDate(cellAt(line, at.completion)) ?? readUsDate(cellAt(line, at.start))
      const windows = windowsByDay(lines.flatMap(line => dayOf(takenOf(line)) ?? []))
      const isYes = (text: string) => /^y(es)?$/i.test(text)
      const windowOf = (line: (typeof lines)[number]) => windows.get(dayOf(takenOf(line)) ?? '') ?? ''
      const baselines = new Set(lines.filter(line => isYes(cellAt(line, at.baseline))).map(windowOf))
      const first = [...windows.values()][0]
      return {
        measures: measured.map(({ measure }) => measure),
        testsOf: line => {
          const window = windowOf(line)
          const named = window !== '' && window === first && baselines.has(window)
          // Of two on one day the one that i-Ready calls the most recent counts.
          const taken = takenOf(line)
          const tie = taken && isYes(cellAt(line, at.recent)) ? '~' : ''
          return [
            {
              kind: '',
              window: named ? `${window} (baseline)` : window,
              taken: `${taken ?? ''}${tie}`,
              results: resultsOf(line, measured),
            },
          ]
        },
        remarks: [TWICE],
      }
    },
  })
}

export const iReadyReading = iReady('reading', {
  like: 'Phonics Scale Score',
  pattern: /^(Phonics|Phonological Awareness) Scale Score$/i,
})
export const iReadyMathematics = iReady('mathematics', {
  like: 'Number and Operations Scale Score',
  pattern: /^(Geometry|Number and Operations) Scale Score$/i,
})
