import { findHeader, isFullNameHeader, isPeopleHeader, namesPeople } from './columns.ts'
import { findLevels } from './level-words.ts'
import { readCell } from './score-cell.ts'
import type { Line } from './tabulate.ts'

/** The column names of a sheet, joined from one or two lines, and where the rows under them begin. */
export interface HeaderLines {
  readonly names: readonly string[]
  /** Line in the sheet of the (lower) names; 0 = there are none. */
  readonly row: number
  /** Place in the lines of the first row under them. */
  readonly bodyAt: number
}

/**
 * Finds the column names under title rows. A line of merged headings above them ("Math" over "Fractions" and "Place
 * value"), or of finer ones below, is joined with them: "Math: Fractions".
 *
 * @param wanted line of the names that a person chose, 0 = there are none; undefined = find it
 */
export function findHeaderLines(lines: readonly Line[], wanted: number | undefined): HeaderLines {
  let at =
    wanted === undefined ? findHeader(lines) : wanted === 0 ? -1 : lines.findIndex(line => line.row >= wanted)
  if (at < 0) return { names: [], row: 0, bodyAt: 0 }
  if (wanted === undefined) at = lowerNames(lines, at)
  const names = lines[at].cells
  const above = lines[at - 1]
  const below = lines[at + 1]
  if (below && lines.length > at + 2 && isFinerThan(names, below.cells)) {
    return { names: joined(names, below.cells), row: lines[at].row, bodyAt: at + 2 }
  }
  const joinsAbove = above !== undefined && above.row === lines[at].row - 1 && isOver(above.cells, names)
  return { names: joinsAbove ? joined(above.cells, names) : names, row: lines[at].row, bodyAt: at + 1 }
}

/**
 * Where the first line names no person ("Class: 4B"), but the next one does, the first is a heading above it; so it is
 * where it says "Student" over "Last" and "First".
 */
function lowerNames(lines: readonly Line[], at: number): number {
  const next = lines[at + 1] as Line | undefined
  if (!next?.cells.every(isName)) return at
  const hasPeople = next.cells.some(cell => isPeopleHeader(cell, next.cells))
  const isHeading =
    (hasPeople && !lines[at].cells.some(cell => isPeopleHeader(cell, lines[at].cells))) ||
    (namesPeople(next) && (!namesPeople(lines[at]) || isOver(lines[at].cells, next.cells)))
  return isHeading ? at + 1 : at
}

/**
 * True for headings over the names: at least two, none a number, and none over a column about people but one that
 * says so itself, as "Student" does.
 */
function isOver(above: readonly string[], names: readonly string[]): boolean {
  const headings = above.filter((cell, index) => cell !== '' && cell !== names[index])
  return (
    new Set(headings).size >= 2 &&
    headings.every(cell => isName(cell) && !cell.endsWith(':')) &&
    above.every((cell, index) => {
      if (cell === '' || cell === names[index]) return true
      const isOverPeople = isPeopleHeader(names[index] ?? '', names)
      return isOverPeople ? isFullNameHeader(cell) : !isPeopleHeader(cell, above)
    })
  )
}

/** True for a line of finer names under the first: nothing under the people, names under at least two others. */
function isFinerThan(names: readonly string[], below: readonly string[]): boolean {
  if (!names.some(cell => isPeopleHeader(cell, names))) return false
  const finer = below.filter((cell, index) => cell !== '' && cell !== names[index])
  const isUnderPeople = below.some(
    (cell, index) => cell !== '' && cell !== names[index] && isPeopleHeader(names[index] ?? '', names),
  )
  return finer.length >= 2 && !isUnderPeople && finer.every(isName) && findLevels(finer, '') === null
}

const isName = (cell: string) => {
  const kind = readCell(cell, '.').kind
  return cell === '' || kind === 'odd'
}

/** Headings reach to the right until the next one, but not over columns about people. */
function joined(above: readonly string[], below: readonly string[]): string[] {
  let heading = ''
  return Array.from({ length: Math.max(above.length, below.length) }, (_, index) => {
    const [upper, lower] = [above[index] ?? '', below[index] ?? '']
    if (isPeopleHeader(lower, below) || isPeopleHeader(upper, above)) {
      heading = ''
      return lower || upper
    }
    if (upper !== '') heading = upper
    if (lower === '' || heading === '' || heading === lower) return lower || upper
    return `${heading}: ${lower}`
  })
}
