import { cellAt, headerKey } from '../format-parts/headed-table.ts'
import type { Ladder } from '../format-parts/ladder.ts'
import type { Measure } from '../format-parts/pivot.ts'
import { TWICE, type Measured } from '../format-parts/score-and-level.ts'
import { PER_MINUTE } from '../format-parts/scales.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'
import type { Scale } from '../scale.ts'

const PERIOD = '(Fall|Winter|Spring|Screening *Period *\\d)'
const COLUMN = new RegExp(
  `^${PERIOD} (.+?) (Test Theta|Composite Score|WRC per minute|Items Correct|Risk Level|Final Date)$`,
  'i',
)
const TELLING = {
  like: 'Fall aReading Risk Level',
  pattern: new RegExp(`^${PERIOD} .+ Risk Level$`, 'i'),
}
/** The adaptive tests of FastBridge report between 350 and 750. */
const ADAPTIVE: Scale = { kind: 'score', minimum: 350, maximum: 750 }
const COMPOSITE: Scale = { kind: 'score', minimum: 0, maximum: 300 }

const RISK: Ladder = {
  names: ['High Risk', 'Some Risk', 'Low Risk'],
  also: [
    ['High', 1],
    ['Some', 2],
    ['Low', 3],
    ['College Pathway', 3],
  ],
  hadFrom: 3,
}

function scaleOf(what: string): Scale {
  return what === 'testtheta' ? ADAPTIVE : what === 'compositescore' ? COMPOSITE : PER_MINUTE
}

/** One row a student; the columns of every measure repeat for each screening period. */
export const fastbridge = testRowsFormat({
  id: 'fastbridge',
  title: 'FastBridge',
  explanation:
    'Of each measure the score (the composite, the words read correctly in a minute, or the items correct) and the risk as levels. Percentiles, growth, errors and Lexile are not read. Risk is kept as three levels: “College Pathway” counts as low risk.',
  telling: ['FAST ID', 'Local ID', 'Assessment', TELLING],
  students: { ids: ['Local ID', 'State ID', 'FAST ID'], given: ['First Name'], family: ['Last Name'] },
  alsoShown: ['Grade', 'Special Ed. Status'],
  read: table => {
    const pairs = new Map<string, { score?: Measure; level: Measure }>()
    const periods = new Map<string, { columns: Measured[]; dates: number[] }>()
    for (const { at, caught } of table.matching(COLUMN)) {
      const [, period = '', name = '', written = ''] = caught
      const what = headerKey(written)
      const known = periods.get(period) ?? { columns: [], dates: [] }
      periods.set(period, known)
      if (what === 'finaldate') {
        known.dates.push(at)
        continue
      }
      const key = headerKey(name)
      const level = { name: `${name}, risk`, header: `${name} Risk Level`, ladder: RISK }
      const pair: { score?: Measure; level: Measure } = pairs.get(key) ?? { level }
      pairs.set(key, pair)
      if (what !== 'risklevel') {
        pair.score ??= { name, header: `${name} ${written}`, scale: scaleOf(what), judgedBy: pair.level }
      }
      known.columns.push({ at, measure: what === 'risklevel' ? pair.level : (pair.score ?? pair.level) })
    }
    return {
      measures: [...pairs.values()].flatMap(({ score, level }) => (score ? [score, level] : [level])),
      remarks: [TWICE],
      testsOf: line =>
        [...periods].flatMap(([period, { columns, dates }]) => {
          const filled = columns.filter(({ at }) => cellAt(line, at) !== '')
          if (filled.length === 0) return []
          const days = dates.flatMap(at => readUsDate(cellAt(line, at)) ?? [])
          const taken = days.sort().at(-1) ?? ''
          return [{ kind: '', window: period, taken, results: resultsOf(line, filled) }]
        }),
    }
  },
})
