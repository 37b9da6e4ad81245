import { z } from 'zod'
import { ClassId, Day, StudentId } from './ids.ts'
import { SHORTEST_PASSPHRASE } from './limits.ts'
import { Done, Nothing, read, work } from './operation.ts'
import { Problem } from './problem.ts'
import { Sentence } from './sentence.ts'

/** A moment, in ISO form with its time zone. */
const Moment = z.iso.datetime()

/** Why a backup was made; `copy` = it came from another place and was put among the others. */
export const BackupReason = z.enum([
  'start',
  'regular',
  'quit',
  'byHand',
  'import',
  'removal',
  'restore',
  'migration',
  'copy',
])
export type BackupReason = z.infer<typeof BackupReason>

export const Backup = z.object({
  /** Name of its file; a backup is asked for by it. */
  name: z.string(),
  madeAt: Moment,
  reason: BackupReason,
  classCount: z.int(),
  studentCount: z.int(),
  bytes: z.int(),
  /** `damaged`: not as it was when it was made. `newer`: made by a newer Horseshoe. Only a `good` one is restored. */
  state: z.enum(['good', 'damaged', 'newer']),
})
export type Backup = z.infer<typeof Backup>

/** The folder for encrypted copies: a stick, a home drive. */
export const SecondFolder = z.object({
  folder: z.string(),
  /** False when the stick is not there; that is no error. */
  isThere: z.boolean(),
  /** The newest copy that was written and read back as it was written; null = none yet. */
  lastCopyAt: Moment.nullable(),
  copyCount: z.int(),
  /** Why the last try failed; null = it did not. */
  problem: Problem.nullable(),
  /** On the disk of this computer: no help if the disk fails. */
  isOnSameDisk: z.boolean(),
})
export type SecondFolder = z.infer<typeof SecondFolder>

/** Rows of a table in words: "28 students". */
export const RowsInWords = z.object({ table: z.string(), name: z.string(), rows: z.int() })
export type RowsInWords = z.infer<typeof RowsInWords>

export const YourData = z.object({
  folder: z.string(),
  databaseFile: z.string(),
  databaseBytes: z.int(),
  backupFolder: z.string(),
  backupBytes: z.int(),
  /** What is stored, by table, with what a row is. */
  stored: z.array(RowsInWords.extend({ says: z.string() })),
  /** Newest first. */
  backups: z.array(Backup),
  /** Something was changed since the newest backup. */
  isChanged: z.boolean(),
  /** Why the last try to make a backup failed; null = it did not. */
  backupProblem: Problem.nullable(),
  secondFolder: SecondFolder.nullable(),
  /** Damaged databases of earlier that were kept. */
  damagedFiles: z.array(z.string()),
})
export type YourData = z.infer<typeof YourData>

/** What restoring would do to a class or plan: nothing, make it older, bring it back, or take it away. */
export const Fate = z.enum(['same', 'older', 'back', 'gone'])
export type Fate = z.infer<typeof Fate>

export const RestorePreview = z.object({
  backup: Backup,
  classes: z.array(
    z.object({
      name: z.string(),
      fate: Fate,
      studentCount: z.int(),
      /** Plans that would not stay the same. */
      plans: z.array(z.object({ name: z.string(), fate: Fate })),
    }),
  ),
  /** What was done since, newest first, as undo calls it; at most 20. null = the backup is not from before, but from elsewhere. */
  since: z.array(Sentence).nullable(),
  sinceCount: z.int(),
})
export type RestorePreview = z.infer<typeof RestorePreview>

/** What is to be deleted for good. */
export const Deletion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('student'), studentId: StudentId }),
  z.strictObject({ kind: z.literal('classes'), classIds: z.array(ClassId).min(1).max(2000) }),
  z.strictObject({ kind: z.literal('everything') }),
])
export type Deletion = z.infer<typeof Deletion>

export const DeletionPreview = z.object({
  /** What has to be typed to confirm. */
  typed: z.string(),
  rows: z.array(RowsInWords),
  backupCount: z.int(),
  copyCount: z.int(),
  /** There is a second folder, but it is not there now. */
  areCopiesAway: z.boolean(),
  damagedFileCount: z.int(),
  /** Where the student's name stands in texts that stay; for a student only. */
  mentions: z.array(z.object({ place: z.string(), text: z.string() })),
  /** Other classes that the student is in as well; for a student only. */
  classNames: z.array(z.string()),
})
export type DeletionPreview = z.infer<typeof DeletionPreview>

export const DeletionReport = z.object({
  rows: z.array(RowsInWords),
  backupsRewritten: z.int(),
  backupsRemoved: z.int(),
  backupsUntouched: z.int(),
  copiesRemoved: z.int(),
  /** Copies could not be reached, for the second folder is not there. */
  areCopiesLeft: z.boolean(),
  damagedFilesRemoved: z.int(),
  mentions: DeletionPreview.shape.mentions,
  /** Bytes of the database before and after. */
  bytesBefore: z.int(),
  bytesAfter: z.int(),
})
export type DeletionReport = z.infer<typeof DeletionReport>

/** What could be read of a damaged database. */
export const Recovered = z.object({
  classCount: z.int(),
  studentCount: z.int(),
  tables: z.array(
    RowsInWords.extend({
      /** Rows that were there; null = unknown. */
      expected: z.int().nullable(),
      /** Rows that were read, but what they belong to is gone. */
      leftOut: z.int(),
    }),
  ),
  isLogDropped: z.boolean(),
})
export type Recovered = z.infer<typeof Recovered>

/** Horseshoe could not open its database and asks what to do. */
export const RecoveryState = z.object({
  databaseFile: z.string(),
  problem: Problem,
  /** There is no file that could be read. */
  isGone: z.boolean(),
  backups: z.array(Backup),
  /** null = not tried yet, or nothing could be read; see `wasTried`. */
  recovered: Recovered.nullable(),
  wasTried: z.boolean(),
})
export type RecoveryState = z.infer<typeof RecoveryState>

const PutInPlace = z.object({ keptAs: z.string().nullable() })
const BackupName = z.strictObject({ name: z.string().min(1).max(300) })
const LONGEST_PASSPHRASE = 300

export const keepingOperations = {
  readYourData: read(Nothing, YourData),
  backUpNow: work(Nothing, Backup),
  /** What would be different after restoring; looks only. */
  previewRestore: read(BackupName, RestorePreview),
  /** Makes everything as it was in a backup. What is there now becomes a backup first, whose name is answered. */
  restoreBackup: work(BackupName, z.object({ undoName: z.string() })),
  /** Opens an encrypted copy and puts it among the backups; nothing else changes. */
  openCopy: work(
    z.strictObject({
      /** 20 MB of file, as base64. */
      content: z.base64().max(28_000_000),
      passphrase: z.string().min(1).max(LONGEST_PASSPHRASE),
    }),
    Backup,
  ),
  /** Chooses the folder for encrypted copies and makes the first one. */
  setSecondFolder: work(
    z.strictObject({
      folder: z.string().trim().min(1).max(1000),
      passphrase: z
        .string()
        .min(SHORTEST_PASSPHRASE, `A passphrase needs at least ${SHORTEST_PASSPHRASE} characters.`)
        .max(LONGEST_PASSPHRASE),
    }),
    SecondFolder,
  ),
  copyNow: work(Nothing, SecondFolder),
  /** Makes no more copies; those that are there stay. */
  forgetSecondFolder: work(Nothing, Done),

  previewDeletion: read(z.strictObject({ deletion: Deletion }), DeletionPreview),
  /** Deletes for good, with the operation log; no undo brings it back. */
  deleteForGood: work(
    z.strictObject({
      deletion: Deletion,
      /** What `previewDeletion` asked for. */
      typed: z.string().max(300),
      /** Backups are written anew without it, or removed; copies in the second folder are removed. */
      alsoBackups: z.boolean(),
    }),
    DeletionReport,
  ),
  /** Classes in which nothing was done since a day. */
  findOldClasses: read(
    z.strictObject({ before: Day }),
    z.array(z.object({ id: ClassId, name: z.string(), studentCount: z.int(), lastUsedOn: Day.nullable() })),
  ),

  /** null = all is well. */
  readRecovery: read(Nothing, RecoveryState.nullable()),
  /** Reads what can be read of the damaged database, into a new file; nothing is put in its place yet. */
  tryRecovery: work(Nothing, RecoveryState),
  /** Go on with what was recovered, with a backup, or with nothing. The damaged file is kept; null = there was none. */
  useRecovered: work(Nothing, PutInPlace),
  useBackup: work(BackupName, PutInPlace),
  startAnew: work(Nothing, PutInPlace),
}
