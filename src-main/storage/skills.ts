import type Database from 'better-sqlite3'
import { NotFound } from './errors.ts'

export interface SkillValues {
  name: string
  scaleKind: 'percent' | 'points' | 'level' | 'score'
  scaleMinimum: number
  scaleMaximum: number
  masteryThreshold: number
  /** Code of the standard it is, as lists of standards write it; null = none. */
  standardCode: string | null
}

export interface SkillRow extends SkillValues {
  id: number
  classId: number
}

/** The tables skill, skill_alias and skill_level. */
export function skillTables(database: Database.Database) {
  const insert = database.prepare(`
    INSERT INTO skill (class_id, position, name, scale_kind, scale_minimum, scale_maximum, mastery_threshold,
      standard_code)
    VALUES (:classId, (SELECT coalesce(max(position) + 1, 0) FROM skill WHERE class_id = :classId), :name, :scaleKind,
      :scaleMinimum, :scaleMaximum, :masteryThreshold, :standardCode)`)
  const read = database.prepare<[number], SkillRow>(`
    SELECT id, class_id AS classId, name, scale_kind AS scaleKind, scale_minimum AS scaleMinimum,
      scale_maximum AS scaleMaximum, mastery_threshold AS masteryThreshold, standard_code AS standardCode
    FROM skill WHERE id = ?`)
  const ofClass = database.prepare<[number], SkillRow>(`
    SELECT id, class_id AS classId, name, scale_kind AS scaleKind, scale_minimum AS scaleMinimum,
      scale_maximum AS scaleMaximum, mastery_threshold AS masteryThreshold, standard_code AS standardCode
    FROM skill WHERE class_id = ? ORDER BY position, id`)
  const update = database.prepare(`
    UPDATE skill SET name = :name, scale_kind = :scaleKind, scale_minimum = :scaleMinimum,
      scale_maximum = :scaleMaximum, mastery_threshold = :masteryThreshold, standard_code = :standardCode
    WHERE id = :id`)
  const remove = database.prepare('DELETE FROM skill WHERE id = ?')
  const aliases = database.prepare<[number], { skillId: number; name: string }>(`
    SELECT skill_id AS skillId, skill_alias.name AS name FROM skill_alias JOIN skill ON skill.id = skill_id
    WHERE class_id = ? ORDER BY skill_id, skill_alias.name COLLATE NOCASE`)
  const addAlias = database.prepare(
    'INSERT INTO skill_alias (skill_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const removeAlias = database.prepare('DELETE FROM skill_alias WHERE skill_id = ? AND name = ?')
  const levels = database.prepare<[number], { skillId: number; level: number; name: string }>(`
    SELECT skill_id AS skillId, level, skill_level.name AS name FROM skill_level JOIN skill ON skill.id = skill_id
    WHERE class_id = ? ORDER BY skill_id, level`)
  const removeLevels = database.prepare('DELETE FROM skill_level WHERE skill_id = ?')
  const addLevel = database.prepare('INSERT INTO skill_level (skill_id, level, name) VALUES (?, ?, ?)')
  const moveScores = database.prepare(
    'UPDATE score SET skill_id = :to WHERE skill_id = :from AND assessment_id = :assessmentId AND student_id = :studentId',
  )
  const scoresOf = database.prepare<[number], { assessmentId: number; studentId: number; value: number }>(`
    SELECT assessment_id AS assessmentId, student_id AS studentId, value FROM score
    WHERE skill_id = ? ORDER BY assessment_id, student_id`)
  const moveFocus = database.prepare('UPDATE "group" SET focus_skill_id = ? WHERE focus_skill_id = ?')
  const movePlans = database.prepare(`
    UPDATE plan_skill SET skill_id = :to WHERE skill_id = :from AND plan_id NOT IN (
      SELECT plan_id FROM plan_skill WHERE skill_id = :to)`)

  return {
    /** Puts a skill at the end of the class's skills. */
    insert: (classId: number, { standardCode = null, ...values }: NewSkill) =>
      Number(insert.run({ classId, standardCode, ...values }).lastInsertRowid),
    /** @throws NotFound */
    read(id: number): SkillRow {
      const row = read.get(id)
      if (!row) throw new NotFound('skill')
      return row
    },
    /** A class's skills in their order. */
    ofClass: (classId: number) => ofClass.all(classId),
    update: (id: number, values: SkillValues) => void update.run({ ...values, id }),
    /** Other names of a class's skills, by skill. */
    aliasesOfClass(classId: number): Map<number, string[]> {
      const names = new Map<number, string[]>()
      for (const { skillId, name } of aliases.all(classId)) {
        names.set(skillId, [...(names.get(skillId) ?? []), name])
      }
      return names
    },
    addAlias: (id: number, name: string) => void addAlias.run(id, name),
    removeAlias: (id: number, name: string) => void removeAlias.run(id, name),
    /** What the levels of a class's skills are called, lowest first, by skill; none for a skill whose levels are numbers. */
    levelNamesOfClass(classId: number): Map<number, string[]> {
      const names = new Map<number, string[]>()
      for (const { skillId, level, name } of levels.all(classId)) {
        const before = names.get(skillId) ?? []
        names.set(skillId, before)
        while (before.length < level - 1) before.push(`Level ${before.length + 1}`)
        before.push(name)
      }
      return names
    },
    /** @param names lowest first, the first is level 1; at most 30 */
    setLevelNames(id: number, names: readonly string[]): void {
      removeLevels.run(id)
      for (const [at, name] of names.entries()) addLevel.run(id, at + 1, name)
    },
    scoresOf: (id: number) => scoresOf.all(id),
    /** Gives one score to another skill, which must have none there. */
    moveScore: (from: number, to: number, assessmentId: number, studentId: number) =>
      void moveScores.run({ from, to, assessmentId, studentId }),
    /** Groups with one skill as their focus get the other; plans that count only the one count the other, as much. */
    moveUse(from: number, to: number): void {
      moveFocus.run(to, from)
      movePlans.run({ from, to })
    },
    /** With its scores and its place in every plan. */
    remove: (id: number) => void remove.run(id),
  }
}

type NewSkill = Omit<SkillValues, 'standardCode'> & Partial<Pick<SkillValues, 'standardCode'>>
