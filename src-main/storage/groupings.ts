import type Database from 'better-sqlite3'
import { NotFound } from './errors.ts'

export interface GroupValues {
  name: string
  focusSkillId: number | null
  aim: string
  moves: string
  materials: string
}

export interface GroupRow extends GroupValues {
  id: number
  groupingId: number
  position: number
}

export interface MembershipRow {
  studentId: number
  groupId: number
  locked: number
}

/** The tables grouping, group and membership. */
export function groupingTables(database: Database.Database) {
  const insert = database.prepare('INSERT INTO grouping (plan_id, made_at, mode, seed) VALUES (?, ?, ?, ?)')
  const current = database.prepare<[number], { id: number }>(
    'SELECT id FROM grouping WHERE plan_id = ? ORDER BY id DESC LIMIT 1',
  )
  const ofPlan = database.prepare<[number], { id: number; madeAt: string }>(
    'SELECT id, made_at AS madeAt FROM grouping WHERE plan_id = ? ORDER BY id',
  )
  const insertGroup = database.prepare(`
    INSERT INTO "group" (grouping_id, position, name, focus_skill_id, aim, moves, materials)
    VALUES (:groupingId, :position, :name, :focusSkillId, :aim, :moves, :materials)`)
  const groupsOf = database.prepare<[number], GroupRow>(`
    SELECT id, grouping_id AS groupingId, position, name, focus_skill_id AS focusSkillId, aim, moves, materials
    FROM "group" WHERE grouping_id = ? ORDER BY position`)
  const readGroup = database.prepare<[number], GroupRow & { planId: number }>(`
    SELECT "group".id, grouping_id AS groupingId, position, name, focus_skill_id AS focusSkillId, aim, moves,
      materials, plan_id AS planId
    FROM "group" JOIN grouping ON grouping.id = grouping_id WHERE "group".id = ?`)
  const updateGroup = database.prepare(`
    UPDATE "group" SET name = :name, focus_skill_id = :focusSkillId, aim = :aim, moves = :moves,
      materials = :materials
    WHERE id = :id`)
  const membersOf = database.prepare<[number], MembershipRow>(
    'SELECT student_id AS studentId, group_id AS groupId, locked FROM membership WHERE grouping_id = ?',
  )
  const seat = database.prepare(`
    INSERT INTO membership (grouping_id, student_id, group_id, locked) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET group_id = excluded.group_id WHERE group_id <> excluded.group_id`)
  const unseat = database.prepare('DELETE FROM membership WHERE grouping_id = ? AND student_id = ?')
  const lock = database.prepare(
    'UPDATE membership SET locked = ? WHERE grouping_id = ? AND student_id = ? AND locked <> ?',
  )
  const unseatInClass = database.prepare(`
    DELETE FROM membership WHERE student_id = ? AND grouping_id IN (
      SELECT grouping.id FROM grouping JOIN plan ON plan.id = plan_id WHERE class_id = ?)`)

  return {
    insert: (planId: number, madeAt: string, mode: string, seed: number) =>
      Number(insert.run(planId, madeAt, mode, seed).lastInsertRowid),
    /** The grouping that is on the board of a plan; null = none was made yet. */
    current: (planId: number) => current.get(planId)?.id ?? null,
    /** A plan's groupings, oldest first; the last one is on the board. */
    ofPlan: (planId: number) => ofPlan.all(planId),
    insertGroup: (groupingId: number, position: number, values: GroupValues) =>
      Number(insertGroup.run({ groupingId, position, ...values }).lastInsertRowid),
    groupsOf: (groupingId: number) => groupsOf.all(groupingId),
    /** @throws NotFound */
    readGroup(id: number): GroupRow & { planId: number } {
      const row = readGroup.get(id)
      if (!row) throw new NotFound('group')
      return row
    },
    updateGroup: (id: number, { name, focusSkillId, aim, moves, materials }: GroupValues) =>
      void updateGroup.run({ id, name, focusSkillId, aim, moves, materials }),
    membersOf: (groupingId: number) => membersOf.all(groupingId),
    /** Seats a student in a group; an old seat in the same grouping is given up, its lock kept. */
    seat: (groupingId: number, studentId: number, groupId: number, locked = false) =>
      void seat.run(groupingId, studentId, groupId, locked ? 1 : 0),
    unseat: (groupingId: number, studentId: number) => void unseat.run(groupingId, studentId),
    /** Takes a student out of every group of a class's plans, today's and earlier ones. */
    unseatInClass: (studentId: number, classId: number) => void unseatInClass.run(studentId, classId),
    lock: (groupingId: number, studentId: number, locked: boolean) =>
      void lock.run(locked ? 1 : 0, groupingId, studentId, locked ? 1 : 0),
  }
}
