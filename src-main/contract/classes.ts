import { z } from 'zod'
import { AssessmentId, ClassId, Day, PlanId, RuleId, SkillId, StudentId } from './ids.ts'
import { change, Done, Nothing, read } from './operation.ts'

const Name = z.string().trim().min(1).max(200)

/** What a skill's numbers mean. Grouping standardises each skill, so scales are never mixed or converted. */
export const Scale = z.object({
  kind: z.enum(['percent', 'points', 'level', 'score']),
  minimum: z.number(),
  maximum: z.number(),
})
export type Scale = z.infer<typeof Scale>

export const Skill = z.object({
  id: SkillId,
  name: z.string(),
  scale: Scale,
  /** At or above this value a student has the skill; on the skill's own scale. */
  masteryThreshold: z.number(),
})
export type Skill = z.infer<typeof Skill>

export const Student = z.object({
  id: StudentId,
  fullName: z.string(),
  /** What the teacher says aloud. */
  callName: z.string(),
  /** `callName`, made unique within the class ("Maria S.", "Maria S. 2"): what maps and cards show. */
  label: z.string(),
  externalId: z.string().nullable(),
  interests: z.array(z.string()),
  /** The newest score per skill, in the order of `ClassBook.skills`; null = not assessed. */
  scores: z.array(z.number().nullable()),
  /** The skills in which the student is below mastery, furthest first (as a share of the skill's scale). */
  needs: z.array(SkillId),
})
export type Student = z.infer<typeof Student>

export const Assessment = z.object({
  id: AssessmentId,
  name: z.string(),
  heldOn: Day,
  sourceFile: z.string().nullable(),
  scoreCount: z.int(),
})
export type Assessment = z.infer<typeof Assessment>

export const PairRule = z.object({
  id: RuleId,
  kind: z.enum(['together', 'apart']),
  students: z.tuple([StudentId, StudentId]),
  reason: z.string(),
})
export type PairRule = z.infer<typeof PairRule>

export const ClassSummary = z.object({
  id: ClassId,
  name: z.string(),
  studentCount: z.int(),
  skillCount: z.int(),
  lastAssessedOn: Day.nullable(),
  plans: z.array(z.object({ id: PlanId, name: z.string() })),
})
export type ClassSummary = z.infer<typeof ClassSummary>

/** A class with everybody in it; students by full name, skills in the order of their first file. */
export const ClassBook = z.object({
  id: ClassId,
  name: z.string(),
  students: z.array(Student),
  skills: z.array(Skill),
  /** Newest first. */
  assessments: z.array(Assessment),
  rules: z.array(PairRule),
})
export type ClassBook = z.infer<typeof ClassBook>

export const classOperations = {
  listClasses: read(Nothing, z.array(ClassSummary)),
  readClass: read(z.strictObject({ classId: ClassId }), ClassBook),
  /** Opens the invented sample class: 28 students, 10 skills, two assessments, one plan with groups. */
  createSampleClass: change(Nothing, z.object({ classId: ClassId, planId: PlanId })),
  /** An empty class with one plan, to which students are added or scores imported. */
  createClass: change(z.strictObject({ name: Name }), z.object({ classId: ClassId, planId: PlanId })),
  renameClass: change(z.strictObject({ classId: ClassId, name: Name }), Done),
  removeClass: change(z.strictObject({ classId: ClassId }), Done),

  addStudent: change(
    z.strictObject({ classId: ClassId, fullName: Name }),
    z.object({ studentId: StudentId }),
  ),
  updateStudent: change(
    z.strictObject({
      studentId: StudentId,
      fullName: Name.optional(),
      callName: Name.optional(),
      interests: z.array(Name).max(40).optional(),
    }),
    Done,
  ),
  removeStudent: change(z.strictObject({ classId: ClassId, studentId: StudentId }), Done),
  updateSkill: change(
    z.strictObject({
      skillId: SkillId,
      name: Name.optional(),
      scale: Scale.refine(
        s => s.maximum > s.minimum,
        'The highest score must be above the lowest.',
      ).optional(),
      masteryThreshold: z.number().optional(),
    }),
    Done,
  ),
  addRule: change(
    z.strictObject({
      classId: ClassId,
      kind: z.enum(['together', 'apart']),
      students: z.tuple([StudentId, StudentId]).refine(([a, b]) => a !== b, 'A rule needs two students.'),
      reason: z.string().trim().max(500),
    }),
    z.object({ ruleId: RuleId }),
  ),
  removeRule: change(z.strictObject({ ruleId: RuleId }), Done),
}
