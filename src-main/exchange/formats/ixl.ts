import { cellAt } from '../format-parts/headed-table.ts'
import type { Measure } from '../format-parts/pivot.ts'
import { testRowsFormat } from '../format-parts/test-rows.ts'
import type { Scale } from '../scale.ts'

/** A hundred for each grade, from kindergarten on. */
const DIAGNOSTIC: Scale = { kind: 'score', minimum: 0, maximum: 1500 }
const LEVEL = /^(Starting|Current) diagnostic level ?- ?(.+)$/i

/** One row a student; the diagnostic stands in it twice, as it was at the start and as it is. */
export const ixl = testRowsFormat({
  id: 'ixl',
  title: 'IXL',
  explanation:
    'The diagnostic level of each subject, current or at the start. How many questions and skills were practised is not read, for it is no score; nor is the growth.',
  telling: [
    'Student ID',
    { like: 'Current diagnostic level - Math', pattern: /^Current diagnostic level/i },
    { like: 'Math skills practiced', pattern: / skills (proficient|practiced|mastered)$/i },
  ],
  students: { ids: ['Student ID'], given: ['First name'], family: ['Last name'] },
  alsoShown: ['Grade'],
  read: table => {
    const measures = new Map<string, Measure>()
    const columns = table.matching(LEVEL).map(({ at, caught }) => {
      const [, when = '', subject = ''] = caught
      const name = `${subject} diagnostic`
      const measure = measures.get(name) ?? {
        name,
        header: `Diagnostic level - ${subject}`,
        scale: DIAGNOSTIC,
      }
      measures.set(name, measure)
      return { at, measure, window: /^c/i.test(when) ? 'Current' : 'Starting' }
    })
    return {
      measures: [...measures.values()],
      testsOf: line =>
        ['Current', 'Starting'].flatMap(window => {
          const own = columns.filter(column => column.window === window && cellAt(line, column.at) !== '')
          if (own.length === 0) return []
          const results = new Map(own.map(({ measure, at }) => [measure, cellAt(line, at)]))
          return [{ kind: '', window, taken: '', results }]
        }),
    }
  },
})
