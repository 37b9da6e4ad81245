import type { PlanId, StudentId } from '../../src-main/contract/ids.ts'
import type { PlanComparison, PlanLine } from '../../src-main/contract/scenarios.ts'
import type { View } from '../../src-main/contract/workspace.ts'
import { pairOf, type Pair } from './compared-pair.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

type Side = 'left' | 'right'

/** Two plans of the open class beside each other. One of them is always the open plan. */
class Comparing {
  #result = $state.raw<PlanComparison | null>(null)
  /** Every plan of the class in one line, as they were when last asked for. */
  lines = $state.raw<readonly PlanLine[]>([])
  /** The student under the pointer or the keyboard: shown in both plans. */
  pointed = $state<StudentId | null>(null)
  #before: View = 'map'
  #reading = 0

  get plans(): readonly { id: PlanId; name: string }[] {
    return workspace.classes.find(({ id }) => id === workspace.book?.id)?.plans ?? []
  }

  /** null until it was read for the first time in this class: another one's groups are not to be taken over here. */
  get result(): PlanComparison | null {
    return this.#result?.left.classId === workspace.book?.id ? this.#result : null
  }

  /** Left and right; null when there is only one plan. */
  readonly pair = $derived(
    pairOf(
      workspace.comparedPlans,
      workspace.board?.id ?? null,
      (workspace.classes.find(({ id }) => id === workspace.book?.id)?.plans ?? []).map(({ id }) => id),
    ),
  )

  /** Shows the open plan beside another. */
  async open(): Promise<void> {
    if (workspace.view !== 'compare') this.#before = workspace.view
    await workspace.show('compare')
  }

  /** Goes back to the view from which the plans were compared. */
  async close(): Promise<void> {
    await workspace.show(this.#before)
  }

  /** Reads both plans anew; a problem is shown in words, and the last answer stays. */
  async read(): Promise<void> {
    const { pair } = this
    const reading = ++this.#reading
    if (!pair) {
      this.#result = null
      return
    }
    const [planId, otherPlanId] = pair
    const answer = await notices.guard(() => call('comparePlans', { planId, otherPlanId }))
    // Of two answers that overtake each other the newer one counts.
    if (answer && reading === this.#reading) this.#result = answer
  }

  async readLines(): Promise<void> {
    const classId = workspace.book?.id
    if (classId === undefined) return
    const lines = await notices.guard(() => call('readPlanLines', { classId }))
    if (lines) this.lines = lines
  }

  /** Puts a plan on one side; the one that stood on the other side comes here instead of standing there twice. */
  async choose(side: Side, planId: PlanId): Promise<void> {
    const { pair } = this
    if (!pair) return
    const [left, right] = pair
    const chosen: Pair =
      side === 'left' ? [planId, planId === right ? left : right] : [planId === left ? right : left, planId]
    await workspace.compare(chosen)
    const [book, board] = [workspace.book, workspace.board]
    if (book && board && !chosen.includes(board.id)) await workspace.openClass(book.id, planId)
  }

  async swap(): Promise<void> {
    if (this.pair) await workspace.compare([this.pair[1], this.pair[0]])
  }

  /** Puts one plan's groups on the other's board. */
  async adopt(from: Side): Promise<void> {
    const [left, right] = [this.result?.left, this.result?.right]
    if (!left || !right) return
    const [source, target] = from === 'left' ? [left, right] : [right, left]
    const done = await notices.guard(() =>
      call('adoptScenario', { planId: target.id, fromPlanId: source.id }),
    )
    if (done)
      notices.say(`${target.name} has the groups of ${source.name} now. Undo brings today’s groups back.`)
  }
}

export const comparing = new Comparing()
