import { guessRoles, isPeopleHeader, looksLikeScores, type ColumnRole } from './columns.ts'
import { readDays } from './day.ts'
import type { FormatLine } from './format.ts'
import type { LaidColumn, LaidTable } from './laid-table.ts'
import { exactNameKey } from './names.ts'
import { readCell } from './score-cell.ts'
import { shortened } from './shortened.ts'
import type { Line } from './tabulate.ts'
import { LIMITS } from './unreadable-file.ts'

/** Which columns of a sheet with a row a student and skill are what. */
export interface LongColumns {
  /** By the column's place: who the student is, and what else is told of them beside scores. */
  readonly people: ReadonlyMap<number, ColumnRole>
  readonly skill: number
  readonly score: number
  readonly outOf: number | null
  readonly date: number | null
}

/** Places of the columns that a person said; what is left out is found. */
export interface SaidLongColumns {
  readonly person?: number | undefined
  readonly skill?: number | undefined
  readonly score?: number | undefined
}

const SKILL_HEADER =
  /^(skill|standard|domain|strand|objective|learning objective|criterion|criteria|competency|competence|target|goal|topic|subject|measure|indicator|item|question|concept|assessment|assessment name|test|test name|task|activity|assignment|assignment name|subtest|area|skill name|skill area|kompetenz|fach|comp[eé]tence|competencia|habilidad)s?$/i
const SCORE_HEADER =
  /^(raw |scale |scaled |test |final |total |overall )?(scores?|results?|values?|marks?|points?|levels?|ratings?|percent(age)?|%|% correct|percent correct|proficiency( level)?|performance( level)?|achievement( level)?|grade|punkte|note|nota|puntos)$/i
const OUT_OF_HEADER =
  /^(out of|max(imum)?( points?| score)?|possible( points?)?|points? possible|total( points?)?( possible)?)$/i
const DATE_HEADER =
  /^((test|assessment|assessed|completion|completed|submission|submitted) ?)?(date|on|day|held on|datum|fecha)( taken| assessed| completed)?$/i

const PEOPLE: ReadonlySet<ColumnRole> = new Set(['fullName', 'givenName', 'familyName', 'externalId'])
const ABOUT_PEOPLE: ReadonlySet<ColumnRole> = new Set(['interests', 'birthDate', 'attribute'])

/**
 * Finds out whether a sheet has a row a student and skill: students come back in several rows, a column of texts says
 * which skill, and one column holds the scores.
 *
 * @param isSaid a person said that it is so, so less has to speak for it
 * @param said which columns a person chose
 * @returns null when it is not so, or the columns cannot be told
 */
export function findLongColumns(
  headers: readonly string[],
  lines: readonly Line[],
  delimiter: string,
  isSaid: boolean,
  said: SaidLongColumns = {},
): LongColumns | null {
  if (lines.length < (isSaid ? 1 : 2)) return null
  const cellsOf = (index: number) => lines.map(line => line.cells[index] ?? '')
  const find = (words: RegExp) =>
    headers.map((header, index) => (words.test(header.trim()) ? index : -1)).filter(index => index >= 0)
  const skillByHeader = find(SKILL_HEADER).filter(index => isTexts(cellsOf(index)))
  const roles = guessRoles(headers, lines.slice(0, LOOKED_AT), delimiter)
  const people = new Map<number, ColumnRole>()
  if (said.person !== undefined) {
    const role = roles[said.person]
    people.set(said.person, PEOPLE.has(role) ? role : 'fullName')
  }
  for (const [index, role] of roles.entries()) {
    if (index === said.skill || index === said.score) continue
    if (said.person !== undefined && !ABOUT_PEOPLE.has(role)) continue
    if ((PEOPLE.has(role) || ABOUT_PEOPLE.has(role)) && !skillByHeader.includes(index))
      people.set(index, role)
  }
  if (isSaid && ![...people.values()].some(role => PEOPLE.has(role))) {
    const texts = headers.findIndex(
      (_, index) =>
        index !== said.skill &&
        index !== said.score &&
        !skillByHeader.includes(index) &&
        isTexts(cellsOf(index)),
    )
    if (texts >= 0) people.set(texts, 'fullName')
  }
  const who = [...people].filter(([, role]) => PEOPLE.has(role)).map(([index]) => index)
  if (who.length === 0) return null

  const persons = new Set(lines.map(line => writtenPerson(line, who)))
  const isRepeated = lines.length >= persons.size * (isSaid ? 1 : 1.5)
  if (!isRepeated) return null
  const others = headers.map((_, index) => index).filter(index => !people.has(index))
  const isFree = (index: number) => index !== said.skill && index !== said.score && index !== said.person
  const outOf = find(OUT_OF_HEADER).find(isFree) ?? null
  const days = find(DATE_HEADER).filter(isFree)
  const date = days.find(index => readDays(cellsOf(index)).days.some(day => day !== null)) ?? null
  const candidates = others.filter(
    index =>
      index !== date &&
      index !== outOf &&
      index !== said.score &&
      !(isPeopleHeader(headers[index], headers) && !SKILL_HEADER.test(headers[index])) &&
      isTexts(cellsOf(index)),
  )
  const skill =
    said.skill ??
    skillByHeader.find(index => index !== said.score && tellsRowsApart(lines, who, index, date)) ??
    candidates
      .slice(0, MOST_CANDIDATES)
      .find(index => tellsRowsApart(lines, who, index, date) && comesBack(cellsOf(index))) ??
    (isSaid ? (skillByHeader[0] ?? candidates[0]) : undefined)
  if (skill === undefined) return null
  const scores = others.filter(
    index =>
      index !== skill &&
      index !== date &&
      index !== outOf &&
      looksLikeScores(cellsOf(index), delimiter, headers[index]),
  )
  const named = scores.filter(index => SCORE_HEADER.test(headers[index].trim()))
  const score = said.score ?? named[0] ?? (scores.length === 1 || isSaid ? scores[0] : undefined)
  if (score === undefined) return null
  if (score === skill || people.has(skill) || people.has(score)) return null
  // Several columns of scores, of which none is called so, are skills of a wide sheet with tests below each other.
  if (!isSaid && scores.length > 1 && named.length === 0) return null
  return { people, skill, score, outOf, date }
}

const isTexts = (cells: readonly string[]) => {
  const filled = cells.filter(cell => cell !== '')
  return (
    filled.length * 2 > cells.length && filled.filter(cell => /\p{L}/u.test(cell)).length * 2 > filled.length
  )
}

const comesBack = (cells: readonly string[]) =>
  new Set(cells).size * 2 <= cells.length && new Set(cells).size > 1

/** Rows whose cells tell what the columns are. */
const LOOKED_AT = 2000
const MOST_CANDIDATES = 12

function tellsRowsApart(
  lines: readonly Line[],
  who: readonly number[],
  skill: number,
  date: number | null,
): boolean {
  const keys = new Set<string>()
  const skills = new Set<string>()
  for (const line of lines) {
    const name = line.cells[skill] ?? ''
    skills.add(name)
    keys.add(`${writtenPerson(line, who)}\n${name}\n${date === null ? '' : (line.cells[date] ?? '')}`)
  }
  return skills.size > 1 && skills.size <= LIMITS.columns && keys.size * 10 >= lines.length * 7
}

const writtenPerson = (line: Line, who: readonly number[]) =>
  who.map(index => line.cells[index] ?? '').join('\t')

const MOST_WINDOWS = 60

/**
 * Gathers a row a student. A student's score is the newest of those with a date; two of one day, or without any, that
 * differ are a conflict for a person to look at. Not assessed stands against no score.
 *
 * @param window the day to read, of those in `windows`; undefined = the newest of each
 */
export function gatherLong(
  headers: readonly string[],
  lines: readonly Line[],
  { people, skill, score, outOf, date }: LongColumns,
  window: string | undefined,
): Omit<LaidTable, 'headerRow' | 'sheetHeaders' | 'long' | 'obstacle'> {
  const read = date === null ? null : readDays(lines.map(line => line.cells[date] ?? ''))
  const dayOfLine = new Map(read ? lines.map((line, at) => [line, read.days[at] ?? null]) : [])
  const dayOf = (line: Line) => dayOfLine.get(line) ?? null
  const days = new Set(read?.days.filter(day => day !== null))
  const windows = days.size > 1 && days.size <= MOST_WINDOWS ? [...days].sort().reverse() : []
  const chosen = windows.find(day => day === window) ?? null
  const keys = new Map<string, string>()
  const personKey = (line: Line) => {
    const written = writtenPerson(line, who)
    const known = keys.get(written)
    if (known !== undefined) return known
    const key = exactNameKey(written)
    keys.set(written, key)
    return key
  }
  const used = chosen === null ? lines : lines.filter(line => dayOf(line) === chosen)

  const told = [...people.keys()]
  const who = told.filter(index => PEOPLE.has(people.get(index) ?? 'ignored'))
  const skills = new Map<string, number>()
  const students = new Map<string, GatheredLine>()
  let older = 0
  let unnamed = 0
  for (const line of used) {
    const name = line.cells[skill] ?? ''
    const key = personKey(line)
    if (name === '' || key === '') {
      unnamed++
      continue
    }
    const at = skills.get(name) ?? told.length + skills.size
    skills.set(name, at)
    let student = students.get(key)
    if (!student)
      students.set(
        key,
        (student = new GatheredLine(
          line.row,
          told.map(index => line.cells[index] ?? ''),
        )),
      )
    student.tell(told.map(index => line.cells[index] ?? ''))
    older += student.put(at, textOf(line), line.row, dayOf(line))
  }
  const width = told.length + skills.size
  const columns: LaidColumn[] = [
    ...told.map(index => ({ header: headers[index], role: people.get(index) ?? ('ignored' as const) })),
    ...[...skills.keys()].map(name => ({ header: name, role: 'skill' as const })),
  ]
  const newest = [...days].sort().at(-1)
  return {
    layout: 'long',
    columns,
    lines: [...students.values()].map(student => student.line(width)),
    assessmentName: null,
    heldOn: chosen ?? newest ?? null,
    windows,
    window: chosen,
    remarks: [
      ...(read?.isGuessed && days.size > 1
        ? [
            remark(
              `Days such as ${lines.map(line => line.cells[date ?? 0] ?? '').find(cell => cell.includes('/')) ?? ''} are read with the month first.`,
              'If the day stands first, write the days as 2026-11-24 in the file: the newest score of each student is read.',
            ),
          ]
        : []),
      ...(older > 0
        ? [
            remark(
              `${older.toLocaleString('en')} older ${older === 1 ? 'score is' : 'scores are'} left out: of each skill a student’s newest is read.`,
              'Choose a day above to read that one alone.',
            ),
          ]
        : []),
      ...(unnamed > 0
        ? [
            remark(
              `${unnamed.toLocaleString('en')} ${unnamed === 1 ? 'row has' : 'rows have'} no student or no skill and ${unnamed === 1 ? 'is' : 'are'} left out.`,
              '',
            ),
          ]
        : []),
    ],
  }

  function textOf(line: Line): string {
    const text = line.cells[score] ?? ''
    const total = outOf === null ? '' : (line.cells[outOf] ?? '')
    return text !== '' && /^\d+([.,]\d+)?$/.test(total) && /^[\d.,]+$/.test(text) ? `${text}/${total}` : text
  }
}

const remark = (message: string, remedy: string) => ({ row: null, column: null, message, remedy })

const isNotAssessed = (text: string) => readCell(text, '.').kind === 'notAssessed'

/** A student's row as it is gathered. */
class GatheredLine {
  readonly #row: number
  readonly #cells: string[]
  readonly #rows: (number | undefined)[] = []
  readonly #days: (string | null | undefined)[] = []
  readonly #conflicts = new Map<number, string>()

  constructor(row: number, cells: string[]) {
    this.#row = row
    this.#cells = cells
  }

  /** What another row says about the student, where nothing was said yet. */
  tell(cells: readonly string[]): void {
    for (const [at, text] of cells.entries()) if (this.#cells[at] === '') this.#cells[at] = text
  }

  /** Answers how many scores this one sets aside: 0 or 1. Who was not assessed once keeps the score of another day. */
  put(at: number, text: string, row: number, day: string | null): number {
    const before = this.#days[at]
    if (before === undefined || isNotAssessed(this.#cells[at] ?? '')) {
      this.#set(at, text, row, day)
      return 0
    }
    if (isNotAssessed(text)) return 0
    if (day !== null && before !== null && day !== before) {
      if (day > before) this.#set(at, text, row, day)
      return 1
    }
    const stands = this.#cells[at] ?? ''
    if (stands === text) return 0
    this.#conflicts.set(at, `row ${row} says “${shortened(text, 20)}” for the same student and skill`)
    return 0
  }

  #set(at: number, text: string, row: number, day: string | null): void {
    this.#cells[at] = text
    this.#rows[at] = row
    this.#days[at] = day
    this.#conflicts.delete(at)
  }

  line(width: number): FormatLine {
    const cells = Array.from({ length: width }, (_, index) => this.#cells[index] ?? '')
    return { row: this.#row, cells, cellRows: this.#rows, conflicts: this.#conflicts }
  }
}
