import { existsSync, mkdirSync, rmSync } from 'node:fs'
import type { ValidInput } from '../../contract/contract.ts'
import type { Recovered, RecoveryState } from '../../contract/keeping.ts'
import { OperationError, type Problem } from '../../contract/problem.ts'
import {
  backupFolderOf,
  isWhole,
  listBackups,
  removeUnfinished,
} from '../../storage/backups/backup-folder.ts'
import { NotFound } from '../../storage/errors.ts'
import { MIGRATIONS } from '../../storage/migrate.ts'
import { copyOfBackup, putInPlace } from '../../storage/put-in-place.ts'
import type { Recovery as RecoveredFile } from '../../storage/recover.ts'
import type { KeepingDesk } from './keeping-desk.ts'
import { inOurKinds } from './packed-error.ts'
import { byWeight, inWords, told } from './your-data.ts'

/** What is the matter, and whether there is no file at all. */
interface Trouble {
  readonly problem: Problem
  readonly isGone: boolean
}

/** Decides with a person what to do about a database that cannot be opened. Nothing is done without being asked for. */
export class Recovery {
  readonly #databaseFile: string
  readonly #trouble: Trouble
  readonly #desk: KeepingDesk
  readonly #now: () => Date
  #trying: Promise<void> | null = null
  #isDecided = false
  #tried: { file: string | null; recovered: Recovered | null } | null

  constructor(databaseFile: string, trouble: Trouble, desk: KeepingDesk, now: () => Date) {
    this.#databaseFile = databaseFile
    this.#trouble = trouble
    this.#desk = desk
    this.#now = now
    // Of a file that is not there nothing can be read.
    this.#tried = trouble.isGone ? { file: null, recovered: null } : null
    removeUnfinished(this.#folder)
  }

  get #folder(): string {
    return backupFolderOf(this.#databaseFile)
  }

  async state(): Promise<RecoveryState> {
    const backups = listBackups(this.#folder)
    const damaged = new Set(await this.#desk.ask('verify', { backups }))
    return {
      databaseFile: this.#databaseFile,
      ...this.#trouble,
      backups: backups.map(backup => told(backup, damaged)),
      recovered: this.#tried?.recovered ?? null,
      wasTried: this.#tried !== null,
    }
  }

  /** Reads what can be read of the damaged database into a new file, which waits to be used. */
  async try(): Promise<RecoveryState> {
    // Asked for twice, it is done once: of two recovered files one would be forgotten.
    if (this.#tried === null) await (this.#trying ??= this.#recover().finally(() => (this.#trying = null)))
    return this.state()
  }

  async #recover(): Promise<void> {
    this.#makeFolder()
    const recovery = await this.#desk.ask('recover', { damaged: this.#databaseFile, folder: this.#folder })
    if (this.#isDecided) {
      if (recovery.file !== null) rmSync(recovery.file, { force: true })
      return
    }
    this.#tried = {
      file: recovery.file,
      recovered: recovery.file === null ? null : inPeoplesWords(recovery),
    }
  }

  /** Not before something is asked for: also where nothing may be written a person has to hear what is the matter. */
  #makeFolder(): void {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    } catch (error) {
      throw inOurKinds(error)
    }
  }

  useRecovered(): { keptAs: string | null } {
    const file = this.#tried?.file
    if (!file || !existsSync(file)) throw new NotFound('recovered database')
    return this.#put(file)
  }

  useBackup({ name }: ValidInput<'useBackup'>): { keptAs: string | null } {
    const backup = listBackups(this.#folder).find(one => one.name === name)
    if (!backup) throw new NotFound('backup')
    if (backup.version > MIGRATIONS.length || !isWhole(backup)) {
      throw new OperationError({
        code: 'databaseUnusable',
        message: 'This backup cannot be used: it is damaged, or a newer Horseshoe made it.',
        remedy: 'Choose another one. Nothing was changed.',
      })
    }
    return this.#put(copyOfBackup(backup, this.#folder))
  }

  startAnew(): { keptAs: string | null } {
    return this.#put(null)
  }

  #put(sound: string | null): { keptAs: string | null } {
    const keptAs = putInPlace(this.#databaseFile, sound, this.#now())
    if (this.#tried?.file && this.#tried.file !== sound) rmSync(this.#tried.file, { force: true })
    this.#tried = null
    this.#isDecided = true
    return { keptAs }
  }
}

function inPeoplesWords({ file, tables, isLogDropped }: RecoveredFile): Recovered {
  const counted = (name: string) => tables.find(({ table }) => table === name)?.recovered ?? 0
  return {
    classCount: file === null ? 0 : counted('class'),
    studentCount: file === null ? 0 : counted('student'),
    tables: tables
      .filter(({ recovered, expected, leftOut }) => recovered > 0 || leftOut > 0 || expected !== 0)
      .sort((a, b) => byWeight(a.table, b.table))
      .map(({ table, recovered, expected, leftOut }) => ({
        ...inWords(table, recovered),
        expected,
        leftOut,
      })),
    isLogDropped,
  }
}
