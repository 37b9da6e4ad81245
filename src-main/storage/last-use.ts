import type Database from 'better-sqlite3'

/**
 * When something was last done in each class, as an ISO moment or day: the newest assessment, import, grouping, or
 * change in the log. A class in which nothing of that is known is left out.
 */
export function lastUse(database: Database.Database): Map<number, string> {
  const rows = database
    .prepare(
      `SELECT id, max(at) AS at FROM (
         SELECT class_id AS id, held_on AS at FROM assessment
         UNION ALL SELECT class_id, imported_at FROM assessment
         UNION ALL SELECT class_id, made_at FROM grouping JOIN plan ON plan.id = plan_id
         UNION ALL SELECT class_id, at FROM operation
       ) WHERE id IN (SELECT id FROM class) GROUP BY id`,
    )
    .all() as { id: number; at: string }[]
  return new Map(rows.map(({ id, at }) => [id, at]))
}
