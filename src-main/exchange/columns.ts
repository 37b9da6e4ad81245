import { isAttributeHeader } from './attribute-columns.ts'
import { isBirthDateHeader } from './birth-dates.ts'
import { findLevels } from './level-words.ts'
import { decimalMark, isFormula, readCell } from './score-cell.ts'
import type { Line } from './tabulate.ts'

export type ColumnRole =
  | 'fullName'
  | 'givenName'
  | 'familyName'
  | 'externalId'
  | 'birthDate'
  | 'interests'
  | 'attribute'
  | 'skill'
  | 'ignored'

/** Header words by what they mean, in the languages whose exports were seen. */
const HEADERS: readonly (readonly [ColumnRole, RegExp])[] = [
  ['familyName', /^(student )?(last|family|sur)[ -]?name$|^surname$|^apellidos?$|^nom( de famille)?$|^nachname$|^familienname$/],
  ['givenName', /^(student )?(first|given|preferred)[ -]?name$|^forename$|^nombres?$|^pr[eé]nom$|^vorname$/],
  ['externalId', /^(student|pupil|local|state|sis|external|school)?[ _-]?(id|number|no\.?|nr\.?)$|^id[ _-]?(student|number)?$|^matr[ií]cula$|^sch[uü]ler-?nr\.?$|^sourcedid$|^upn$/],
  ['fullName', /^(full |student |pupil |learner )?names?( \(last,? ?first\))?$|^last( name)?, ?first( name)?$|^(student|pupil|learner|child)s?$|^nombre completo$|^alumno\/?a?$|^[eé]l[eè]ve$|^sch[uü]ler(in)?$|^name,? vorname$/],
  ['interests', /^(interests?|hobb(y|ies)|likes|intereses|int[eé]r[eê]ts|interessen)$/],
  ['ignored', /^(grade|class|year|period|section|teacher|school|date|email( address)?|e-mail|gender|sex|notes?|comments?|remarks?|total|average|mean|overall|rank|row|#)$/],
] // prettier-ignore

const headerKey = (header: string) =>
  header
    .normalize('NFC')
    .toLocaleLowerCase('en')
    .replace(/[\s_]+/g, ' ')
    .trim()

/** Words that name people only beside each other: "First" alone may be a quarter, "Family" a topic. */
const PAIRED: readonly (readonly [ColumnRole, RegExp])[] = [
  ['familyName', /^(last|family|l ?name)$/],
  ['givenName', /^(first|given|f ?name)$/],
]

/** What a header says its column is; undefined where it says nothing. */
function roleByHeader(header: string, among: readonly string[]): ColumnRole | undefined {
  const key = headerKey(header)
  const said = HEADERS.find(([, words]) => words.test(key))?.[0]
  if (said) return said
  const paired = PAIRED.find(([, words]) => words.test(key))?.[0]
  const isPair = paired && PAIRED.every(([, words]) => among.some(other => words.test(headerKey(other))))
  return isPair ? paired : undefined
}

/**
 * Guesses what each column is: by the words of its header, and else by its cells. A column is a skill when
 * at least two thirds of its filled cells are scores or words for not assessed and some are scores; the first
 * column of texts is the name when no header says which one is.
 *
 * @param headers one a column, '' where the file has none
 * @param lines the rows below the header
 */
export function guessRoles(
  headers: readonly string[],
  lines: readonly Line[],
  delimiter: string,
): ColumnRole[] {
  const roles = headers.map((header, index): ColumnRole => {
    const byHeader = roleByHeader(header, headers)
    if (byHeader) return byHeader
    if (isBirthDateHeader(header)) return 'birthDate'
    if (isAttributeHeader(header)) return 'attribute'
    const cells = lines.map(line => line.cells[index] ?? '')
    return looksLikeScores(cells, delimiter, header) ? 'skill' : 'ignored'
  })
  const once = (role: ColumnRole) => {
    const first = roles.indexOf(role)
    roles.forEach((other, index) => {
      if (other === role && index !== first) roles[index] = 'ignored'
    })
  }
  for (const role of ['fullName', 'givenName', 'familyName', 'externalId', 'birthDate'] as const) once(role)

  const given = roles.indexOf('givenName')
  const full = roles.indexOf('fullName')
  // "Name" beside "Vorname" is the family name, unless it holds both.
  if (given >= 0 && full >= 0 && !roles.includes('familyName') && !holdsBoth(lines, full, given)) {
    roles[full] = 'familyName'
  }
  const named = roles.some(role => role === 'fullName' || role === 'givenName' || role === 'familyName')
  if (!named) {
    const texts = roles.findIndex((role, index) => role === 'ignored' && isMostlyNames(lines, index))
    if (texts >= 0) roles[texts] = 'fullName'
  }
  if (roles.includes('givenName') && roles.includes('familyName')) {
    const whole = roles.indexOf('fullName')
    if (whole >= 0) roles[whole] = 'ignored'
  }
  return roles
}

/** Of a very long column the start tells what it is. */
const MOST_LOOKED_AT = 2000

/** True for a column whose filled cells are mostly numbers, levels in words, or words for not assessed. */
export function looksLikeScores(cells: readonly string[], delimiter: string, header: string): boolean {
  const filled = cells.filter(cell => cell !== '').slice(0, MOST_LOOKED_AT)
  const mark = decimalMark(filled, delimiter)
  const readings = filled.map(cell => readCell(cell, mark))
  const scores = readings.filter(reading => reading.kind === 'score').length
  // A formula whose value is missing, or points that a spreadsheet took for a day, does not speak against scores.
  const formulas = filled.filter(isFormula).length
  const days = readings.filter(reading => reading.kind === 'odd' && reading.isDay).length
  const isSpoilt = days <= scores * 3
  const odd = readings.filter(reading => reading.kind === 'odd').length - formulas - (isSpoilt ? days : 0)
  if (scores + formulas > 0 && odd * 3 <= filled.length) return true
  const said = filled.filter((_, at) => readings[at].kind !== 'notAssessed')
  return findLevels(said, header) !== null
}

/** True where the full name mostly has more than one word, as one that holds the given name has. */
function holdsBoth(lines: readonly Line[], full: number, given: number): boolean {
  const filled = lines.filter(({ cells }) => (cells[full] ?? '') !== '' && (cells[given] ?? '') !== '')
  return filled.filter(({ cells }) => /[\s,]/.test(cells[full].trim())).length * 2 >= filled.length
}

function isMostlyNames(lines: readonly Line[], index: number): boolean {
  const filled = lines.map(line => line.cells[index] ?? '').filter(cell => cell !== '')
  const different = new Set(filled)
  return filled.length * 2 > lines.length && different.size * 2 > filled.length
}

const LOOKED_AT = 30

/**
 * The row of the column names: the first whose cells are mostly filled and that has a word for people in it, or no
 * number. Title rows above it have fewer cells, or say the same in each.
 *
 * @returns its place in `lines`, or -1 when the file starts with scores at once
 */
export function findHeader(lines: readonly Line[]): number {
  const widest = Math.max(...lines.slice(0, LOOKED_AT).map(filledCount))
  const numbers = (line: Line) => line.cells.filter(cell => readCell(cell, '.').kind === 'score').length
  for (let at = 0; at < Math.min(LOOKED_AT, lines.length); at++) {
    const line = lines[at]
    if (filledCount(line) * 2 <= widest || isTitle(line)) continue
    if (hasPeopleWords(line)) return at
    return numbers(line) === 0 && !isLikeThoseBelow(lines, at) ? at : -1
  }
  return -1
}

/**
 * True for a cell that is the header of a column about people: their name, id, class ...
 *
 * @param among the headers beside it: "First" is a name only beside "Last"
 */
export function isPeopleHeader(cell: string, among: readonly string[]): boolean {
  return roleByHeader(cell, among) !== undefined
}

/** True for a cell that is the header of whole names: "Student", "Name". */
export const isFullNameHeader = (cell: string): boolean => roleByHeader(cell, []) === 'fullName'

/** True for a line with a header of names, whole or in parts. */
export const namesPeople = ({ cells }: Line): boolean =>
  cells.some(cell => {
    const role = roleByHeader(cell, cells)
    return role === 'fullName' || role === 'familyName' || role === 'givenName'
  })

const hasPeopleWords = (line: Line) => line.cells.some(cell => isPeopleHeader(cell, line.cells))

const PERSON = /^\p{Lu}[\p{L}\p{M}'’.-]*([ ,]+\p{Lu}[\p{L}\p{M}'’.-]*)+$/u

/**
 * True for a line that is no header but somebody's row: in a list of nothing but names it is a name like the others;
 * elsewhere one of its words comes again further down in its column, as levels do and headers do not.
 */
function isLikeThoseBelow(lines: readonly Line[], at: number): boolean {
  const { cells } = lines[at]
  const below = lines.slice(at + 1, at + 1 + LOOKED_AT)
  if (filledCount(lines[at]) === 1) {
    const only = cells.findIndex(cell => cell !== '')
    const names = below.filter(line => filledCount(line) === 1 && PERSON.test(line.cells[only] ?? ''))
    return PERSON.test(cells[only]) && names.length > 1 && names.length * 2 > below.length
  }
  // The next line may be of finer headers, with those that reach down repeated in it.
  return below
    .slice(1)
    .some(line => line.cells.some((cell, index) => index > 0 && cell !== '' && cell === cells[index]))
}

/** A title that was merged over several cells says the same in each. */
const isTitle = (line: Line) =>
  filledCount(line) > 2 && new Set(line.cells.filter(cell => cell !== '')).size === 1

const filledCount = (line: Line) => line.cells.filter(cell => cell !== '').length
