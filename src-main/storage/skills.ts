import type Database from 'better-sqlite3'
import { NotFound } from './errors.ts'

export interface SkillValues {
  name: string
  scaleKind: 'percent' | 'points' | 'level' | 'score'
  scaleMinimum: number
  scaleMaximum: number
  masteryThreshold: number
}

export interface SkillRow extends SkillValues {
  id: number
  classId: number
}

/** The table skill. */
export function skillTable(database: Database.Database) {
  const insert = database.prepare(`
    INSERT INTO skill (class_id, position, name, scale_kind, scale_minimum, scale_maximum, mastery_threshold)
    VALUES (:classId, (SELECT count(*) FROM skill WHERE class_id = :classId), :name, :scaleKind, :scaleMinimum,
      :scaleMaximum, :masteryThreshold)`)
  const read = database.prepare<[number], SkillRow>(`
    SELECT id, class_id AS classId, name, scale_kind AS scaleKind, scale_minimum AS scaleMinimum,
      scale_maximum AS scaleMaximum, mastery_threshold AS masteryThreshold
    FROM skill WHERE id = ?`)
  const ofClass = database.prepare<[number], SkillRow>(`
    SELECT id, class_id AS classId, name, scale_kind AS scaleKind, scale_minimum AS scaleMinimum,
      scale_maximum AS scaleMaximum, mastery_threshold AS masteryThreshold
    FROM skill WHERE class_id = ? ORDER BY position, id`)
  const update = database.prepare(`
    UPDATE skill SET name = :name, scale_kind = :scaleKind, scale_minimum = :scaleMinimum,
      scale_maximum = :scaleMaximum, mastery_threshold = :masteryThreshold
    WHERE id = :id`)

  return {
    /** Puts a skill at the end of the class's skills. */
    insert: (classId: number, values: SkillValues) =>
      Number(insert.run({ classId, ...values }).lastInsertRowid),
    /** @throws NotFound */
    read(id: number): SkillRow {
      const row = read.get(id)
      if (!row) throw new NotFound('skill')
      return row
    },
    /** A class's skills in their order. */
    ofClass: (classId: number) => ofClass.all(classId),
    update: (id: number, values: SkillValues) => void update.run({ ...values, id }),
  }
}
