/** Why a backup was made; `copy` = it came from another place and was put among the others. */
export const BACKUP_REASONS = [
  'start',
  'regular',
  'quit',
  'byHand',
  'import',
  'removal',
  'restore',
  'migration',
  'copy',
] as const
export type BackupReason = (typeof BACKUP_REASONS)[number]

/** What is known of a backup without opening it. */
export interface BackupFacts {
  readonly madeAt: Date
  readonly reason: BackupReason
  /** user_version of the database in it. */
  readonly version: number
  readonly classCount: number
  readonly studentCount: number
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string
}

/**
 * Everything stands in the file's name, the checksum too: one renaming makes a backup complete, and there is no
 * second file that could be lost, or stay behind when the backup is deleted.
 */
export function backupName({
  madeAt,
  reason,
  version,
  classCount,
  studentCount,
  sha256,
}: BackupFacts): string {
  const stamp = madeAt.toISOString().replaceAll(/[:.]/g, '-')
  return `${stamp}_${reason}_v${version}_c${classCount}_s${studentCount}_${sha256}.backup`
}

const FORM =
  /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z_([a-zA-Z]+)_v(\d+)_c(\d+)_s(\d+)_([0-9a-f]{64})\.backup$/

/** Reads a name; null = it is not the name of a backup. */
export function readBackupName(name: string): BackupFacts | null {
  const parts = FORM.exec(name)
  if (!parts) return null
  const [, day, hour, minute, second, thousandth, word, version, classCount, studentCount, sha256 = ''] =
    parts
  const reason = BACKUP_REASONS.find(one => one === word)
  const madeAt = new Date(`${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.${thousandth ?? ''}Z`)
  if (!reason || Number.isNaN(madeAt.getTime())) return null
  return {
    madeAt,
    reason,
    version: Number(version),
    classCount: Number(classCount),
    studentCount: Number(studentCount),
    sha256,
  }
}
