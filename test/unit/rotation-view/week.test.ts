import { describe, expect, it } from 'vitest'
import { BlockId } from '../../../src-main/contract/ids.ts'
import type { Block } from '../../../src-main/contract/rotation.ts'
import { latestOf, mondayOf } from '../../../src-renderer/state/days.ts'
import { walk, type StopColumn } from '../../../src-renderer/rotation/walk.ts'
import { daysOf, widthsOf, NARROWEST } from '../../../src-renderer/rotation/week-columns.ts'

const column = (day: number, ...stops: [name: string, row: number][]): StopColumn => ({
  day,
  stops: stops.map(([name, row]) => ({ name, row })),
})
const press = (from: string, key: string, ctrl = false) => walk(COLUMNS, from, { key, ctrl })

// Two blocks on Monday, one on Tuesday; two groups share a station in the first.
const COLUMNS = [
  column(1, ['a', 0], ['b', 1], ['c', 1], ['d', 2]),
  column(1, ['e', 0], ['f', 1], ['g', 2]),
  column(2, ['h', 0], ['i', 2]),
]

describe('walking over a week', () => {
  it('goes up and down from place to place, and no further than the ends', () => {
    expect(press('b', 'ArrowDown')).toBe('c')
    expect(press('a', 'ArrowUp')).toBeNull()
    expect(press('d', 'ArrowDown')).toBeNull()
  })

  it('stays in the row from block to block, or takes the nearest', () => {
    expect(press('c', 'ArrowRight')).toBe('f')
    expect(press('f', 'ArrowLeft')).toBe('b')
    expect(press('g', 'ArrowRight')).toBe('i')
    expect(press('i', 'ArrowRight')).toBeNull()
  })

  it('goes to the ends of the row, of the week, and to the next day', () => {
    expect(press('f', 'Home')).toBe('b')
    expect(press('g', 'End')).toBe('i')
    expect(press('g', 'Home', true)).toBe('a')
    expect(press('a', 'End', true)).toBe('i')
    expect(press('d', 'PageDown')).toBe('i')
    expect(press('i', 'PageUp')).toBe('d')
    expect(press('x', 'ArrowUp')).toBeNull()
  })
})

describe('the columns of a week', () => {
  const block = (id: number, weekday: number, start: number, part: Partial<Block> = {}): Block => ({
    id: BlockId.parse(id),
    weekday,
    weeks: 'every',
    start,
    minutes: 20,
    kind: 'rotation',
    name: '',
    hasTeacher: true,
    ...part,
  })
  const blocks = [
    block(1, 2, 540),
    block(2, 1, 560),
    block(3, 1, 540, { kind: 'break' }),
    block(4, 1, 600, { weeks: 'b' }),
  ]

  it('are the days in order with the blocks of that week', () => {
    const days = daysOf(blocks, 'a')
    expect(days.map(({ name }) => name)).toEqual(['Monday', 'Tuesday'])
    expect(days[0]?.blocks.map(({ id }) => Number(id))).toEqual([3, 2])
    expect(days[0]).toMatchObject({ from: 540, until: 580 })
    expect(daysOf(blocks, 'b')[0]?.until).toBe(620)
  })

  it('fill the room there is, and are never narrower than a finger', () => {
    const days = daysOf(blocks, 'a')
    expect(widthsOf(days, 300).all).toBeLessThanOrEqual(300)
    expect(widthsOf(days, 50).block).toBe(NARROWEST)
  })
})

describe('the days of meetings', () => {
  it('are the latest such weekday, in the week that is meant', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
    expect(latestOf(3, 'a', null, '2026-11-24')).toBe('2026-11-18')
    expect(latestOf(3, 'b', '2026-11-16', '2026-11-26')).toBe('2026-11-25')
    expect(latestOf(3, 'a', '2026-11-16', '2026-11-26')).toBe('2026-11-18')
  })
})
