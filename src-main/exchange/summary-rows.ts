import { readCell } from './score-cell.ts'
import type { Line } from './tabulate.ts'

/** Names of rows that are nobody: the class's average at the foot of a table. "Max" and "Min" are people. */
const SUMMARY =
  /^((class|group|grade|school|district|overall|column|grand) )?(averages?|mean|median|totals?|std\.? ?dev(iation)?\.?|standard deviation|minimum|maximum|durchschnitt|mittelwert|klassenschnitt|moyenne( de la classe)?|promedio|media de la clase)( score| points)?:?$/i

/** Names of the row that says how many points there were to get. */
const OUT_OF =
  /^(points?|points? possible|possible points?|out of|max(imum)?\.? (points?|scores?)|total points?( possible)?|maximum|maximum possible|punkte|maximalpunkte|points? max(imum)?)\s*:?$/i

/** True for the name of a row that sums up the others, or says what there was to get. */
export const isSummaryName = (name: string): boolean => SUMMARY.test(name.trim()) || OUT_OF.test(name.trim())

/** No name has a day, a colon, a legend's `A = absent` or a footnote's sign in it; a student may be called Page or Key. */
const LINE_OF_REPORT =
  /^(printed|generated|exported|created|downloaded|updated|reported|run) (on|by|at|from|for|in|\d)|^page \d|^totals? |^number of |^confidential|^[*†‡©]|:|\S\s*=|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d/i

/** True for a line that a report has below its table, alone in its row: "Printed 11/20/2026", "* = absent". */
export function isLineOfReport(line: Line): boolean {
  const filled = line.cells.filter(cell => cell !== '')
  return filled.length === 1 && LINE_OF_REPORT.test(filled[0])
}

/**
 * The most points of each column, where the first row under the header says them ("Points possible", 10, 20).
 *
 * @returns null when that row is a student like any other
 */
export function readOutOf(first: Line | undefined): ReadonlyMap<number, number> | null {
  if (!first?.cells.some(cell => OUT_OF.test(cell))) return null
  const points = new Map<number, number>()
  for (const [index, cell] of first.cells.entries()) {
    const reading = readCell(cell, '.')
    if (reading.kind === 'score' && reading.value > 0 && !reading.percent) points.set(index, reading.value)
  }
  return points.size > 0 ? points : null
}
