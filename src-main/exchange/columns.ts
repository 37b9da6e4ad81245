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
  ['fullName', /^(full |student |pupil |learner )?names?$|^(student|pupil|learner|child)s?$|^nombre completo$|^alumno\/?a?$|^[eé]l[eè]ve$|^sch[uü]ler(in)?$|^name,? vorname$/],
  ['interests', /^(interests?|hobb(y|ies)|likes|intereses|int[eé]r[eê]ts|interessen)$/],
  ['ignored', /^(grade|class|year|period|section|teacher|school|date|email( address)?|e-mail|gender|sex|notes?|comments?|remarks?|total|average|mean|overall|rank|row|#)$/],
] // prettier-ignore

const headerKey = (header: string) =>
  header
    .normalize('NFC')
    .toLocaleLowerCase('en')
    .replace(/[\s_]+/g, ' ')
    .trim()

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
    const key = headerKey(header)
    const byHeader = HEADERS.find(([, words]) => words.test(key))?.[0]
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

  const named = roles.some(role => role === 'fullName' || role === 'givenName' || role === 'familyName')
  if (!named) {
    const texts = roles.findIndex((role, index) => role === 'ignored' && isMostlyNames(lines, index))
    if (texts >= 0) roles[texts] = 'fullName'
  }
  if (roles.includes('givenName') && roles.includes('familyName')) {
    const full = roles.indexOf('fullName')
    if (full >= 0) roles[full] = 'ignored'
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
    return numbers(line) === 0 ? at : -1
  }
  return -1
}

/** True for a cell that is the header of a column about people: their name, id, class ... */
export function isPeopleHeader(cell: string): boolean {
  return HEADERS.some(([, words]) => words.test(headerKey(cell)))
}

const hasPeopleWords = (line: Line) => line.cells.some(isPeopleHeader)

/** A title that was merged over several cells says the same in each. */
const isTitle = (line: Line) =>
  filledCount(line) > 2 && new Set(line.cells.filter(cell => cell !== '')).size === 1

const filledCount = (line: Line) => line.cells.filter(cell => cell !== '').length
