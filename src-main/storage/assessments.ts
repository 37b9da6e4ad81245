import type Database from 'better-sqlite3'
import { ManyRows } from './many-rows.ts'
import type { Slices } from './slices.ts'

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
  const putScores = new ManyRows(
    database,
    4,
    rows => `
    INSERT INTO score (assessment_id, student_id, skill_id, value) VALUES ${rows}
    ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
  )
  const ofStudent = database
    .prepare<[number, number]>('SELECT skill_id, value FROM score WHERE assessment_id = ? AND student_id = ?')
    .raw()
  const oldestFirst = database
    .prepare<[number]>(
      `SELECT student_id, skill_id, value FROM assessment JOIN score ON assessment_id = assessment.id
      WHERE class_id = ? ORDER BY held_on, assessment.id`,
    )
    .raw()

  return {
    insert: (classId: number, values: AssessmentValues) =>
      Number(insert.run({ classId, ...values }).lastInsertRowid),
    /** A class's assessments, newest first. */
    ofClass: (classId: number) => ofClass.all(classId),
    scoresOf: (assessmentId: number) => scoresOf.all(assessmentId),
    putScore: (assessmentId: number, { studentId, skillId, value }: ScoreRow) =>
      void putScore.run(assessmentId, studentId, skillId, value),
    /** Puts many scores, in slices; quickest in the order of students and skills. */
    *putScores(assessmentId: number, scores: readonly ScoreRow[]): Slices<void> {
      yield* putScores.run(
        scores.map(({ studentId, skillId, value }) => [assessmentId, studentId, skillId, value]),
      )
    },
    /** A student's scores in an assessment, by skill. */
    scoresOfStudent: (assessmentId: number, studentId: number) =>
      new Map(ofStudent.all(assessmentId, studentId) as [skillId: number, value: number][]),
    /**
     * The newest score of each student in each skill, by day and then by import: by student, then by skill. Who or
     * what was not assessed yet is not there.
     */
    newestScores(classId: number): Map<number, Map<number, number>> {
      const newest = new Map<number, Map<number, number>>()
      const rows = oldestFirst.all(classId) as [studentId: number, skillId: number, value: number][]
      for (const [studentId, skillId, value] of rows) {
        const own = newest.get(studentId)
        if (own) own.set(skillId, value)
        else newest.set(studentId, new Map([[skillId, value]]))
      }
      return newest
    },
  }
}
