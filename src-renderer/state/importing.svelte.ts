import type { ClassId, StudentId } from '../../src-main/contract/ids.ts'
import type { ImportChoices, ImportPreview } from '../../src-main/contract/importing.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import { call, ProblemError } from './door.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

const LARGEST_BYTES = 20_000_000

type ColumnChoice = NonNullable<ImportChoices['columns']>[number]

/** The file that is being looked at, from drop to import. Nothing is stored before `run`. */
class Importing {
  /** Name of the file; null = no file is open. */
  fileName = $state<string | null>(null)
  preview = $state.raw<ImportPreview | null>(null)
  /** Why the file cannot be read at all. */
  problem = $state.raw<Problem | null>(null)
  busy = $state(false)
  classId = $state<ClassId | null>(null)
  #content = ''
  #choices = $state.raw<ImportChoices>({})
  #asked = 0

  get choices(): ImportChoices {
    return this.#choices
  }

  /** Asks for a file with the computer's own dialog. */
  chooseFile(): void {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.csv,.tsv,.txt,text/csv'
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file) void this.open(file)
    })
    input.click()
  }

  /** Looks into a file: for the open class, or for a new one if none is open. */
  async open(file: File): Promise<void> {
    this.fileName = file.name
    this.preview = null
    this.problem = null
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
    this.#content = base64(new Uint8Array(await file.arrayBuffer()))
    const effect = (await this.#look())?.effect
    // Nobody of the open class is in the file: it is rather another class's.
    if (effect && effect.knownStudents === 0 && effect.missingStudents > 0) await this.into(null)
  }

  close(): void {
    this.#asked++
    this.fileName = null
    this.preview = null
    this.problem = null
    this.#content = ''
    this.busy = false
  }

  /** Corrects guesses about the file as a whole. */
  async choose(part: Partial<ImportChoices>): Promise<void> {
    this.#choices = { ...this.#choices, ...part }
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
    this.busy = true
    const done = await notices.guard(async () => {
      const imported = await call('importScores', this.#input())
      await workspace.openNew(imported.classId, imported.planId)
      return imported
    })
    this.busy = false
    if (!done) return
    this.close()
    notices.say(done.summary)
  }

  /** Asks for the preview anew. Answers it, unless it failed or a newer one was asked for meanwhile. */
  async #look(): Promise<ImportPreview | undefined> {
    const asked = ++this.#asked
    this.busy = true
    try {
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
      if (asked === this.#asked) this.busy = false
    }
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

/** In pieces, because a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 32_768) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  }
  return btoa(binary)
}

export const importing = new Importing()
