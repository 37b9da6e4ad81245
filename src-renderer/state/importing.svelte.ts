import type { ClassId, StudentId } from '../../src-main/contract/ids.ts'
import type { ImportChoices, ImportPreview } from '../../src-main/contract/importing.ts'
import { READABLE_EXTENSIONS } from '../../src-main/contract/limits.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import { askForFile } from './ask-for-file.ts'
import { classFile, isClassFile } from './class-file.svelte.ts'
import { bridge, call, ProblemError } from './door.ts'
import { contentOf } from './file-content.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'
import { isCopyFile, yourData } from './your-data.svelte.ts'

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
  /** Import was pressed: it is being done, or waits for what is still being read. */
  isWanted = $state(false)
  #content = ''
  #choices = $state.raw<ImportChoices>({})
  /** The choices of `preview`. */
  #readable: ImportChoices = {}
  #asked = 0
  /** Done when the preview that was asked for last is there. */
  #looked: Promise<void> = Promise.resolve()
  /** Done when the application has heard that a reading is not wanted any more. */
  #ending: Promise<unknown> = Promise.resolve()
  #patience: ReturnType<typeof setTimeout> | undefined

  get choices(): ImportChoices {
    return this.#choices
  }

  /** Asks for a file with the computer's own dialog. */
  chooseFile(): void {
    if (bridge.host === 'electron') return void notices.guard(() => call('chooseFile', {}))
    const endings = READABLE_EXTENSIONS.map(extension => `.${extension}`)
    askForFile([...endings, 'text/csv'], file => void this.open(file))
  }

  /** Looks into a file: for the open class, or for a new one if none is open. */
  async open(file: File): Promise<void> {
    const asked = ++this.#asked
    // What is still being read of another file would keep this one waiting.
    this.#end()
    const isClass = await isClassFile(file)
    if (asked !== this.#asked) return
    if (isClass) {
      this.close()
      classFile.take(file)
      return
    }
    if (isCopyFile(file)) {
      this.close()
      yourData.copy = file
      await workspace.openDataPage()
      return
    }
    this.fileName = file.name
    this.opened++
    this.isWanted = false
    this.preview = null
    this.problem = null
    this.#rest()
    this.#choices = {}
    this.classId = workspace.book?.id ?? null
    try {
      const content = await contentOf(file, 'Export fewer classes or columns at a time.')
      if (asked !== this.#asked) return
      this.#content = content
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (asked === this.#asked) this.problem = error.problem
      return
    }
    await this.#look()
  }

  /** Closes the file; what is still being read of it is ended. */
  close(): void {
    this.#asked++
    this.#end()
    this.#rest()
    this.fileName = null
    this.isWanted = false
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
    part: Partial<Pick<ImportChoices, 'sheet' | 'window' | 'layout' | 'long' | 'asKnownFormat'>>,
  ): Promise<void> {
    const { headerRow, long } = 'sheet' in part ? {} : this.#choices
    await this.choose({ columns: undefined, matches: undefined, headerRow, long, ...part })
  }

  /** Takes back the last choice, with which the file could not be read. */
  async goBack(): Promise<void> {
    this.#choices = this.#readable
    await this.#look()
  }

  /** Sets aside what was corrected in such a file before, and what was corrected in this one. */
  async startOver(): Promise<void> {
    const { sheet, window } = this.#choices
    this.#choices = { asLastTime: false, sheet, window }
    await this.#look()
  }

  /** Corrects what was guessed about one column. */
  async chooseColumn(choice: ColumnChoice): Promise<void> {
    await this.chooseColumns([choice])
  }

  /** Corrects what was guessed about several columns at once. */
  async chooseColumns(choices: readonly ColumnChoice[]): Promise<void> {
    const columns = new Map(this.#choices.columns?.map(column => [column.index, column]))
    for (const choice of choices) columns.set(choice.index, { ...columns.get(choice.index), ...choice })
    await this.choose({ columns: [...columns.values()] })
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

  /**
   * Imports everything, or nothing: what is seen. What is still being read is waited for; where that has a question or
   * cannot be imported, nothing is.
   */
  async run(): Promise<void> {
    if (this.fileName === null || this.isWanted) return
    const { opened } = this
    this.isWanted = true
    try {
      await this.#settled()
      if (opened !== this.opened || this.fileName === null) return
      if (this.preview?.ready && !this.problem) await this.#import()
      else notices.speak('Not imported yet: look at what is said of the file.')
    } finally {
      if (opened === this.opened) this.isWanted = false
    }
  }

  /** Done when what is seen is what was asked for last. */
  async #settled(): Promise<void> {
    let looked: Promise<void>
    do {
      looked = this.#looked
      await looked
    } while (looked !== this.#looked)
  }

  async #import(): Promise<void> {
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

  #look(): Promise<void> {
    this.#looked = this.#read()
    return this.#looked
  }

  /** Asks for the preview anew. What is seen first of a file is already for the class that it is rather of. */
  async #read(): Promise<void> {
    const asked = ++this.#asked
    const choices = this.#choices
    this.#work()
    try {
      await this.#ending
      const preview = await call('previewImport', this.#input())
      if (asked !== this.#asked) return
      if (this.preview === null && this.classId !== null && isOfNobodyHere(preview)) {
        this.classId = null
        await this.#read()
        return
      }
      this.#readable = choices
      this.preview = preview
      this.problem = null
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (asked === this.#asked) this.problem = error.problem
    } finally {
      if (asked === this.#asked) this.#rest()
    }
  }

  #end(): void {
    if (this.busy) this.#ending = notices.guard(() => call('cancelImport', {}))
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

/** Nobody of the class is in the file, nor anybody who might be of it. */
function isOfNobodyHere({ effect, questions }: ImportPreview): boolean {
  return effect.knownStudents === 0 && effect.missingStudents > 0 && questions.length === 0
}

/** Who cancelled knows that it was cancelled. */
function unlessCancelled(error: unknown): undefined {
  if (error instanceof ProblemError && error.problem.code === 'cancelled') return undefined
  throw error
}

export const importing = new Importing()
