import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { makeCopyKey, openCopy, sealCopy, type CopyKey } from '../../exchange/sealed-copy.ts'
import { UnreadableFile } from '../../exchange/unreadable-file.ts'
import { emptyFile, finishBackup } from '../../storage/backup.ts'
import { isWhole, type Backup } from '../../storage/backups/backup-folder.ts'
import type { BackupReason } from '../../storage/backups/backup-name.ts'
import { rewriteBackups, type Forgotten, type RewrittenBackups } from '../../storage/backups/rewrite.ts'
import { APPLICATION_ID, MIGRATIONS } from '../../storage/migrate.ts'
import { recover, type Recovery } from '../../storage/recover.ts'
import { packError, type PackedError } from './packed-error.ts'

/** What the keeping thread is asked, by kind, and what it answers. */
export interface KeepingTasks {
  finish: {
    task: {
      readonly raw: string
      readonly folder: string
      readonly reason: BackupReason
      readonly madeAt: Date
    }
    answer: Backup
  }
  /** Which files are not what they were. Answers their names. */
  verify: {
    task: { readonly backups: readonly Pick<Backup, 'name' | 'file' | 'sha256'>[] }
    answer: readonly string[]
  }
  makeKey: { task: { readonly passphrase: string }; answer: CopyKey }
  /** Encrypts a backup into a folder. Answers the copy's size in bytes. */
  copyOut: {
    task: {
      readonly backup: string
      readonly folder: string
      readonly fileName: string
      readonly key: CopyKey
      readonly day: string
    }
    answer: number
  }
  /** Opens a copy and puts it among the backups. */
  copyIn: {
    task: {
      readonly bytes: Uint8Array
      readonly passphrase: string
      readonly folder: string
      readonly madeAt: Date
    }
    answer: Backup
  }
  rewrite: { task: { readonly folder: string; readonly what: Forgotten }; answer: RewrittenBackups }
  recover: { task: { readonly damaged: string; readonly folder: string }; answer: Recovery }
}
export type KeepingKind = keyof KeepingTasks

const work: {
  [K in KeepingKind]: (
    task: KeepingTasks[K]['task'],
  ) => KeepingTasks[K]['answer'] | Promise<KeepingTasks[K]['answer']>
} = {
  finish: ({ raw, folder, reason, madeAt }) => finishBackup(raw, folder, reason, madeAt),
  // One that was thinned away meanwhile is not damaged.
  verify: ({ backups }) =>
    backups.filter(backup => existsSync(backup.file) && !isWhole(backup)).map(({ name }) => name),
  makeKey: ({ passphrase }) => makeCopyKey(passphrase),
  copyOut: async ({ backup, folder, fileName, key, day }) => {
    const bytes = await sealCopy(readFileSync(backup), key, day)
    writeAndReadBack(join(folder, fileName), bytes)
    return bytes.length
  },
  copyIn: async ({ bytes, passphrase, folder, madeAt }) =>
    receive(await openCopy(bytes, passphrase), folder, madeAt),
  rewrite: ({ folder, what }) => rewriteBackups(folder, what),
  recover: ({ damaged, folder }) => recover(damaged, folder),
}

/** Writes a file under another name, reads it back, compares, and only then gives it its name. */
function writeAndReadBack(file: string, bytes: Uint8Array): void {
  const making = `${file}.making`
  try {
    const handle = openSync(making, 'w', 0o600)
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    const hash = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
    if (hash(readFileSync(making)) !== hash(bytes)) {
      throw new UnreadableFile(
        'The copy was written, but read back it was not the same.',
        'The stick or disk may be failing: take another.',
      )
    }
    renameSync(making, file)
  } catch (error) {
    rmSync(making, { force: true })
    throw error
  }
}

/** Makes a backup of a database that came from elsewhere. @throws UnreadableFile when it is none of ours */
function receive(database: Uint8Array, folder: string, madeAt: Date): Backup {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const raw = emptyFile(folder, 'raw')
  try {
    writeFileSync(raw, database)
    mustBeOurs(raw)
    return finishBackup(raw, folder, 'copy', madeAt)
  } finally {
    rmSync(raw, { force: true })
  }
}

/** @throws UnreadableFile when it is of another program or of a newer Horseshoe */
function mustBeOurs(file: string): void {
  const opened = new Database(file, { readonly: true })
  try {
    const owner: unknown = opened.pragma('application_id', { simple: true })
    if (owner !== APPLICATION_ID) {
      throw new UnreadableFile(
        'There is no data of Horseshoe in this copy.',
        'Choose another file: its name begins with “Horseshoe copy”.',
      )
    }
    if (Number(opened.pragma('user_version', { simple: true })) > MIGRATIONS.length) {
      throw new UnreadableFile(
        'A newer Horseshoe made this copy.',
        'Install the newest Horseshoe, then open it again.',
      )
    }
  } finally {
    opened.close()
  }
}

/** One question at a time; the answer bears its number. */
export interface KeepingQuestion {
  readonly number: number
  readonly kind: KeepingKind
  readonly task: unknown
}
export type KeepingReply =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly error: PackedError }

const port = parentPort
port?.on('message', ({ number, kind, task }: KeepingQuestion) => {
  // The desk pairs kind and task; TypeScript cannot follow that through a message.
  const act = work[kind] as (task: unknown) => unknown
  void Promise.resolve()
    .then(() => act(task))
    .then(
      answer => port.postMessage({ number, answer } satisfies KeepingReply),
      (error: unknown) => port.postMessage({ number, error: packError(error) } satisfies KeepingReply),
    )
})
