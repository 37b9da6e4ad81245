import { describe, expect, it } from 'vitest'
import { dayOfCycle, momentAt, shortenDay } from '../../../src-main/rotation/clock.ts'

const at = (hours: number, minutes: number, seconds = 0, day = 0) => ({
  day,
  seconds: (hours * 60 + minutes) * 60 + seconds,
})
const block = (day: number, start: number, minutes: number) => ({ day, start, minutes })

/** Monday and Friday: 9:00 to 9:20, a break to 9:30, then to 9:50; Friday only the first. */
const blocks = [block(0, 540, 20), block(0, 560, 10), block(0, 570, 20), block(4, 540, 20)]

describe('the clock', () => {
  it('knows the block that is now, how long still, and what comes next', () => {
    expect(momentAt(blocks, 1, at(9, 5))).toEqual({
      now: { block: 0, secondsPassed: 300, secondsLeft: 900 },
      next: { block: 1, secondsUntil: 900, isToday: true },
    })
  })

  it('begins a block in its first second and ends it in its last', () => {
    expect(momentAt(blocks, 1, at(8, 59, 59)).now).toBeNull()
    expect(momentAt(blocks, 1, at(9, 0)).now).toEqual({ block: 0, secondsPassed: 0, secondsLeft: 1200 })
    expect(momentAt(blocks, 1, at(9, 19, 59)).now?.secondsLeft).toBe(1)
    expect(momentAt(blocks, 1, at(9, 20)).now?.block).toBe(1)
    expect(momentAt(blocks, 1, at(9, 50)).now).toBeNull()
  })

  it('counts down in fractions of a second', () => {
    expect(momentAt(blocks, 1, { day: 0, seconds: 9 * 3600 + 0.5 }).now?.secondsLeft).toBe(1199.5)
  })

  it('looks before the first block, over days without one, and over the end of the week', () => {
    expect(momentAt(blocks, 1, at(8, 0)).next).toEqual({ block: 0, secondsUntil: 3600, isToday: true })
    expect(momentAt(blocks, 1, at(10, 0)).next).toEqual({
      block: 3,
      secondsUntil: 4 * 86_400 - 3600,
      isToday: false,
    })
    expect(momentAt(blocks, 1, at(9, 0, 0, 4)).next).toEqual({
      block: 0,
      secondsUntil: 3 * 86_400,
      isToday: false,
    })
  })

  it('knows week A from week B', () => {
    const both = [block(0, 540, 20), block(7, 600, 20)]
    expect(momentAt(both, 2, at(9, 0, 0, 0)).now?.block).toBe(0)
    expect(momentAt(both, 2, at(9, 0, 0, 7)).now).toBeNull()
    expect(momentAt(both, 2, at(10, 0, 0, 7)).now?.block).toBe(1)
    expect(momentAt(both, 2, at(10, 30, 0, 7)).next?.block).toBe(0)
  })

  it('goes on over midnight, from the last day to the first as well', () => {
    const late = [block(0, 1430, 20), block(6, 1435, 10)]
    expect(momentAt(late, 1, at(0, 5, 0, 1)).now).toEqual({ block: 0, secondsPassed: 900, secondsLeft: 300 })
    expect(momentAt(late, 1, at(0, 4, 0, 0)).now).toEqual({ block: 1, secondsPassed: 540, secondsLeft: 60 })
    expect(momentAt(late, 1, at(0, 5, 0, 0)).now).toBeNull()
  })

  it('has nothing to say without blocks', () => {
    expect(momentAt([], 1, at(9, 0))).toEqual({ now: null, next: null })
  })

  it('says which day of the cycle a date is, in summer and winter, before the first week too', () => {
    expect(dayOfCycle('2026-11-23', '2026-11-23', 2)).toBe(0)
    expect(dayOfCycle('2026-12-01', '2026-11-23', 2)).toBe(8)
    expect(dayOfCycle('2026-12-07', '2026-11-23', 2)).toBe(0)
    expect(dayOfCycle('2027-04-05', '2026-11-23', 2)).toBe(7)
    expect(dayOfCycle('2027-04-05', '2026-11-23', 1)).toBe(0)
    expect(dayOfCycle('2026-11-20', '2026-11-23', 2)).toBe(11)
    expect(dayOfCycle('soon', '2026-11-23', 1)).toBeNaN()
  })
})

describe('a shortened day', () => {
  it('ends in time, with every block and break shorter by one measure, and the other days as they are', () => {
    expect(shortenDay(blocks, 0, 565)).toEqual([
      block(0, 540, 10),
      block(0, 550, 5),
      block(0, 555, 10),
      block(4, 540, 20),
    ])
  })

  it('has whole minutes and no overlap, whatever the measure', () => {
    const shorter = shortenDay(blocks, 0, 577) ?? []
    expect(
      shorter.slice(0, 3).every(({ start, minutes }) => Number.isInteger(start) && Number.isInteger(minutes)),
    ).toBe(true)
    expect(shorter.slice(1, 3).map(({ start }) => start)).toEqual(
      shorter.slice(0, 2).map(({ start, minutes }) => start + minutes),
    )
    expect((shorter[2]?.start ?? 0) + (shorter[2]?.minutes ?? 0)).toBe(577)
  })

  it('stays as it is if it ends in time, and cannot be shorter than a minute a block', () => {
    expect(shortenDay(blocks, 0, 600)).toEqual(blocks)
    expect(shortenDay(blocks, 0, 542)).toBeNull()
    expect(shortenDay(blocks, 2, 0)).toEqual(blocks)
  })
})
