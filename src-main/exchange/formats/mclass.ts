import { cellAt } from '../format-parts/headed-table.ts'
import { BENCHMARK } from '../format-parts/ladder.ts'
import { COMPOSITE, PER_MINUTE, accuracy } from '../format-parts/scales.ts'
import { scoreAndLevel, TWICE } from '../format-parts/score-and-level.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'

const SCORE = /^(?:Assessment Measure ?- ?)?(.+?) ?- ?Scores?$/i
const TELLING = { like: 'Letter Names (LNF) - Score', pattern: SCORE }
/** Of these less is better, or it is not known which: no skill can be made of them. */
const NO_SKILL = /error|incorrect|\bRAN\b/i

/** Both exports of mCLASS: DIBELS 8 (115 columns) and mathematics (68 columns). One row a student and period. */
export const mclass = testRowsFormat({
  id: 'mclass',
  title: 'Amplify mCLASS',
  explanation:
    'Every measure’s score and, as a skill of its own, its benchmark level (Well Below to Above). “Tested Out” and “Discontinued” are taken as not assessed. Errors, rapid naming, percentiles, growth and Lexile are not read.',
  telling: ['Benchmark Period', 'Student Primary ID', 'Reporting Class Name', 'Assessment Edition', TELLING],
  students: {
    ids: [
      'Student Primary ID',
      'Primary ID - Primary Student ID (State ID)',
      'Student ID (District ID or School ID)',
    ],
    given: ['Student First Name'],
    family: ['Student Last Name'],
  },
  alsoShown: ['Assessment Grade', 'Special Education', 'ELL Status'],
  read: table => {
    const compositeAt = table.at('Composite Score')
    const composite = scoreAndLevel(table, {
      name: compositeAt < 0 ? 'Overall' : 'Composite',
      scale: COMPOSITE,
      scoreAt: compositeAt,
      levelAt: table.at('Composite Level', 'Assessment Measure-Overall-Levels'),
      ladder: BENCHMARK,
    })
    const others = table.matching(SCORE).flatMap(({ at: scoreAt, caught }) => {
      const name = caught[1] ?? ''
      if (NO_SKILL.test(name)) return []
      const levelAt = table.at(`${name} - Level`, `Assessment Measure-${name}-Levels`)
      const scale = /accu/i.test(name) ? accuracy : PER_MINUTE
      return scoreAndLevel(table, { name, scale, scoreAt, levelAt, ladder: BENCHMARK })
    })
    const measured = [...composite, ...others]
    const at = {
      year: table.at('School Year'),
      period: table.at('Benchmark Period'),
      client: table.at('Client Date'),
      sync: table.at('Sync Date'),
      assessment: table.at('Assessment'),
    }
    return {
      measures: measured.map(({ measure }) => measure),
      remarks: [TWICE],
      testsOf: line => {
        const period = cellAt(line, at.period)
        const year = cellAt(line, at.year)
        return [
          {
            kind: cellAt(line, at.assessment),
            window: period === '' ? '' : [period, year].filter(Boolean).join(' '),
            taken: readUsDate(cellAt(line, at.client)) ?? readUsDate(cellAt(line, at.sync)) ?? '',
            results: resultsOf(line, measured),
          },
        ]
      },
    }
  },
})
