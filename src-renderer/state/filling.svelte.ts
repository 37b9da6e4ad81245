import type { PlanId } from '../../src-main/contract/ids.ts'
import type { Week } from '../../src-main/contract/rotation.ts'
import type { Remedy, RotationOutcome } from '../../src-main/contract/rotation-proposal.ts'
import { outcomeInWords } from '../design/outcome-words.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { rotation } from './rotation.svelte.ts'

/** What a proposal ended with, and the board as it was then; `week` null = it was about all weeks, or the one there is. */
interface Answer {
  readonly board: string
  readonly week: Week | null
  readonly outcome: RotationOutcome
}

/** Proposing a week: while it is filled, how that ended, and what helps where not everything can hold. */
class Filling {
  /** The plan whose week is being filled. */
  #planId = $state.raw<PlanId | null>(null)
  #isStopped = false
  #answer = $state.raw<Answer | null>(null)
  /** The last answer, whichever week is shown; null when anything was changed since. */
  readonly #standing = $derived.by(() =>
    this.#answer?.board === JSON.stringify(rotation.board) ? this.#answer : null,
  )

  /** A week is being filled. */
  get isRunning(): boolean {
    return this.#planId !== null
  }

  /** How the last proposal ended; null when the week was changed since, or another week is shown. */
  get outcome(): RotationOutcome | null {
    const answer = this.#standing
    return answer && (answer.week === null || answer.week === rotation.week?.week) ? answer.outcome : null
  }

  /**
   * Fills a week.
   *
   * @param week the one that is shown when this is called if left out
   */
  async propose(asFarAsPossible = false, week = rotation.week?.week): Promise<void> {
    const planId = rotation.board?.planId
    if (planId === undefined || week === undefined || this.isRunning) return
    this.#planId = planId
    this.#isStopped = false
    this.#answer = null
    try {
      // What was changed before is part of the question; what is changed meanwhile does not wait for the answer.
      await rotation.settled()
      await this.#fill(planId, week, asFarAsPossible)
    } finally {
      this.#planId = null
    }
  }

  async #fill(planId: PlanId, week: Week, asFarAsPossible: boolean): Promise<void> {
    const { board } = rotation
    if (board?.planId !== planId) return
    const asked = { planId, week: board.weeks.length > 1 ? week : null, asFarAsPossible }
    const outcome = this.#isStopped
      ? ({ kind: 'stopped', by: 'teacher' } as const)
      : await notices.guard(() => call('proposeRotation', asked))
    await rotation.read()
    if (!outcome || rotation.board?.planId !== planId) return
    this.#answer = { board: JSON.stringify(rotation.board), week: asked.week, outcome }
    const isShown = asked.week === null || asked.week === rotation.week?.week
    const words = outcomeInWords(outcome, board.demands.length > 0)
    notices.speak(isShown ? words : `Week ${asked.week?.toUpperCase()}: ${words}`)
  }

  /** Ends filling the week; it stays as it is. */
  async stop(): Promise<void> {
    const planId = this.#planId
    if (planId === null) return
    this.#isStopped = true
    await notices.guard(() => call('stopRotation', { planId }))
  }

  /** Does what would help and fills the week anew, or opens the place where the teacher decides it. */
  async help(remedy: Remedy): Promise<void> {
    switch (remedy.kind) {
      case 'adults':
        rotation.panel = 'adults'
        return
      case 'day':
        rotation.openDay(remedy.weekday)
        return
      case 'cell':
        rotation.showWeek(remedy.cell.week)
        rotation.asksFocus = remedy.cell
        return
      case 'change': {
        const answer = this.#standing
        // A second press comes when the first has helped already.
        const done = await rotation.change('applyRemedy', ({ planId }) =>
          answer !== null && this.#standing === answer ? { planId, change: remedy.change } : null,
        )
        // The week it was about, whichever is shown by then.
        if (done) await this.propose(false, answer?.week ?? undefined)
      }
    }
  }

  dismiss(): void {
    this.#answer = null
  }
}

export const filling = new Filling()
