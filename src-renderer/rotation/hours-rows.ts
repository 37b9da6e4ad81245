import type { Hours } from '../../src-main/contract/rotation.ts'

/** One row of an adult's hours; by its key it stays the same row when its hours become others. */
export interface HoursRow {
  readonly key: number
  readonly hours: Hours
}

interface Known extends HoursRow {
  /** What it was before it was changed: also what it is again where that is refused or undone. */
  readonly before: Hours | null
}

/**
 * Which row is which among hours that have no number of their own and stand in the order of the week: a row that was
 * changed stands somewhere else, and is still the one that the keyboard is in and that a waiting change is about.
 */
export class HoursRows {
  #known: readonly Known[] = []
  #count = 0

  /** The rows of the hours as they are now, in their order. */
  of(all: readonly Hours[]): readonly HoursRow[] {
    // Of two that have become the same it is the changed one that is left: somebody may be in it.
    const left = this.#known.toSorted((a, b) => Number(b.before !== null) - Number(a.before !== null))
    const take = (is: (row: Known) => boolean) => {
      const at = left.findIndex(is)
      return at < 0 ? undefined : left.splice(at, 1)[0]
    }
    const asTheyAre = all.map(hours => take(row => isSame(row.hours, hours)))
    this.#known = all.map((hours, at) => {
      const row = asTheyAre[at]
      if (row) return row
      const back = take(({ before }) => before !== null && isSame(before, hours))
      return back ? { key: back.key, hours, before: back.hours } : { key: this.#count++, hours, before: null }
    })
    return this.#known
  }

  /**
   * All hours with a part of one row changed. From then on the row is known by what it becomes.
   *
   * @param all the hours as they are now
   * @returns null = the row is gone
   */
  change(all: readonly Hours[], key: number, part: Partial<Hours>): Hours[] | null {
    if (!this.of(all).some(row => row.key === key)) return null
    this.#known = this.#known.map(row =>
      row.key === key ? { key, hours: { ...row.hours, ...part }, before: row.hours } : row,
    )
    return this.#known.map(({ hours }) => hours)
  }

  /** All hours but one row's. */
  without(all: readonly Hours[], key: number): Hours[] {
    return this.of(all).flatMap(row => (row.key === key ? [] : [row.hours]))
  }
}

const isSame = (one: Hours, other: Hours) =>
  one.weekday === other.weekday &&
  one.weeks === other.weeks &&
  one.from === other.from &&
  one.until === other.until
