import { PAPER_MM, type PaperSize } from '../../../src-main/contract/paper.ts'
import { PAGE_MARGIN_MM } from './page-rule.ts'

export const PX_PER_MM = 96 / 25.4

/** In points. Smaller type nobody reads on a wall. */
export const LEAST_POINTS = 7.5

/** How much smaller type gets before a page is added. */
const SCALES = [1, 0.95, 0.9, 0.85, 0.8] as const

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

/**
 * The largest type with which pieces need no more pages than with the smallest.
 *
 * @param points size of the type at a scale of 1
 * @param pagesAt how many pieces stand on each page at a scale of type
 */
export function largestType(
  points: number,
  pagesAt: (scale: number) => number[],
): { scale: number; pages: number[] } {
  const whole = { scale: 1, pages: pagesAt(1) }
  if (whole.pages.length < 2) return whole
  const smaller = SCALES.filter(scale => scale < 1 && scale * points >= LEAST_POINTS)
  const all = [whole, ...smaller.map(scale => ({ scale, pages: pagesAt(scale) }))]
  const fewest = Math.min(...all.map(({ pages }) => pages.length))
  return all.find(({ pages }) => pages.length === fewest) ?? whole
}

/** Gives a box the largest such type, as the property `--type` that its style multiplies sizes with. Answers its pages. */
export function fitType(box: HTMLElement, points: number, measured: () => number[]): number[] {
  const use = (scale: number) => box.style.setProperty('--type', String(scale))
  const { scale, pages } = largestType(points, scale => {
    use(scale)
    return measured()
  })
  use(scale)
  return pages
}

/** Which pieces begin a page but the first, by their place. */
export function pageStarts(pages: readonly number[]): ReadonlySet<number> {
  let from = 0
  return new Set(pages.slice(0, -1).map(length => (from += length)))
}

/** In pixels and parts of them, whatever it is scaled to. */
export const heightOf = (element: HTMLElement): number => parseFloat(getComputedStyle(element).height)
