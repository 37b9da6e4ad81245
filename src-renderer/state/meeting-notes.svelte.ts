import type { PlanId } from '../../src-main/contract/ids.ts'
import type { MeetingNote } from '../../src-main/contract/rotation.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'

/** What happened in the meetings of a plan, as last read. */
class MeetingNotes {
  /** Newest day first. */
  list = $state.raw<readonly MeetingNote[]>([])

  async read(planId: PlanId): Promise<void> {
    const list = await notices.guard(() => call('readMeetingNotes', { planId }))
    if (list) this.list = list
  }
}

export const meetingNotes = new MeetingNotes()
