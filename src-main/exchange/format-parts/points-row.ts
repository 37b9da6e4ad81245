import type { FormatRemark } from '../format.ts'
import type { Line } from '../tabulate.ts'
import { cellAt } from './headed-table.ts'
import type { Measured } from './score-and-level.ts'
import { listOf, type Measure } from './pivot.ts'

/** A column of a gradebook that may be an assignment. */
export interface Assignment {
  readonly name: string
  readonly header: string
  readonly at: number
}

const MOST_POINTS = 1_000_000

/** Assignments as skills, out of the points that the gradebook's row of points says; extra credit stretches them. */
export function assignmentsOf(
  columns: readonly Assignment[],
  points: Line,
): { measured: Measured[]; remarks: FormatRemark[] } {
  const measured: Measured[] = []
  const without: string[] = []
  for (const { name, header, at } of columns) {
    const outOf = Number(cellAt(points, at).replace(',', '.'))
    if (!(outOf > 0 && outOf <= MOST_POINTS)) {
      without.push(name)
      continue
    }
    const measure: Measure = {
      name,
      header,
      outOf,
      scale: numbers => ({
        kind: 'points',
        minimum: 0,
        maximum: numbers.reduce((most, number) => Math.max(most, number), outOf),
      }),
    }
    measured.push({ measure, at })
  }
  if (without.length === 0) return { measured, remarks: [] }
  const remark = {
    row: points.row,
    column: null,
    message: `Without points, so no scores: ${listOf(without)}.`,
    remedy: 'Give it points in the gradebook and export again, if it should count.',
  }
  return { measured, remarks: [remark] }
}
