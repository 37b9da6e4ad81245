import type { ClassBook } from '../contract/classes.ts'
import type { AssessmentId, ClassId, RuleId, SkillId, StudentId } from '../contract/ids.ts'
import { needsBySkill, needsInOrder, type SkillScale } from '../grouping/needs.ts'
import type { Storage } from '../storage/storage.ts'
import type { AttributeRow } from '../storage/student-details.ts'
import { collator, uniqueLabels } from './labels.ts'

/** A class without its scores: who is in it, which skills and assessments it has. */
export interface ClassOutline extends Pick<ClassBook, 'id' | 'name' | 'skills' | 'assessments'> {
  readonly students: Omit<ClassBook['students'][number], 'attributes' | 'scores' | 'needs'>[]
}

/** Reads who is in a class and what it has. @throws NotFound */
export function readOutline(storage: Storage, classId: ClassId): ClassOutline {
  const { name } = storage.classes.read(classId)
  const rows = storage.students
    .ofClass(classId)
    .sort((a, b) => collator.compare(a.fullName, b.fullName) || a.id - b.id)
  const labels = uniqueLabels(rows)
  const interests = storage.students.interestsOfClass(classId)
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
    })),
    skills: readSkills(storage, classId),
    assessments: storage.assessments
      .ofClass(classId)
      .map(({ id, name: title, heldOn, sourceFile, scoreCount }) => ({
        id: id as AssessmentId,
        name: title,
        heldOn,
        sourceFile,
        scoreCount,
      })),
  }
}

/** A class's skills in their order. */
export function readSkills(storage: Storage, classId: ClassId): ClassBook['skills'] {
  const aliases = storage.skills.aliasesOfClass(classId)
  const levelNames = storage.skills.levelNamesOfClass(classId)
  return storage.skills.ofClass(classId).map(skill => ({
    id: skill.id as SkillId,
    name: skill.name,
    scale: { kind: skill.scaleKind, minimum: skill.scaleMinimum, maximum: skill.scaleMaximum },
    masteryThreshold: skill.masteryThreshold,
    standardCode: skill.standardCode,
    levelNames: skill.scaleKind === 'level' ? (levelNames.get(skill.id) ?? null) : null,
    alsoCalled: aliases.get(skill.id) ?? [],
  }))
}

/**
 * Reads a class with everybody in it. Sensitive attributes are not in the book, so that nothing that is made of it
 * (a page, a print, a picture, a file) can show them by mistake.
 *
 * @throws NotFound
 */
export function readBook(storage: Storage, classId: ClassId): ClassBook {
  const outline = readOutline(storage, classId)
  const { skills } = outline
  const attributes = storage.details.attributesOfClass(classId)
  const newest = storage.assessments.newestScores(classId)
  const scales = skills.map(({ scale, masteryThreshold }): SkillScale => ({ ...scale, masteryThreshold }))
  return {
    ...outline,
    students: outline.students.map(student => {
      const own = newest.get(student.id)
      const scores = skills.map(skill => own?.get(skill.id) ?? null)
      return {
        ...student,
        attributes: (attributes.get(student.id) ?? []).flatMap(({ name, value, isSensitive }) =>
          isSensitive === 1 ? [] : [{ name, value }],
        ),
        scores,
        needs: needsInOrder(needsBySkill(scores, scales)).map(place => skills[place].id),
      }
    }),
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
