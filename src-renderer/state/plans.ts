import type { Input } from '../../src-main/contract/contract.ts'
import type { ClassId, PlanId } from '../../src-main/contract/ids.ts'
import type { GroupingRequest } from '../../src-main/contract/plans.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

let asking: Promise<void> = Promise.resolve()

/** What a teacher does with plans, apart from moving students. */
export const plans = {
  /** `copyOf` = a scenario that starts from another plan's groups. */
  async create(classId: ClassId, name: string, copyOf: PlanId | null): Promise<void> {
    const made = await notices.guard(() => call('createPlan', { classId, name, copyOf }))
    if (!made) return
    await notices.guard(() => workspace.openNew(classId, made.planId))
    if (copyOf !== null) notices.say('A copy to try things in. The other plan stays as it is.')
  },

  /** False = it was not changed. */
  async update(change: Input<'updatePlan'>): Promise<boolean> {
    return (await notices.guard(() => call('updatePlan', change))) !== undefined
  },

  async remove(planId: PlanId): Promise<void> {
    const done = await notices.guard(() => call('removePlan', { planId }))
    if (done) notices.say('The plan was removed. Undo brings it back.')
  },

  /**
   * Changes a part of the open plan's question. Quick changes wait for each other, so that none is worked out
   * from what another has changed since.
   */
  ask(part: (request: GroupingRequest) => Partial<GroupingRequest>): Promise<void> {
    asking = asking.then(async () => {
      const board = workspace.board
      if (!board) return
      const request = { ...board.request, ...part(board.request) }
      await notices.guard(async () => {
        await call('updateRequest', { planId: board.id, request })
        await workspace.refresh()
      })
    })
    return asking
  },

  /** Done when every change of the question asked for so far is stored. */
  asked: (): Promise<void> => asking,

  /** False = it was not changed. */
  async updateGroup(change: Input<'updateGroup'>): Promise<boolean> {
    return (await notices.guard(() => call('updateGroup', change))) !== undefined
  },
}
