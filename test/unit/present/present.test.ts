import { describe, expect, it } from 'vitest'
import type { BlockId, StudentId } from '../../../src-main/contract/ids.ts'
import type { ProjectedBlock } from '../../../src-main/contract/rotation.ts'
import {
  addTime,
  BY_THE_CLOCK,
  goBy,
  pauseOrGoOn,
  shownAt,
  timeLeft,
  type Course,
  type Span,
} from '../../../src-renderer/state/presenting/course.ts'
import { cueBetween, isHeard } from '../../../src-renderer/state/presenting/cue.ts'
import { drawLots, NOBODY_YET, type Lots } from '../../../src-renderer/state/presenting/draw-lots.ts'
import { split, type Card } from '../../../src-renderer/present/cards.ts'
import { evenPages, fitCards } from '../../../src-renderer/present/fit.ts'

const MINUTE = 60_000
const at = (hour: number, minute: number, second = 0) =>
  new Date(2026, 10, 24, hour, minute, second).getTime()

function span(id: number, begins: number, minutes: number, kind: ProjectedBlock['kind'] = 'rotation'): Span {
  const block = {
    blockId: id as BlockId,
    kind,
    name: `Block ${id}`,
    start: 0,
    minutes,
    stations: [],
    withoutStation: [],
    elsewhere: [],
    ungrouped: [],
    notThere: [],
  }
  return { block, begins, ends: begins + minutes * MINUTE }
}

/** 9:00 to 9:20, 9:20 to 9:40, a gap, 10:00 to 10:20. */
const SPANS = [span(1, at(9, 0), 20), span(2, at(9, 20), 20), span(3, at(10, 0), 20)]

/** "2 12:30": which block, and what is left of it. */
function seen(course: Course, now: number): string {
  const { block, left, isPaused } = shownAt(course, SPANS, now)
  return `${block?.blockId ?? '-'} ${left === null ? '-' : timeLeft(left)}${isPaused ? ' paused' : ''}`
}

describe('the course of a day on the projector', () => {
  it('follows the clock: before, in, between and after the blocks', () => {
    expect(seen(BY_THE_CLOCK, at(8, 50))).toBe('- 10:00')
    expect(seen(BY_THE_CLOCK, at(9, 0))).toBe('1 20:00')
    expect(seen(BY_THE_CLOCK, at(9, 19, 59))).toBe('1 0:01')
    expect(seen(BY_THE_CLOCK, at(9, 20))).toBe('2 20:00')
    expect(seen(BY_THE_CLOCK, at(9, 45))).toBe('- 15:00')
    expect(seen(BY_THE_CLOCK, at(10, 20))).toBe('- -')
  })

  it('lets a block end later or earlier, and the next one where it was planned', () => {
    const longer = addTime(BY_THE_CLOCK, SPANS, at(9, 10), 2 * MINUTE)
    expect(seen(longer, at(9, 10))).toBe('1 12:00')
    expect(seen(longer, at(9, 21))).toBe('1 1:00')
    expect(seen(longer, at(9, 22))).toBe('2 18:00')
    const shorter = addTime(BY_THE_CLOCK, SPANS, at(9, 10), -MINUTE)
    expect(seen(shorter, at(9, 19, 30))).toBe('1 0:00')
    expect(seen(shorter, at(9, 20))).toBe('2 20:00')
    expect(seen(addTime(BY_THE_CLOCK, SPANS, at(9, 19, 30), -MINUTE), at(9, 19, 30))).toBe('1 0:00')
  })

  it('stands still while it is paused, however long, and goes on with what was left', () => {
    const paused = pauseOrGoOn(BY_THE_CLOCK, SPANS, at(9, 15))
    expect(seen(paused, at(9, 35))).toBe('1 5:00 paused')
    const more = addTime(paused, SPANS, at(9, 35), MINUTE)
    expect(seen(more, at(9, 36))).toBe('1 6:00 paused')
    const running = pauseOrGoOn(more, SPANS, at(9, 36))
    expect(seen(running, at(9, 40))).toBe('1 2:00')
    expect(seen(running, at(9, 42))).toBe('- 18:00')
    expect(pauseOrGoOn(BY_THE_CLOCK, SPANS, at(8, 0))).toBe(BY_THE_CLOCK)
  })

  it('has by hand a block that the clock has passed with its whole length: ready where she goes back, running where she goes on', () => {
    // The class comes late: everything is over by the clock.
    const back = (course: Course) => goBy(course, SPANS, at(10, 28), -1)
    const first = back(back(back(BY_THE_CLOCK)))
    expect(seen(first, at(10, 40))).toBe('1 20:00 paused')
    expect(seen(addTime(first, SPANS, at(10, 40), MINUTE), at(10, 41))).toBe('1 21:00 paused')
    expect(seen(addTime(first, SPANS, at(10, 40), -MINUTE), at(10, 41))).toBe('1 19:00 paused')
    const running = pauseOrGoOn(first, SPANS, at(10, 40))
    expect(seen(running, at(10, 45))).toBe('1 15:00')
    // What she has only passed on the way back has not begun.
    const second = goBy(running, SPANS, at(11, 0), 1)
    expect(seen(second, at(11, 1))).toBe('2 19:00')
    // Its time was up: back there it begins anew.
    expect(seen(goBy(second, SPANS, at(11, 2), -1), at(11, 5))).toBe('1 20:00 paused')
  })

  it('goes on by hand with the whole length, waits at the end, and comes back to what was left', () => {
    const second = goBy(BY_THE_CLOCK, SPANS, at(9, 10), 1)
    expect(seen(second, at(9, 10))).toBe('2 20:00')
    expect(seen(second, at(9, 50))).toBe('2 0:00')
    expect(seen(goBy(second, SPANS, at(9, 12), -1), at(9, 12))).toBe('1 8:00')
    expect(seen(goBy(BY_THE_CLOCK, SPANS, at(9, 25), -1), at(9, 25))).toBe('1 20:00 paused')
    // From a pause between blocks, and no further than the last.
    expect(seen(goBy(BY_THE_CLOCK, SPANS, at(9, 45), 1), at(9, 45))).toBe('3 20:00')
    expect(seen(goBy(BY_THE_CLOCK, SPANS, at(9, 45), -1), at(9, 45))).toBe('2 20:00 paused')
    const last = goBy(BY_THE_CLOCK, SPANS, at(9, 45), 1)
    expect(goBy(last, SPANS, at(9, 46), 1)).toBe(last)
  })
})

describe('what the class is told', () => {
  const cue = (before: number, after: number, minutes = 2) =>
    cueBetween(shownAt(BY_THE_CLOCK, SPANS, before), shownAt(BY_THE_CLOCK, SPANS, after), minutes)

  it('is a change, a time that is up, or that it is time to clean up', () => {
    expect(cue(at(9, 17), at(9, 18))).toBe('cleanUp')
    expect(cue(at(9, 18), at(9, 19))).toBe(null)
    expect(cue(at(9, 17), at(9, 18), 0)).toBe(null)
    expect(cue(at(9, 19, 59), at(9, 20))).toBe('change')
    expect(cue(at(9, 39, 59), at(9, 40))).toBe('change')
    const hand = goBy(BY_THE_CLOCK, SPANS, at(9, 10), 1)
    const shown = (now: number) => shownAt(hand, SPANS, now)
    expect(cueBetween(shown(at(9, 29, 59)), shown(at(9, 30)), 2)).toBe('over')
    expect(cueBetween(shown(at(9, 30)), shown(at(9, 31)), 2)).toBe(null)
  })

  it('is not heard twice for one change, nor after a sleep', () => {
    const over = shownAt(goBy(BY_THE_CLOCK, SPANS, at(9, 0), 1), SPANS, at(9, 30))
    const running = shownAt(BY_THE_CLOCK, SPANS, at(9, 19))
    expect(isHeard('change', running, 1000)).toBe(true)
    expect(isHeard('change', over, 1000)).toBe(false)
    expect(isHeard('change', running, 40 * MINUTE)).toBe(false)
  })
})

describe('picking by lot', () => {
  const everybody = [1, 2, 3, 4, 5].map(id => id as StudentId)

  it.each([0, 0.37, 0.999])('picks nobody twice before everybody was, nor twice running (%d)', chance => {
    let lots: Lots = NOBODY_YET
    const drawn: (StudentId | null)[] = []
    for (let round = 0; round < 15; round++) {
      lots = drawLots(everybody, lots, () => chance)
      drawn.push(lots.last)
    }
    for (const from of [0, 5, 10]) expect(new Set(drawn.slice(from, from + 5)).size).toBe(5)
    expect(drawn.every((one, at) => one !== drawn[at + 1])).toBe(true)
  })

  it('keeps the place of who is away, and picks nobody where nobody is', () => {
    const [one, two, three] = everybody as [StudentId, StudentId, StudentId]
    let lots = drawLots([one, two], NOBODY_YET, () => 0)
    lots = drawLots([one, two], lots, () => 0)
    expect(drawLots([one, two, three], lots, () => 0).last).toBe(three)
    expect(drawLots([], NOBODY_YET, () => 0)).toBe(NOBODY_YET)
  })

  it('gives everybody the same chance', () => {
    const counts = everybody.map((_, at) => drawLots(everybody, NOBODY_YET, () => (at + 0.5) / 5).last)
    expect(counts).toEqual(everybody)
  })
})

describe('fitting the board', () => {
  /** A card of `weight` lines; lines get narrower with more columns. */
  const room = (weights: readonly number[], lines: number) =>
    fitCards(weights, 10, 40, ({ columns }, size, from, until) => {
      const rows = Math.ceil((until - from) / columns)
      return rows * Math.max(...weights.slice(from, until)) * size <= lines * 10 && columns * size * 5 <= 400
    })

  it('takes the columns with which names are largest, and one page if it can', () => {
    expect(room([6, 6, 6, 6], 20)).toMatchObject({ columns: 4, pages: [4] })
    expect(room([6, 6, 6, 6], 20).size).toBeCloseTo(20, 0)
  })

  it('makes pages where names would become too small', () => {
    const fit = room([8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8], 10)
    expect(fit.pages).toEqual([6, 6])
    expect(fit.size).toBeGreaterThanOrEqual(10)
  })

  it('splits a place into its groups, then each into halves, down to one student and never losing one', () => {
    const people = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => ({
        studentId: (from + at) as StudentId,
        name: `Name ${from + at}`,
      }))
    const group = (letter: string, from: number, to: number) => ({
      letter,
      name: letter,
      students: people(from, to),
    })
    const place: Card = {
      ...{ key: '1', name: 'Word study', icon: 'book', isTable: false, adult: null, materials: '' },
      groups: [group('A', 0, 5), group('B', 5, 5)],
      ...{ others: people(5, 8), isElsewhere: false },
    }
    const seen = (cards: readonly Card[]) =>
      cards.map(({ groups, others }) =>
        [...groups.flatMap(({ students }) => students), ...others].map(({ studentId }) => studentId),
      )
    let parts = split(place)
    expect(seen(parts)).toEqual([[0, 1, 2, 3, 4], [], [5, 6, 7]])
    parts = parts.flatMap(split)
    expect(seen(parts)).toEqual([[0, 1, 2], [3, 4], [], [5, 6], [7]])
    const of = (first: number, all: number) => ({ first, of: all })
    expect(parts.map(({ part }) => part)).toEqual([of(1, 5), of(4, 5), undefined, of(1, 3), of(3, 3)])
    parts = parts.flatMap(split).flatMap(split)
    expect(seen(parts)).toEqual([[0], [1], [2], [3], [4], [], [5], [6], [7]])
    expect(parts.map(({ part }) => part?.first)).toEqual([1, 2, 3, 4, 5, undefined, 1, 2, 3])
    expect(parts.flatMap(split)).toHaveLength(parts.length)
    expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length)
  })

  it('makes even pages, none of them empty', () => {
    expect(evenPages([1, 1, 1, 1], 2)).toEqual([2, 2])
    expect(evenPages([9, 1, 1], 2)).toEqual([1, 2])
    expect(evenPages([1, 1, 9], 3)).toEqual([1, 1, 1])
  })
})
