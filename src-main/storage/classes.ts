import type Database from 'better-sqlite3'
import { NotFound } from './errors.ts'

export interface ClassRow {
  id: number
  name: string
}

export interface ClassSummaryRow extends ClassRow {
  studentCount: number
  skillCount: number
  lastAssessedOn: string | null
}

/** The tables class and enrollment. */
export function classTables(database: Database.Database) {
  const insert = database.prepare('INSERT INTO class (name) VALUES (?)')
  const rename = database.prepare('UPDATE class SET name = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM class WHERE id = ?')
  const read = database.prepare<[number], ClassRow>('SELECT id, name FROM class WHERE id = ?')
  const list = database.prepare<[], ClassSummaryRow>(`
    SELECT id, name,
      (SELECT count(*) FROM enrollment WHERE class_id = class.id) AS studentCount,
      (SELECT count(*) FROM skill WHERE class_id = class.id) AS skillCount,
      (SELECT max(held_on) FROM assessment WHERE class_id = class.id) AS lastAssessedOn
    FROM class ORDER BY name COLLATE NOCASE, id`)
  const enroll = database.prepare('INSERT INTO enrollment (class_id, student_id) VALUES (?, ?)')
  const leave = database.prepare('DELETE FROM enrollment WHERE class_id = ? AND student_id = ?')
  const classOf = database.prepare<[number], { id: number }>(
    'SELECT class_id AS id FROM enrollment WHERE student_id = ? ORDER BY class_id LIMIT 1',
  )

  const classesOf = database.prepare<[number], { id: number }>(
    'SELECT class_id AS id FROM enrollment WHERE student_id = ? ORDER BY class_id',
  )

  return {
    insert: (name: string) => Number(insert.run(name).lastInsertRowid),
    rename: (id: number, name: string) => void rename.run(name, id),
    remove: (id: number) => void remove.run(id),
    /** @throws NotFound */
    read(id: number): ClassRow {
      const row = read.get(id)
      if (!row) throw new NotFound('class')
      return row
    },
    /** Every class by name, with its counts. */
    list: () => list.all(),
    enroll: (classId: number, studentId: number) => void enroll.run(classId, studentId),
    leave: (classId: number, studentId: number) => void leave.run(classId, studentId),
    /** A class the student is in; null = none. */
    classOf: (studentId: number) => classOf.get(studentId)?.id ?? null,
    /** Every class the student is in. */
    classesOf: (studentId: number) => classesOf.all(studentId).map(({ id }) => id),
  }
}
