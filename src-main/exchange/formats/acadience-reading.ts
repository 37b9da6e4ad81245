import { cellAt } from '../format-parts/headed-table.ts'
import { BENCHMARK } from '../format-parts/ladder.ts'
import { COMPOSITE, PER_MINUTE, accuracy } from '../format-parts/scales.ts'
import { scoreAndLevel, TWICE } from '../format-parts/score-and-level.ts'
import { resultsOf, testRowsFormat } from '../format-parts/test-rows.ts'
import { readUsDate } from '../format-parts/us-date.ts'

const SCORE = /^(.+?) Score$/i

const NAMES: ReadonlyMap<string, string> = new Map([
  ['FSF', 'First Sound Fluency (FSF)'],
  ['LNF', 'Letter Naming Fluency (LNF)'],
  ['PSF', 'Phoneme Segmentation Fluency (PSF)'],
  ['NWF CLS', 'Nonsense Words, letter sounds (NWF CLS)'],
  ['NWF WWR', 'Nonsense Words, whole words (NWF WWR)'],
  ['ORF WC', 'Oral Reading, words correct (ORF WC)'],
  ['ORF Accuracy', 'Oral Reading, accuracy (ORF)'],
  ['Maze Adjusted', 'Maze, adjusted'],
  ['Reading Composite', 'Reading Composite'],
])

/** One row a student and benchmark period. */
export const acadienceReading = testRowsFormat({
  id: 'acadience-reading',
  title: 'Acadience Reading',
  explanation:
    'Every measure’s score and, as a skill of its own, its benchmark status (Well Below to Above). Errors, seconds, rapid naming, percentiles, pathways and goals are not read.',
  telling: [
    'Benchmark Period',
    'Student Number',
    'Reading Composite Score',
    { like: 'FSF Score', pattern: /^(FSF|LNF|PSF) Score$/i },
  ],
  students: {
    ids: ['Student Number', 'Student SIS ID', 'Student State ID'],
    given: ['Student First Name'],
    family: ['Student Last Name'],
  },
  alsoShown: ['Student Grade Level', 'ELL Status', 'Special Education'],
  read: table => {
    const measured = table.matching(SCORE).flatMap(({ at: scoreAt, caught }) => {
      const code = caught[1] ?? ''
      // The status of the maze stands beside its adjusted score.
      const levelAt = table.at(`${code} Status`, `${code.replace(/ Adjusted$/i, '')} Status`)
      const name = NAMES.get(code) ?? code
      const scale = /accuracy/i.test(code) ? accuracy : /composite/i.test(code) ? COMPOSITE : PER_MINUTE
      return scoreAndLevel(table, { name, scale, scoreAt, levelAt, ladder: BENCHMARK })
    })
    const year = table.at('School Year')
    const period = table.at('Benchmark Period')
    const dates = table.matching(/^(\w+|Reading Composite) Date$/i).map(({ at }) => at)
    return {
      measures: measured.map(({ measure }) => measure),
      remarks: [TWICE],
      testsOf: line => {
        const days = dates.flatMap(at => readUsDate(cellAt(line, at)) ?? [])
        const window = [cellAt(line, period), cellAt(line, year)].filter(Boolean).join(' ')
        return [{ kind: '', window, taken: days.sort().at(-1) ?? '', results: resultsOf(line, measured) }]
      },
    }
  },
})
