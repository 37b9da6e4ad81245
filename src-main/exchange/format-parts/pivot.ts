import type { FormatColumn, FormatLine, FormatRemark, FormatTable } from '../format.ts'
import type { Scale } from '../scale.ts'
import { readCell } from '../score-cell.ts'
import { ladderScale, levelNumber, type Ladder } from './ladder.ts'
import { periodRank } from './school-period.ts'
import { dayOf } from './us-date.ts'

/** A skill that a format measures; one object is one column of the result. */
export interface Measure {
  readonly name: string
  /** Name of the column in the file. */
  readonly header: string
  /** Its scale, or how to tell it from the scores; left out for a ladder. */
  readonly scale?: Scale | ((numbers: readonly number[]) => Scale)
  /** The points there were to get, where the cells do not say it. */
  readonly outOf?: number
  /** Its plain numbers are out of the end of its scale. */
  readonly isOutOfMaximum?: boolean
  /** The words its cells are made of, where they are levels. */
  readonly ladder?: Ladder
  /** The measure whose levels say which of these scores are good enough. */
  readonly judgedBy?: Measure
}

/** What one row of a file says about one student at one time. */
export interface Test {
  readonly row: number
  readonly student: { readonly key: string; readonly label: string }
  /** What else the row says: a cell for each column before the skills. */
  readonly about: readonly string[]
  /** Tests of one kind replace each other (a subject, a measure); others stand side by side. */
  readonly kind: string
  /** '' where the file says none. */
  readonly window: string
  /** As `readUsDate` gives it; '' where the file has no date. */
  readonly taken: string
  readonly results: ReadonlyMap<Measure, string>
}

export interface PivotOptions {
  /** "NWEA MAP Growth": the assessment is called so, with the window behind it. */
  readonly title: string
  readonly about: readonly FormatColumn[]
  readonly window: string | undefined
}

const NAMED_AT_MOST = 5
const RETESTS_AT_MOST = 20

/**
 * Turns tests into a row a student and a column a skill, of one window. Where a student was tested more than once in
 * it, the newest test of each kind counts, whole; without dates, the one further down. The result does not depend on
 * the order of the tests.
 *
 * @param measures in the order of the columns; those without any score in the window are left out
 */
export function pivot(
  tests: readonly Test[],
  measures: readonly Measure[],
  options: PivotOptions,
): FormatTable {
  const windows = windowsOf(tests)
  const shown = windows.find(window => window === options.window) ?? windows[0]
  const inWindow = shown === undefined ? tests : tests.filter(test => windowName(test) === shown)
  const remarks: FormatRemark[] = []

  const byStudent = new Map<string, Map<string, Test[]>>()
  for (const test of [...inWindow].sort(newestFirst)) {
    const kinds = byStudent.get(test.student.key) ?? new Map<string, Test[]>()
    byStudent.set(test.student.key, kinds)
    const same = kinds.get(test.kind)
    if (same) same.push(test)
    else kinds.set(test.kind, [test])
  }

  const kept = measures.filter(measure =>
    inWindow.some(test => isScore(measure, test.results.get(measure) ?? '')),
  )
  const retests: FormatRemark[] = []
  const gathered = [...byStudent.values()].map(kinds => {
    const counting: Test[] = []
    for (const same of kinds.values()) {
      counting.push(same[0])
      const again = same.filter(hasResults)
      if (again.length > 1) retests.push(retestRemark(again, shown))
    }
    counting.sort(newestFirst)
    const newest = counting[0]
    const results = kept.map(measure => {
      const test = counting.find(other => (other.results.get(measure) ?? '') !== '')
      return { row: test?.row, ...cellOf(measure, test?.results.get(measure) ?? '') }
    })
    const before = newest.about.map(() => undefined)
    const conflicts = new Map(
      results.flatMap(({ isNoLevel }, at) =>
        isNoLevel ? [[before.length + at, `it is none of the levels of this column`] as const] : [],
      ),
    )
    return {
      row: newest.row,
      cells: [...newest.about, ...results.map(({ text }) => text)],
      cellRows: [...before, ...results.map(({ row }) => (row === newest.row ? undefined : row))],
      ...(conflicts.size > 0 && { conflicts }),
    }
  })
  const lines = gathered.sort((a, b) => a.row - b.row)

  remarks.push(...capped(retests))
  const untested = untestedRemark(tests, byStudent, shown)
  if (untested) remarks.push(untested)
  const empty = measures.filter(measure => !kept.includes(measure))
  remarks.push(...empty.flatMap(measure => unknownWords(measure, inWindow)))
  const unscored = empty.filter(({ ladder }) => !ladder)
  if (unscored.length > 0) remarks.push(emptyRemark(unscored, shown))

  const offset = options.about.length
  const days = inWindow.filter(hasResults).flatMap(test => dayOf(test.taken) ?? [])
  return {
    columns: [...options.about, ...kept.map(measure => columnOf(measure, kept, lines, offset))],
    lines,
    assessment: {
      name: shown ? `${options.title}, ${shown}` : options.title,
      heldOn: days.sort().at(-1) ?? null,
    },
    windows,
    remarks,
  }
}

function newestFirst(a: Test, b: Test): number {
  if (hasResults(a) !== hasResults(b)) return hasResults(a) ? -1 : 1
  return compare(b.taken, a.taken) || b.row - a.row
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function hasResults(test: Test): boolean {
  for (const text of test.results.values()) if (text !== '') return true
  return false
}

const WITHOUT = 'Without a window'
const windowName = (test: Test) => test.window || WITHOUT

/** Newest first, by the last day in each, else by name; tests without a window last. None if no test has one. */
function windowsOf(tests: readonly Test[]): string[] {
  const last = new Map<string, string>()
  for (const test of tests) {
    if (!hasResults(test)) continue
    const name = windowName(test)
    const day = last.get(name) ?? ''
    last.set(name, test.taken > day ? test.taken : day)
  }
  if (last.size === 1 && last.has(WITHOUT)) return []
  const lateness = ([name, day]: readonly [string, string]) => (name === WITHOUT ? '' : day)
  return [...last]
    .sort(
      (a, b) =>
        Number(a[0] === WITHOUT) - Number(b[0] === WITHOUT) ||
        compare(lateness(b), lateness(a)) ||
        periodRank(b[0]) - periodRank(a[0]) ||
        compare(a[0], b[0]),
    )
    .map(([name]) => name)
}

function isScore(measure: Measure, text: string): boolean {
  if (text === '') return false
  return measure.ladder ? levelNumber(measure.ladder, text) !== null : readCell(text, '.').kind === 'score'
}

/** The number of a level, or the text as it stands, so that what is not understood is seen; a number is no level. */
function cellOf({ ladder }: Measure, text: string): { text: string; isNoLevel: boolean } {
  const level = ladder ? levelNumber(ladder, text) : null
  if (level !== null) return { text: String(level), isNoLevel: false }
  return { text, isNoLevel: ladder !== undefined && readCell(text, '.').kind === 'score' }
}

function columnOf(
  measure: Measure,
  kept: readonly Measure[],
  lines: readonly FormatLine[],
  offset: number,
): FormatColumn {
  const { name, header, outOf, ladder, judgedBy } = measure
  const numbers = (of: Measure) => {
    const place = offset + kept.indexOf(of)
    return lines.map(line => (line.conflicts?.has(place) ? null : toNumber(line.cells[place])))
  }
  const scale =
    typeof measure.scale === 'function'
      ? measure.scale(numbers(measure).filter(number => number !== null))
      : measure.scale
  const threshold =
    ladder?.hadFrom ??
    (judgedBy?.ladder?.hadFrom && kept.includes(judgedBy)
      ? leastGoodEnough(numbers(measure), numbers(judgedBy), judgedBy.ladder.hadFrom)
      : null)
  return {
    header,
    role: 'skill',
    skillName: name,
    ...(ladder ? { scale: ladderScale(ladder), levelNames: ladder.names } : scale ? { scale } : {}),
    ...(outOf !== undefined ? { outOf } : scale && measure.isOutOfMaximum ? { outOf: scale.maximum } : {}),
    ...(threshold === null ? {} : { masteryThreshold: threshold }),
  }
}

function toNumber(text: string | undefined): number | null {
  const reading = readCell(text ?? '', '.')
  return reading.kind === 'score' && reading.outOf === null ? reading.value : null
}

/**
 * The lowest score that the file itself calls good enough. null where nobody has one, or where somebody above it is
 * called not good enough (as when two grades stand in one file): a cut score is read, never made up.
 */
function leastGoodEnough(
  scores: readonly (number | null)[],
  levels: readonly (number | null)[],
  hadFrom: number,
): number | null {
  let least = Infinity
  let mostBelow = -Infinity
  for (const [at, score] of scores.entries()) {
    const level = levels[at]
    if (score === null || level === null) continue
    if (level >= hadFrom) least = Math.min(least, score)
    else mostBelow = Math.max(mostBelow, score)
  }
  return Number.isFinite(least) && mostBelow < least ? least : null
}

function retestRemark(tests: readonly Test[], window: string | undefined): FormatRemark {
  const [newest] = tests
  const rows = tests.map(test => test.row).sort((a, b) => a - b)
  const listed =
    rows.length > NAMED_AT_MOST
      ? listOf(rows.map(String))
      : `${rows.slice(0, -1).join(', ')} and ${rows.at(-1) ?? ''}`
  const when = window ? ` in ${window}` : ''
  const day = dayOf(newest.taken)
  const why = day ? `the newest, row ${newest.row} of ${day}, counts` : `row ${newest.row} counts`
  return {
    row: newest.row,
    column: newest.kind || null,
    message: `${newest.student.label} has ${tests.length} results${newest.kind ? ` in ${newest.kind}` : ''}${when} (rows ${listed}): ${why}.`,
    remedy: 'If another one should count, delete the newer row from the file and drop it again.',
  }
}

function capped(remarks: readonly FormatRemark[]): FormatRemark[] {
  const sorted = [...remarks].sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
  if (sorted.length <= RETESTS_AT_MOST) return sorted
  const rest = sorted.length - RETESTS_AT_MOST
  return [
    ...sorted.slice(0, RETESTS_AT_MOST),
    {
      row: null,
      column: null,
      message: `${rest} more students have more than one result: of each, the newest counts.`,
      remedy: 'If another one should count, delete the newer row from the file and drop it again.',
    },
  ]
}

function untestedRemark(
  tests: readonly Test[],
  byStudent: ReadonlyMap<string, unknown>,
  window: string | undefined,
): FormatRemark | null {
  if (window === undefined) return null
  const missing = new Map<string, string>()
  for (const test of [...tests].sort((a, b) => a.row - b.row)) {
    const { key, label } = test.student
    if (!byStudent.has(key) && !missing.has(key)) missing.set(key, label)
  }
  if (missing.size === 0) return null
  const students =
    missing.size === 1 ? '1 student of this file has' : `${missing.size} students of this file have`
  return {
    row: null,
    column: null,
    message: `${students} no score in ${window}: ${listOf([...missing.values()])}.`,
    remedy: 'To have them in the class, import another window first, or add them by hand.',
  }
}

/** A column of words of which none is a level that is known. */
function unknownWords({ ladder, header, name }: Measure, tests: readonly Test[]): FormatRemark[] {
  if (!ladder) return []
  const words = new Set<string>()
  for (const { results } of tests) {
    for (const [measure, text] of results) {
      if (measure.name === name && readCell(text, '.').kind !== 'notAssessed') words.add(text)
    }
  }
  if (words.size === 0) return []
  return [
    {
      row: null,
      column: header,
      message: `${header}: ${listOf([...words].sort().map(word => `“${word}”`))} are no levels that are known; the column is left out.`,
      remedy: 'If you need these levels, read the file like any other table.',
    },
  ]
}

function emptyRemark(measures: readonly Measure[], window: string | undefined): FormatRemark {
  const names = listOf(measures.map(({ name }) => name))
  return {
    row: null,
    column: null,
    message: `Nobody has a score${window ? ` in ${window}` : ''} for ${names}; nothing is made of it.`,
    remedy: 'Nothing to do, if that is as it should be.',
  }
}

/** "A, B and 3 more". */
export function listOf(names: readonly string[]): string {
  if (names.length <= NAMED_AT_MOST) return names.join(', ')
  return `${names.slice(0, NAMED_AT_MOST).join(', ')} and ${names.length - NAMED_AT_MOST} more`
}
