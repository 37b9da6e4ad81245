import type { PlanId, StudentId } from '../../src-main/contract/ids.ts'
import type { DayBoard } from '../../src-main/contract/rotation.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'

interface Read {
  /** As it can be shown to the class. */
  readonly board: DayBoard
  readonly absent: ReadonlySet<StudentId>
}

/** One date of a plan, as last read. */
export class SchoolDay {
  #last = $state.raw<Read | null>(null)
  #reading = 0

  /** What is known of a date; null = it is not read yet, or could not be. */
  on(planId: PlanId, day: string): Read | null {
    const board = this.#last?.board
    return board?.planId === planId && board.day === day ? this.#last : null
  }

  async read(planId: PlanId, day: string): Promise<void> {
    const reading = ++this.#reading
    const answer = await notices.guard(() =>
      Promise.all([call('readDay', { planId, day }), call('readAbsent', { planId, day })]),
    )
    if (!answer || reading !== this.#reading) return
    const [board, { studentIds }] = answer
    this.#last = { board, absent: new Set(studentIds) }
  }

  /** Marks somebody absent or there on a date; nothing else changes. */
  async mark(planId: PlanId, day: string, studentId: StudentId, absent: boolean): Promise<void> {
    await notices.guard(() => call('setAbsent', { planId, studentId, day, absent }))
    await this.read(planId, day)
  }
}

export const schoolDay = new SchoolDay()
