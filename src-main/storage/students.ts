import type Database from 'better-sqlite3'
import { NotFound } from './errors.ts'

export interface StudentRow {
  id: number
  fullName: string
  callName: string
  externalId: string | null
}

/** The tables student and interest. */
export function studentTables(database: Database.Database) {
  const insert = database.prepare('INSERT INTO student (full_name, call_name, external_id) VALUES (?, ?, ?)')
  const read = database.prepare<[number], StudentRow>(`
    SELECT id, full_name AS fullName, call_name AS callName, external_id AS externalId
    FROM student WHERE id = ?`)
  const ofClass = database.prepare<[number], StudentRow>(`
    SELECT id, full_name AS fullName, call_name AS callName, external_id AS externalId
    FROM student JOIN enrollment ON student_id = id
    WHERE class_id = ? ORDER BY full_name COLLATE NOCASE, id`)
  const namesakesOf = database.prepare<[number], { id: number }>(`
    SELECT other.id FROM student JOIN student AS other USING (full_name)
    WHERE student.id = ? AND other.id <> student.id`)
  const rename = database.prepare('UPDATE student SET full_name = ?, call_name = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM student WHERE id = ?')
  const interestsOfClass = database.prepare<[number], { studentId: number; name: string }>(`
    SELECT interest.student_id AS studentId, name
    FROM interest JOIN enrollment USING (student_id)
    WHERE class_id = ? ORDER BY interest.student_id, name COLLATE NOCASE`)
  const addInterest = database.prepare(
    'INSERT INTO interest (student_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const keepInterests = database.prepare(
    'DELETE FROM interest WHERE student_id = ? AND name NOT IN (SELECT value FROM json_each(?))',
  )

  return {
    insert: (fullName: string, callName: string, externalId: string | null) =>
      Number(insert.run(fullName, callName, externalId).lastInsertRowid),
    /** @throws NotFound */
    read(id: number): StudentRow {
      const row = read.get(id)
      if (!row) throw new NotFound('student')
      return row
    },
    /** Everybody in a class, by full name. */
    ofClass: (classId: number) => ofClass.all(classId),
    /** Others with the same full name, in any class. */
    namesakesOf: (id: number) => namesakesOf.all(id).map(other => other.id),
    rename: (id: number, fullName: string, callName: string) => void rename.run(fullName, callName, id),
    remove: (id: number) => void remove.run(id),
    /** Interests of everybody in a class, by student. */
    interestsOfClass(classId: number): Map<number, string[]> {
      const interests = new Map<number, string[]>()
      for (const { studentId, name } of interestsOfClass.all(classId)) {
        interests.set(studentId, [...(interests.get(studentId) ?? []), name])
      }
      return interests
    },
    addInterest: (id: number, name: string) => void addInterest.run(id, name),
    /** Makes exactly these the student's interests. */
    setInterests(id: number, names: readonly string[]): void {
      keepInterests.run(id, JSON.stringify(names))
      for (const name of names) addInterest.run(id, name)
    },
  }
}
