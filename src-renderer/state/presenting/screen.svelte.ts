import { canFillScreen, fillScreen, leaveScreen } from './whole-screen.ts'

/** The screen that the board fills, where that is allowed. */
export class Screen {
  isFilled = $state(false)
  /** It may not be filled here. */
  isKeptSmall = $state(false)
  /** It was refused where no press had asked for it: the next press does. */
  #isOwed = false

  /** Fills the screen, where that is allowed. */
  async fill(): Promise<void> {
    this.isKeptSmall = !canFillScreen()
    this.#isOwed = false
    this.#isOwed = !(await fillScreen())
  }

  /** Somebody has pressed something: what was refused before may be allowed now. */
  pressed(): void {
    if (this.#isOwed) void this.fill()
  }

  /** Back into the window, the board stays. */
  async unfill(): Promise<void> {
    this.isFilled = false
    this.#isOwed = false
    await leaveScreen()
  }

  /**
   * Follows what becomes of the screen.
   *
   * @param left Escape has left it, which says no word to the page; `unfill` has said so before
   * @returns what ends that
   */
  watch(left: () => void): () => void {
    const changed = () => {
      const isFilled = document.fullscreenElement !== null
      if (this.isFilled && !isFilled) left()
      this.isFilled = isFilled
    }
    document.addEventListener('fullscreenchange', changed)
    return () => {
      document.removeEventListener('fullscreenchange', changed)
      this.isFilled = false
    }
  }
}
