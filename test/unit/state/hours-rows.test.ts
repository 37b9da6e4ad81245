import { describe, expect, it } from 'vitest'
import type { Hours } from '../../../src-main/contract/rotation.ts'
import { HoursRows } from '../../../src-renderer/rotation/hours-rows.ts'

const on = (weekday: number, until = 600): Hours => ({ weekday, weeks: 'every', from: 540, until })
const [MONDAY, TUESDAY, WEDNESDAY] = [on(1), on(2), on(3)]

/** Hours as the application stores them: each once, in the order of the week. */
function stored(hours: readonly Hours[] | null): Hours[] {
  const each = new Map((hours ?? []).map(one => [JSON.stringify(one), one]))
  return [...each.values()].sort((a, b) => a.weekday - b.weekday || a.until - b.until)
}

const keys = (rows: HoursRows, all: readonly Hours[]) => rows.of(all).map(({ key }) => key)

describe('the rows of an adult’s hours', () => {
  it('go along with what is changed, to wherever it stands then', () => {
    const rows = new HoursRows()
    const before = [MONDAY, TUESDAY, WEDNESDAY]
    expect(keys(rows, before)).toEqual([0, 1, 2])
    const after = stored(rows.change(before, 0, { weekday: 5 }))
    expect(after).toEqual([TUESDAY, WEDNESDAY, on(5)])
    expect(keys(rows, after)).toEqual([1, 2, 0])
  })

  it('let a change that waited be about the row that it was asked for', () => {
    const rows = new HoursRows()
    const all = [MONDAY, TUESDAY]
    rows.of(all)
    const moved = stored(rows.change(all, 0, { weekday: 5 }))
    expect(stored(rows.change(moved, 0, { until: 690 }))).toEqual([TUESDAY, on(5, 690)])
    expect(rows.without(moved, 0)).toEqual([TUESDAY])
  })

  it('are the same again where a change is refused, undone and done again', () => {
    const rows = new HoursRows()
    const all = [MONDAY, TUESDAY]
    rows.of(all)
    const moved = stored(rows.change(all, 0, { weekday: 5 }))
    expect(keys(rows, all)).toEqual([0, 1])
    expect(keys(rows, moved)).toEqual([1, 0])
    expect(keys(rows, all)).toEqual([0, 1])
  })

  it('keep the one that was changed where two have become the same', () => {
    const rows = new HoursRows()
    const all = [MONDAY, TUESDAY, WEDNESDAY]
    rows.of(all)
    const after = stored(rows.change(all, 2, { weekday: 1 }))
    expect(after).toEqual([MONDAY, TUESDAY])
    expect(keys(rows, after)).toEqual([2, 1])
  })

  it('let a change of a row be that is gone', () => {
    const rows = new HoursRows()
    rows.of([MONDAY, TUESDAY])
    expect(rows.change([TUESDAY], 0, { until: 690 })).toBeNull()
  })
})
