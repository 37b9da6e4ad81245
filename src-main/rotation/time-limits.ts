/** In the unit of the clock. */
export interface TimeLimits {
  /** Until a week that meets all demands is known, or what cannot be is proven and explained. */
  readonly toDecide: number
  /** After that, to prove that it is the best or to find a better one. */
  readonly toImprove: number
}

/** A stop for `proposeWeek`: late by a clock that begins to count now. */
export function stopWhenLate(clock: () => number, most: TimeLimits): (isMet: boolean) => boolean {
  const started = clock()
  let metAt: number | null = null
  return isMet => {
    const now = clock()
    if (!isMet) return now - started > most.toDecide
    metAt ??= now
    return now - metAt > most.toImprove
  }
}
