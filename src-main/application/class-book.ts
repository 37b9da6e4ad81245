import type { ClassBook } from '../contract/classes.ts'
import type { AssessmentId, ClassId, RuleId, SkillId, StudentId } from '../contract/ids.ts'
import { needsBySkill, needsInOrder, type SkillScale } from '../grouping/needs.ts'
import type { Storage } from '../storage/storage.ts'
import { uniqueLabels } from './labels.ts'

/** SQLite orders by bytes; people look for Đặng among the D's. */
const collator = new Intl.Collator('en', { numeric: true })

/**
 * Reads a class with everybody in it.
 *
 * @throws NotFound
 */
export function readBook(storage: Storage, classId: ClassId): ClassBook {
  const { name } = storage.classes.read(classId)
  const skills = storage.skills.ofClass(classId)
  const rows = storage.students
    .ofClass(classId)
    .sort((a, b) => collator.compare(a.fullName, b.fullName) || a.id - b.id)
  const labels = uniqueLabels(rows)
  const interests = storage.students.interestsOfClass(classId)
  const places = new Map(skills.map((skill, place) => [skill.id, place]))
  const scores = new Map(rows.map(row => [row.id, skills.map((): number | null => null)]))
  for (const { studentId, skillId, value } of storage.assessments.newestScores(classId)) {
    const place = places.get(skillId)
    const row = scores.get(studentId)
    if (row && place !== undefined) row[place] = value
  }
  const scales = skills.map((skill): SkillScale => ({
    minimum: skill.scaleMinimum,
    maximum: skill.scaleMaximum,
    masteryThreshold: skill.masteryThreshold,
  }))
  return {
    id: classId,
    name,
    students: rows.map((row, at) => ({
      id: row.id as StudentId,
      fullName: row.fullName,
      callName: row.callName,
      label: labels[at] ?? row.callName,
      externalId: row.externalId,
      interests: interests.get(row.id) ?? [],
      scores: scores.get(row.id) ?? [],
      needs: needsInOrder(needsBySkill(scores.get(row.id) ?? [], scales)).map(
        place => skills[place].id as SkillId,
      ),
    })),
    skills: skills.map(skill => ({
      id: skill.id as SkillId,
      name: skill.name,
      scale: { kind: skill.scaleKind, minimum: skill.scaleMinimum, maximum: skill.scaleMaximum },
      masteryThreshold: skill.masteryThreshold,
    })),
    assessments: storage.assessments
      .ofClass(classId)
      .map(({ id, name: title, heldOn, sourceFile, scoreCount }) => ({
        id: id as AssessmentId,
        name: title,
        heldOn,
        sourceFile,
        scoreCount,
      })),
    rules: storage.rules.ofClass(classId).map(rule => ({
      id: rule.id as RuleId,
      kind: rule.kind,
      students: [rule.first as StudentId, rule.second as StudentId],
      reason: rule.reason,
    })),
  }
}
