import { SvelteSet } from 'svelte/reactivity'
import type { StudentId } from '../../src-main/contract/ids.ts'

/** The chosen students: the same in every view. */
class Selection {
  readonly students = new SvelteSet<StudentId>()
  /** Where the keyboard is: the student that arrow keys and `M` start from. */
  current = $state<StudentId | null>(null)

  get list(): StudentId[] {
    return [...this.students]
  }

  has(student: StudentId): boolean {
    return this.students.has(student)
  }

  /** Whom picking a student up picks up: one of the chosen takes all of them along. */
  with(student: StudentId): StudentId[] {
    return this.has(student) ? this.list : [student]
  }

  /** Chooses this student alone; chosen alone already, lets go. */
  only(student: StudentId): void {
    const wasAlone = this.students.size === 1 && this.students.has(student)
    this.students.clear()
    if (!wasAlone) this.students.add(student)
    this.current = student
  }

  /** Adds the student to the choice, or takes them out. */
  toggle(student: StudentId): void {
    if (!this.students.delete(student)) this.students.add(student)
    this.current = student
  }

  set(students: Iterable<StudentId>): void {
    this.students.clear()
    for (const student of students) this.students.add(student)
  }

  clear(): void {
    this.students.clear()
  }

  /** Forgets students who are not there any more. */
  keepOnly(present: ReadonlySet<StudentId>): void {
    for (const student of this.students) if (!present.has(student)) this.students.delete(student)
    if (this.current !== null && !present.has(this.current)) this.current = null
  }
}

export const selection = new Selection()
