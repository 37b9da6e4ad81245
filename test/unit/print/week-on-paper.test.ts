import { describe, expect, it } from 'vitest'
import { pageRule } from '../../../src-renderer/print/week/page-rule.ts'
import { fitWeek } from '../../../src-renderer/print/week/week-fit.ts'

const week = (blocks: number, groups: number, name: string, others = 0) => ({
  heads: Array.from({ length: groups }, () => 'Maple'),
  rotations: Array.from({ length: blocks }, () => Array.from({ length: groups }, () => name)),
  others,
})

describe('the size of a week on paper', () => {
  it('is large where little is to be said', () => {
    expect(fitWeek(week(10, 4, 'Library'), 'A4')).toEqual({ size: 11, isOnePage: true })
  })

  it('gets smaller until the week is on one page', () => {
    const { size, isOnePage } = fitWeek(week(20, 8, 'Teacher table', 10), 'A4')
    expect(isOnePage).toBe(true)
    expect(size).toBeLessThan(11)
  })

  it('is never so small that nobody reads it: then days go on over pages', () => {
    const long = week(25, 8, 'Independent reading in the quiet corner by the window')
    expect(fitWeek(long, 'A4')).toEqual({ size: 10, isOnePage: false })
  })

  it('counts a word that is wider than its column as more than a line', () => {
    const short = fitWeek(week(25, 8, 'Library'), 'Letter')
    const wide = fitWeek(week(25, 8, 'Informationsverarbeitungsstationsbetreuung'), 'Letter')
    expect(wide.size < short.size || !wide.isOnePage).toBe(true)
  })
})

describe('the rule of a page', () => {
  const head = { left: 'Grade 4', right: 'November 24, 2026', foot: 'Names' }

  it('says paper and direction', () => {
    expect(pageRule('Letter', true, head)).toContain('size: Letter landscape')
    expect(pageRule('A4', false, head)).toContain('size: A4 portrait')
  })

  it('is not broken by what stands in a name', () => {
    const rule = pageRule('A4', false, { ...head, left: 'Room "12"; } body { display: none }\n\\' })
    expect(rule).toContain('"Room \\22 12\\22 ; \\7d  body \\7b  display: none \\7d \\a \\5c "')
  })

  it('shortens a heading that would not fit', () => {
    expect(pageRule('A4', false, { ...head, left: 'x'.repeat(200) })).toContain(`${'x'.repeat(79)}\\2026 `)
  })
})
