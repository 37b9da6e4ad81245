import type { ClassId, StudentId } from '../../src-main/contract/ids.ts'
import type { ImportChoices, ImportPreview } from '../../src-main/contract/importing.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import { classFile, isClassFile } from './class-file.svelte.ts'
import { call, ProblemError } from './door.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'
import { isCopyFile, yourData } from './your-data.svelte.ts'

const LARGEST_BYTES = 20_000_000
const PATIENCE_MILLISECONDS = 1000

type ColumnChoice = NonNullable<ImportChoices['columns']>[number]

/** The file that is being looked at, from drop to import. Nothing is stored before `run`. */
class Importing {
  /** Name of the file; null = no file is open. */
  fileName = $state<string | null>(null)
  /** Counts the files that were opened: each has a dialog of its own, and one that closes late closes no other. */
  opened = $state(0)
  preview = $state.raw<ImportPreview | null>(null)
  /** Why the file cannot be read at all. */
  problem = $state.raw<Problem | null>(null)
  busy = $state(false)
  /** Busy for so long that a person wants to know how far it is. */
  slow = $state(false)
  classId = $state<ClassId | null>(null)
  #content = ''
  #choices = $state.raw<ImportChoices>({})
  #asked = 0
  /** Done when the application has heard that a reading is not wanted any more. */
  #ending: Promise<unknown> = Promise.resolve()
  #patience: ReturnType<typeof setTimeout> | undefined

  get choices(): ImportChoices {
    return this.#choices
  }

  /** Asks for a file with the computer's own dialog. */
  chooseFile(): void {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.csv,.tsv,.txt,.xlsx,.xlsm,.zip,.json,.horseshoe,text/csv'
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file) void this.open(file)
    })
    input.click()
  }

  /** Looks into a file: for the open class, or for a new one if none is open. */
  async open(file: File): Promise<void> {
    if (await isClassFile(file)) return classFile.take(file)
    if (isCopyFile(file)) {
      yourData.copy = file
      return workspace.openDataPage()
    }
    this.fileName = file.name
    this.opened++
    this.preview = null
    this.problem = null
    this.#rest()
    this.#choices = {}
    this.classId = workspace.book?.id ?? null
    if (file.size > LARGEST_BYTES) {
      this.problem = {
        code: 'unreadableFile',
        message: `${file.name} has ${Math.round(file.size / 1e6)} MB; at most 20 MB can be read.`,
        remedy: 'Export fewer classes or columns at a time.',
      }
      return
    }
    const asked = ++this.#asked
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (asked !== this.#asked) return
    this.#content = base64(bytes)
    const effect = (await this.#look())?.effect
    // Nobody of the open class is in the file: it is rather another class's.
    if (effect && effect.knownStudents === 0 && effect.missingStudents > 0) await this.into(null)
  }

  /** Closes the file; what is still being read of it is ended. */
  close(): void {
    this.#asked++
    if (this.busy) this.#ending = notices.guard(() => call('cancelImport', {}))
    this.#rest()
    this.fileName = null
    this.preview = null
    this.problem = null
    this.#content = ''
  }

  /** Corrects guesses about the file as a whole. */
  async choose(part: Partial<ImportChoices>): Promise<void> {
    this.#choices = { ...this.#choices, ...part }
    await this.#look()
  }

  /** Chooses how the rows of the file are read; what was said of its columns was said of others then. */
  async lay(
    part: Partial<Pick<ImportChoices, 'sheet' | 'window' | 'layout' | 'asKnownFormat'>>,
  ): Promise<void> {
    const headerRow = 'sheet' in part ? undefined : this.#choices.headerRow
    await this.choose({ columns: undefined, matches: undefined, headerRow, ...part })
  }

  /** Sets aside what was corrected in such a file before, and what was corrected in this one. */
  async startOver(): Promise<void> {
    const { sheet, window } = this.#choices
    this.#choices = { asLastTime: false, sheet, window }
    await this.#look()
  }

  /** Corrects what was guessed about one column. */
  async chooseColumn(choice: ColumnChoice): Promise<void> {
    const columns = this.#choices.columns ?? []
    const before = columns.find(column => column.index === choice.index)
    const others = columns.filter(column => column.index !== choice.index)
    await this.choose({ columns: [...others, { ...before, ...choice }] })
  }

  /** Says who a row is; null = somebody new. */
  async answer(row: number, studentId: StudentId | null): Promise<void> {
    const others = this.#choices.matches?.filter(match => match.row !== row) ?? []
    await this.choose({ matches: [...others, { row, studentId }] })
  }

  /** Chooses the class the scores go to; null = a new class. */
  async into(classId: ClassId | null): Promise<void> {
    this.classId = classId
    this.#choices = { ...this.#choices, matches: undefined, assessmentId: undefined }
    await this.#look()
  }

  /** Imports everything, or nothing. */
  async run(): Promise<void> {
    if (this.fileName === null || this.busy) return
    const asked = ++this.#asked
    this.#work()
    const done = await notices.guard(async () => {
      const imported = await call('importScores', this.#input()).catch(unlessCancelled)
      if (imported) await workspace.openNew(imported.classId, imported.planId)
      return imported
    })
    if (asked !== this.#asked) {
      if (done) notices.say(`${done.summary} It was too late to cancel; undo takes it back.`)
      return
    }
    this.#rest()
    if (!done) return
    this.close()
    notices.say(done.summary)
  }

  /** Asks for the preview anew. Answers it, unless it failed or a newer one was asked for meanwhile. */
  async #look(): Promise<ImportPreview | undefined> {
    const asked = ++this.#asked
    this.#work()
    try {
      await this.#ending
      const preview = await call('previewImport', this.#input())
      if (asked !== this.#asked) return undefined
      this.preview = preview
      this.problem = null
      return preview
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (asked === this.#asked) this.problem = error.problem
      return undefined
    } finally {
      if (asked === this.#asked) this.#rest()
    }
  }

  #work(): void {
    this.busy = true
    workspace.importProgress = null
    clearTimeout(this.#patience)
    this.#patience = setTimeout(() => (this.slow = true), PATIENCE_MILLISECONDS)
  }

  #rest(): void {
    clearTimeout(this.#patience)
    this.busy = false
    this.slow = false
  }

  #input() {
    return {
      fileName: this.fileName ?? '',
      content: this.#content,
      classId: this.classId,
      choices: this.#choices,
    }
  }
}

/** Who cancelled knows that it was cancelled. */
function unlessCancelled(error: unknown): undefined {
  if (error instanceof ProblemError && error.problem.code === 'cancelled') return undefined
  throw error
}

/** In pieces, because a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  }
  return btoa(binary)
}

export const importing = new Importing()
