import { cellAt } from '../format-parts/headed-table.ts'
import type { Ladder } from '../format-parts/ladder.ts'
import type { Measure } from '../format-parts/pivot.ts'
import { TWICE } from '../format-parts/score-and-level.ts'
import { testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'
import type { Scale } from '../scale.ts'

const SCORE: Scale = { kind: 'score', minimum: 0, maximum: 1000 }

const RISK: Ladder = {
  names: ['High', 'Moderate', 'Low'],
  also: [
    ['High Risk', 1],
    ['Moderate Risk', 2],
    ['Low Risk', 3],
  ],
  hadFrom: 3,
}

/** One row a student, period and measure. */
export const aimswebplus = testRowsFormat({
  id: 'aimswebplus',
  title: 'Pearson aimswebPlus',
  explanation:
    'The score of every measure and of every battery, and the risk as levels. Rows of progress monitoring are left out. Percentiles, growth rates, Lexile and Quantile are not read.',
  telling: ['Studentuid', 'MeasureName', 'Score', 'Period', 'AdministrationDate', 'IsBatteryScore'],
  students: {
    ids: ['SourceID', 'SSID', 'Studentuid'],
    given: ['StudentFirstName'],
    family: ['StudentLastName'],
  },
  alsoShown: ['StudentGrade'],
  read: (table, lines) => {
    const at = {
      measure: table.at('MeasureName'),
      score: table.at('Score'),
      risk: table.at('RiskStatus'),
      period: table.at('Period'),
      year: table.at('SchoolYear'),
      type: table.at('Type'),
      day: table.at('AdministrationDate'),
    }
    const names = new Set(lines.map(line => cellAt(line, at.measure)).filter(name => name !== ''))
    const measures = new Map(
      [...names].sort().map(name => {
        const level: Measure = { name: `${name}, risk`, header: 'RiskStatus', ladder: RISK }
        const score: Measure = { name, header: name, scale: SCORE, judgedBy: level }
        return [name, { score, level }] as const
      }),
    )
    return {
      measures: [...measures.values()].flatMap(({ score, level }) =>
        at.risk < 0 ? [score] : [score, level],
      ),
      remarks: at.risk < 0 ? [] : [TWICE],
      leftOut: line => (/progress/i.test(cellAt(line, at.type)) ? 'progress monitoring' : null),
      testsOf: line => {
        const name = cellAt(line, at.measure)
        const measure = measures.get(name)
        if (!measure) return []
        const results = new Map([[measure.score, cellAt(line, at.score)]])
        if (at.risk >= 0) results.set(measure.level, cellAt(line, at.risk))
        return [
          {
            kind: name,
            window: [cellAt(line, at.period), cellAt(line, at.year)].filter(Boolean).join(' '),
            taken: readUsDate(cellAt(line, at.day)) ?? '',
            results,
          },
        ]
      },
    }
  },
})
