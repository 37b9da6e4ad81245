const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/

/** True for the header of a column of birth dates. */
export function isBirthDateHeader(header: string): boolean {
  return /^(student |pupil )?(birth ?da(y|te)|date of birth|d\.?o\.?b\.?|born( on)?|geburts(datum|tag)|fecha de nacimiento|date de naissance)$/.test(
    header
      .normalize('NFC')
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLocaleLowerCase('en')
      .replace(/[\s_]+/g, ' ')
      .trim(),
  )
}

/**
 * Reads a column of birth dates. Which of `3/4/2015` is the month is told by the other cells of the column: a number
 * over 12 cannot be one. Where none tells, such dates are not used, rather than guessed.
 *
 * @returns one a cell, as `2015-03-04`; null where there is none that is sure
 */
export function readBirthDates(cells: readonly string[]): (string | null)[] {
  const parts = cells.map(cell => YEAR_LAST.exec(cell.trim()))
  const over = (place: 1 | 2) => parts.some(part => part && Number(part[place]) > 12)
  const dayFirst = over(1)
  const isTold = dayFirst !== over(2)
  return cells.map((cell, at) => {
    const written = YEAR_FIRST.exec(cell.trim())
    if (written) return day(written[1], written[2], written[3])
    const part = parts[at]
    if (!part) return null
    if (part[1] === part[2]) return day(part[3], part[1], part[2])
    if (!isTold) return null
    return dayFirst ? day(part[3], part[2], part[1]) : day(part[3], part[1], part[2])
  })
}

/** A day that exists, in a century in which a student can be born. */
function day(year: string, month: string, date: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const time = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) return null
  return Number(year) >= 1900 ? text : null
}
