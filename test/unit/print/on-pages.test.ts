import { describe, expect, it } from 'vitest'
import { largestType, LEAST_POINTS, onPages, pageStarts } from '../../../src-renderer/print/week/on-pages.ts'

describe('pieces on pages', () => {
  const same = (count: number, height = 10) => Array.from({ length: count }, () => height)

  it('takes as few pages as hold them, and fills those evenly', () => {
    expect(onPages(same(6), 60)).toEqual([6])
    expect(onPages(same(8), 60)).toEqual([4, 4])
    expect(onPages(same(20), 75).toSorted()).toEqual([6, 7, 7])
    expect(onPages(same(61), 60).toSorted()).toEqual([5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6])
  })

  it('goes by the heights: a page of high rows has fewer', () => {
    expect(onPages([30, 30, 10, 10, 10, 10, 10, 10], 60)).toEqual([2, 6])
    expect(onPages([50, 20, 20, 50], 70)).toEqual([2, 2])
  })

  it('finds room where even parts would need one page more', () => {
    expect(onPages([60, 10, 50, 55], 60)).toEqual([1, 2, 1])
  })

  it('gives a page to what is higher than one, and none to nothing', () => {
    expect(onPages([100, 10, 10], 60)).toEqual([1, 2])
    expect(onPages([100], 60)).toEqual([1])
    expect(onPages([], 60)).toEqual([])
  })

  it('says where pages begin', () => {
    expect([...pageStarts([2, 6, 1])]).toEqual([2, 8])
    expect([...pageStarts([])]).toEqual([])
  })
})

describe('the size of type', () => {
  /** Six pieces of 10 at full size, on pages of some room. */
  const pagesIn = (room: number) => (scale: number) =>
    onPages(
      Array.from({ length: 6 }, () => 10 * scale),
      room,
    )

  it('is as large as it can be where a smaller one saves no page', () => {
    expect(largestType(10, pagesIn(60))).toEqual({ scale: 1, pages: [6] })
    expect(largestType(10, pagesIn(30))).toEqual({ scale: 1, pages: [3, 3] })
    expect(largestType(10, pagesIn(45))).toEqual({ scale: 1, pages: [3, 3] })
  })

  it('shrinks a little before a page is added, and no more than it has to', () => {
    expect(largestType(10, pagesIn(55))).toEqual({ scale: 0.9, pages: [6] })
    expect(largestType(10, pagesIn(29))).toEqual({ scale: 0.95, pages: [3, 3] })
  })

  it('is never so small that nobody reads it', () => {
    expect(largestType(LEAST_POINTS, pagesIn(55))).toEqual({ scale: 1, pages: [3, 3] })
    expect(largestType(8.5, pagesIn(52))).toEqual({ scale: 1, pages: [3, 3] })
  })
})
