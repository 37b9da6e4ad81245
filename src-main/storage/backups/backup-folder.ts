import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readBackupName, type BackupFacts } from './backup-name.ts'
import { backupsToKeep, KEPT, type KeepingLimits } from './thinning.ts'

export interface Backup extends BackupFacts {
  /** Name of the file, by which a backup is asked for. */
  readonly name: string
  readonly file: string
  readonly bytes: number
}

/** Ends of names of files that are being made; what a crash has left of them is worth nothing. */
export const UNFINISHED = ['.making', '.raw', '.work'] as const

/** The folder of the backups of a database file. */
export function backupFolderOf(databaseFile: string): string {
  return join(dirname(databaseFile), 'backups')
}

/** Every backup in a folder, newest first; a folder that is not there has none. */
export function listBackups(folder: string): Backup[] {
  return namesIn(folder)
    .flatMap(name => {
      const facts = readBackupName(name)
      if (!facts) return []
      const file = join(folder, name)
      // Another thread may have removed it since the names were read.
      const size = statSync(file, { throwIfNoEntry: false })?.size
      return size === undefined ? [] : [{ ...facts, name, file, bytes: size }]
    })
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime())
}

/** The backup of that name; null = there is none. A name is looked up and never becomes a path. */
export function findBackup(folder: string, name: string): Backup | null {
  return listBackups(folder).find(backup => backup.name === name) ?? null
}

/** Whether the file is byte by byte what it was when it was made; SQLite's own check misses three of four changes. */
export function isWhole({ file, sha256 }: Pick<Backup, 'file' | 'sha256'>): boolean {
  return sha256OfFile(file) === sha256
}

const PIECE_BYTES = 1 << 20

/** SHA-256 of a file in hexadecimal, read piece by piece. */
export function sha256OfFile(file: string): string {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafe(PIECE_BYTES)
  const handle = openSync(file, 'r')
  try {
    for (let size = 1; size > 0;) {
      size = readSync(handle, piece)
      hash.update(piece.subarray(0, size))
    }
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}

/** Removes the backups that need not stay, as far as they let themselves be removed. Answers how many. */
export function thinBackups(folder: string, now: Date, limits: KeepingLimits = KEPT): number {
  const all = listBackups(folder).map(backup => ({ ...backup, isMigration: backup.reason === 'migration' }))
  const kept = new Set(backupsToKeep(all, now, limits))
  const gone = all.filter(backup => !kept.has(backup))
  return gone.filter(({ file }) => isRemoved(file)).length
}

/** Removes what was being made when the program ended, as far as it lets itself be removed. */
export function removeUnfinished(folder: string): void {
  for (const name of namesIn(folder)) {
    // SQLite puts its journal beside a file that it writes.
    const stem = name.replace(/-journal$/, '')
    if (UNFINISHED.some(end => stem.endsWith(end))) isRemoved(join(folder, name))
  }
}

/** Tidying up is tried again another time: one file that another program holds must not keep anybody from working. */
function isRemoved(file: string): boolean {
  try {
    rmSync(file, { force: true })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

const namesIn = (folder: string) =>
  existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : []
