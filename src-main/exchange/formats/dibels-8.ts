import { cellAt } from '../format-parts/headed-table.ts'
import { BENCHMARK } from '../format-parts/ladder.ts'
import type { FormatRemark } from '../format.ts'
import { listOf, type Measure } from '../format-parts/pivot.ts'
import { COMPOSITE, PER_MINUTE, accuracy } from '../format-parts/scales.ts'
import { TWICE } from '../format-parts/score-and-level.ts'
import { testRowsFormat, type RowTest } from '../format-parts/test-rows.ts'

/** Measure, grade, period; the errors are no skill, and the raw mazes are in the adjusted one. */
const SCORE =
  /^(?:(Benchmark Status) )?(Composite|LNF|PSF|NWF-CLS|NWF-WRC|WRF|ORF-WordsCorrect|ORF-Accuracy|Maze-Adjusted) (K|\d(?:st|nd|rd|th)) (Beginning|Middle|End)$/i

const NAMES: readonly (readonly [string, string])[] = [
  ['Composite', 'Composite'],
  ['LNF', 'Letter Naming Fluency (LNF)'],
  ['PSF', 'Phonemic Segmentation Fluency (PSF)'],
  ['NWF-CLS', 'Nonsense Words, letter sounds (NWF-CLS)'],
  ['NWF-WRC', 'Nonsense Words, words read (NWF-WRC)'],
  ['WRF', 'Word Reading Fluency (WRF)'],
  ['ORF-WordsCorrect', 'Oral Reading, words correct (ORF)'],
  ['ORF-Accuracy', 'Oral Reading, accuracy (ORF)'],
  ['Maze-Adjusted', 'Maze, adjusted'],
]

/** One row a student; a column a measure, grade and period, of which only those of the student's grade are filled. */
export const dibels8 = testRowsFormat({
  id: 'dibels-8',
  title: 'DIBELS 8 (University of Oregon)',
  explanation:
    'Every measure of the student’s own grade, whichever columns hold it, and the benchmark status as levels where the file has it. Errors, raw maze counts and percentiles are not read; the file holds no dates.',
  telling: [
    'Student_ID',
    {
      like: 'LNF_K_Beginning',
      pattern: /^(LNF|PSF|ORF-WordsCorrect) (K|\d\w\w) (Beginning|Middle|End)$/i,
    },
    { like: 'Composite_K_Beginning', pattern: /^Composite (K|\d\w\w) (Beginning|Middle|End)$/i },
  ],
  students: { ids: ['Student_ID', 'Secondary_ID'], given: ['First'], family: ['Last'] },
  read: (table, lines) => {
    const measures = new Map<string, { score: Measure; level: Measure }>()
    for (const [code, name] of NAMES) {
      const level: Measure = { name: `${name}, level`, header: `Benchmark_Status_${code}`, ladder: BENCHMARK }
      const scale = code === 'Composite' ? COMPOSITE : code === 'ORF-Accuracy' ? accuracy : PER_MINUTE
      measures.set(code.toLowerCase(), { score: { name, header: code, scale, judgedBy: level }, level })
    }
    const columns = table.matching(SCORE).flatMap(column => {
      const [, status, code = '', grade = '', period = ''] = column.caught
      const known = measures.get(code.toLowerCase())
      if (!known) return []
      const order = /^k$/i.test(grade) ? 0 : Number.parseInt(grade, 10)
      return [
        { at: column.at, measure: status ? known.level : known.score, order, period: sentenceCase(period) },
      ]
    })
    // Where two grades are filled, the higher one is today's.
    columns.sort((a, b) => b.order - a.order)
    const used = new Set(columns.map(({ measure }) => measure))
    const grades = new Set<number>()
    const twoGrades: number[] = []
    for (const { row, cells } of lines) {
      const own = new Set(columns.filter(({ at }) => (cells[at] ?? '') !== '').map(({ order }) => order))
      if (own.size > 0) grades.add(Math.max(...own))
      if (own.size > 1) twoGrades.push(row)
    }
    return {
      measures: [...measures.values()].flatMap(({ score, level }) => [score, level]).filter(m => used.has(m)),
      testsOf: line => {
        const tests = new Map<string, RowTest & { results: Map<Measure, string>; order: number }>()
        for (const { at, measure, order, period } of columns) {
          const text = cellAt(line, at)
          if (text === '') continue
          const test = tests.get(period) ?? { kind: '', window: period, taken: '', results: new Map(), order }
          tests.set(period, test)
          if (test.order === order) test.results.set(measure, text)
        }
        return [...tests.values()].map(({ kind, window, taken, results }) => ({
          kind,
          window,
          taken,
          results,
        }))
      },
      remarks: [
        ...(columns.some(({ measure }) => measure.ladder) ? [TWICE] : []),
        ...(grades.size > 1 ? [SEVERAL_GRADES] : []),
        ...(twoGrades.length > 0 ? [twoGradesRemark(twoGrades)] : []),
      ],
    }
  },
})

const SEVERAL_GRADES = {
  row: null,
  column: null,
  message: 'The file holds students of several grades; their scores stand in one column a measure.',
  remedy: 'Compare them with care: the forms differ by grade. For one grade, export that grade alone.',
} as const

function twoGradesRemark(rows: number[]): FormatRemark {
  const listed = listOf(rows.sort((a, b) => a - b).map(String))
  return {
    row: rows.length === 1 ? rows[0] : null,
    column: null,
    message: `Row${rows.length === 1 ? '' : 's'} ${listed}: scores of more than one grade; those of the highest count.`,
    remedy: 'If the lower grade should count, delete the scores of the higher one from the file.',
  }
}

const sentenceCase = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
