import { PAPER_MM, type PaperSize } from '../../../src-main/contract/paper.ts'
import { PAGE_MARGIN_MM } from './page-rule.ts'

const PX_PER_MM = 96 / 25.4

/** Width and height in pixels of what a page holds between its margins. */
export function pageRoom(paper: PaperSize, isAcross: boolean): { width: number; height: number } {
  const { width, height } = PAPER_MM[paper]
  const { top, side, bottom } = PAGE_MARGIN_MM
  const [across, down] = isAcross ? [height, width] : [width, height]
  return { width: (across - 2 * side) * PX_PER_MM, height: (down - top - bottom) * PX_PER_MM }
}

/**
 * How many pieces stand on each page: as few pages as hold them, as evenly full as can be, so that the last is not left
 * with a single row. Least sum of squared heights, by dynamic programming over the pages' last pieces: O(pages n^2).
 *
 * @param heights, room in pixels; a piece that is higher than a page begins one, and goes on on the next
 */
export function onPages(heights: readonly number[], room: number): number[] {
  // Of the pieces up to each; in every round on one page more.
  let best: readonly Ending[] = Array.from({ length: heights.length + 1 }, (_, end) => ({
    sum: squared(heights, 0, end, room),
    lengths: [end],
  }))
  for (let count = 1; count < heights.length; count++) {
    const last = best[heights.length]
    if (last && last.sum < Infinity) return [...last.lengths]
    const before = best
    best = Array.from({ length: heights.length + 1 }, (_, end) => {
      let found: Ending = { sum: Infinity, lengths: [] }
      for (let from = count; from < end; from++) {
        const head = before[from]
        if (!head) continue
        const sum = head.sum + squared(heights, from, end, room)
        if (sum < found.sum) found = { sum, lengths: [...head.lengths, end - from] }
      }
      return found
    })
  }
  return heights.map(() => 1)
}

interface Ending {
  readonly sum: number
  readonly lengths: readonly number[]
}

/** Infinity where several pieces have no room together. */
function squared(heights: readonly number[], from: number, end: number, room: number): number {
  const height = heights.slice(from, end).reduce((sum, one) => sum + one, 0)
  return height <= room || end - from === 1 ? height ** 2 : Infinity
}

/** Which pieces begin a page but the first, by their place. */
export function pageStarts(pages: readonly number[]): ReadonlySet<number> {
  let from = 0
  return new Set(pages.slice(0, -1).map(length => (from += length)))
}

/** In pixels and parts of them, whatever it is scaled to. */
export const heightOf = (element: HTMLElement): number => parseFloat(getComputedStyle(element).height)
