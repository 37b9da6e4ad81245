import type { PlanId } from '../../../src-main/contract/ids.ts'
import type { DayBoard } from '../../../src-main/contract/rotation.ts'
import { todayHere } from '../days.ts'
import { ProblemError } from '../door.ts'
import { readSchoolDay } from '../school-day.svelte.ts'
import { workspace } from '../workspace.svelte.ts'

/** A day as it was read. */
interface ReadDay {
  /** null where the plan has no rotation. */
  readonly board: DayBoard | null
  readonly absent: DayBoard['students']
  /** The day where it is one to look at; null = it was read as today's. */
  readonly other: string | null
}

/** The day on the board, and the one that was asked for last, which may not have come yet. */
export class ShownDay {
  /** null where the open plan has no week. */
  board = $state.raw<DayBoard | null>(null)
  /** Who is not on the board because of being absent. */
  absent = $state.raw<DayBoard['students']>([])
  /** Where it is one to look at that is not today. */
  #other = $state.raw<string | null>(null)
  #asked: string | null = null
  #reading = 0
  /** The date that was asked for last because the clock had come to it. */
  #cameTo = ''

  readonly isToday = $derived(this.#other === null)

  /** The day that was asked for last; null = today. */
  get asked(): string | null {
    return this.#asked
  }

  /** Wants a day on the board, null = today; it is there when it was read. */
  ask(day: string | null): void {
    this.#asked = day
  }

  /**
   * Reads the day that was asked for last. If that fails, the board stays about the day it is about.
   *
   * @returns null where something else was asked for since
   */
  async read(planId: PlanId | undefined): Promise<ReadDay | ProblemError | null> {
    const reading = ++this.#reading
    const answer = await readDay(planId, this.#asked).catch(problemOf)
    if (reading !== this.#reading) return null
    if (answer instanceof ProblemError) this.#asked = this.#other
    return answer
  }

  /** Puts a day that was read on the board. Tells whether it is another than before. */
  put({ board, absent, other }: ReadDay): boolean {
    const isAnother =
      board?.planId !== this.board?.planId || board?.day !== this.board?.day || other !== this.#other
    this.board = board
    this.absent = absent
    this.#other = other
    return isAnother
  }

  /** After midnight the board is about the new day, which may be the one that was looked at before. True once for a date. */
  hasComeTo(today: string): boolean {
    const hasCome = this.#other !== null && this.#other <= today
    const isPast = this.isToday && this.board !== null && this.board.day !== today
    // Asked for once: what cannot be read would be asked for without end.
    if ((!hasCome && !isPast) || this.#cameTo === today) return false
    this.#cameTo = today
    return true
  }

  /** A date that could not be read is asked for again. */
  forgetDate(): void {
    this.#cameTo = ''
  }
}

/** @throws ProblemError when it could not be read */
async function readDay(planId: PlanId | undefined, other: string | null): Promise<ReadDay> {
  const nothing = { board: null, absent: [], other }
  if (planId === undefined) return nothing
  try {
    const { board, absent: away } = await readSchoolDay(planId, other ?? todayHere())
    const absent = [...away].flatMap(studentId => {
      const name = workspace.students.get(studentId)?.label
      return name ? [{ studentId, name }] : []
    })
    return { board, absent, other }
  } catch (error) {
    if (problemOf(error).problem.code === 'notFound') return nothing
    throw error
  }
}

/** @throws whatever is no problem that can be told */
function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  throw error
}
