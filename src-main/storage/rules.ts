import type Database from 'better-sqlite3'
import { NotFound } from './errors.ts'

export interface RuleRow {
  id: number
  classId: number
  kind: 'together' | 'apart'
  first: number
  second: number
  reason: string
}

/** The table pair_rule. */
export function ruleTable(database: Database.Database) {
  const insert = database.prepare(`
    INSERT INTO pair_rule (class_id, kind, first_student_id, second_student_id, reason)
    VALUES (?, ?, ?, ?, ?)`)
  const remove = database.prepare('DELETE FROM pair_rule WHERE id = ?')
  const read = database.prepare<[number], RuleRow>(`
    SELECT id, class_id AS classId, kind, first_student_id AS first, second_student_id AS second, reason
    FROM pair_rule WHERE id = ?`)
  const ofClass = database.prepare<[number], RuleRow>(`
    SELECT id, class_id AS classId, kind, first_student_id AS first, second_student_id AS second, reason
    FROM pair_rule WHERE class_id = ? ORDER BY kind, id`)
  const removeOf = database.prepare(`
    DELETE FROM pair_rule WHERE class_id = :classId AND :studentId IN (first_student_id, second_student_id)`)

  return {
    insert: (classId: number, kind: RuleRow['kind'], first: number, second: number, reason: string) =>
      Number(insert.run(classId, kind, first, second, reason).lastInsertRowid),
    remove: (id: number) => void remove.run(id),
    /** Removes the rules of a class that name a student. */
    removeOf: (classId: number, studentId: number) => void removeOf.run({ classId, studentId }),
    /** @throws NotFound */
    read(id: number): RuleRow {
      const row = read.get(id)
      if (!row) throw new NotFound('rule')
      return row
    },
    ofClass: (classId: number) => ofClass.all(classId),
  }
}
