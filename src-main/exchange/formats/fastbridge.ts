import { cellAt, headerKey } from '../format-parts/headed-table.ts'
import type { Ladder } from '../format-parts/ladder.ts'
import type { Measure } from '../format-parts/pivot.ts'
import { TWICE } from '../format-parts/score-and-level.ts'
import { PER_MINUTE } from '../format-parts/scales.ts'
import { testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'
import type { Scale } from '../scale.ts'

const PERIOD = '(Fall|Winter|Spring|Screening[\\s_]*Period[\\s_]*\\d)'
const COLUMN = new RegExp(
  `^${PERIOD}[\\s_]+(.+?)[\\s_]+(Test[\\s_]Theta|Composite[\\s_]Score|WRC[\\s_]per[\\s_]minute|Items[\\s_]Correct|Risk[\\s_]Level|Final[\\s_]Date)$`,
  'i',
)
const TELLING = {
  like: 'Fall aReading Risk Level',
  pattern: new RegExp(`^${PERIOD}[\\s_]+.+[\\s_]Risk[\\s_]Level$`, 'i'),
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
    const measures = new Map<string, Measure>()
    const periods = new Map<string, { measure: Measure; at: number }[]>()
    const dates = new Map<string, number[]>()
    const found = table.matching(COLUMN).map(({ at, header, caught }) => {
      const [, period = '', measure = '', what = ''] = caught
      return { at, header, period, measure, what: headerKey(what) }
    })
    const add = <T>(map: Map<string, T[]>, key: string, item: T) =>
      map.set(key, [...(map.get(key) ?? []), item])
    for (const { at, header, period, measure: name, what } of found) {
      if (what === 'finaldate') {
        add(dates, period, at)
        continue
      }
      const key = headerKey(name)
      const level = measures.get(`level ${key}`) ?? { name: `${name}, risk`, header, ladder: RISK }
      measures.set(`level ${key}`, level)
      const isLevel = what === 'risklevel'
      const score = measures.get(`score ${key}`) ?? { name, header, scale: scaleOf(what), judgedBy: level }
      if (!isLevel) measures.set(`score ${key}`, score)
      add(periods, period, { measure: isLevel ? level : score, at })
    }
    const isMade = new Set([...periods.values()].flat().map(({ measure }) => measure))
    return {
      measures: [...measures.values()].filter(measure => isMade.has(measure)),
      remarks: [TWICE],
      testsOf: line =>
        [...periods].flatMap(([period, columns]) => {
          const results = new Map<Measure, string>()
          for (const { measure, at } of columns)
            if (cellAt(line, at) !== '') results.set(measure, cellAt(line, at))
          if (results.size === 0) return []
          const days = (dates.get(period) ?? []).flatMap(at => readUsDate(cellAt(line, at)) ?? [])
          return [{ kind: '', window: period, taken: days.sort().at(-1) ?? '', results }]
        }),
    }
  },
})
