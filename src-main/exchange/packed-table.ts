import type { ScoreTable, TableCell, TableRow } from './score-table.ts'

const STATES = ['text', 'score', 'notAssessed', 'odd'] as const satisfies readonly TableCell['state'][]

/** A table whose cells lie in a few long arrays, which cross from thread to thread in a fraction of the time. */
export interface PackedTable extends Omit<ScoreTable, 'rows'> {
  readonly people: readonly Omit<TableRow, 'cells'>[]
  /** Row by row; NaN = no score. */
  readonly values: Float64Array<ArrayBuffer>
  /** Place in `STATES`. */
  readonly states: Uint8Array<ArrayBuffer>
  readonly texts: readonly string[]
}

/** Packs a table; its arrays may be handed over to another thread. O(cells). */
export function packTable({ rows, ...rest }: ScoreTable): PackedTable {
  const width = rest.columns.length
  const values = new Float64Array(rows.length * width)
  const states = new Uint8Array(rows.length * width)
  const texts: string[] = []
  for (const [at, { cells }] of rows.entries()) {
    for (const [index, { text, state, value }] of cells.entries()) {
      values[at * width + index] = value ?? NaN
      states[at * width + index] = STATES.indexOf(state)
      texts.push(text)
    }
  }
  return { ...rest, people: rows.map(row => ({ ...row, cells: [] })), values, states, texts }
}

/** The table as it was. O(cells). */
export function unpackTable({ people, values, states, texts, ...rest }: PackedTable): ScoreTable {
  const width = rest.columns.length
  const cellOf = (place: number): TableCell => {
    const value = values[place]
    return { text: texts[place], state: STATES[states[place]], value: Number.isNaN(value) ? null : value }
  }
  return {
    ...rest,
    rows: people.map((person, at) => ({
      ...person,
      cells: Array.from({ length: width }, (_, index) => cellOf(at * width + index)),
    })),
  }
}
