import type { PlanId, StudentId } from '../../src-main/contract/ids.ts'
import type { DayBoard } from '../../src-main/contract/rotation.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'

interface Read {
  /** As it can be shown to the class. */
  readonly board: DayBoard
  readonly absent: ReadonlySet<StudentId>
}

/** A date of a plan with who is absent on it. @throws ProblemError when it could not be read */
export async function readSchoolDay(planId: PlanId, day: string): Promise<Read> {
  const [board, { studentIds }] = await Promise.all([
    call('readDay', { planId, day }),
    call('readAbsent', { planId, day }),
  ])
  return { board, absent: new Set(studentIds) }
}

/** One date of a plan, as last read. */
export class SchoolDay {
  #last = $state.raw<Read | null>(null)
  #reading = 0
  /** The date that is wanted; what is done to another is not read. */
  #wanted = ''
  #turning: Promise<unknown> = Promise.resolve()

  /** What is known of a date; null = it is not read yet, or could not be. */
  on(planId: PlanId, day: string): Read | null {
    const board = this.#last?.board
    return board?.planId === planId && board.day === day ? this.#last : null
  }

  async read(planId: PlanId, day: string): Promise<void> {
    const reading = ++this.#reading
    this.#wanted = `${planId} ${day}`
    const answer = await notices.guard(() => readSchoolDay(planId, day))
    if (answer && reading === this.#reading) this.#last = answer
  }

  /**
   * Marks somebody absent on a date who is there, and the other way round; nothing else changes. Quick presses wait for
   * each other, and each goes by what the one before has left.
   */
  turn(planId: PlanId, day: string, studentId: StudentId): Promise<void> {
    const turning = this.#turning.then(async () => {
      await notices.guard(async () => {
        const { studentIds } = await call('readAbsent', { planId, day })
        await call('setAbsent', { planId, studentId, day, absent: !studentIds.includes(studentId) })
      })
      if (this.#wanted === `${planId} ${day}`) await this.read(planId, day)
    })
    this.#turning = turning.catch(() => undefined)
    return turning
  }
}

export const schoolDay = new SchoolDay()
