import { cellAt } from '../format-parts/headed-table.ts'
import type { Ladder } from '../format-parts/ladder.ts'
import { scoreAndLevel, TWICE } from '../format-parts/score-and-level.ts'
import { monthName } from '../format-parts/test-days.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'
import type { Scale } from '../scale.ts'

/** The abilities of all Istation tests, with room around. */
const ABILITY: Scale = { kind: 'score', minimum: 0, maximum: 3000 }

const LEVEL: Ladder = {
  names: ['Level 1', 'Level 2', 'Level 3', 'Level 4', 'Level 5'],
  also: [
    ['1', 1],
    ['2', 2],
    ['3', 3],
    ['4', 4],
    ['5', 5],
  ],
  hadFrom: null,
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['OVERALL', 'Overall'],
  ['VOC', 'Vocabulary'],
  ['COMP', 'Comprehension'],
  ['COMP_AU', 'Listening comprehension'],
  ['FLU', 'Fluency'],
  ['ORF', 'Oral reading fluency'],
  ['SPL', 'Spelling'],
])

/** One row a student, domain and month. */
export const istation = testRowsFormat({
  id: 'istation',
  title: 'Istation',
  explanation:
    'Of each subtest the ability score and the level 1 to 5. Percentiles are not read. Subtests whose short name is not documented keep it (FON, ESC). There is one window a month, as the test is taken.',
  telling: ['STUDENT_ID', 'LNAME', 'FNAME', 'Overall_SCORE', 'Overall_ADMIN_DATE'],
  students: { ids: ['STUDENT_ID'], given: ['FNAME'], family: ['LNAME'] },
  alsoShown: ['GRADE', 'SPECIAL_ED', 'ENG_PROFICIENCY'],
  read: (table, lines) => {
    const domain = table.at('DOMAIN')
    const domains = [...new Set(lines.map(line => cellAt(line, domain)))].sort()
    const subtests = table.matching(/^(.+?) SCORE$/i)
    const byDomain = new Map(
      domains.map(name => {
        const measured = subtests.flatMap(({ at: scoreAt, caught }) => {
          const code = caught[1] ?? ''
          const known = NAMES.get(code.toUpperCase().replace(/\s/g, '_')) ?? code
          return scoreAndLevel(table, {
            name: name === '' ? known : `${name}: ${known}`,
            scale: ABILITY,
            scoreAt,
            levelAt: table.at(`${code}_LEVEL`),
            ladder: LEVEL,
          })
        })
        return [name, measured] as const
      }),
    )
    const dates = table.matching(/^.+ ADMIN DATE$/i).map(({ at }) => at)
    return {
      measures: [...byDomain.values()].flat().map(({ measure }) => measure),
      remarks: [TWICE],
      testsOf: line => {
        const name = cellAt(line, domain)
        const days = dates.flatMap(at => readUsDate(cellAt(line, at)) ?? [])
        const taken = readUsDate(cellAt(line, table.at('Overall_ADMIN_DATE'))) ?? days.sort().at(-1) ?? ''
        return [
          {
            kind: name,
            window: taken === '' ? '' : monthName(taken),
            taken,
            results: resultsOf(line, byDomain.get(name) ?? []),
          },
        ]
      },
    }
  },
})
