import type Database from 'better-sqlite3'
import { rowCounts } from './backup.ts'
import { NotFound, NotSaved } from './errors.ts'
import type { Ledger } from './ledger.ts'
import { readSchema } from './schema.ts'
import { fromUse } from './sqlite-errors.ts'

/** What is deleted for good. */
export type Purged =
  | { readonly kind: 'student'; readonly studentId: number }
  | { readonly kind: 'classes'; readonly classIds: readonly number[] }
  | { readonly kind: 'everything' }

/** Rows that are gone, by table; tables that lost none are left out. */
export type RemovedRows = readonly { readonly table: string; readonly rows: number }[]

/**
 * Deletes for good: the rows and all that hangs on them, and the whole operation log, whose every row may hold names.
 * The file is written anew without gaps, and the journal that held the rows is emptied. No undo brings anything back.
 *
 * @throws NotFound when there is no such student or class; NotSaved
 */
export function purge(connection: Database.Database, ledger: Ledger, what: Purged): RemovedRows {
  const before = rowCounts(connection)
  // Under an exclusive lock the journal would stay on the disk with the rows in it until the program ends.
  connection.pragma('journal_mode = TRUNCATE')
  try {
    ledger.unlogged(() => removeRows(connection, what))
    makeSmaller(connection)
  } finally {
    connection.pragma('journal_mode = DELETE')
  }
  return difference(before, rowCounts(connection))
}

/**
 * Writes the file anew. Where there is no room for that it stays as large as it was: the rows are gone, and since
 * secure_delete is on, zeros are where they were. So that is no reason to call the deleting a failure.
 */
function makeSmaller(connection: Database.Database): void {
  try {
    connection.exec('VACUUM')
  } catch (error) {
    if (!(fromUse(error) instanceof NotSaved)) throw error
  }
}

/** What `purge` would remove; nothing is changed. @throws NotFound */
export function previewPurge(connection: Database.Database, ledger: Ledger, what: Purged): RemovedRows {
  const before = rowCounts(connection)
  let after = before
  const tried = new Error('Only tried.')
  try {
    ledger.unlogged(() => {
      removeRows(connection, what)
      after = rowCounts(connection)
      throw tried
    })
  } catch (error) {
    if (error !== tried) throw error
  }
  return difference(before, after)
}

function difference(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): RemovedRows {
  return [...before]
    .map(([table, rows]) => ({ table, rows: rows - (after.get(table) ?? 0) }))
    .filter(({ rows }) => rows > 0)
}

/** The deleting itself, in the tables of this or an older version; inside a transaction. @throws NotFound */
export function removeRows(database: Database.Database, what: Purged): void {
  if (what.kind === 'student') {
    const gone = database.prepare('DELETE FROM student WHERE id = ?').run(what.studentId)
    if (gone.changes === 0) throw new NotFound('student')
  } else if (what.kind === 'classes') {
    const students = studentsOnlyIn(database, what.classIds)
    for (const id of what.classIds) {
      const gone = database.prepare('DELETE FROM class WHERE id = ?').run(id)
      if (gone.changes === 0) throw new NotFound('class')
    }
    for (const id of students) database.prepare('DELETE FROM student WHERE id = ?').run(id)
  } else {
    database.pragma('defer_foreign_keys = ON')
    for (const { name } of readSchema(database)) database.exec(`DELETE FROM "${name}"`)
  }
  database.exec('DELETE FROM operation')
}

/** Students of these classes who are in no other. */
function studentsOnlyIn(database: Database.Database, classIds: readonly number[]): number[] {
  return database
    .prepare(
      `SELECT DISTINCT student_id FROM enrollment
       WHERE class_id IN (SELECT value FROM json_each(:ids)) AND student_id NOT IN (
         SELECT student_id FROM enrollment WHERE class_id NOT IN (SELECT value FROM json_each(:ids)))`,
    )
    .pluck()
    .all({ ids: JSON.stringify(classIds) }) as number[]
}
