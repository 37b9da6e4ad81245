import { z } from 'zod'
import { ClassId, Day, GroupId, PlanId, RuleId, SkillId, StudentId } from './ids.ts'
import { change, Done, read, work } from './operation.ts'
import { Sentence } from './sentence.ts'

const Name = z.string().trim().min(1).max(200)
const Text = z.string().trim().max(4000)

/** How many groups a plan can have: letters A to Z, then AA, AB ... */
export const MAX_GROUPS = 200

/**
 * What makes groups good: members with similar needs; groups alike, each mixed; a focus skill for each group; a
 * shared interest for each group, then similar needs; or drawn by lot.
 */
export const GroupingMode = z.enum(['similar', 'mixed', 'focus', 'interest', 'random'])
export type GroupingMode = z.infer<typeof GroupingMode>

/** The question the teacher asked: "Make 6 groups of 4 to 6 with similar needs in these skills." */
export const GroupingRequest = z.object({
  mode: GroupingMode,
  /** Pairs that sat together before count against sitting together again. */
  variety: z.boolean(),
  groupCount: z.int().min(1).max(MAX_GROUPS),
  sizeMin: z.int().min(1),
  sizeMax: z.int().min(1),
  /** The skills that count, with their weight (0.25 to 5, 1 = normal). A skill that is not named does not count. */
  skills: z.array(z.object({ skillId: SkillId, weight: z.number().min(0.25).max(5) })),
})
export type GroupingRequest = z.infer<typeof GroupingRequest>

/** Why a student sits where they sit. Distances are squared, on standardised scores. */
export const Placement = z.object({
  studentId: StudentId,
  locked: z.boolean(),
  /** Squared distance to the own group's mean. */
  distance: z.number(),
  /** The other group that would suit best, and how much worse (or, negative, better) the whole fit would be. */
  nextBest: z.object({ groupId: GroupId, fitChange: z.number() }).nullable(),
  /** The skills that pull the student to this group most, strongest first (at most 3). */
  pulls: z.array(SkillId),
  /** Share of the plan's skills in which the student has a score, 0 to 1. */
  assessedShare: z.number(),
  /** How sure it is that this group would still be nearest if the missing scores were known, 0 to 1. */
  certainty: z.number(),
  /** 1 = close to this group and far from all others, 0 = between two, below 0 = nearer to another. */
  silhouette: z.number(),
  /** Far from every group: no group suits this student well. */
  fitsNowhere: z.boolean(),
})
export type Placement = z.infer<typeof Placement>

/** A group's mean in one skill, on the skill's own scale and in class standard deviations. */
export const SkillStanding = z.object({
  skillId: SkillId,
  mean: z.number().nullable(),
  /** Group mean minus class mean, in class standard deviations; 0 if nobody was assessed. */
  difference: z.number(),
  assessedCount: z.int(),
  belowThresholdCount: z.int(),
})
export type SkillStanding = z.infer<typeof SkillStanding>

export const Group = z.object({
  id: GroupId,
  /** A to Z, then AA ...: the key a teacher presses, and never a rank. */
  letter: z.string(),
  name: z.string(),
  focusSkillId: SkillId.nullable(),
  aim: z.string(),
  moves: z.string(),
  materials: z.string(),
  /** By label. */
  members: z.array(Placement),
  /** Sum of the members' squared distances to the group's mean. */
  spread: z.number(),
  /** How alike the members are: 1 = all the same, 0 = as different as the class, below 0 = more different. */
  likeness: z.number(),
  standings: z.array(SkillStanding),
  /** The skills to name in words, most telling first. */
  needs: z.array(SkillId),
  strengths: z.array(SkillId),
  /** The interest that most members share, if at least two do. */
  sharedInterest: z.object({ name: z.string(), count: z.int() }).nullable(),
})
export type Group = z.infer<typeof Group>

/** A rule that the groups on screen do not keep. */
export const BrokenRule = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('apart'),
    ruleId: RuleId,
    students: z.tuple([StudentId, StudentId]),
    groupId: GroupId,
  }),
  z.object({ kind: z.literal('together'), ruleId: RuleId, students: z.tuple([StudentId, StudentId]) }),
  z.object({ kind: z.literal('size'), groupId: GroupId, size: z.int(), sizeMin: z.int(), sizeMax: z.int() }),
])
export type BrokenRule = z.infer<typeof BrokenRule>

/** The principal-component plane of the plan's skills (a biplot, Gabriel 1971). */
export const SkillPlane = z.object({
  points: z.array(z.object({ studentId: StudentId, x: z.number(), y: z.number() })),
  /** Direction of each skill; the longest arrow has length 1. Higher scores lie to the right. */
  arrows: z.array(z.object({ skillId: SkillId, dx: z.number(), dy: z.number() })),
  /** Share of the variance that the plane's two axes show, each 0 to 1. */
  explained: z.tuple([z.number(), z.number()]),
})
export type SkillPlane = z.infer<typeof SkillPlane>

/** A plan as it stands on the screen. */
export const PlanBoard = z.object({
  id: PlanId,
  classId: ClassId,
  name: z.string(),
  purpose: z.string(),
  successCriteria: z.string(),
  regroupOn: Day.nullable(),
  request: GroupingRequest,
  /** Empty until groups were made. */
  groups: z.array(Group),
  /** Students of the class who sit in no group. */
  unplaced: z.array(StudentId),
  /** Sum of the groups' spreads, and what one single group would have. Lower fits better. */
  fit: z.object({ within: z.number(), total: z.number() }),
  brokenRules: z.array(BrokenRule),
  plane: SkillPlane,
  /**
   * All skills of the class, those that the same students need side by side (optimal leaf order of the skills
   * clustered by shared needs): first those that count for the plan, then the others, each part ordered by itself.
   */
  skillOrder: z.array(SkillId),
})
export type PlanBoard = z.infer<typeof PlanBoard>

/** What putting the picked-up students into one group would do. */
export const MoveConsequence = z.object({
  groupId: GroupId,
  /** Everybody picked up sits here already: dropping changes nothing. */
  isHome: z.boolean(),
  /** Change of the whole fit, in percent of today's; negative = the groups fit better. */
  fitChangePercent: z.number(),
  sizeAfter: z.int(),
  /** Set when the move takes a group out of its limits (this one, or one that is left). */
  sizeProblem: z.string().nullable(),
  /** The rules that the move breaks and that hold now, in words with names. */
  newlyBroken: z.array(Sentence),
  /** The rules that do not hold now and would after the move, in words with names. */
  mended: z.array(Sentence),
  /** The group's first need after the move, when it differs from now. */
  focusAfter: SkillId.nullable(),
  /** The best place for these students that breaks nothing, and leaves nothing broken that another would mend. */
  isBest: z.boolean(),
})
export type MoveConsequence = z.infer<typeof MoveConsequence>

/** How good groups are compared with the best there can be. */
export const Proof = z.discriminatedUnion('kind', [
  /** No grouping that keeps the rules is better. */
  z.object({ kind: z.literal('proven') }),
  /** The best possible is at most so many percent better. */
  z.object({ kind: z.literal('within'), percent: z.number() }),
  /** Nothing is known. */
  z.object({ kind: z.literal('none') }),
])
export type Proof = z.infer<typeof Proof>

/** How a run of the grouping engine ended. */
export const GroupingOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('grouped'),
    proof: Proof,
    movedCount: z.int(),
    /** Set when the run was stopped by the teacher and the best groups so far were kept. */
    stoppedEarly: z.boolean(),
  }),
  /** Today's groups are already what the engine would propose; nothing was changed. */
  z.object({ kind: z.literal('unchanged'), proof: Proof }),
  /** The smallest set of rules that cannot hold together, in words with names, and what each is worth. */
  z.object({
    kind: z.literal('impossible'),
    rules: z.array(z.object({ words: Sentence, givingUp: Sentence.nullable() })).min(1),
  }),
  z.object({ kind: z.literal('cancelled') }),
])
export type GroupingOutcome = z.infer<typeof GroupingOutcome>

/** Who would sit where: every student of the class once; positions from 0 = A. */
export const Seats = z.array(
  z.object({
    studentId: StudentId,
    position: z
      .int()
      .min(0)
      .max(MAX_GROUPS - 1),
  }),
)
export type Seats = z.infer<typeof Seats>

/** Groups that can be had instead of those on the board. */
export const OtherGroups = z.object({
  seats: Seats,
  /** How many students would change groups. */
  movedCount: z.int(),
  /** How much worse (or, negative, better) the fit is than on the board, in percent. */
  fitChangePercent: z.number(),
  /** 0 to 1: how much smaller the differences inside the groups are than in the class. */
  likeness: z.number(),
})
export type OtherGroups = z.infer<typeof OtherGroups>

/** What a rule costs in fit, in percent of what the best groups with all rules have. */
export const RulePrice = z.object({
  kind: z.enum(['together', 'apart', 'locked']),
  /** null = a lock. */
  ruleId: RuleId.nullable(),
  studentIds: z.array(StudentId),
  percent: z.number(),
  isExact: z.boolean(),
})
export type RulePrice = z.infer<typeof RulePrice>

const Students = z.array(StudentId).min(1)

export const planOperations = {
  createPlan: change(
    /** `copyOf` takes over purpose, request and groups: a scenario to compare. */
    z.strictObject({ classId: ClassId, name: Name, copyOf: PlanId.nullable() }),
    z.object({ planId: PlanId }),
  ),
  readPlan: read(z.strictObject({ planId: PlanId }), PlanBoard),
  updatePlan: change(
    z.strictObject({
      planId: PlanId,
      name: Name.optional(),
      purpose: Text.optional(),
      successCriteria: Text.optional(),
      regroupOn: Day.nullable().optional(),
    }),
    Done,
  ),
  removePlan: change(z.strictObject({ planId: PlanId }), Done),
  updateRequest: change(
    z.strictObject({
      planId: PlanId,
      request: GroupingRequest.refine(
        r => r.sizeMax >= r.sizeMin,
        'The largest group cannot be smaller than the smallest.',
      ),
    }),
    Done,
  ),
  updateGroup: change(
    z.strictObject({
      groupId: GroupId,
      name: Name.optional(),
      focusSkillId: SkillId.nullable().optional(),
      aim: Text.optional(),
      moves: Text.optional(),
      materials: Text.optional(),
    }),
    Done,
  ),
  /** One call when students are picked up: the consequences for every group, in the board's order. */
  previewMove: read(z.strictObject({ planId: PlanId, studentIds: Students }), z.array(MoveConsequence)),
  /** `groupId` null takes the students out of their groups. A broken rule does not stop the teacher. */
  moveStudents: change(
    z.strictObject({ planId: PlanId, studentIds: Students, groupId: GroupId.nullable() }),
    z.object({
      /** What the move did to the group they went to; null = they were taken out of the groups. */
      consequence: MoveConsequence.nullable(),
    }),
  ),
  lockStudents: change(z.strictObject({ planId: PlanId, studentIds: Students, locked: z.boolean() }), Done),

  /** Answers when the run is over; meanwhile `groupingProgress` events tell how far it is. */
  proposeGroups: work(z.strictObject({ planId: PlanId }), GroupingOutcome),
  /** Other groups that are almost as good as those on the board; nothing is changed. null = it was stopped. */
  findAlternatives: work(
    z.strictObject({ planId: PlanId }),
    z.object({ alternatives: z.array(OtherGroups).nullable() }),
  ),
  /** What few moves cost in fit: from as few as the rules allow to as good as can be. null = stopped. */
  weighMoves: work(
    z.strictObject({ planId: PlanId }),
    z.object({ choices: z.array(OtherGroups).nullable() }),
  ),
  /** What every pair rule and lock costs; nothing is changed. null = stopped. */
  priceRules: work(z.strictObject({ planId: PlanId }), z.object({ prices: z.array(RulePrice).nullable() })),
  /** Puts other groups on the board, as one step. */
  adoptGroups: change(z.strictObject({ planId: PlanId, seats: Seats }), z.object({ movedCount: z.int() })),
  /** Stops the run; `keep` takes the best groups found so far. */
  stopGrouping: read(z.strictObject({ planId: PlanId, keep: z.boolean() }), Done),
}
