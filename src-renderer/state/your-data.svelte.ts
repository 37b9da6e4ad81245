import type { Input, Output } from '../../src-main/contract/contract.ts'
import type {
  Backup,
  DeletionPreview,
  DeletionReport,
  RestorePreview,
  YourData,
} from '../../src-main/contract/keeping.ts'
import type { Problem } from '../../src-main/contract/problem.ts'
import { toBase64 } from './base64.ts'
import { bridge, call, ProblemError } from './door.ts'
import { notices } from './notices.svelte.ts'

const LARGEST_COPY_BYTES = 20_000_000

type Asked<T> = { readonly value: T } | { readonly problem: Problem }

/** Where the data is, how it is kept, and what can be done about that. */
class YourDataState {
  data = $state.raw<YourData | null>(null)
  /** What is being done, in words; null = nothing. */
  busy = $state<string | null>(null)
  /** The backup that a restore has just made of what was there before. */
  undoName = $state<string | null>(null)
  /** An encrypted copy that waits for its passphrase. */
  copy = $state.raw<File | null>(null)
  #reading = 0

  /** Reads anew whenever something was kept or changed. Returns what stops it. */
  follow(): () => void {
    void this.read()
    return bridge.onEvent(event => {
      if (event.type === 'keepingChanged' || event.type === 'changed') void this.read()
    })
  }

  async read(): Promise<void> {
    const reading = ++this.#reading
    const data = await notices.guard(() => call('readYourData', {}))
    if (data && reading === this.#reading) this.data = data
  }

  async backUp(): Promise<void> {
    const made = await this.#during('Making a backup…', () => notices.guard(() => call('backUpNow', {})))
    if (made) notices.say('A backup was made and checked.')
  }

  /** What restoring would do, or why it cannot be restored. */
  look(backup: Backup): Promise<Asked<RestorePreview>> {
    return asked(() => call('previewRestore', { name: backup.name }))
  }

  /** Restores a backup; what was there becomes a backup first. */
  async restore(backup: Backup): Promise<boolean> {
    const done = await this.#during('Restoring…', () =>
      notices.guard(() => call('restoreBackup', { name: backup.name })),
    )
    if (!done) return false
    this.undoName = done.undoName
    notices.say('Restored. What was here before is the newest backup.')
    return true
  }

  async setSecondFolder(choice: Input<'setSecondFolder'>): Promise<Problem | null> {
    const outcome = await this.#during('Making the first copy…', () =>
      asked(() => call('setSecondFolder', choice)),
    )
    if ('problem' in outcome) return outcome.problem
    notices.say('The first copy was made, and read back as it was written.')
    return null
  }

  async copyNow(): Promise<void> {
    const done = await this.#during('Copying…', () => notices.guard(() => call('copyNow', {})))
    if (done) notices.say('A copy was made, and read back as it was written.')
  }

  async forgetSecondFolder(): Promise<void> {
    const done = await notices.guard(() => call('forgetSecondFolder', {}))
    if (done) notices.say('No more copies are made. Those that are there stay.')
  }

  /** Opens an encrypted copy; it is put among the backups. */
  async openCopy(file: File, passphrase: string): Promise<Asked<Backup>> {
    if (file.size > LARGEST_COPY_BYTES) {
      return {
        problem: {
          code: 'unreadableFile',
          message: `${file.name} has ${Math.round(file.size / 1e6)} MB; at most 20 MB can be opened here.`,
          remedy: 'The page inside the copy says how to open it without Horseshoe.',
        },
      }
    }
    const content = toBase64(new Uint8Array(await file.arrayBuffer()))
    return this.#during('Opening: this takes a second or two by intent.', () =>
      asked(() => call('openCopy', { content, passphrase })),
    )
  }

  previewDeletion(deletion: Input<'previewDeletion'>['deletion']): Promise<Asked<DeletionPreview>> {
    return asked(() => call('previewDeletion', { deletion }))
  }

  deleteForGood(choice: Input<'deleteForGood'>): Promise<Asked<DeletionReport>> {
    return this.#during('Deleting…', () => asked(() => call('deleteForGood', choice)))
  }

  findOldClasses(before: string): Promise<Asked<Output<'findOldClasses'>>> {
    return asked(() => call('findOldClasses', { before }))
  }

  async #during<T>(words: string, work: () => Promise<T>): Promise<T> {
    this.busy = words
    try {
      return await work()
    } finally {
      this.busy = null
    }
  }
}

/** Whether a file is an encrypted copy of everything, by its name. */
export const isCopyFile = (file: File) => /^Horseshoe copy .*\.zip$/i.test(file.name)

async function asked<T>(ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { value: await ask() }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { problem: error.problem }
  }
}

export const yourData = new YourDataState()
