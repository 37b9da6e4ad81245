import type { ScoreTable, TableCell, TableRow } from './score-table.ts'

const STATES = ['text', 'score', 'notAssessed', 'odd'] as const satisfies readonly TableCell['state'][]

/**
 * A table whose cells lie in a few long arrays and one long text, which cross from thread to thread in a fraction of
 * the time.
 */
export interface PackedTable extends Omit<ScoreTable, 'rows'> {
  readonly people: readonly Omit<TableRow, 'cells'>[]
  /** Row by row; NaN = no score. */
  readonly values: Float64Array<ArrayBuffer>
  /** Place in `STATES`. */
  readonly states: Uint8Array<ArrayBuffer>
  /** All texts, one after the other. */
  readonly text: string
  /** Where each text ends in it. */
  readonly ends: Uint32Array<ArrayBuffer>
}

/** Packs a table; its arrays may be handed over to another thread. O(cells). */
export function packTable({ rows, ...rest }: ScoreTable): PackedTable {
  const width = rest.columns.length
  const values = new Float64Array(rows.length * width)
  const states = new Uint8Array(rows.length * width)
  const ends = new Uint32Array(rows.length * width)
  const texts: string[] = []
  let end = 0
  for (const [at, { cells }] of rows.entries()) {
    for (const [index, { text, state, value }] of cells.entries()) {
      const place = at * width + index
      values[place] = value ?? NaN
      states[place] = STATES.indexOf(state)
      texts.push(text)
      ends[place] = end += text.length
    }
  }
  return {
    ...rest,
    people: rows.map(row => ({ ...row, cells: [] })),
    values,
    states,
    text: texts.join(''),
    ends,
  }
}

/** The table as it was. The cells of a row are made when they are first looked at, so that this is O(rows). */
export function unpackTable({ people, values, states, text, ends, ...rest }: PackedTable): ScoreTable {
  const width = rest.columns.length
  const cellOf = (place: number): TableCell => {
    const value = values[place]
    return {
      text: text.slice(place === 0 ? 0 : ends[place - 1], ends[place]),
      state: STATES[states[place]],
      value: Number.isNaN(value) ? null : value,
    }
  }
  return {
    ...rest,
    rows: people.map((person, at) => {
      let cells: TableCell[] | null = null
      return {
        ...person,
        get cells() {
          return (cells ??= Array.from({ length: width }, (_, index) => cellOf(at * width + index)))
        },
      }
    }),
  }
}
