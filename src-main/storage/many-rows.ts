import type Database from 'better-sqlite3'
import type { Slices } from './slices.ts'

export type Cell = string | number | null

/** Where more values in one statement gain nothing any more. */
const MOST_VALUES = 2048

/**
 * One statement for many rows at a time: with triggers set, a statement a row costs twice as much. Prepared when it is
 * first needed.
 */
export class ManyRows {
  readonly #database: Database.Database
  readonly #width: number
  readonly #batch: number
  readonly #sql: (rows: string) => string
  #many: Database.Statement | null = null
  #one: Database.Statement | null = null

  /**
   * @param width values of a row
   * @param sql the statement around its list of rows, `(?, ?), (?, ?)`
   */
  constructor(database: Database.Database, width: number, sql: (rows: string) => string) {
    this.#database = database
    this.#width = width
    this.#batch = Math.max(1, Math.floor(MOST_VALUES / width))
    this.#sql = sql
  }

  /** Runs it for every row. Answers how many rows of the table that changed. */
  *run(rows: readonly (readonly Cell[])[]): Slices<number> {
    let changes = 0
    let at = 0
    for (; rows.length - at >= this.#batch; at += this.#batch) {
      this.#many ??= this.#prepare(this.#batch)
      changes += this.#many.run(rows.slice(at, at + this.#batch).flat()).changes
      yield at / rows.length
    }
    for (; at < rows.length; at++) {
      this.#one ??= this.#prepare(1)
      changes += this.#one.run(rows[at]).changes
    }
    return changes
  }

  #prepare(count: number): Database.Statement {
    const row = `(${Array.from({ length: this.#width }, () => '?').join(', ')})`
    return this.#database.prepare(this.#sql(Array.from({ length: count }, () => row).join(', ')))
  }
}
