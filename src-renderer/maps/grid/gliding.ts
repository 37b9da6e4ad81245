import type { GridRow } from './rows.ts'

/** Rows glide to where they stand now, when they stood elsewhere before. */
export class Gliding {
  #tops: ReadonlyMap<string, number> = new Map()

  /**
   * Call after the rows were drawn in a new layout. Still for people who want less motion: then the token
   * `--calm` is 0.
   *
   * @param drawn the drawn rows, each with its key in `data-row`
   * @param rows where every row stands now, drawn or not
   */
  settle(drawn: Iterable<HTMLElement>, rows: readonly GridRow[]): void {
    const before = this.#tops
    const tops = new Map(rows.map(({ key, top }) => [key, top]))
    this.#tops = tops
    const duration = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--calm'))
    if (before.size === 0 || !(duration > 0)) return
    for (const element of drawn) {
      const key = element.dataset['row'] ?? ''
      const from = before.get(key)
      const to = tops.get(key)
      if (from === undefined || to === undefined || from === to) continue
      element.animate([{ transform: `translateY(${from}px)` }, { transform: `translateY(${to}px)` }], {
        duration,
        easing: 'ease-in-out',
      })
    }
  }
}
