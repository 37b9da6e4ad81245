import type { ExportedFile, GroupsFileKind } from '../../src-main/contract/exporting.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import { fromBase64 } from './base64.ts'
import { call, ProblemError } from './door.ts'
import { notices } from './notices.svelte.ts'
import { saveFile } from './saving.ts'
import { workspace } from './workspace.svelte.ts'

/** The groups of the open plan, the open class as an encrypted file, or all data. */
export type ExportChoice = GroupsFileKind | 'class' | 'everything'

/** What is about to be exported. What is looked at is what is saved. */
class Exporting {
  choice = $state<ExportChoice>('workbook')
  withSensitive = $state(false)
  /** The chosen file; null while it is made, and for a class, which is made when its passphrase is known. */
  file = $state.raw<ExportedFile | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** A file is being encrypted or saved. */
  busy = $state(false)
  #asked = 0

  /** The whole text of a file that is text. */
  get text(): string {
    return this.file ? new TextDecoder().decode(fromBase64(this.file.content)) : ''
  }

  /** Makes the chosen file to look at. */
  async look(): Promise<void> {
    const asked = ++this.#asked
    this.file = null
    this.problem = null
    try {
      const file = await this.#make()
      if (asked === this.#asked) this.file = file
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (asked === this.#asked) this.problem = error.problem
    }
  }

  /** Lets go of the file when nobody looks at it any more. */
  forget(): void {
    this.#asked++
    this.file = null
    this.problem = null
  }

  /** Saves the file that is shown. False when the person changed their mind or it failed. */
  async save(): Promise<boolean> {
    return this.file !== null && this.#saving(this.file)
  }

  /** Encrypts the open class, which takes a second or two, and saves it; not where nobody waits for it any more. */
  async saveClass(passphrase: string): Promise<boolean> {
    const classId = workspace.book?.id
    if (classId === undefined || this.busy) return false
    const asked = this.#asked
    this.busy = true
    const file = await notices.guard(() => call('sealClass', { classId, passphrase }))
    this.busy = false
    return file !== undefined && asked === this.#asked && this.#saving(file)
  }

  async #make(): Promise<ExportedFile | null> {
    const { choice, withSensitive } = this
    const planId = workspace.board?.id
    if (choice === 'everything') return call('takeEverything', { withSensitive })
    if (choice === 'class' || planId === undefined) return null
    return call('exportGroups', { planId, kind: choice })
  }

  async #saving({ fileName, mediaType, content }: ExportedFile): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    const saved = await saveFile({ fileName, mediaType, content: fromBase64(content) })
    this.busy = false
    return saved
  }
}

export const exporting = new Exporting()
