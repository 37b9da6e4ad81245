import type { ClassBook } from '../contract/classes.ts'
import type { AssessmentId, ClassId, RuleId, SkillId, StudentId } from '../contract/ids.ts'
import { needsBySkill, needsInOrder, type SkillScale } from '../grouping/needs.ts'
import type { Storage } from '../storage/storage.ts'
import type { AttributeRow } from '../storage/student-details.ts'
import { uniqueLabels } from './labels.ts'

/** SQLite orders by bytes; people look for Đặng among the D's. */
const collator = new Intl.Collator('en', { numeric: true })

/**
 * Reads a class with everybody in it. Sensitive attributes are not in the book, so that nothing that is made of it
 * (a page, a print, a picture, a file) can show them by mistake.
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
  const aliases = storage.skills.aliasesOfClass(classId)
  const levelNames = storage.skills.levelNamesOfClass(classId)
  const attributes = storage.details.attributesOfClass(classId)
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
      attributes: (attributes.get(row.id) ?? []).flatMap(({ name: of, value, isSensitive }) =>
        isSensitive === 1 ? [] : [{ name: of, value }],
      ),
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
      standardCode: skill.standardCode,
      levelNames: skill.scaleKind === 'level' ? (levelNames.get(skill.id) ?? null) : null,
      alsoCalled: aliases.get(skill.id) ?? [],
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
    attributes: attributeNames([...attributes.values()].flat()),
  }
}

/** Each name once, by name; sensitive if it is for anybody. */
function attributeNames(rows: readonly AttributeRow[]): ClassBook['attributes'] {
  const names = new Map<string, boolean>()
  for (const { name, isSensitive } of rows) names.set(name, names.get(name) === true || isSensitive === 1)
  return [...names]
    .map(([name, isSensitive]) => ({ name, isSensitive }))
    .sort((a, b) => collator.compare(a.name, b.name))
}
