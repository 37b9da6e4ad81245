import { SvelteMap } from 'svelte/reactivity'
import type { PlanId } from '../../src-main/contract/ids.ts'
import type { Week } from '../../src-main/contract/rotation.ts'
import type { Remedy, RotationOutcome } from '../../src-main/contract/rotation-proposal.ts'
import { outcomeInWords } from '../design/outcome-words.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { rotation } from './rotation.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** What a proposal ended with, and the board as it was then; `week` null = it was about all weeks, or the one there is. */
interface Answer {
  readonly board: string
  readonly week: Week | null
  readonly outcome: RotationOutcome
}

/** Proposing the open plan's week: while it is filled, how that ended, and what helps where not everything can hold. */
class Filling {
  /** The plans whose week is being filled; true = it is to be stopped. */
  readonly #runs = new SvelteMap<PlanId, boolean>()
  readonly #answers = new SvelteMap<PlanId, Answer>()
  /** The last answer, whichever week is shown; null when anything was changed since. */
  readonly #standing = $derived.by(() => {
    const answer = rotation.board && this.#answers.get(rotation.board.planId)
    // That it was changed is no news to a change: the week is still to be filled.
    return answer && (isOvertaken(answer.outcome) || answer.board === JSON.stringify(rotation.board))
      ? answer
      : null
  })

  /** The week of the open plan is being filled. */
  get isRunning(): boolean {
    return rotation.board !== null && this.#runs.has(rotation.board.planId)
  }

  /** How the last proposal ended; null when the week was changed since, or another week is shown. */
  get outcome(): RotationOutcome | null {
    const answer = this.#standing
    return answer && (answer.week === null || answer.week === rotation.week?.week) ? answer.outcome : null
  }

  /** The other week, where one was filled and that one has no visits at all. */
  get stillEmpty(): Week | null {
    const { outcome } = this
    return outcome && isWritten(outcome) ? otherEmptyWeek(rotation.week?.week) : null
  }

  /**
   * Fills a week.
   *
   * @param week the one that is shown when this is called if left out
   */
  async propose(asFarAsPossible = false, week = rotation.week?.week): Promise<void> {
    const planId = rotation.board?.planId
    if (planId === undefined || week === undefined || this.#runs.has(planId)) return
    this.#runs.set(planId, false)
    this.#answers.delete(planId)
    try {
      // What was changed before is part of the question; what is changed meanwhile does not wait for the answer.
      await rotation.settled()
      await this.#fill(planId, week, asFarAsPossible)
    } finally {
      this.#runs.delete(planId)
    }
  }

  async #fill(planId: PlanId, week: Week, asFarAsPossible: boolean): Promise<void> {
    const { board } = rotation
    if (board?.planId !== planId) return
    const asked = { planId, week: board.weeks.length > 1 ? week : null, asFarAsPossible }
    const outcome = this.#runs.get(planId)
      ? ({ kind: 'stopped', by: 'teacher' } as const)
      : await notices.guard(() => call('proposeRotation', asked))
    await rotation.read()
    if (!outcome) return
    // It is told when she is back at that plan, if she has gone to another.
    const now = this.#isOpen(planId)
      ? rotation.board
      : await notices.guard(() => call('readRotation', { planId }))
    if (now) this.#answers.set(planId, { board: JSON.stringify(now), week: asked.week, outcome })
    const empty = isWritten(outcome) && this.#isOpen(planId) ? otherEmptyWeek(asked.week) : null
    const words = [
      outcomeInWords(outcome, board.demands.length > 0),
      ...(empty ? [`Week ${empty.toUpperCase()} is still empty.`] : []),
    ].join(' ')
    const ofWeek = asked.week === null ? '' : `Week ${asked.week.toUpperCase()}: `
    if (!this.#isOpen(planId)) notices.speak(`${planName(planId)}: ${words}`)
    else notices.speak(asked.week === rotation.week?.week ? words : `${ofWeek}${words}`)
  }

  #isOpen(planId: PlanId): boolean {
    return rotation.board?.planId === planId
  }

  /** Ends filling the open plan's week; it stays as it is. */
  async stop(): Promise<void> {
    const planId = rotation.board?.planId
    if (planId === undefined || !this.#runs.has(planId)) return
    this.#runs.set(planId, true)
    await notices.guard(() => call('stopRotation', { planId }))
  }

  /** Does what would help and fills the week anew, or opens the place where the teacher decides it. */
  async help(remedy: Remedy): Promise<void> {
    switch (remedy.kind) {
      case 'adults':
        rotation.panel = 'adults'
        return
      case 'change': {
        const answer = this.#standing
        const planId = rotation.board?.planId
        // A second press comes when the first has helped already.
        const done = await rotation.change('applyRemedy', ({ planId }) =>
          answer !== null && this.#standing === answer ? { planId, change: remedy.change } : null,
        )
        // The week it was about, whichever is shown by then; but no other plan's, if she has gone to one meanwhile.
        if (done && rotation.board?.planId === planId) await this.propose(false, answer?.week ?? undefined)
      }
    }
  }

  dismiss(): void {
    if (rotation.board) this.#answers.delete(rotation.board.planId)
  }
}

/** Something was changed while it was filled. */
const isOvertaken = (outcome: RotationOutcome) => outcome.kind === 'stopped' && outcome.by === 'change'

/** The week is filled now, if not with all that was asked. */
const isWritten = (outcome: RotationOutcome) =>
  outcome.kind === 'met' || (outcome.kind !== 'stopped' && outcome.isFilled)

/** null = there is no other, or somebody has a station in it. */
const otherEmptyWeek = (filled: Week | null | undefined): Week | null =>
  filled ? (rotation.emptyWeeks.find(week => week !== filled) ?? null) : null

const planName = (planId: PlanId): string =>
  workspace.classes.flatMap(({ plans }) => plans).find(({ id }) => id === planId)?.name ?? ''

export const filling = new Filling()
