import type Database from 'better-sqlite3'
import { assessmentTables } from './assessments.ts'
import { copyPages, makeBackup, rowCounts } from './backup.ts'
import type { Backup } from './backups/backup-folder.ts'
import type { BackupReason } from './backups/backup-name.ts'
import { classCopies, type TableRows } from './class-copies.ts'
import { classTables } from './classes.ts'
import { groupingTables } from './groupings.ts'
import { Ledger } from './ledger.ts'
import { openDatabase } from './open-database.ts'
import { lastUse } from './last-use.ts'
import { planTables } from './plans.ts'
import { previewPurge, purge, type Purged, type RemovedRows } from './purge.ts'
import { replaceContents } from './restore.ts'
import { rotationTables } from './rotations.ts'
import { ruleTable } from './rules.ts'
import { skillTables } from './skills.ts'
import { standardTables } from './standards.ts'
import { studentDetailTables } from './student-details.ts'
import { studentTables } from './students.ts'
import { findInTexts, type TextPlace } from './texts.ts'
import { readWholeTables } from './whole-tables.ts'

/** Everything that is stored, by table family. Writes belong inside `ledger.change`. */
export interface Storage {
  readonly classes: ReturnType<typeof classTables>
  readonly students: ReturnType<typeof studentTables>
  readonly details: ReturnType<typeof studentDetailTables>
  readonly skills: ReturnType<typeof skillTables>
  readonly standards: ReturnType<typeof standardTables>
  readonly assessments: ReturnType<typeof assessmentTables>
  readonly rules: ReturnType<typeof ruleTable>
  readonly plans: ReturnType<typeof planTables>
  readonly groupings: ReturnType<typeof groupingTables>
  readonly rotations: ReturnType<typeof rotationTables>
  readonly classCopies: ReturnType<typeof classCopies>
  readonly ledger: Ledger
  /** The file may not be written; every change fails with `ViewingOnly`. */
  readonly isViewingOnly: boolean
  /** For reading alone, where this database is compared with another. */
  readonly reader: Database.Database
  /** Every table that holds a person's data, whole. */
  readWholeTables(): TableRows[]
  /** Rows of every table. */
  rowCounts(): ReadonlyMap<string, number>
  /** Makes a backup at once. @throws NotSaved, DatabaseUnusable */
  makeBackup(folder: string, reason: BackupReason, madeAt: Date): Backup
  /** See `copyPages`. */
  copyPages(folder: string): Promise<string>
  /** Makes everything that is stored, with its log, what is in another file of the same tables; no undo takes it back. */
  replaceContents(file: string): void
  /** Deletes for good. @throws NotFound, NotSaved */
  purge(what: Purged): RemovedRows
  /** What `purge` would remove. @throws NotFound */
  previewPurge(what: Purged): RemovedRows
  /** Where a student's name stands in what the teacher wrote. */
  findInTexts(names: readonly string[], studentId: number): TextPlace[]
  /** When something was last done in each class: the newest score, import, grouping or change. */
  lastUse(): ReadonlyMap<number, string>
  close(): void
}

/**
 * Opens the storage in a file.
 *
 * @param now the clock, for the log
 * @throws DatabaseInUse, DatabaseUnusable
 */
export function openStorage(file: string, now: () => Date): Storage {
  const { connection, isViewingOnly, close } = openDatabase(file)
  const ledger = new Ledger(connection, now)
  return {
    classes: classTables(connection),
    students: studentTables(connection),
    details: studentDetailTables(connection),
    skills: skillTables(connection),
    standards: standardTables(connection),
    assessments: assessmentTables(connection),
    rules: ruleTable(connection),
    plans: planTables(connection),
    groupings: groupingTables(connection),
    rotations: rotationTables(connection),
    classCopies: classCopies(connection),
    ledger,
    isViewingOnly,
    reader: connection,
    readWholeTables: () => readWholeTables(connection),
    rowCounts: () => rowCounts(connection),
    makeBackup: (folder, reason, madeAt) => makeBackup(connection, folder, reason, madeAt),
    copyPages: folder => copyPages(connection, folder),
    replaceContents: other => replaceContents(connection, ledger, other),
    purge: what => purge(connection, ledger, what),
    previewPurge: what => previewPurge(connection, ledger, what),
    findInTexts: (names, studentId) => findInTexts(connection, names, studentId),
    lastUse: () => lastUse(connection),
    close,
  }
}
