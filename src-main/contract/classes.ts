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
  /** Code of the standard it is; null = none was given. */
  standardCode: z.string().nullable(),
  /** What its levels are called, lowest first; the first is level 1. null = they are numbers, or it has no levels. */
  levelNames: z.array(z.string()).nullable(),
  /** What it was called before, or another skill that was merged into it: files may still say so. */
  alsoCalled: z.array(z.string()),
})
export type Skill = z.infer<typeof Skill>

/** Something known about a student: "Support plan: yes". */
export const Attribute = z.object({
  name: z.string(),
  value: z.string(),
  /** Not for everybody's eyes: hidden until it is asked for, and never on paper, in pictures or files by itself. */
  isSensitive: z.boolean(),
})
export type Attribute = z.infer<typeof Attribute>

export const Student = z.object({
  id: StudentId,
  fullName: z.string(),
  /** What the teacher says aloud. */
  callName: z.string(),
  /** `callName`, made unique within the class ("Maria S.", "Maria S. 2"): what maps and cards show. */
  label: z.string(),
  externalId: z.string().nullable(),
  interests: z.array(z.string()),
  /** By name; the sensitive ones are not among them, see `readSensitive`. */
  attributes: z.array(Attribute.omit({ isSensitive: true })),
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
  /** The attributes that anybody in the class has, by name. */
  attributes: z.array(Attribute.pick({ name: true, isSensitive: true })),
})
export type ClassBook = z.infer<typeof ClassBook>

const SkillPair = z.strictObject({ keptId: SkillId, mergedId: SkillId })

/** Two different scores of one student in one assessment. */
export const MergeConflict = z.object({
  assessment: z.string(),
  heldOn: Day,
  student: z.string(),
  kept: z.number(),
  merged: z.number(),
})
export type MergeConflict = z.infer<typeof MergeConflict>

export const MergePreview = z.object({
  /** Why they cannot be merged, and what to do; null = they can. */
  obstacle: z.string().nullable(),
  /** Scores that the kept skill gets. */
  movedScores: z.int(),
  conflicts: z.array(MergeConflict),
})
export type MergePreview = z.infer<typeof MergePreview>

const AttributeName = z.string().trim().min(1).max(100)

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
      /** Only those that are to be written; the value '' takes one away. The mark holds for the whole class. */
      attributes: z
        .array(
          z.strictObject({
            name: AttributeName,
            value: z.string().trim().max(200),
            isSensitive: z.boolean(),
          }),
        )
        .max(60)
        .optional(),
      /** null takes the birth date away. */
      bornOn: Day.nullable().optional(),
    }),
    Done,
  ),
  /** What only who asks for it may see, of everybody in a class who has any. */
  readSensitive: read(
    z.strictObject({ classId: ClassId }),
    z.array(
      z.object({
        studentId: StudentId,
        attributes: z.array(Attribute.omit({ isSensitive: true })),
        bornOn: Day.nullable(),
      }),
    ),
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
      standardCode: z.string().trim().min(1).max(200).nullable().optional(),
    }),
    Done,
  ),
  /** What merging `mergedId` into `keptId` would do. */
  previewMerge: read(SkillPair, MergePreview),
  /**
   * Makes one skill of two that are the same: the kept one has the scores, plans and groups of both, and files that
   * name the other find it. Refused where their scales differ.
   */
  mergeSkills: change(
    SkillPair.extend({
      /** Whose score counts where both have one in one assessment; needed only if there are such. */
      conflicts: z.enum(['kept', 'merged']).optional(),
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
