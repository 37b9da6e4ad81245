import type { Meeting, RotationBoard, Week } from '../../src-main/contract/rotation.ts'
import { rotation, type MeetingKey } from './rotation.svelte.ts'

interface Shown {
  readonly board: RotationBoard
  readonly week: Week
  readonly meeting: Meeting
  /** It was moved or removed meanwhile; this is how it was last. */
  readonly isGone: boolean
}

/** The meeting that is open in its dialog. One that goes meanwhile stays open, so that nothing typed is lost. */
class OpenMeeting {
  #last: (Shown & { readonly key: MeetingKey }) | null = null

  /** null = none is open. */
  readonly shown = $derived.by((): Shown | null => {
    const { board, meeting: key } = rotation
    const meeting = board?.weeks
      .find(({ week }) => week === key?.week)
      ?.meetings.find(({ blockId, position }) => blockId === key?.blockId && position === key.position)
    if (board && key && meeting) this.#last = { key, board, week: key.week, meeting, isGone: false }
    else if (this.#last) this.#last = { ...this.#last, isGone: true }
    // A dialog that closes still looks at what it was about: the last one is not forgotten.
    return this.#last?.key === key ? this.#last : null
  })
}

export const openMeeting = new OpenMeeting()
