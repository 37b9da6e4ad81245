import { assessmentTables } from './assessments.ts'
import { classCopies, type TableRows } from './class-copies.ts'
import { classTables } from './classes.ts'
import { groupingTables } from './groupings.ts'
import { Ledger } from './ledger.ts'
import { openDatabase } from './open-database.ts'
import { planTables } from './plans.ts'
import { ruleTable } from './rules.ts'
import { skillTables } from './skills.ts'
import { standardTables } from './standards.ts'
import { studentDetailTables } from './student-details.ts'
import { studentTables } from './students.ts'
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
  readonly classCopies: ReturnType<typeof classCopies>
  readonly ledger: Ledger
  /** The file may not be written; every change fails with `ViewingOnly`. */
  readonly isViewingOnly: boolean
  /** Every table that holds a person's data, whole. */
  readWholeTables(): TableRows[]
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
    classCopies: classCopies(connection),
    ledger: new Ledger(connection, now),
    isViewingOnly,
    readWholeTables: () => readWholeTables(connection),
    close,
  }
}
