import { setImmediate as nextTurn } from 'node:timers/promises'

/** Long work in small slices, so that others may have their turn between two. Says how much is done, 0 to 1. */
export type Slices<T> = Generator<number, T, undefined>

/** Well under the 16 ms of a frame, and long enough that waiting for the next turn costs nothing. */
const SLICE_MILLISECONDS = 10

/** Does all slices in one go. */
export function atOnce<T>(slices: Slices<T>): T {
  for (;;) {
    const step = slices.next()
    if (step.done) return step.value
  }
}

/**
 * Does the slices and lets everybody else have their turn at least every 10 ms, as far as the slices are that short.
 *
 * @param onTurn hears how much is done, 0 to 1, after each of those turns; what it throws ends the work
 */
export async function inTurns<T>(slices: Slices<T>, onTurn: (done: number) => void): Promise<T> {
  let since = performance.now()
  for (;;) {
    const step = slices.next()
    if (step.done) return step.value
    if (performance.now() - since < SLICE_MILLISECONDS) continue
    await nextTurn()
    onTurn(step.value)
    since = performance.now()
  }
}

/** The part of a longer work that lies between two shares of it. */
export function* partOf<T>(slices: Slices<T>, from: number, to: number): Slices<T> {
  for (;;) {
    const step = slices.next()
    if (step.done) return step.value
    yield from + step.value * (to - from)
  }
}
