import type { PlanId, StudentId } from '../../src-main/contract/ids.ts'
import type { DayBoard } from '../../src-main/contract/rotation.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'

/** One date of a plan: who is absent, and the board as it can be shown to the class. */
class SchoolDay {
  board = $state.raw<DayBoard | null>(null)
  absent = $state.raw<ReadonlySet<StudentId>>(new Set())
  #reading = 0

  async read(planId: PlanId, day: string): Promise<void> {
    const reading = ++this.#reading
    const answer = await notices.guard(() =>
      Promise.all([call('readDay', { planId, day }), call('readAbsent', { planId, day })]),
    )
    if (!answer || reading !== this.#reading) return
    const [board, { studentIds }] = answer
    this.board = board
    this.absent = new Set(studentIds)
  }

  /** Marks somebody absent or there on a date; nothing else changes. */
  async mark(planId: PlanId, day: string, studentId: StudentId, absent: boolean): Promise<void> {
    await notices.guard(() => call('setAbsent', { planId, studentId, day, absent }))
    await this.read(planId, day)
  }
}

export const schoolDay = new SchoolDay()
