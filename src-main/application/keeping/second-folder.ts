import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import type { SecondFolder as SecondFolderState } from '../../contract/keeping.ts'
import { OperationError, type Problem } from '../../contract/problem.ts'
import type { CopyKey } from '../../exchange/sealed-copy.ts'
import type { Backup } from '../../storage/backups/backup-folder.ts'
import { backupsToKeep, KEPT } from '../../storage/backups/thinning.ts'
import { toProblem } from '../problems.ts'
import type { KeepingDesk } from './keeping-desk.ts'

const FILE_NAME = 'second-folder.json'
/** Copies need not follow every quarter of an hour. */
const LEAST_HOURS = 1
const LIMITS = { ...KEPT, recent: 5, daily: 7, weekly: 8, monthly: 9, migrations: 0 }

/** What is kept of the second folder: no passphrase, and no key that opens anything without it. */
const Stored = z.object({
  folder: z.string(),
  recipient: z.string(),
  sealedKey: z.base64(),
  lastCopyAt: z.iso.datetime().nullable(),
})
type Stored = z.infer<typeof Stored>

const COPY_NAME = /^Horseshoe copy (\d{4}-\d\d-\d\d) (\d\d)-(\d\d)-(\d\d)\.zip$/

/** A folder on another disk for encrypted copies of backups: a stick, a home drive. */
export class SecondFolder {
  readonly #dataDirectory: string
  readonly #desk: KeepingDesk
  readonly #now: () => Date
  #stored: Stored | null
  #problem: Problem | null = null

  constructor(dataDirectory: string, desk: KeepingDesk, now: () => Date) {
    this.#dataDirectory = dataDirectory
    this.#desk = desk
    this.#now = now
    this.#stored = this.#read()
  }

  /** null = none was chosen. */
  state(): SecondFolderState | null {
    if (!this.#stored) return null
    const { folder, lastCopyAt } = this.#stored
    const isThere = existsSync(folder)
    return {
      folder,
      isThere,
      lastCopyAt,
      copyCount: isThere ? this.#copies().length : 0,
      problem: isThere ? this.#problem : null,
      isOnSameDisk: isThere && statSync(folder).dev === statSync(this.#dataDirectory).dev,
    }
  }

  /**
   * Chooses a folder and a passphrase, makes the key, and writes the first copy.
   *
   * @throws OperationError when the folder cannot serve
   */
  async choose(typed: string, passphrase: string, backup: Backup): Promise<void> {
    const folder = this.#usable(typed)
    const key = await this.#desk.ask('makeKey', { passphrase })
    const before = this.#stored
    this.#stored = {
      folder,
      recipient: key.recipient,
      sealedKey: Buffer.from(key.sealedKey).toString('base64'),
      lastCopyAt: null,
    }
    try {
      await this.#copy(backup)
    } catch (error) {
      this.#stored = before
      throw error
    }
  }

  /** Makes no more copies. Those that are there stay, and open with their passphrase. */
  forget(): void {
    this.#stored = null
    this.#problem = null
    rmSync(join(this.#dataDirectory, FILE_NAME), { force: true })
  }

  /** Copies a backup if the folder is there and the last copy is not of this hour. Never throws. */
  async follow(backup: Backup, isUrgent: boolean): Promise<void> {
    if (!this.#stored || !existsSync(this.#stored.folder)) return
    const { lastCopyAt } = this.#stored
    const age = lastCopyAt ? this.#now().getTime() - new Date(lastCopyAt).getTime() : Infinity
    if (!isUrgent && age >= 0 && age < LEAST_HOURS * 3_600_000) return
    await this.#copy(backup).catch(() => undefined)
  }

  /** Whether the last copy is older than a backup, or of a time that has not come yet. */
  lacks({ madeAt }: Backup): boolean {
    const lastCopyAt = this.#stored?.lastCopyAt ?? null
    return lastCopyAt === null || new Date(lastCopyAt) < madeAt || new Date(lastCopyAt) > this.#now()
  }

  /** Copies a backup now. @throws OperationError when the folder is not there; NotSaved */
  async copyNow(backup: Backup): Promise<void> {
    if (!this.#stored) throw noFolder()
    if (!existsSync(this.#stored.folder)) throw notThere(this.#stored.folder)
    await this.#copy(backup)
  }

  /** Removes every copy. Answers how many; null = the folder is not there, and so they are left. */
  removeCopies(): number | null {
    if (!this.#stored) return 0
    if (!existsSync(this.#stored.folder)) return null
    const copies = this.#copies()
    for (const { file } of copies) rmSync(file, { force: true })
    this.#write({ ...this.#stored, lastCopyAt: null })
    return copies.length
  }

  async #copy(backup: Backup): Promise<void> {
    const chosen = this.#stored
    if (!chosen) throw noFolder()
    const { folder, recipient, sealedKey } = chosen
    const key: CopyKey = { recipient, sealedKey: new Uint8Array(Buffer.from(sealedKey, 'base64')) }
    const now = this.#now()
    try {
      await this.#desk.ask('copyOut', {
        backup: backup.file,
        folder,
        fileName: copyName(now),
        key,
        day: now.toISOString().slice(0, 10),
      })
    } catch (error) {
      if (this.#stored === chosen) this.#problem = toProblem(error)
      throw error
    }
    // Given up meanwhile, or another was chosen: this copy stays, and says nothing about that one.
    if (this.#stored !== chosen) return
    this.#problem = null
    this.#write({ ...chosen, lastCopyAt: now.toISOString() })
    const copies = this.#copies()
    const kept = new Set(backupsToKeep(copies, now, LIMITS))
    for (const copy of copies) if (!kept.has(copy)) rmSync(copy.file, { force: true })
  }

  #copies() {
    const folder = this.#stored?.folder
    if (folder === undefined) return []
    return readdirSync(folder).flatMap(name => {
      const parts = COPY_NAME.exec(name)
      if (!parts) return []
      const [, day, hour, minute, second] = parts
      const madeAt = new Date(`${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`)
      const file = join(folder, name)
      return [{ file, madeAt, bytes: statSync(file).size, isMigration: false }]
    })
  }

  #usable(typed: string): string {
    if (!isAbsolute(typed)) {
      throw refused(
        'This is not a whole path.',
        'Type it from its beginning, such as E:\\Horseshoe or /media/stick.',
      )
    }
    const folder = resolve(typed)
    if (!existsSync(folder)) {
      throw refused(
        'There is no such folder.',
        'Put the stick in, or make the folder first, and type it again.',
      )
    }
    if (!statSync(folder).isDirectory()) {
      throw refused('This is a file and not a folder.', 'Type the folder in which it lies.')
    }
    const inside = relative(resolve(this.#dataDirectory), folder)
    if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) {
      throw refused(
        'This is the folder of the data itself.',
        'Choose one on another disk: a copy beside the original is lost with it.',
      )
    }
    try {
      accessSync(folder, constants.W_OK)
    } catch {
      throw refused(
        'You may not write into this folder.',
        'Choose another folder, or ask who looks after this computer.',
      )
    }
    return folder
  }

  #read(): Stored | null {
    const file = join(this.#dataDirectory, FILE_NAME)
    if (!existsSync(file)) return null
    try {
      const stored = Stored.safeParse(JSON.parse(readFileSync(file, 'utf8')))
      return stored.success ? stored.data : null
    } catch (error) {
      // One that is no JSON, or cannot be read, says nothing: the folder can be chosen again.
      if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return null
      throw error
    }
  }

  #write(stored: Stored): void {
    this.#stored = stored
    const file = join(this.#dataDirectory, FILE_NAME)
    writeFileSync(`${file}.making`, JSON.stringify(stored), { mode: 0o600 })
    renameSync(`${file}.making`, file)
  }
}

/** "Horseshoe copy 2026-11-24 08-15-03.zip", in the time of Greenwich. */
function copyName(now: Date): string {
  return `Horseshoe copy ${now.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-')}.zip`
}

const refused = (message: string, remedy: string) =>
  new OperationError({ code: 'invalidInput', message, remedy })

const noFolder = () => refused('No second folder was chosen yet.', 'Choose one first.')

const notThere = (folder: string) =>
  new OperationError({
    code: 'notFound',
    message: `${folder} is not there now.`,
    remedy: 'Put the stick in, or connect to the drive, then copy again.',
  })
