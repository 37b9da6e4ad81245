import type { PlanId } from '../../src-main/contract/ids.ts'
import type { MeetingNote } from '../../src-main/contract/rotation.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'

/** What happened in the meetings of a plan, as last read. */
class MeetingNotes {
  #last = $state.raw<{ readonly planId: PlanId; readonly list: readonly MeetingNote[] } | null>(null)
  #reading = 0

  /** The notes of a plan, newest day first; null = they are not read yet, or could not be. */
  of(planId: PlanId): readonly MeetingNote[] | null {
    return this.#last?.planId === planId ? this.#last.list : null
  }

  async read(planId: PlanId): Promise<void> {
    const reading = ++this.#reading
    const list = await notices.guard(() => call('readMeetingNotes', { planId }))
    if (list && reading === this.#reading) this.#last = { planId, list }
  }
}

export const meetingNotes = new MeetingNotes()
