import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const FIXTURES = resolve(import.meta.dirname, '../fixtures/exchange')

/** A skill that a file has to become, and where its scores stand in it. */
interface Look {
  readonly skill: string
  /** The first of these columns of the file that is filled in a row. */
  readonly columns: readonly string[]
  /** Only rows that say this; of a student's, the last one counts. */
  readonly where?: Readonly<Record<string, string>>
  /** Kind, lowest and highest score; or the names of the levels, lowest first. */
  readonly scale: readonly [kind: string, minimum: number, maximum: number] | readonly string[]
}

/** What a file of a known kind has to become. */
export interface KnownFile {
  readonly file: string
  readonly title: string
  readonly students: number
  readonly skills: number
  /** The column that tells students apart. */
  readonly who: string
  readonly looks: readonly Look[]
}

const RIT = ['score', 100, 350] as const
const BENCHMARK = ['Well Below Benchmark', 'Below Benchmark', 'At Benchmark', 'Above Benchmark']
const PLACEMENT = ['3 or More Grade Levels Below', '2 Grade Levels Below', '1 Grade Level Below', 'Early On Grade Level', 'Mid or Above Grade Level'] // prettier-ignore
const STAR = ['Urgent Intervention', 'Intervention', 'On Watch', 'At/Above Benchmark']
const RISK = ['High Risk', 'Some Risk', 'Low Risk']
const WINTER = { TermName: 'Winter 2026-2027' }
const WIDA = ['level', 1, 6] as const

/** One for each fixture of a known format that is one file. */
export const KNOWN_FILES: readonly KnownFile[] = [
  {
    file: 'nwea-map-growth.csv', title: 'NWEA MAP Growth', students: 7, skills: 9, who: 'Student_Number',
    looks: [
      { skill: 'Mathematics RIT', columns: ['TestRITScore'], where: { ...WINTER, Subject: 'Mathematics' }, scale: RIT },
      { skill: 'Operations and Algebraic Thinking', columns: ['Goal1RitScore'], where: { ...WINTER, Goal1Name: 'Operations and Algebraic Thinking' }, scale: RIT },
    ],
  },
  {
    file: 'nwea-map-growth-older.tsv', title: 'NWEA MAP Growth', students: 6, skills: 5, who: 'StudentID',
    looks: [{ skill: 'Mathematics RIT', columns: ['TestRITScore'], scale: RIT }],
  },
  {
    file: 'i-ready-reading.csv', title: 'i-Ready diagnostic, reading', students: 7, skills: 16, who: 'Student ID',
    looks: [
      { skill: 'Phonics', columns: ['Phonics Scale Score'], where: { 'Completion Date': '12/' }, scale: ['score', 100, 800] },
      { skill: 'Phonics, placement', columns: ['Phonics Relative Placement'], where: { 'Completion Date': '12/' }, scale: PLACEMENT },
    ],
  },
  {
    file: 'i-ready-mathematics.csv', title: 'i-Ready diagnostic, mathematics', students: 7, skills: 10, who: 'Student ID',
    looks: [{ skill: 'Geometry', columns: ['Geometry Scale Score'], where: { 'Completion Date': '12/' }, scale: ['score', 100, 800] }],
  },
  {
    file: 'renaissance-star-math.csv', title: 'Renaissance Star Math', students: 6, skills: 3, who: 'StudentIdentifier',
    looks: [
      { skill: 'Star Math', columns: ['ScaledScore'], where: { ScreeningPeriodWindowName: 'Winter', DeactivationReason: '' }, scale: ['score', 0, 1400] },
      { skill: 'Star Math category', columns: ['RenaissanceBenchmarkCategoryName'], where: { ScreeningPeriodWindowName: 'Winter', DeactivationReason: '' }, scale: STAR },
    ],
  },
  {
    file: 'renaissance-star-reading.csv', title: 'Renaissance Star Reading', students: 6, skills: 3, who: 'StudentIdentifier',
    looks: [{ skill: 'Star Reading percentile', columns: ['PercentileRank'], where: { ScreeningPeriodWindowName: 'Winter', DeactivationReason: '' }, scale: ['score', 1, 99] }],
  },
  {
    file: 'renaissance-star-360.csv', title: 'Renaissance Star 360', students: 7, skills: 6, who: 'Student Identifier',
    looks: [{ skill: 'Star Reading', columns: ['Scaled Score'], where: { 'Activity Type': 'Star Reading' }, scale: ['score', 0, 1400] }],
  },
  {
    file: 'mclass.csv', title: 'Amplify mCLASS', students: 7, skills: 12, who: 'Student Primary ID',
    looks: [
      { skill: 'Letter Names (LNF)', columns: ['Letter Names (LNF) - Score'], where: { 'Benchmark Period': 'MOY' }, scale: ['score', 0, 300] },
      { skill: 'Letter Names (LNF), level', columns: ['Letter Names (LNF) - Level'], where: { 'Benchmark Period': 'MOY' }, scale: BENCHMARK },
    ],
  },
  {
    file: 'mclass-math.csv', title: 'Amplify mCLASS', students: 7, skills: 11, who: 'Student Primary ID',
    looks: [{ skill: 'Number Facts, level', columns: ['Assessment Measure-Number Facts-Levels'], scale: BENCHMARK }],
  },
  {
    file: 'dibels-8.csv', title: 'DIBELS 8 (University of Oregon)', students: 8, skills: 9, who: 'Student_ID',
    looks: [{ skill: 'Composite', columns: ['Composite_2nd_Beginning', 'Composite_1st_Beginning'], scale: ['score', 0, 1000] }],
  },
  {
    file: 'dibels-8-kindergarten.csv', title: 'DIBELS 8 (University of Oregon)', students: 7, skills: 12, who: 'Student_ID',
    looks: [{ skill: 'Letter Naming Fluency (LNF), level', columns: ['Benchmark_Status_LNF_K_Beginning'], scale: BENCHMARK }],
  },
  {
    file: 'acadience-reading.csv', title: 'Acadience Reading', students: 6, skills: 9, who: 'Student Number',
    looks: [
      { skill: 'Phoneme Segmentation Fluency (PSF)', columns: ['PSF Score'], where: { 'Benchmark Period': 'Middle of Year' }, scale: ['score', 0, 300] },
      { skill: 'Phoneme Segmentation Fluency (PSF), level', columns: ['PSF Status'], where: { 'Benchmark Period': 'Middle of Year' }, scale: BENCHMARK },
    ],
  },
  {
    file: 'fastbridge-areading.csv', title: 'FastBridge', students: 7, skills: 2, who: 'Local ID',
    looks: [
      { skill: 'aReading', columns: ['Winter aReading Test Theta'], scale: ['score', 350, 750] },
      { skill: 'aReading, risk', columns: ['Winter aReading Risk Level'], scale: RISK },
    ],
  },
  {
    file: 'fastbridge-earlyreading.csv', title: 'FastBridge', students: 7, skills: 10, who: 'Local ID',
    looks: [{ skill: 'Letter Sounds', columns: ['Fall Letter Sounds WRC per minute'], scale: ['score', 0, 300] }],
  },
  {
    file: 'aimswebplus.csv', title: 'Pearson aimswebPlus', students: 6, skills: 6, who: 'SourceID',
    looks: [
      { skill: 'Number Sense Fluency', columns: ['Score'], where: { MeasureName: 'Number Sense Fluency', Period: 'Winter', Type: 'Benchmark' }, scale: ['score', 0, 1000] },
      { skill: 'Number Sense Fluency, risk', columns: ['RiskStatus'], where: { MeasureName: 'Number Sense Fluency', Period: 'Winter', Type: 'Benchmark' }, scale: ['High', 'Moderate', 'Low'] },
    ],
  },
  {
    file: 'istation.csv', title: 'Istation', students: 6, skills: 10, who: 'STUDENT_ID',
    looks: [{ skill: 'Reading: Vocabulary, level', columns: ['VOC_LEVEL'], where: { Overall_ADMIN_DATE: '10/' }, scale: ['Level 1', 'Level 2', 'Level 3', 'Level 4', 'Level 5'] }],
  },
  {
    file: 'ixl.csv', title: 'IXL', students: 7, skills: 2, who: 'Student ID',
    looks: [{ skill: 'Math diagnostic', columns: ['Current diagnostic level - Math'], scale: ['score', 0, 1500] }],
  },
  {
    file: 'wida-access.csv', title: 'WIDA ACCESS', students: 6, skills: 5, who: 'SAP ID (Local)',
    looks: [{ skill: 'Listening proficiency', columns: ['Listening Proficiency Level'], scale: WIDA }],
  },
  {
    file: 'google-classroom.csv', title: 'Google Classroom grades', students: 8, skills: 4, who: 'Email Address',
    looks: [{ skill: 'Equivalent fractions', columns: ['Equivalent fractions'], scale: ['points', 0, 8] }],
  },
  {
    file: 'canvas-gradebook.csv', title: 'Canvas gradebook', students: 8, skills: 3, who: 'SIS User ID',
    looks: [{ skill: 'Decimals quiz', columns: ['Decimals quiz (48220)'], scale: ['points', 0, 12] }],
  },
  {
    file: 'google-forms-quiz.csv', title: 'Google Forms quiz', students: 7, skills: 4, who: 'Email Address',
    looks: [{ skill: 'Shade 5/8', columns: ['Shade 5/8 [Score]'], scale: ['points', 0, 2] }],
  },
  {
    file: 'microsoft-forms-quiz.csv', title: 'Microsoft Forms quiz', students: 7, skills: 3, who: 'ID',
    looks: [{ skill: 'Label the parts of a flower', columns: ['Points - Label the parts of a flower'], scale: ['points', 0, 5] }],
  },
] // prettier-ignore

export const pathOf = (file: string): string => resolve(FIXTURES, file)

/**
 * The scores of a skill as they stand in the file, one a student, sorted; read by another program than Horseshoe's.
 * Numbers as a table shows them; blank, "N/A" and the like are nobody's.
 */
export function scoresIn({ file, who }: KnownFile, { columns, where = {} }: Look): string[] {
  const records = parse(readFileSync(pathOf(file)), {
    bom: true,
    columns: true,
    delimiter: file.endsWith('.tsv') ? '\t' : ',',
    relax_column_count: true,
  }) as unknown as Readonly<Record<string, string>>[]
  const scores = new Map<string, string>()
  for (const record of records) {
    const isMeant = Object.entries(where).every(([column, text]) =>
      text === '' ? record[column] === '' : record[column]?.startsWith(text),
    )
    const text = columns.map(column => record[column] ?? '').find(cell => cell !== '')
    const name = record[who] ?? ''
    if (isMeant && name !== '' && text !== undefined && isScore(text)) scores.set(name, shown(text))
  }
  return [...scores.values()].sort()
}

const isScore = (text: string) => !/^(n\/a|ex|missing|discontinued|tested out|--.*)$/i.test(text)

/** "1.00 / 2" as 1, "6.91" as 6.9; a level as it is. */
function shown(text: string): string {
  const number = Number(text.split(' / ')[0])
  return Number.isNaN(number) ? text : number.toLocaleString('en', { maximumFractionDigits: 1 })
}
