import type { Measure } from '../format-parts/pivot.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import type { Scale } from '../scale.ts'

const PROFICIENCY: Scale = { kind: 'level', minimum: 1, maximum: 6 }
const DOMAINS = ['Listening', 'Speaking', 'Reading', 'Writing', 'Composite (Overall)'] as const

/** One row a student. */
export const widaAccess = testRowsFormat({
  id: 'wida-access',
  title: 'WIDA ACCESS',
  explanation:
    'The proficiency levels 1.0 to 6.0 of listening, speaking, reading, writing and overall. Scale scores, tiers and the other composites are not read. Which level is enough differs by state, so set it yourself; the file holds no dates.',
  telling: [
    'Listening Proficiency Level',
    'Speaking Proficiency Level',
    'Writing Proficiency Level',
    'Listening Tier',
  ],
  students: {
    ids: ['SAP ID (Local)', 'Student ID (State)'],
    given: ['Legal First Name'],
    family: ['Legal Last Name'],
  },
  alsoShown: ['Grade', 'Native Language'],
  read: table => {
    const measured = DOMAINS.flatMap(domain => {
      const at = table.at(`${domain} Proficiency Level`)
      const name = domain === 'Composite (Overall)' ? 'Overall English proficiency' : `${domain} proficiency`
      const measure: Measure = { name, header: `${domain} Proficiency Level`, scale: PROFICIENCY }
      return at < 0 ? [] : [{ measure, at }]
    })
    return {
      measures: measured.map(({ measure }) => measure),
      testsOf: line => [{ kind: '', window: '', taken: '', results: resultsOf(line, measured) }],
    }
  },
})
