/** One way to set a page: cards beside each other, and whether groups have a line of their own for the name. */
export interface Setting {
  readonly columns: number
  readonly isDense: boolean
}

/** How the cards of a board are set so that nothing is cut. */
export interface Fit extends Setting {
  /** Size of the names, in pixels. */
  readonly size: number
  /** Cards on each page, in order; their sum is all. */
  readonly pages: readonly number[]
}

/** What measures a try: shows cards `from` up to `until` so, and says whether everything is in sight and whole. */
export type Try = (setting: Setting, size: number, from: number, until: number) => boolean

const STEP_PIXELS = 0.5
/** Names get no line for the group's name only where that makes them this much larger. */
const DENSE_GAIN = 1.12

/**
 * The largest names with which all cards fit, on as few pages as hold them at the least size. O(columns x log sizes)
 * tries a page.
 *
 * @param weights of the cards, about as high as they will be; pages are as even as they can be
 * @param least, most size of the names, in pixels
 * @param fits see `Try`
 * @returns smaller than the least only where a single card does not fit: see `fitsAlone`
 */
export function fitCards(weights: readonly number[], least: number, most: number, fits: Try): Fit {
  const count = weights.length
  const first = weights.every((_, at) => fitsAlone(least, at, fits)) ? 1 : Infinity
  for (let pageCount = first; pageCount <= count; pageCount++) {
    const pages = evenPages(weights, pageCount)
    const fit = fitPages(pages, least, most, fits)
    if (fit) return fit
  }
  // A single station with very many: smaller, but whole.
  const pages = weights.map(() => 1)
  return fitPages(pages, 4, most, fits) ?? { columns: 1, isDense: true, size: 4, pages }
}

/** Whether a card has a page to itself on which names of a size fit; one that has not wants splitting. */
export function fitsAlone(size: number, at: number, fits: Try): boolean {
  return [false, true].some(isDense => fits({ columns: 1, isDense }, size, at, at + 1))
}

function fitPages(pages: readonly number[], least: number, most: number, fits: Try): Fit | null {
  const widest = Math.max(...pages)
  const columns = Array.from({ length: widest }, (_, at) => at + 1).filter(
    // As many rows with fewer beside each other are more even.
    one => one === 1 || Math.ceil(widest / (one - 1)) !== Math.ceil(widest / one),
  )
  let best: Fit | null = null
  for (const isDense of [false, true]) {
    for (const one of columns) {
      const enough = best ? best.size * (isDense && !best.isDense ? DENSE_GAIN : 1) + STEP_PIXELS : least
      const size = largest(enough, most, tried => fitsAll({ columns: one, isDense }, tried))
      if (size !== null) best = { columns: one, isDense, size, pages }
    }
  }
  return best

  function fitsAll(setting: Setting, size: number): boolean {
    let from = 0
    return pages.every(length => {
      from += length
      return fits(setting, size, from - length, from)
    })
  }
}

/** The largest size that fits, to half a pixel; null = not even the least. */
export function largest(least: number, most: number, fits: (size: number) => boolean): number | null {
  if (least > most || !fits(least)) return null
  let [low, high] = [least, most]
  while (high - low > STEP_PIXELS) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

/** Cards on each page: in order, none empty, weights about even. */
export function evenPages(weights: readonly number[], pageCount: number): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const pages: number[] = []
  let [taken, sum] = [0, 0]
  for (let page = 1; page <= pageCount; page++) {
    const begin = taken
    const mustLeave = pageCount - page
    while (taken < weights.length - mustLeave) {
      const weight = weights[taken] ?? 0
      const isEnough = taken > begin && sum + weight / 2 > (total * page) / pageCount
      if (isEnough && page < pageCount) break
      sum += weight
      taken++
    }
    pages.push(taken - begin)
  }
  return pages
}
