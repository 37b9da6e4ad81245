import type { DayBoard } from '../../../src-main/contract/rotation.ts'
import { BY_THE_CLOCK, goBy, laidOut, shownAt, spansOf, type Course, type Span } from './course.ts'
import { cueBetween, isHeard, type Cue } from './cue.ts'

/** How one course becomes another at a moment. */
export type Change = (course: Course, spans: readonly Span[], now: number) => Course

/** The day that is on the board as it goes on: its course, and this computer's clock. */
export class Running {
  #now = $state(Date.now())
  #course = $state.raw<Course>(BY_THE_CLOCK)
  #spans = $state.raw<readonly Span[]>([])
  readonly shown = $derived(shownAt(this.#course, this.#spans, this.#now))
  /** The teacher went to the block that is shown. */
  readonly isByHand = $derived(this.#course.byHand !== null)

  /** How she has let it go on. */
  get course(): Course {
    return this.#course
  }

  /** When the clock was looked at, milliseconds since 1970. */
  get now(): number {
    return this.#now
  }

  /** Milliseconds until another second is shown. */
  get untilTick(): number {
    const { left, isPaused } = this.shown
    const ofSecond = left !== null && !isPaused ? left % 1000 : 1000 - (this.#now % 1000)
    return ofSecond || 1000
  }

  /** Puts a day on the board, which may be the same as before with other blocks. */
  put(board: DayBoard | null): void {
    this.#spans = board ? spansOf(board) : []
  }

  /**
   * Looks at the clock and does what is to be done then.
   *
   * @returns what happened since it was looked at last, and whether that is to be heard; null = nothing to tell
   */
  look(cleanUpMinutes: number, change: Change = course => course): { cue: Cue; isLoud: boolean } | null {
    const { shown } = this
    const before = this.#now
    this.#now = Date.now()
    this.#course = change(this.#course, this.#spans, this.#now)
    const cue = cueBetween(shown, this.shown, cleanUpMinutes)
    return cue && { cue, isLoud: isHeard(cue, shown, this.#now - before) }
  }

  /**
   * Begins anew: today by the clock, another day with its first block, to look at.
   *
   * @param left how today had been left; null = it had not been begun
   */
  begin(isToday: boolean, left: Course | null): void {
    const [first] = this.#spans
    this.#course = isToday || !first ? (left ?? BY_THE_CLOCK) : laidOut(first)
  }

  /** How the course goes to the next block, or to the one before. */
  goingBy(by: 1 | -1, isToday: boolean): Change {
    return (course, spans, now) => {
      if (isToday) return goBy(course, spans, now, by)
      const at = spans.findIndex(({ block }) => block.blockId === course.byHand)
      const span = spans[at + by]
      return span ? laidOut(span) : course
    }
  }

  /** The block that the teacher went to is not in the day any more. */
  get hasLostBlock(): boolean {
    const { byHand } = this.#course
    return byHand !== null && this.#spans.every(({ block }) => block.blockId !== byHand)
  }

  /** Stays at the block that is now until the teacher goes on; where none is, at the first that begins. */
  takeInHand(): void {
    const { block, isPaused, left } = this.shown
    if (this.isByHand || !block || left === null) return
    const countdown = isPaused ? { left } : { endsAt: this.#now + left }
    this.#course = { byHand: block.blockId, countdowns: new Map([[block.blockId, countdown]]) }
  }
}
