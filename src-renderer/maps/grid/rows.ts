import { bisector } from 'd3'
import type { Student } from '../../../src-main/contract/classes.ts'
import type { Gathering } from './gatherings.ts'

export const STUDENT_ROW_PIXELS = 28
export const GATHERING_ROW_PIXELS = 48
/** Drawn above and below what is in sight, so that quick scrolling meets no empty rows. */
const MARGIN_PIXELS = 240

/** One row under the head of the grid. `top` and `height` in pixels of the body. */
export interface GridRow {
  /** The same as long as it is the same student or gathering, wherever it stands. */
  readonly key: string
  /** From 0. */
  readonly place: number
  readonly gathering: Gathering
  /** null = the row at the head of a gathering. */
  readonly student: Student | null
  readonly top: number
  readonly height: number
}

/** Where every row stands, drawn or not. */
export interface RowLayout {
  readonly rows: readonly GridRow[]
  readonly placeOf: ReadonlyMap<string, number>
  readonly height: number
  /** The whole of each gathering, by its key. */
  readonly blocks: ReadonlyMap<string, { readonly top: number; readonly height: number }>
}

export function studentKey(student: Pick<Student, 'id'>): string {
  return `s${student.id}`
}

/** Stacks the gatherings, each under its head row. O(rows). */
export function layRows(gatherings: readonly Gathering[]): RowLayout {
  const rows: GridRow[] = []
  const blocks = new Map<string, { top: number; height: number }>()
  let top = 0
  const add = (key: string, gathering: Gathering, student: Student | null, height: number) => {
    rows.push({ key, place: rows.length, gathering, student, top, height })
    top += height
  }
  for (const gathering of gatherings) {
    const start = top
    add(gathering.key, gathering, null, GATHERING_ROW_PIXELS)
    for (const student of gathering.students) add(studentKey(student), gathering, student, STUDENT_ROW_PIXELS)
    blocks.set(gathering.key, { top: start, height: top - start })
  }
  return { rows, placeOf: new Map(rows.map(({ key, place }) => [key, place])), height: top, blocks }
}

const byTop = bisector((row: GridRow) => row.top)

/**
 * The rows to draw: first place, and the place after the last.
 *
 * @param scrolled pixels of the body above the window
 * @param height of the window on the body, in pixels
 */
export function rowsInSight({ rows }: RowLayout, scrolled: number, height: number): [number, number] {
  const first = byTop.right(rows, scrolled - MARGIN_PIXELS) - 1
  return [Math.max(0, first), byTop.left(rows, scrolled + height + MARGIN_PIXELS)]
}
