import type Database from 'better-sqlite3'
import { NotFound } from './errors.ts'

export interface PlanValues {
  name: string
  purpose: string
  successCriteria: string
  regroupOn: string | null
  mode: 'similar' | 'mixed' | 'focus' | 'interest' | 'random'
  /** 1 = pairs that sat together before count against it. */
  variety: 0 | 1
  groupCount: number
  sizeMin: number
  sizeMax: number
}

export interface PlanRow extends PlanValues {
  id: number
  classId: number
  /** The plan it was copied from; null = none, or that one was removed. */
  parentId: number | null
  seed: number
}

export interface PlanSkillRow {
  skillId: number
  weight: number
}

/** The tables plan and plan_skill. */
export function planTables(database: Database.Database) {
  const insert = database.prepare(`
    INSERT INTO plan (class_id, parent_plan_id, name, purpose, success_criteria, regroup_on, mode,
      variety, group_count, size_min, size_max, seed)
    VALUES (:classId, :parent, :name, :purpose, :successCriteria, :regroupOn, :mode, :variety, :groupCount, :sizeMin,
      :sizeMax, 1)`)
  const read = database.prepare<[number], PlanRow>(`
    SELECT id, class_id AS classId, parent_plan_id AS parentId, name, purpose, success_criteria AS successCriteria,
      regroup_on AS regroupOn, mode, variety, group_count AS groupCount, size_min AS sizeMin, size_max AS sizeMax, seed
    FROM plan WHERE id = ?`)
  const ofClass = database.prepare<[number], { id: number; name: string }>(
    'SELECT id, name FROM plan WHERE class_id = ? ORDER BY id',
  )
  const update = database.prepare(`
    UPDATE plan SET name = :name, purpose = :purpose, success_criteria = :successCriteria,
      regroup_on = :regroupOn, mode = :mode, variety = :variety, group_count = :groupCount, size_min = :sizeMin,
      size_max = :sizeMax
    WHERE id = :id`)
  const remove = database.prepare('DELETE FROM plan WHERE id = ?')
  const skillsOf = database.prepare<[number], PlanSkillRow>(`
    SELECT skill_id AS skillId, weight FROM plan_skill JOIN skill ON skill.id = skill_id
    WHERE plan_id = ? ORDER BY position, skill.id`)
  const removeSkill = database.prepare('DELETE FROM plan_skill WHERE plan_id = ? AND skill_id = ?')
  const putSkill = database.prepare(`
    INSERT INTO plan_skill (plan_id, skill_id, weight) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET weight = excluded.weight WHERE weight <> excluded.weight`)

  return {
    insert: (classId: number, parent: number | null, values: PlanValues) =>
      Number(insert.run({ classId, parent, ...values }).lastInsertRowid),
    /** @throws NotFound */
    read(id: number): PlanRow {
      const row = read.get(id)
      if (!row) throw new NotFound('plan')
      return row
    },
    /** A class's plans, oldest first. */
    ofClass: (classId: number) => ofClass.all(classId),
    update: (id: number, values: PlanValues) => void update.run({ ...values, id }),
    remove: (id: number) => void remove.run(id),
    /** The skills that count, in the class's order. */
    skillsOf: (planId: number) => skillsOf.all(planId),
    putSkill: (planId: number, skillId: number, weight: number) => void putSkill.run(planId, skillId, weight),
    /** Makes exactly these skills count. */
    setSkills(planId: number, skills: readonly PlanSkillRow[]): void {
      const wanted = new Set(skills.map(skill => skill.skillId))
      for (const { skillId } of skillsOf.all(planId))
        if (!wanted.has(skillId)) removeSkill.run(planId, skillId)
      for (const { skillId, weight } of skills) putSkill.run(planId, skillId, weight)
    },
  }
}
