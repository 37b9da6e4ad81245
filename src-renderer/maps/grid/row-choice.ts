import type { Student } from '../../../src-main/contract/classes.ts'
import type { StudentId } from '../../../src-main/contract/ids.ts'
import { selection } from '../../state/selection.svelte.ts'

/**
 * Choosing rows as people know it from tables: a click chooses one, with Ctrl one more or one less, and with Shift
 * all from the last clicked row to this one, beside what was chosen before.
 */
export class RowChoice {
  #anchor: StudentId | null = null
  /** What was chosen beside the range that Shift stretches. */
  #base: readonly StudentId[] = []

  /** Chooses this student alone; chosen alone already, lets go. */
  only(student: StudentId): void {
    selection.only(student)
    this.#startFrom(student)
  }

  /** Adds the student to the choice, or takes them out. */
  toggle(student: StudentId): void {
    selection.toggle(student)
    this.#startFrom(student)
  }

  /**
   * Stretches the range that began at the last clicked row.
   *
   * @param order the students as their rows stand, top to bottom
   * @param from where the range begins if no row was clicked
   */
  stretch(student: StudentId, order: readonly StudentId[], from: StudentId = student): void {
    if (this.#anchor === null || !selection.has(this.#anchor)) this.#startFrom(from)
    const ends = [order.indexOf(this.#anchor ?? from), order.indexOf(student)]
    const range = order.slice(Math.max(0, Math.min(...ends)), Math.max(...ends) + 1)
    selection.set([...this.#base, ...range])
    selection.current = student
  }

  #startFrom(student: StudentId): void {
    this.#anchor = student
    this.#base = selection.list.filter(id => id !== student)
  }
}

/** Chooses these students, or adds them to the choice. */
export function chooseAll(students: readonly Student[], adds: boolean): void {
  const ids = students.map(({ id }) => id)
  selection.set(adds ? [...selection.list, ...ids] : ids)
}
