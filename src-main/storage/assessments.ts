import type Database from 'better-sqlite3'

export interface AssessmentValues {
  name: string
  heldOn: string
  sourceFile: string | null
  importedAt: string
}

export interface AssessmentRow extends AssessmentValues {
  id: number
  scoreCount: number
}

export interface ScoreRow {
  studentId: number
  skillId: number
  value: number
}

/** The tables assessment and score. */
export function assessmentTables(database: Database.Database) {
  const insert = database.prepare(`
    INSERT INTO assessment (class_id, name, held_on, source_file, imported_at)
    VALUES (:classId, :name, :heldOn, :sourceFile, :importedAt)`)
  const ofClass = database.prepare<[number], AssessmentRow>(`
    SELECT id, name, held_on AS heldOn, source_file AS sourceFile, imported_at AS importedAt,
      (SELECT count(*) FROM score WHERE assessment_id = assessment.id) AS scoreCount
    FROM assessment WHERE class_id = ? ORDER BY held_on DESC, id DESC`)
  const scoresOf = database.prepare<[number], ScoreRow>(
    'SELECT student_id AS studentId, skill_id AS skillId, value FROM score WHERE assessment_id = ?',
  )
  const putScore = database.prepare(`
    INSERT INTO score (assessment_id, student_id, skill_id, value) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value`)
  // The newest assessment that has a score for the student and skill, by day and then by import.
  const newest = database.prepare<[number], ScoreRow>(`
    SELECT studentId, skillId, value FROM (
      SELECT student_id AS studentId, skill_id AS skillId, value,
        row_number() OVER (
          PARTITION BY student_id, skill_id ORDER BY held_on DESC, assessment.id DESC
        ) AS age
      FROM assessment JOIN score ON assessment_id = assessment.id
      WHERE class_id = ?
    ) WHERE age = 1`)

  return {
    insert: (classId: number, values: AssessmentValues) =>
      Number(insert.run({ classId, ...values }).lastInsertRowid),
    /** A class's assessments, newest first. */
    ofClass: (classId: number) => ofClass.all(classId),
    scoresOf: (assessmentId: number) => scoresOf.all(assessmentId),
    putScore: (assessmentId: number, { studentId, skillId, value }: ScoreRow) =>
      void putScore.run(assessmentId, studentId, skillId, value),
    /** The newest score of each student in each skill; no row = not assessed yet. */
    newestScores: (classId: number) => newest.all(classId),
  }
}
