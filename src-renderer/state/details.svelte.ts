import type { Output } from '../../src-main/contract/contract.ts'
import type { Student } from '../../src-main/contract/classes.ts'
import type { ClassId, StudentId } from '../../src-main/contract/ids.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'

type Sensitive = Output<'readSensitive'>[number]

/**
 * What is known about students besides scores, as far as it is shown. Sensitive details are not in this window before
 * somebody asks for them, and are forgotten when they are hidden again; that they were shown is never remembered.
 */
class Details {
  /** Names of those that have a column in the roster. */
  columns = $state.raw<readonly string[]>([])
  #shown = $state.raw<ReadonlyMap<StudentId, Sensitive> | null>(null)
  #asked = 0

  get areSensitiveShown(): boolean {
    return this.#shown !== null
  }

  toggleColumn(name: string): void {
    this.columns = this.columns.includes(name)
      ? this.columns.filter(other => other !== name)
      : [...this.columns, name]
  }

  /** Reads the sensitive details of a class, and shows them from then on. */
  async showSensitive(classId: ClassId): Promise<void> {
    const asked = ++this.#asked
    const read = await notices.guard(() => call('readSensitive', { classId }))
    if (read && asked === this.#asked) {
      this.#shown = new Map(read.map(student => [student.studentId, student]))
    }
  }

  hideSensitive(): void {
    this.#asked++
    this.#shown = null
  }

  /** What is sensitive about a student; null while it is hidden. */
  sensitiveOf(studentId: StudentId): Pick<Sensitive, 'attributes' | 'bornOn'> | null {
    return this.#shown && (this.#shown.get(studentId) ?? { attributes: [], bornOn: null })
  }

  /** A student's value of a detail; '' where there is none, or where it is hidden. */
  valueOf(student: Student, name: string): string {
    const all = [...student.attributes, ...(this.sensitiveOf(student.id)?.attributes ?? [])]
    return all.find(attribute => attribute.name === name)?.value ?? ''
  }
}

export const details = new Details()
