import type Database from 'better-sqlite3'

/** A text that the teacher wrote. */
export interface TextPlace {
  readonly table: string
  readonly column: string
  readonly classId: number | null
  readonly text: string
}

const MOST_PLACES = 50

/** What a teacher may write names into, with the class it belongs to. */
const TEXTS = `
  SELECT 'class' AS "table", 'name' AS "column", id AS classId, name AS text FROM class
  UNION ALL SELECT 'assessment', 'name', class_id, name FROM assessment
  UNION ALL SELECT 'assessment', 'source_file', class_id, source_file FROM assessment
  UNION ALL SELECT 'skill', 'name', class_id, name FROM skill
  UNION ALL SELECT 'skill_alias', 'name', class_id, skill_alias.name FROM skill_alias JOIN skill ON skill.id = skill_id
  UNION ALL SELECT 'interest', 'name', NULL, name FROM interest WHERE student_id <> :studentId
  UNION ALL SELECT 'attribute', 'value', NULL, value FROM attribute WHERE student_id <> :studentId
  UNION ALL SELECT 'pair_rule', 'reason', class_id, reason FROM pair_rule
  UNION ALL SELECT 'plan', 'name', class_id, name FROM plan
  UNION ALL SELECT 'plan', 'purpose', class_id, purpose FROM plan
  UNION ALL SELECT 'plan', 'success_criteria', class_id, success_criteria FROM plan
  UNION ALL SELECT 'group', 'name', class_id, g.name FROM "group" AS g JOIN grouping ON grouping.id = grouping_id JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'group', 'aim', class_id, aim FROM "group" JOIN grouping ON grouping.id = grouping_id JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'group', 'moves', class_id, moves FROM "group" JOIN grouping ON grouping.id = grouping_id JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'group', 'materials', class_id, materials FROM "group" JOIN grouping ON grouping.id = grouping_id JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'station', 'name', class_id, station.name FROM station JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'station', 'materials', class_id, materials FROM station JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'block', 'name', class_id, block.name FROM block JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'adult', 'name', class_id, adult.name FROM adult JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'pull_out', 'name', class_id, pull_out.name FROM pull_out JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'meeting', 'aim', class_id, aim FROM meeting JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'meeting', 'moves', class_id, moves FROM meeting JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'meeting', 'materials', class_id, materials FROM meeting JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'meeting', 'how_we_know', class_id, how_we_know FROM meeting JOIN plan ON plan.id = plan_id
  UNION ALL SELECT 'meeting_note', 'note', class_id, note FROM meeting_note JOIN plan ON plan.id = plan_id`

/**
 * The texts in which one of the names stands as a word of its own, whatever its capitals; the first 50. What is kept of
 * the student with that name is left out, for it goes with them.
 */
export function findInTexts(
  database: Database.Database,
  names: readonly string[],
  studentId: number,
): TextPlace[] {
  const wanted = names.filter(name => name.trim() !== '').map(escaped)
  if (wanted.length === 0) return []
  const word = new RegExp(`(?<![\\p{L}\\p{N}])(${wanted.join('|')})(?![\\p{L}\\p{N}])`, 'iu')
  const places: TextPlace[] = []
  const rows = database.prepare<[{ studentId: number }], TextPlace>(
    `SELECT * FROM (${TEXTS}) WHERE text IS NOT NULL AND text <> ''`,
  )
  for (const place of rows.iterate({ studentId })) {
    if (!word.test(place.text)) continue
    places.push(place)
    if (places.length === MOST_PLACES) break
  }
  return places
}

const escaped = (text: string) => text.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
