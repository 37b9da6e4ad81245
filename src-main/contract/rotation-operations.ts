import { z } from 'zod'
import { WEEK_A_BEGINS } from './clock-words.ts'
import { AdultId, BlockId, Day, DemandId, PlanId, PullOutId, StationId, StudentId } from './ids.ts'
import { change, Done, read, work } from './operation.ts'
import { MAX_GROUPS } from './plans.ts'
import { RemedyChange, RotationOutcome } from './rotation-proposal.ts'
import {
  BlockKind,
  CellChoices,
  CellKey,
  DayBoard,
  DemandTerms,
  Length,
  MeetingNote,
  Minute,
  Position,
  RotationBoard,
  Week,
  Weekday,
  Weeks,
  Who,
} from './rotation.ts'
import { MINUTES_OF_A_DAY, MOST_HOURS, STATION_ICONS, STATION_KINDS } from './station-choices.ts'

const Name = z.string().trim().min(1).max(200)
const Text = z.string().trim().max(4000)
const isInOrder = ({ from, until }: { from: number; until: number }) => until > from
const ORDER = 'The end must be after the start.'
const HoursInput = z
  .strictObject({ weekday: Weekday, weeks: Weeks, from: Minute, until: Minute })
  .refine(isInOrder, ORDER)

const StationInput = {
  name: Name,
  icon: z.enum(STATION_ICONS),
  kind: z.enum(STATION_KINDS),
  capacity: z.int().min(1).max(MAX_GROUPS),
  needsAdult: z.boolean(),
  materials: Text,
  leaderId: AdultId.nullable(),
}

const BlockInput = {
  weekday: Weekday,
  weeks: Weeks,
  start: Minute,
  minutes: Length,
  kind: BlockKind,
  name: z.string().trim().max(200),
  hasTeacher: z.boolean(),
}

const PullOutInput = { weekday: Weekday, weeks: Weeks, from: Minute, until: Minute, who: Who, name: Name }

const partial = <S extends z.ZodRawShape>(shape: S) => z.object(shape).partial().shape

const DemandInput = DemandTerms.refine(
  terms => terms.kind !== 'apart' || terms.positions[0] !== terms.positions[1],
  'Two different groups are needed.',
)

const Monday = Day.refine(
  day => new Date(`${day}T12:00Z`).getUTCDay() === 1,
  'Week A has to begin on a Monday.',
).refine(
  day => day >= WEEK_A_BEGINS.earliest && day <= WEEK_A_BEGINS.latest,
  'Week A has to begin in a year from 2000 to 2100.',
)

export const rotationOperations = {
  /** null = the plan has no rotation yet; see `startRotation`. */
  readRotation: read(z.strictObject({ planId: PlanId }), RotationBoard.nullable()),
  /**
   * A first week in one step, to change from there: a teacher table and four other stations; on Monday to Friday four
   * blocks of rotation one after the other. No group has a station yet.
   */
  startRotation: change(
    z.strictObject({
      planId: PlanId,
      /** Start of the first block; 9:00 if left out. */
      start: Minute.max(MINUTES_OF_A_DAY - 240).default(540),
      /** Length of a block. */
      minutes: z.int().min(5).max(60).default(20),
    }),
    Done,
  ),
  /** Takes the plan's stations, blocks, demands and week away. Notes of what happened stay. */
  removeRotation: change(z.strictObject({ planId: PlanId }), Done),
  /**
   * Lets weeks alternate from a Monday on (week B begins as week A is), moves that Monday, or with null lets every week
   * be as week A is.
   */
  setAlternation: change(z.strictObject({ planId: PlanId, weekAFrom: Monday.nullable() }), Done),

  addStation: change(z.strictObject({ planId: PlanId, ...StationInput }), z.object({ stationId: StationId })),
  /**
   * A station that becomes a table, or needs no adult any more, loses its leader; naming one for a table is refused. Whoever
   * leads a station is needed there.
   */
  updateStation: change(z.strictObject({ stationId: StationId, ...partial(StationInput) }), Done),
  /** Puts it before another; null = last. */
  moveStation: change(z.strictObject({ stationId: StationId, beforeId: StationId.nullable() }), Done),
  /** Cells that had it have none then and are not locked any more; demands about it go. */
  removeStation: change(z.strictObject({ stationId: StationId }), Done),

  /** Refused where it would overlap another block. */
  addBlock: change(z.strictObject({ planId: PlanId, ...BlockInput }), z.object({ blockId: BlockId })),
  updateBlock: change(
    z.strictObject({
      blockId: BlockId,
      ...partial(BlockInput),
      /**
       * The blocks after it on that day begin later, or earlier, by as much as this one's end moves, in the weeks it is
       * in: one of both weeks becomes two blocks where this one is in a single week. Refused for one that goes to another
       * day.
       */
      movesFollowing: z.boolean().default(false),
    }),
    Done,
  ),
  removeBlock: change(z.strictObject({ blockId: BlockId }), Done),
  /** Makes days like another: their blocks, and with `cells` also who is where. What was on those days goes. */
  copyDay: change(
    z.strictObject({
      planId: PlanId,
      from: Weekday,
      to: z.array(Weekday).min(1).max(6),
      cells: z.boolean(),
    }),
    Done,
  ),
  /**
   * Lets a day end at a time: its blocks of rotation and of the whole class get shorter by one share, to whole minutes,
   * breaks stay as long as they are; gaps stay. Refused where a block would have less than 5 minutes.
   */
  shortenDay: change(
    z.strictObject({ planId: PlanId, weekday: Weekday, weeks: Weeks.default('every'), end: Minute }),
    Done,
  ),
  removeDay: change(z.strictObject({ planId: PlanId, weekday: Weekday }), Done),

  addAdult: change(
    z.strictObject({ planId: PlanId, name: Name, hours: z.array(HoursInput).max(MOST_HOURS) }),
    z.object({ adultId: AdultId }),
  ),
  /** `hours` takes the place of all hours she had. */
  updateAdult: change(
    z.strictObject({
      adultId: AdultId,
      name: Name.optional(),
      hours: z.array(HoursInput).max(MOST_HOURS).optional(),
    }),
    Done,
  ),
  removeAdult: change(z.strictObject({ adultId: AdultId }), Done),

  /**
   * One for each weekday: speech on Tuesday and Thursday is two. Refused when it names a group that is not there, as
   * changing one to such a group is.
   */
  addPullOut: change(
    z.strictObject({ planId: PlanId, ...PullOutInput }).refine(isInOrder, ORDER),
    z.object({ pullOutId: PullOutId }),
  ),
  updatePullOut: change(
    z.strictObject({ pullOutId: PullOutId, ...PullOutInput }).refine(isInOrder, ORDER),
    Done,
  ),
  removePullOut: change(z.strictObject({ pullOutId: PullOutId }), Done),

  /** Refused when it names a group that is not there, or is asked for already; so is changing one into such. */
  addDemand: change(z.strictObject({ planId: PlanId, terms: DemandInput }), z.object({ demandId: DemandId })),
  updateDemand: change(z.strictObject({ demandId: DemandId, terms: DemandInput }), Done),
  removeDemand: change(z.strictObject({ demandId: DemandId }), Done),

  /**
   * Fills the week, or both, as one step; locked cells stay. Where the demands cannot all hold, or no week was found in
   * which they do, nothing is changed, unless `asFarAsPossible` asks for the best there is. One at a time for a plan.
   */
  proposeRotation: work(
    z.strictObject({
      planId: PlanId,
      /** null = all weeks. */
      week: Week.nullable().default(null),
      asFarAsPossible: z.boolean().default(false),
    }),
    RotationOutcome,
  ),
  /** Ends filling a plan's week; nothing is written then. Nothing happens when none is being filled. */
  stopRotation: read(z.strictObject({ planId: PlanId }), Done),
  /**
   * Does what would help, as one step; the week is not filled by it. A demand for every group of which one group's part
   * is changed becomes a demand for each group.
   */
  applyRemedy: change(z.strictObject({ planId: PlanId, change: RemedyChange }), Done),
  /** What every drop of a cell would do; nothing is changed. */
  previewCell: read(z.strictObject({ planId: PlanId, cell: CellKey }), CellChoices),
  /**
   * Puts a group at a station; null = at none. What breaks a rule is done all the same: the teacher decides. Refused
   * where the cell is locked, as swapping it and clearing it are.
   */
  placeGroup: change(
    z.strictObject({ planId: PlanId, cell: CellKey, stationId: StationId.nullable() }),
    Done,
  ),
  /** Each of two cells of a week gets the other's station. */
  swapCells: change(z.strictObject({ planId: PlanId, one: CellKey, other: CellKey }), Done),
  lockCells: change(
    z.strictObject({ planId: PlanId, cells: z.array(CellKey).min(1).max(20_000), locked: z.boolean() }),
    Done,
  ),
  /** Takes the stations out of cells; null = of all that are not locked, in every week. */
  clearCells: change(
    z.strictObject({ planId: PlanId, cells: z.array(CellKey).min(1).max(20_000).nullable() }),
    Done,
  ),

  /**
   * Of the meeting that a group has in a block. What is left out stays; null follows the group (the check: the plan)
   * again. Refused when that meeting is not there any more.
   */
  updateMeeting: change(
    z.strictObject({
      planId: PlanId,
      week: Week,
      blockId: BlockId,
      position: Position,
      aim: Text.nullable().optional(),
      moves: Text.nullable().optional(),
      materials: Text.nullable().optional(),
      check: Text.nullable().optional(),
    }),
    Done,
  ),
  /** Newest day first. */
  readMeetingNotes: read(z.strictObject({ planId: PlanId }), z.array(MeetingNote)),
  /** Writes down what happened, in place of what was written before; an empty text takes the note away. */
  noteMeeting: change(
    z.strictObject({ planId: PlanId, day: Day, position: Position, start: Minute, text: Text }),
    Done,
  ),

  /** Who is absent on a day; it holds for every plan of the class. */
  readAbsent: read(
    z.strictObject({ planId: PlanId, day: Day }),
    z.object({ studentIds: z.array(StudentId) }),
  ),
  setAbsent: change(
    z.strictObject({ planId: PlanId, studentId: StudentId, day: Day, absent: z.boolean() }),
    Done,
  ),
  /** A date as it can be projected. @throws NotFound when the plan has no rotation */
  readDay: read(z.strictObject({ planId: PlanId, day: Day }), DayBoard),
}
