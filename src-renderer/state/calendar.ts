import { createSubscriber } from 'svelte/reactivity'
import { todayHere } from './days.ts'

const OFTEN_MILLISECONDS = 20_000

/** The date here, which goes on in a window that is left open. */
class Calendar {
  // A timer until midnight would be late by as long as the computer slept.
  readonly #follow = createSubscriber(update => {
    const timer = setInterval(update, OFTEN_MILLISECONDS)
    return () => clearInterval(timer)
  })

  /** `2026-11-24`; what is drawn with it is drawn anew when it is another day. */
  get today(): string {
    this.#follow()
    return todayHere()
  }
}

export const calendar = new Calendar()
