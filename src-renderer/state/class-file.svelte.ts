import type { Problem } from '../../src-main/contract/problem.ts'
import { call, ProblemError } from './door.ts'
import { contentOf } from './file-content.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

const FIRST_LINE = 'age-encryption.org/v1'

/** Whether a file is an encrypted class, by its name or by how it begins. */
export async function isClassFile(file: File): Promise<boolean> {
  if (/\.horseshoe$/i.test(file.name)) return true
  try {
    return (await file.slice(0, FIRST_LINE.length).text()) === FIRST_LINE
  } catch {
    // A folder, or gone: whoever reads it whole says so.
    return false
  }
}

/** An encrypted class that waits for its passphrase. Nothing is stored before it is opened. */
class ClassFile {
  file = $state.raw<File | null>(null)
  problem = $state.raw<Problem | null>(null)
  busy = $state(false)
  #asked = 0

  take(file: File): void {
    this.#asked++
    this.file = file
    this.busy = false
    this.problem = null
  }

  close(): void {
    this.#asked++
    this.file = null
    this.problem = null
    this.busy = false
  }

  /** Makes a class of the file and shows it; a passphrase that does not fit can be typed again. */
  async open(passphrase: string): Promise<void> {
    const { file } = this
    if (!file || this.busy) return
    const asked = ++this.#asked
    this.busy = true
    this.problem = null
    try {
      const content = await contentOf(file, 'No class is that large: ask for the file again.')
      const opened = await call('openClassFile', { fileName: file.name, content, passphrase })
      await notices.guard(() => workspace.openNew(opened.classId, opened.planId))
      notices.say(opened.summary)
      if (asked === this.#asked) this.close()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (asked === this.#asked) this.problem = error.problem
    } finally {
      if (asked === this.#asked) this.busy = false
    }
  }
}

export const classFile = new ClassFile()
