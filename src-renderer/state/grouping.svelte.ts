import type { PlanId } from '../../src-main/contract/ids.ts'
import type { GroupingOutcome, PlanBoard, Proof } from '../../src-main/contract/plans.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { plans } from './plans.ts'
import { workspace } from './workspace.svelte.ts'

/** A run of the grouping engine as the teacher sees it: asked, under way, answered. */
class Grouping {
  /** The plan the engine works on now. */
  running = $state<PlanId | null>(null)
  #answer = $state.raw<{ planId: PlanId; outcome: GroupingOutcome; seats: string } | null>(null)

  /** How the last run of the open plan ended. */
  get outcome(): GroupingOutcome | null {
    return this.#answer?.planId === workspace.board?.id ? (this.#answer?.outcome ?? null) : null
  }

  /** How the groups on the board came about and what is proven of them; null when they were changed since. */
  get result(): Extract<GroupingOutcome, { proof: Proof }> | null {
    const { outcome } = this
    if (outcome?.kind !== 'grouped' && outcome?.kind !== 'unchanged') return null
    return this.#answer?.seats === seatsOf(workspace.board) ? outcome : null
  }

  /** Asks for groups as the open plan's request says. */
  async propose(): Promise<void> {
    const plan = workspace.board
    if (!plan || this.running !== null) return
    this.running = plan.id
    this.#answer = null
    workspace.progress = null
    // A number typed just before is part of the question, however fast the press of Group followed.
    await plans.asked()
    const outcome = await notices.guard(async () => {
      const answer = await call('proposeGroups', { planId: plan.id })
      // What was proven is proven of the groups that are on the board then.
      await workspace.refresh()
      return answer
    })
    this.running = null
    workspace.progress = null
    if (!outcome) return
    this.#answer = { planId: plan.id, outcome, seats: seatsOf(workspace.board) }
    if (outcome.kind === 'impossible') notices.speak(sentence(outcome))
    else notices.say(sentence(outcome))
  }

  /** Ends the run; `keep` takes the best groups found so far. */
  async stop(keep: boolean): Promise<void> {
    const planId = this.running
    if (planId !== null) await notices.guard(() => call('stopGrouping', { planId, keep }))
  }

  dismiss(): void {
    this.#answer = null
  }
}

/** What was asked and who sits where, as text to compare. */
function seatsOf(board: PlanBoard | null): string {
  return JSON.stringify([board?.request, board?.groups.map(group => group.members.map(m => m.studentId))])
}

/** An outcome in one sentence, the same on screen and read aloud. */
export function sentence(outcome: GroupingOutcome): string {
  switch (outcome.kind) {
    case 'grouped': {
      const moved = outcome.movedCount === 1 ? '1 student moved' : `${outcome.movedCount} students moved`
      return outcome.stoppedEarly
        ? `Stopped; the best groups so far were kept. ${moved}.`
        : `Grouped. ${moved}.`
    }
    case 'unchanged':
      return outcome.proof.kind === 'proven'
        ? 'These are already the best groups there are. Nobody moved.'
        : 'These are already the best groups the search finds. Nobody moved.'
    case 'impossible':
      return 'These rules cannot all hold. Nothing was changed.'
    case 'cancelled':
      return 'Stopped. Nothing was changed.'
  }
}

export const grouping = new Grouping()
