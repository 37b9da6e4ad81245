/** In seconds. */
export interface TimeLimits {
  /** Until a week that meets all demands is known, or what cannot be is proven and explained. */
  readonly toDecide: number
  /** After that, to prove that it is the best or to find a better one. */
  readonly toImprove: number
}

/**
 * The time that `proposeWeek` has left, from now on.
 *
 * @param clock in seconds
 */
export function timeLeftOf(clock: () => number, most: TimeLimits): (isMet: boolean) => number {
  const started = clock()
  let metAt: number | null = null
  return isMet => {
    const now = clock()
    if (!isMet) return started + most.toDecide - now
    metAt ??= now
    return metAt + most.toImprove - now
  }
}
