import Database from 'better-sqlite3'
import { statSync } from 'node:fs'
import type { Problem } from '../../contract/problem.ts'
import {
  findBackup,
  listBackups,
  removeUnfinished,
  thinBackups,
  type Backup,
} from '../../storage/backups/backup-folder.ts'
import type { BackupReason } from '../../storage/backups/backup-name.ts'
import { historyMark } from '../../storage/ledger.ts'
import type { Storage } from '../../storage/storage.ts'
import { placeOf, type Log } from '../log.ts'
import { toProblem } from '../problems.ts'
import type { KeepingDesk } from './keeping-desk.ts'
import { inOurKinds } from './packed-error.ts'

const REGULAR_MILLISECONDS = 15 * 60_000
const DAY_MILLISECONDS = 24 * 3_600_000

export interface BackupKeeperOptions {
  /** Where is written down what keeps the last backup from being made, when no window is left. */
  readonly log?: Log
  readonly storage: Storage
  /** Folder of the backups. */
  readonly folder: string
  readonly desk: KeepingDesk
  readonly now: () => Date
  /** Hears what kept a backup from being made, the last one too. */
  readonly onFailure: (error: unknown) => void
  /** Hears of every backup that was made, and of what went wrong, in words. */
  readonly onBackup: (backup: Backup | null, problem: Problem | null) => void
}

/**
 * Makes backups when they are due: when the last is more than a day old, every quarter of an hour of use, before what
 * changes much, and at the end; each time only if something was changed since the last one. Then thins them.
 */
export class BackupKeeper {
  readonly #options: BackupKeeperOptions
  #timer: NodeJS.Timeout | undefined
  #queue: Promise<unknown> = Promise.resolve()
  /** Where the history stood in the newest backup; undefined = not looked yet. */
  #mark: string | null | undefined
  /** Backups that were read against their checksums, by name. */
  readonly #checked = new Map<string, { look: string; isDamaged: boolean }>()
  problem: Problem | null = null

  constructor(options: BackupKeeperOptions) {
    this.#options = options
  }

  get folder(): string {
    return this.#options.folder
  }

  /** Begins to look whether a backup is due. */
  start(): void {
    const { folder, now, storage } = this.#options
    if (storage.isViewingOnly) return
    this.#timer = setInterval(() => void this.ifChanged('regular'), REGULAR_MILLISECONDS).unref()
    try {
      removeUnfinished(folder)
      const [newest] = this.list()
      const age = newest ? now().getTime() - newest.madeAt.getTime() : Infinity
      // A backup from the future tells of a clock that was set back, and nothing about today.
      if (age > DAY_MILLISECONDS || age < 0) void this.ifChanged('start')
    } catch (error) {
      // A folder that cannot be looked into keeps nobody from working, and is told.
      this.#failed(error)
    }
  }

  list(): Backup[] {
    return listBackups(this.#options.folder)
  }

  find(name: string): Backup | null {
    return findBackup(this.#options.folder, name)
  }

  /** The newest backup, if it has all that is here now; after a restore it has what was there before. */
  upToDate(): Backup | null {
    const newest = this.#newest()
    return newest && markOf(newest) === this.#options.storage.ledger.mark() ? newest : null
  }

  /** Whether something was changed since the newest backup. */
  get isChanged(): boolean {
    const { storage } = this.#options
    return !storage.isViewingOnly && storage.ledger.mark() !== this.#markOfNewest()
  }

  /**
   * Makes a backup if something was changed since the last. What goes wrong is told and kept in `problem`: a backup that
   * cannot be made must not keep a teacher from her work. No change is half done when it resolves.
   */
  async ifChanged(reason: BackupReason): Promise<void> {
    const { ledger } = this.#options.storage
    if (ledger.isHalfDone) await ledger.settled()
    let isDue = false
    try {
      isDue = this.isChanged
    } catch (error) {
      this.#failed(error)
    }
    if (!isDue) return
    await this.make(reason).catch(() => undefined)
    await ledger.settled()
  }

  /** Makes a backup, changed or not. @throws NotSaved, DatabaseUnusable */
  make(reason: BackupReason): Promise<Backup> {
    const made = this.#queue.then(() => this.#make(reason))
    this.#queue = made.catch(() => undefined)
    return made
  }

  /**
   * Does something while no backup is being made, for one that is under way would hold what is being taken out, and
   * while no change is half done.
   */
  alone<T>(work: () => T | Promise<T>): Promise<T> {
    const done = this.#queue.then(() => this.#options.storage.ledger.settled()).then(work)
    this.#queue = done.catch(() => undefined)
    return done
  }

  /**
   * Does what no undo takes back, as `alone` does, after a backup that has all that is there.
   *
   * @returns the backup, and what the work answers
   * @throws NotSaved, DatabaseUnusable when there is no such backup; nothing was done then
   */
  async afterBackup<T>(
    reason: BackupReason,
    work: () => T | Promise<T>,
  ): Promise<{ backup: Backup; done: T }> {
    let backup = await this.make(reason)
    return this.alone(async () => {
      // Changed while it was made: what is made now, in the turn of the work, lacks nothing.
      if (markOf(backup) !== this.#options.storage.ledger.mark()) backup = this.#makeAtOnce(reason)
      return { backup, done: await work() }
    })
  }

  /** The names of those that are not what they were; a file is read again when its size or its date has changed. */
  async damaged(): Promise<ReadonlySet<string>> {
    const backups = this.list().map(backup => ({ ...backup, look: lookOf(backup) }))
    const unknown = backups.filter(({ name, look }) => this.#checked.get(name)?.look !== look)
    const found = new Set(await this.#options.desk.ask('verify', { backups: unknown }))
    for (const { name, look } of unknown) this.#checked.set(name, { look, isDamaged: found.has(name) })
    return new Set(backups.map(({ name }) => name).filter(name => this.#checked.get(name)?.isDamaged))
  }

  /** Backups were changed from outside: what was known of them is not known any more. */
  forget(): void {
    this.#mark = undefined
    this.#checked.clear()
  }

  /** What is here now is what a backup has: nothing has to be kept until something is changed. */
  settle(): void {
    this.forget()
    this.#mark = this.#options.storage.ledger.mark()
  }

  /**
   * Makes the last backup, at once, for the window is gone already; nothing comes after. Answers the one that has all
   * that is here now; null = there is none.
   */
  async close(): Promise<Backup | null> {
    clearInterval(this.#timer)
    await this.#queue
    try {
      if (this.#options.storage.isViewingOnly) return null
      return this.isChanged ? this.#makeAtOnce('quit') : this.upToDate()
    } catch (error) {
      // Ending must not fail; the work itself is in the database.
      const known = inOurKinds(error)
      const { code } = toProblem(known)
      this.#options.onFailure(known)
      this.#options.log?.write({ event: 'problem', code, place: placeOf(error) })
      return null
    }
  }

  #makeAtOnce(reason: BackupReason): Backup {
    const { storage, folder, now } = this.#options
    const backup = storage.makeBackup(folder, reason, now())
    thinBackups(folder, now())
    return backup
  }

  async #make(reason: BackupReason): Promise<Backup> {
    const { storage, folder, desk, now, onBackup } = this.#options
    try {
      await storage.ledger.settled()
      const madeAt = now()
      const mark = storage.ledger.mark()
      const raw = await storage.copyPages(folder)
      const backup = await desk.ask('finish', { raw, folder, reason, madeAt })
      await storage.ledger.settled()
      // A change that came in while it was made is perhaps not in it: then the next one is due.
      this.#mark = storage.ledger.mark() === mark ? mark : undefined
      thinBackups(folder, now())
      this.problem = null
      onBackup(backup, null)
      return backup
    } catch (error) {
      throw this.#failed(error)
    }
  }

  /** Keeps and tells what kept a backup from being made. */
  #failed(error: unknown): unknown {
    const known = inOurKinds(error)
    this.problem = toProblem(known)
    this.#options.onFailure(known)
    this.#options.onBackup(null, this.problem)
    return known
  }

  /**
   * The newest that was made here: one that came from another place says nothing about what is here. Nor does one that
   * is dated after now, made before the clock was set back, where there are others.
   */
  #newest(): Backup | null {
    const own = this.list().filter(({ reason }) => reason !== 'copy')
    const now = this.#options.now()
    return own.find(({ madeAt }) => madeAt <= now) ?? own[0] ?? null
  }

  #markOfNewest(): string | null {
    if (this.#mark !== undefined) return this.#mark
    const newest = this.#newest()
    this.#mark = newest ? markOf(newest) : null
    return this.#mark
  }
}

/** A file's size and date, which change with it as long as nobody hides that. */
function lookOf({ file }: Backup): string {
  const { size, mtimeMs } = statSync(file)
  return `${size} ${mtimeMs}`
}

/** Where the history stands in a backup; null when it cannot be read. */
function markOf({ file }: Backup): string | null {
  try {
    const connection = new Database(file, { readonly: true })
    try {
      return historyMark(connection)
    } finally {
      connection.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
