import { z } from 'zod'
import { AdultId, BlockId, DemandId, StationId } from './ids.ts'
import { MAX_GROUPS } from './plans.ts'
import { CellKey, Length, Minute, Position, Week, Weekday, Weeks } from './rotation.ts'
import { Sentence } from './sentence.ts'

/** Another number for one demand, or for one group's part of a demand for every group. */
export const DemandRelief = z.strictObject({
  demandId: DemandId,
  /** The group whose part it is of a demand for every group; the others are asked the same as before. null = all of it. */
  position: Position.nullable(),
  /** Visits a week, or changes a day, that are asked for instead; null = the demand is given up. */
  times: z.int().min(0).max(50).nullable(),
})
export type DemandRelief = z.infer<typeof DemandRelief>

/** What one press can do so that a week can hold; see `applyRemedy`. */
export const RemedyChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('demands'), demands: z.array(DemandRelief).min(1).max(1000) }),
  z.strictObject({ kind: z.literal('unlock'), cell: CellKey }),
  /** So many groups may be at a station at a time. */
  z.strictObject({
    kind: z.literal('room'),
    stationId: StationId,
    capacity: z.int().min(1).max(MAX_GROUPS),
  }),
  /** The teacher is there in these blocks as well. */
  z.strictObject({ kind: z.literal('teacher'), blockIds: z.array(BlockId).min(1).max(1000) }),
  /** An adult is there in these blocks of these weeks as well. */
  z.strictObject({
    kind: z.literal('adult'),
    adultId: AdultId,
    places: z
      .array(z.strictObject({ blockId: BlockId, weeks: Weeks }))
      .min(1)
      .max(1000),
  }),
  /** These groups are locked at no station. */
  z.strictObject({ kind: z.literal('nowhere'), cells: z.array(CellKey).min(1).max(MAX_GROUPS) }),
  /** One more rotation at each of these times, with the teacher. */
  z.strictObject({
    kind: z.literal('blocks'),
    blocks: z
      .array(z.strictObject({ weekday: Weekday, weeks: Weeks, start: Minute, minutes: Length }))
      .min(1)
      .max(14),
  }),
])
export type RemedyChange = z.infer<typeof RemedyChange>

/** Something that would help; it was tried. The words say what, and for whom: "Give it up for group B alone". */
export const Remedy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change'), words: Sentence, change: RemedyChange }),
  /** It takes another adult, whom only the teacher knows. */
  z.object({ kind: z.literal('adults'), words: Sentence }),
])
export type Remedy = z.infer<typeof Remedy>

/** A demand, lock or limit that has a part in what cannot be, and what would help. */
export const Obstacle = z.object({
  /** null = not a demand: a capacity, a lock, the hours of an adult. */
  demandId: DemandId.nullable(),
  words: Sentence,
  /** What to do about it alone. May be empty. */
  remedies: z.array(Remedy),
})
export type Obstacle = z.infer<typeof Obstacle>

/** What a week leaves unmet, in words; a demand of several groups once for each. `demandId` null = a rule, or a place. */
const LeftUnmet = z.object({ demandId: DemandId.nullable(), words: Sentence })
export type LeftUnmet = z.infer<typeof LeftUnmet>

/** What became of the best week there is where it does not hold everything. */
const Filled = {
  /** It was filled in, as `asFarAsPossible` asked for; else nothing was changed. */
  isFilled: z.boolean(),
  /** Cells that have another station now. */
  changedCount: z.int(),
}

/** How proposing a week ended. */
export const RotationOutcome = z.discriminatedUnion('kind', [
  /** Every rule holds, and every demand that counts; counted anew. */
  z.object({
    kind: z.literal('met'),
    /** Cells that have another station now. */
    changedCount: z.int(),
    /** It is proven that no week is better: nobody twice running, then need first, then even visits. */
    isBest: z.boolean(),
    /** How often a group is at the same station in two blocks that follow each other; with `isBest` no week has fewer. */
    repeats: z.int().min(0),
    /** Demands that no week can be held against, because their group is not there. */
    uncounted: z.array(LeftUnmet),
    /** What could not be had, such as no station twice running, in words. */
    wishes: z.array(Sentence),
  }),
  /** It is proven that these cannot all hold. */
  z.object({
    kind: z.literal('impossible'),
    week: Week,
    /** Why, where it is plain arithmetic: "Together they ask for 30 visits at your table; there are 20." */
    reason: Sentence.nullable(),
    /** Those first about which something can be done. */
    obstacles: z.array(Obstacle).min(1),
    /**
     * Each remedy that is offered lets everything hold by itself. false = none is proven to: their words say whether
     * something else is still in the way then, or that it was not tried to the end.
     */
    isOneEnough: z.boolean(),
    /** It is proven that none of them can be left out; false = some may not be needed. */
    isSmallest: z.boolean(),
    /** What would help besides giving up or loosening one of them. May be empty. */
    remedies: z.array(Remedy),
    ...Filled,
    /** What the week on the screen then leaves unmet; empty unless it was filled. */
    unmet: z.array(LeftUnmet),
  }),
  /** The best week that was found leaves this unmet, and whether a better one exists is not proven. */
  z.object({ kind: z.literal('notProven'), ...Filled, unmet: z.array(LeftUnmet).min(1) }),
  /**
   * The teacher stopped it, something it is about was changed meanwhile, or it ended because it took too long. Nothing
   * was written.
   */
  z.object({ kind: z.literal('stopped'), by: z.enum(['teacher', 'change', 'time']) }),
])
export type RotationOutcome = z.infer<typeof RotationOutcome>
