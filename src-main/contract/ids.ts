import { z } from 'zod'

const rowId = z.int().positive()

/** Branded row ids: a group's id cannot be handed over where a student's is wanted. */
export const ClassId = rowId.brand<'ClassId'>()
export type ClassId = z.infer<typeof ClassId>
export const StudentId = rowId.brand<'StudentId'>()
export type StudentId = z.infer<typeof StudentId>
export const SkillId = rowId.brand<'SkillId'>()
export type SkillId = z.infer<typeof SkillId>
export const AssessmentId = rowId.brand<'AssessmentId'>()
export type AssessmentId = z.infer<typeof AssessmentId>
export const RuleId = rowId.brand<'RuleId'>()
export type RuleId = z.infer<typeof RuleId>
export const PlanId = rowId.brand<'PlanId'>()
export type PlanId = z.infer<typeof PlanId>
export const GroupId = rowId.brand<'GroupId'>()
export type GroupId = z.infer<typeof GroupId>
export const StandardListId = rowId.brand<'StandardListId'>()
export type StandardListId = z.infer<typeof StandardListId>
export const StationId = rowId.brand<'StationId'>()
export type StationId = z.infer<typeof StationId>
export const BlockId = rowId.brand<'BlockId'>()
export type BlockId = z.infer<typeof BlockId>
export const AdultId = rowId.brand<'AdultId'>()
export type AdultId = z.infer<typeof AdultId>
export const PullOutId = rowId.brand<'PullOutId'>()
export type PullOutId = z.infer<typeof PullOutId>
export const DemandId = rowId.brand<'DemandId'>()
export type DemandId = z.infer<typeof DemandId>

/** A calendar day, `2026-11-23`: text, never a moment in some time zone. */
export const Day = z.iso.date()
export type Day = z.infer<typeof Day>
