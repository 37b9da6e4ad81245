import type { OperationName, Output } from '../../src-main/contract/contract.ts'
import type { OtherGroups, RulePrice } from '../../src-main/contract/plans.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { plans } from './plans.ts'
import { workspace } from './workspace.svelte.ts'

type Question = Extract<OperationName, 'findAlternatives' | 'weighMoves' | 'priceRules'>

/** What the engine said about the groups on the board besides proposing some; gone when they change. */
class OtherGroupsState {
  /** What is being worked out now. */
  asking = $state<Question | null>(null)
  #answers = $state.raw<{ about: string } & { [Q in Question]?: Output<Q> }>({ about: '' })
  /** What the answers are about: the question, who sits where, and the rules. */
  readonly #about = $derived(
    JSON.stringify([
      workspace.board?.id,
      workspace.board?.request,
      workspace.board?.groups.map(group => group.members.map(member => [member.studentId, member.locked])),
      workspace.book?.rules,
    ]),
  )

  get alternatives(): readonly OtherGroups[] | null {
    return this.#answer('findAlternatives')?.alternatives ?? null
  }

  /** From the fewest moves to the best fit. */
  get choices(): readonly OtherGroups[] | null {
    return this.#answer('weighMoves')?.choices ?? null
  }

  get prices(): readonly RulePrice[] | null {
    return this.#answer('priceRules')?.prices ?? null
  }

  /** Asks once for as long as the groups stay the same. */
  async ask(question: Question): Promise<void> {
    const plan = workspace.board
    if (!plan || this.asking !== null || this.#answer(question)) return
    this.asking = question
    await plans.asked()
    const about = this.#about
    const answer = await notices.guard(() => call(question, { planId: plan.id }))
    this.asking = null
    // Stopped: the next to ask gets an answer.
    if (!answer || Object.values(answer).includes(null)) return
    const before = this.#answers.about === about ? this.#answers : { about }
    this.#answers = { ...before, [question]: answer }
  }

  /** Ends what is being worked out; nothing happens when nothing is. */
  async stop(): Promise<void> {
    const plan = workspace.board
    if (plan && this.asking !== null)
      await notices.guard(() => call('stopGrouping', { planId: plan.id, keep: false }))
  }

  /** Puts other groups on the board. */
  async adopt(groups: OtherGroups): Promise<boolean> {
    const plan = workspace.board
    if (!plan) return false
    const done = await notices.guard(() => call('adoptGroups', { planId: plan.id, seats: groups.seats }))
    if (!done) return false
    notices.say(
      done.movedCount === 1
        ? '1 student moved. Undo brings the earlier groups back.'
        : `${done.movedCount} students moved. Undo brings the earlier groups back.`,
    )
    return true
  }

  #answer<Q extends Question>(question: Q): Output<Q> | undefined {
    // Indexed by the same name the answer was stored under.
    return this.#answers.about === this.#about
      ? (this.#answers[question] as Output<Q> | undefined)
      : undefined
  }
}

export const otherGroups = new OtherGroupsState()
