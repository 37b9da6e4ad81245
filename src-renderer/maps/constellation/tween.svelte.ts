import { easeCubicInOut } from 'd3'

const MILLISECONDS = 320

/**
 * A share that runs from 0 to 1 when told to: what was shown is blended into what is to be shown. Jumps to 1 at
 * once for people who want less motion.
 */
export class Tween {
  /** 0 = as it was, 1 = as it is. */
  share = $state(1)
  #frame = 0

  start(): void {
    cancelAnimationFrame(this.#frame)
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.share = 1
      return
    }
    const begin = performance.now()
    const step = (now: number) => {
      const passed = Math.min(1, (now - begin) / MILLISECONDS)
      this.share = easeCubicInOut(passed)
      if (passed < 1) this.#frame = requestAnimationFrame(step)
    }
    this.share = 0
    this.#frame = requestAnimationFrame(step)
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
  }
}
