import { chmodSync, copyFileSync, existsSync, linkSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { emptyFile, writeThrough } from './backup.ts'
import { sha256OfFile, type Backup } from './backups/backup-folder.ts'
import { DatabaseUnusable } from './errors.ts'
import { removeOpenMark } from './open-mark.ts'
import { codeOf } from './sqlite-errors.ts'

/**
 * Puts another database in the place of a damaged one, which is kept under a name with the moment in it, and its
 * journal with it. Nobody may have either open.
 *
 * @param sound path of the database that is to be opened from now on; it is moved. null = none: a new one will be made
 * @returns path under which the damaged file is kept; null = there was none
 */
export function putInPlace(databaseFile: string, sound: string | null, now: Date): string | null {
  const wasThere = existsSync(databaseFile)
  const kept = `${databaseFile}.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`
  if (sound !== null) {
    chmodSync(sound, 0o600)
    writeThrough(sound, 'r+')
  }
  const isStillThere = wasThere && sound !== null && isLinked(databaseFile, kept)
  if (wasThere && !isStillThere) renameSync(databaseFile, kept)
  // A journal that is left behind would be played back into whatever comes to lie beside it.
  const journal = `${databaseFile}-journal`
  if (existsSync(journal)) renameSync(journal, `${kept}-journal`)
  if (sound !== null) renameSync(sound, databaseFile)
  removeOpenMark(databaseFile)
  writeThrough(dirname(databaseFile), 'r')
  return wasThere ? kept : null
}

/**
 * Gives a file a second name, so that there is no moment without a database: a power cut in it would leave the next start
 * without one. False where the disk knows no second names, as many sticks do not.
 */
function isLinked(file: string, name: string): boolean {
  try {
    linkSync(file, name)
    return true
  } catch (error) {
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'].includes(codeOf(error))) return false
    throw error
  }
}

/** A verified copy of a backup, to be put in place. @throws DatabaseUnusable ('damaged') */
export function copyOfBackup({ file, sha256 }: Pick<Backup, 'file' | 'sha256'>, folder: string): string {
  const copy = emptyFile(folder, 'work')
  try {
    copyFileSync(file, copy)
    if (sha256OfFile(copy) === sha256) return copy
    throw new DatabaseUnusable('damaged', 'This backup is damaged: it is not as it was when it was made.')
  } catch (error) {
    rmSync(copy, { force: true })
    throw error
  }
}

/** Damaged databases that were kept beside the one in use, with their journals. */
export function keptDamagedFiles(databaseFile: string): string[] {
  const folder = dirname(databaseFile)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => name.startsWith(`${basename(databaseFile)}.damaged-`))
    .map(name => join(folder, name))
}
