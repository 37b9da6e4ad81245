import Database from 'better-sqlite3'
import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { emptyFile, makeBackup } from '../backup.ts'
import { removeRows, type Purged } from '../purge.ts'
import { isWhole, listBackups, type Backup } from './backup-folder.ts'

/** Whom or what a rewriting takes out of backups, with the names by which it is told from another of the same number. */
export type Forgotten =
  | {
      readonly kind: 'student'
      readonly studentId: number
      readonly fullName: string
      readonly classIds: readonly number[]
      /** Others of the same name, who stay. */
      readonly namesakeIds: readonly number[]
    }
  | { readonly kind: 'classes'; readonly classes: readonly ForgottenClass[] }

interface ForgottenClass {
  readonly id: number
  readonly name: string
  /** Other classes of the same name, which stay. */
  readonly namesakeIds: readonly number[]
  readonly students: readonly { readonly id: number; readonly fullName: string }[]
}

/** What became of the backups. */
export interface RewrittenBackups {
  readonly rewritten: number
  readonly removed: number
  /** Had nothing of it in them. */
  readonly untouched: number
}

/**
 * Takes a student or classes out of every backup. A backup is written anew without them and without its operation
 * log, checked, and takes the old one's place. One that is damaged, or in which it is not certain who is meant, is
 * removed: what a person asked to be deleted must not stay by accident.
 */
export function rewriteBackups(folder: string, what: Forgotten): RewrittenBackups {
  const outcome = { rewritten: 0, removed: 0, untouched: 0 }
  for (const backup of listBackups(folder)) outcome[rewrite(backup, folder, what)]++
  return outcome
}

function rewrite(backup: Backup, folder: string, what: Forgotten): keyof RewrittenBackups {
  const work = emptyFile(folder, 'work')
  try {
    copyFileSync(backup.file, work)
    const outcome = isWhole({ ...backup, file: work }) ? rewriteFrom(work, backup, folder, what) : 'removed'
    if (outcome === 'removed') rmSync(backup.file, { force: true })
    return outcome
  } finally {
    rmSync(work, { force: true })
  }
}

/** Writes a backup anew from a copy of it; what is to be removed is left to the caller. */
function rewriteFrom(work: string, backup: Backup, folder: string, what: Forgotten): keyof RewrittenBackups {
  const database = new Database(work)
  try {
    database.pragma('foreign_keys = ON')
    database.pragma('secure_delete = ON')
    database.pragma('journal_mode = MEMORY')
    const found = find(database, what)
    if (found === 'unclear') return 'removed'
    if (found === null && !holdsLog(database)) return 'untouched'
    database.transaction(() => {
      if (found) removeRows(database, found)
      // The log may name somebody who was removed before the backup was made.
      database.exec('DELETE FROM operation')
    })()
    const anew = makeBackup(database, folder, backup.reason, backup.madeAt)
    if (anew.file !== backup.file) rmSync(backup.file, { force: true })
    if (!stillNames(database, anew.file, what)) return 'rewritten'
    rmSync(anew.file, { force: true })
    return 'removed'
  } finally {
    database.close()
  }
}

function find(database: Database.Database, what: Forgotten): Purged | 'unclear' | null {
  return what.kind === 'student' ? findStudent(database, what) : findClasses(database, what)
}

function findStudent(
  database: Database.Database,
  { studentId, fullName, classIds, namesakeIds }: Forgotten & { kind: 'student' },
): Purged | 'unclear' | null {
  // After a copy from another computer was restored, the same student has another number in older backups.
  const called = database.prepare('SELECT id FROM student WHERE full_name = ?').pluck().all(fullName)
  if (called.some(id => id !== studentId && !namesakeIds.includes(id as number))) return 'unclear'
  const name = database.prepare('SELECT full_name FROM student WHERE id = ?').pluck().get(studentId)
  if (name === undefined) return null
  const sharesClass = database
    .prepare(
      'SELECT 1 FROM enrollment WHERE student_id = ? AND class_id IN (SELECT value FROM json_each(?)) LIMIT 1',
    )
    .get(studentId, JSON.stringify(classIds))
  return name === fullName || sharesClass ? { kind: 'student', studentId } : 'unclear'
}

/** A class is the same when its name is, or when one of its students is; of another computer's class neither would be. */
function findClasses(
  database: Database.Database,
  { classes }: Forgotten & { kind: 'classes' },
): Purged | 'unclear' | null {
  const nameOf = database.prepare('SELECT name FROM class WHERE id = ?').pluck()
  if (classes.some(one => isUnderAnotherNumber(database, one))) return 'unclear'
  const there = classes.filter(({ id }) => nameOf.get(id) !== undefined)
  if (there.length === 0) return null
  const isIn = database
    .prepare(
      'SELECT 1 FROM enrollment JOIN student ON student.id = student_id WHERE class_id = ? AND student.id = ? AND full_name = ?',
    )
    .pluck()
  const isSame = ({ id, name, students }: ForgottenClass) =>
    nameOf.get(id) === name || students.some(student => isIn.get(id, student.id, student.fullName) === 1)
  if (!there.every(isSame)) return 'unclear'
  return { kind: 'classes', classIds: there.map(({ id }) => id) }
}

/** Whether a class of the same name with one of the same students is there, under a number that no other class has. */
function isUnderAnotherNumber(
  database: Database.Database,
  { id, name, namesakeIds, students }: ForgottenClass,
): boolean {
  const alike = database
    .prepare(
      `SELECT DISTINCT class.id FROM class JOIN enrollment ON class_id = class.id JOIN student ON student.id = student_id
       WHERE class.name = ? AND full_name IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(name, JSON.stringify(students.map(({ fullName }) => fullName)))
  return alike.some(other => other !== id && !namesakeIds.includes(other as number))
}

const holdsLog = (database: Database.Database) =>
  database.prepare('SELECT 1 FROM operation LIMIT 1').get() !== undefined

/** Whether the student's name can still be read in a file, other than as that of a namesake. */
function stillNames(database: Database.Database, file: string, what: Forgotten): boolean {
  if (what.kind !== 'student') return false
  const namesake = database.prepare('SELECT 1 FROM student WHERE full_name = ?').get(what.fullName)
  return namesake === undefined && readFileSync(file).includes(what.fullName)
}
