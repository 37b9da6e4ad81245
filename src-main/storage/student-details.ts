import type Database from 'better-sqlite3'

/** The source of every file that is of no known kind; its ids are the school's own. */
export const ANY_FILE = 'file'

export interface AttributeRow {
  name: string
  value: string
  /** 1 = not for everybody's eyes: hidden until asked for. */
  isSensitive: 0 | 1
}

/** The tables student_source_id, birth_date, attribute and remembered_row. */
export function studentDetailTables(database: Database.Database) {
  const idsOfClass = database.prepare<
    { classId: number },
    { studentId: number; source: string; externalId: string }
  >(`
    SELECT student_id AS studentId, '${ANY_FILE}' AS source, external_id AS externalId
    FROM student JOIN enrollment ON student_id = id
    WHERE class_id = :classId AND external_id IS NOT NULL
    UNION ALL
    SELECT student_source_id.student_id, source, external_id
    FROM student_source_id JOIN enrollment USING (student_id) WHERE class_id = :classId`)
  const identify = database.prepare('UPDATE student SET external_id = ? WHERE id = ?')
  const putId = database.prepare(`
    INSERT INTO student_source_id (student_id, source, external_id) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET external_id = excluded.external_id WHERE external_id <> excluded.external_id`)
  const birthDates = database.prepare<[number], { studentId: number; bornOn: string }>(`
    SELECT birth_date.student_id AS studentId, born_on AS bornOn
    FROM birth_date JOIN enrollment USING (student_id) WHERE class_id = ?`)
  const putBirthDate = database.prepare(`
    INSERT INTO birth_date (student_id, born_on) VALUES (?, ?)
    ON CONFLICT DO UPDATE SET born_on = excluded.born_on WHERE born_on <> excluded.born_on`)
  const removeBirthDate = database.prepare('DELETE FROM birth_date WHERE student_id = ?')
  const attributesOfClass = database.prepare<[number], AttributeRow & { studentId: number }>(`
    SELECT attribute.student_id AS studentId, name, value, is_sensitive AS isSensitive
    FROM attribute JOIN enrollment USING (student_id)
    WHERE class_id = ? ORDER BY attribute.student_id, name COLLATE NOCASE`)
  const putAttribute = database.prepare(`
    INSERT INTO attribute (student_id, name, value, is_sensitive) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET value = excluded.value, is_sensitive = excluded.is_sensitive
    WHERE value <> excluded.value OR is_sensitive <> excluded.is_sensitive`)
  const removeAttribute = database.prepare('DELETE FROM attribute WHERE student_id = ? AND name = ?')
  const setSensitive = database.prepare(`
    UPDATE attribute SET is_sensitive = ? WHERE name = ? AND student_id IN (
      SELECT student_id FROM enrollment WHERE class_id = ?)`)
  const remembered = database.prepare<[number, string], { rowKey: string; studentId: number }>(`
    SELECT row_key AS rowKey, student_id AS studentId FROM remembered_row WHERE class_id = ? AND source = ?`)
  const remember = database.prepare(`
    INSERT INTO remembered_row (class_id, source, row_key, student_id) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET student_id = excluded.student_id WHERE student_id <> excluded.student_id`)

  return {
    /** Ids of everybody in a class by student: source, then id; an ordinary file's ids stand under `ANY_FILE`. */
    idsOfClass(classId: number): Map<number, Map<string, string>> {
      const ids = new Map<number, Map<string, string>>()
      for (const { studentId, source, externalId } of idsOfClass.all({ classId })) {
        ids.set(studentId, (ids.get(studentId) ?? new Map<string, string>()).set(source, externalId))
      }
      return ids
    },
    identify: (studentId: number, source: string, externalId: string) =>
      void (source === ANY_FILE
        ? identify.run(externalId, studentId)
        : putId.run(studentId, source, externalId)),
    /** Birth dates of a class by student, as `2015-03-04`; only those that are known. */
    birthDatesOfClass: (classId: number) =>
      new Map(birthDates.all(classId).map(({ studentId, bornOn }) => [studentId, bornOn])),
    putBirthDate: (studentId: number, bornOn: string) => void putBirthDate.run(studentId, bornOn),
    removeBirthDate: (studentId: number) => void removeBirthDate.run(studentId),
    /** Attributes of everybody in a class by student, by name; the sensitive ones as well. */
    attributesOfClass(classId: number): Map<number, AttributeRow[]> {
      const attributes = new Map<number, AttributeRow[]>()
      for (const { studentId, ...attribute } of attributesOfClass.all(classId)) {
        const own = attributes.get(studentId)
        if (own) own.push(attribute)
        else attributes.set(studentId, [attribute])
      }
      return attributes
    },
    putAttribute: (studentId: number, { name, value, isSensitive }: AttributeRow) =>
      void putAttribute.run(studentId, name, value, isSensitive),
    removeAttribute: (studentId: number, name: string) => void removeAttribute.run(studentId, name),
    /** Marks an attribute for everybody of a class. */
    setSensitive: (classId: number, name: string, isSensitive: boolean) =>
      void setSensitive.run(isSensitive ? 1 : 0, name, classId),
    /** What was said about rows of a source that could not be told apart: the student by row key. */
    rememberedRows: (classId: number, source: string) =>
      new Map(remembered.all(classId, source).map(({ rowKey, studentId }) => [rowKey, studentId])),
    rememberRow: (classId: number, source: string, rowKey: string, studentId: number) =>
      void remember.run(classId, source, rowKey, studentId),
  }
}
