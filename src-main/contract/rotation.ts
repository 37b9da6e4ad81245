import { z } from 'zod'
import { AdultId, BlockId, Day, DemandId, GroupId, PlanId, PullOutId, StationId, StudentId } from './ids.ts'
import { MAX_GROUPS } from './plans.ts'
import { Sentence } from './sentence.ts'
import { MINUTES_OF_A_DAY, STATION_ICONS, STATION_KINDS } from './station-choices.ts'

/*
 * The week of a plan: when which group is where. A *block* is a piece of time, the same in every week (or in every
 * second one); in a block of rotation every group is at one *station*. A *cell* is one group in one block of one week;
 * it has a station or none. A *visit* is a cell with a station, a *meeting* a visit to a table, where the teacher sits.
 * Groups are known by their position (0 = A): the week stays when the class is grouped anew.
 */

/** Minutes after midnight: 550 = 9:10. */
export const Minute = z.int().min(0).max(MINUTES_OF_A_DAY)
export const Length = z.int().min(1).max(600)
/** 0 = A. */
export const Position = z
  .int()
  .min(0)
  .max(MAX_GROUPS - 1)

/** 1 = Monday to 7 = Sunday. */
export const Weekday = z.int().min(1).max(7)
/** One of two weeks that alternate. Where they do not, every week is `a`. */
export const Week = z.enum(['a', 'b'])
export type Week = z.infer<typeof Week>
/** In which weeks something is; `every` also where weeks do not alternate. */
export const Weeks = z.enum(['every', 'a', 'b'])
export type Weeks = z.infer<typeof Weeks>

export const Station = z.object({
  id: StationId,
  name: z.string(),
  icon: z.enum(STATION_ICONS),
  kind: z.enum(STATION_KINDS),
  /** How many groups may be there at a time. */
  capacity: z.int(),
  /** A group may be there only while an adult is: the teacher at a table, elsewhere another adult in her hours. */
  needsAdult: z.boolean(),
  /** What there is to take or bring. Projected and printed, so never about one group. */
  materials: z.string(),
  /** The adult who leads it; null = the teacher at a table (always), elsewhere whoever of the adults is free, or nobody. */
  leaderId: AdultId.nullable(),
})
export type Station = z.infer<typeof Station>

/** `rotation`: every group at a station. `break`: recess, lunch. `together`: the whole class, a lesson or a closing. */
export const BlockKind = z.enum(['rotation', 'break', 'together'])
export type BlockKind = z.infer<typeof BlockKind>

export const Block = z.object({
  id: BlockId,
  weekday: Weekday,
  weeks: Weeks,
  start: Minute,
  minutes: Length,
  kind: BlockKind,
  name: z.string(),
  /** The teacher is there. In a block of rotation without her nobody can be at a table. */
  hasTeacher: z.boolean(),
})
export type Block = z.infer<typeof Block>

/** A piece of time of the week. `until` is after `from`. */
export const Hours = z.object({ weekday: Weekday, weeks: Weeks, from: Minute, until: Minute })
export type Hours = z.infer<typeof Hours>

/** Anybody but the teacher who leads a station: an aide, a specialist, a parent. */
export const Adult = z.object({ id: AdultId, name: z.string(), hours: z.array(Hours) })
export type Adult = z.infer<typeof Adult>

/** A group, by its position, or a student. */
export const Who = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), position: Position }),
  z.object({ kind: z.literal('student'), studentId: StudentId }),
])
export type Who = z.infer<typeof Who>

/**
 * A student or group who is elsewhere at a fixed time: speech, band. Who is away for half of a block or more counts as
 * not there in it. The name is for the teacher's own eyes: it is never projected.
 */
export const PullOut = Hours.extend({ id: PullOutId, who: Who, name: z.string() })
export type PullOut = z.infer<typeof PullOut>

const Times = z.int().min(1).max(50)

/** What the week has to hold. */
export const DemandTerms = z.discriminatedUnion('kind', [
  /** At least so many meetings a week. A student's count only in blocks in which the student is there. */
  z.object({
    kind: z.literal('tableVisits'),
    who: z.union([z.object({ kind: z.literal('everyGroup') }), Who]),
    least: Times,
  }),
  /** At least so many visits of a station a week. */
  z.object({ kind: z.literal('mustVisit'), position: Position, stationId: StationId, least: Times }),
  z.object({ kind: z.literal('mustNotVisit'), position: Position, stationId: StationId }),
  /** Two groups that are never at one station at one time. */
  z.object({ kind: z.literal('apart'), positions: z.tuple([Position, Position]) }),
  /** At most so many times a day a group goes from one station to another. */
  z.object({ kind: z.literal('mostChanges'), most: z.int().min(0).max(50) }),
])
export type DemandTerms = z.infer<typeof DemandTerms>

export const Demand = z.object({
  id: DemandId,
  terms: DemandTerms,
  /** "Group B at the table at least 3 times a week". */
  words: Sentence,
})
export type Demand = z.infer<typeof Demand>

/** One group in one block of one week. */
export const CellKey = z.strictObject({ week: Week, blockId: BlockId, position: Position })
export type CellKey = z.infer<typeof CellKey>

export const Cell = z.object({
  blockId: BlockId,
  position: Position,
  stationId: StationId.nullable(),
  /** Proposing leaves it as it is, and by hand it is not changed before it is unlocked. */
  locked: z.boolean(),
})
export type Cell = z.infer<typeof Cell>

/**
 * Something in the week that should not be. The first seven are rules; `twiceRunning` (one station in two blocks that
 * follow each other), `missed` (a student is pulled out while the group is at the table) and `nowhere` (no station) are
 * only worth knowing.
 */
export const ConflictKind = z.enum([
  'capacity',
  'noAdult',
  'adultTwice',
  'away',
  'mustNotVisit',
  'apart',
  'mostChanges',
  'twiceRunning',
  'missed',
  'nowhere',
])
export type ConflictKind = z.infer<typeof ConflictKind>

export const Conflict = z.object({
  kind: ConflictKind,
  /** A rule is broken; false = only worth knowing. */
  isRule: z.boolean(),
  /** The cells to mark, all of the week it stands in. */
  cells: z.array(CellKey).min(1),
  /** A sentence with names and the reason: "Library takes 1 group at a time; A and C are there on Monday 9:10." */
  words: Sentence,
})
export type Conflict = z.infer<typeof Conflict>

/** A demand that the week does not meet, or that does not count because its group is not there. */
export const UnmetDemand = z.object({
  demandId: DemandId,
  /** Whom it concerns; null = nobody alone. Of a demand for every group there is one for each that falls short. */
  who: Who.nullable(),
  /** "Group B is at the table 2 times; 3 were asked for." */
  words: Sentence,
})
export type UnmetDemand = z.infer<typeof UnmetDemand>

/** Time with the teacher in a week. Whole-class time is not in it. */
export const TableTime = z.object({ visits: z.int(), minutes: z.int() })
export type TableTime = z.infer<typeof TableTime>

/**
 * A group's n-th meeting of the week, in the order of time. What it is about stays with its block when meetings
 * before it come or go. That of a meeting that goes is for one that came since and about which nothing was
 * written, or waits for the next: a meeting that is moved to another block keeps its aim, whichever is done first.
 */
export const Meeting = z.object({
  position: Position,
  /** 0 = the group's first of the week. */
  ordinal: z.int(),
  blockId: BlockId,
  stationId: StationId,
  /** As written here, or the group's. */
  aim: z.string(),
  moves: z.string(),
  materials: z.string(),
  /** "How will I know?" As written here, or the plan's success criteria. */
  check: z.string(),
  /** Which of the four were written here; the others follow the group and the plan. */
  own: z.object({ aim: z.boolean(), moves: z.boolean(), materials: z.boolean(), check: z.boolean() }),
  /** The students of the group who are pulled out at that time. */
  away: z.array(StudentId),
})
export type Meeting = z.infer<typeof Meeting>

/** One week as it stands. */
export const WeekBoard = z.object({
  week: Week,
  /**
   * Another text when anything is that a filled week is judged by, also what is not shown here: how much each group
   * needs the teacher.
   */
  judgedBy: z.string(),
  /** One for each group of the plan and block of rotation of this week: blocks by day and time, groups by position. */
  cells: z.array(Cell),
  conflicts: z.array(Conflict),
  unmet: z.array(UnmetDemand),
  groupTime: z.array(TableTime.extend({ position: Position })),
  /** Everybody who sits in a group; only blocks in which they are there count. */
  studentTime: z.array(TableTime.extend({ studentId: StudentId })),
  /** By day, time and group. */
  meetings: z.array(Meeting),
  /** Who is pulled out of which block of any kind. */
  away: z.array(z.object({ blockId: BlockId, studentId: StudentId, pullOutId: PullOutId })),
})
export type WeekBoard = z.infer<typeof WeekBoard>

/** The groups a week is about, as on the plan's board. */
export const RotationGroup = z.object({
  id: GroupId,
  position: Position,
  letter: z.string(),
  name: z.string(),
  /** By label. */
  studentIds: z.array(StudentId),
})
export type RotationGroup = z.infer<typeof RotationGroup>

/** A plan's rotation as it stands on the screen. */
export const RotationBoard = z.object({
  planId: PlanId,
  /** By position. Empty until groups were made: then the week has no cells either. */
  groups: z.array(RotationGroup),
  /** In the teacher's order. */
  stations: z.array(Station),
  /** By weekday and start, those of both weeks. No two that meet in a week overlap. */
  blocks: z.array(Block),
  adults: z.array(Adult),
  pullOuts: z.array(PullOut),
  demands: z.array(Demand),
  /** The Monday of a week A, where weeks alternate; null = every week is the same. */
  weekAFrom: Day.nullable(),
  /** `a` alone, or `a` and `b`. */
  weeks: z.array(WeekBoard),
  /** What week today is in. */
  thisWeek: Week,
})
export type RotationBoard = z.infer<typeof RotationBoard>

/** What happened in a meeting, written down afterwards. It stays when blocks are changed. */
export const MeetingNote = z.object({
  day: Day,
  position: Position,
  letter: z.string(),
  /** Start of the meeting. */
  start: Minute,
  text: z.string(),
  /**
   * Who was in the group when the note was first written and not marked absent that day; some may not be in the class
   * any more.
   */
  studentIds: z.array(StudentId),
})
export type MeetingNote = z.infer<typeof MeetingNote>

/** Somebody on the projector: the name as on maps and cards. */
const ProjectedStudent = z.strictObject({ studentId: StudentId, name: z.string() })

/** A station of a block with who is there. */
export const ProjectedStation = z.strictObject({
  stationId: StationId,
  name: z.string(),
  icon: z.enum(STATION_ICONS),
  isTable: z.boolean(),
  materials: z.string(),
  /** Name of the adult who leads it in this block; null = the teacher, or nobody. */
  adult: z.string().nullable(),
  groups: z.array(
    z.strictObject({
      letter: z.string(),
      name: z.string(),
      /** Who is there: neither absent nor pulled out. By name. */
      students: z.array(ProjectedStudent),
    }),
  ),
})
export type ProjectedStation = z.infer<typeof ProjectedStation>

export const ProjectedBlock = z.strictObject({
  blockId: BlockId,
  kind: BlockKind,
  name: z.string(),
  start: Minute,
  minutes: Length,
  /** In the teacher's order, those without a group too; empty unless it is a rotation. */
  stations: z.array(ProjectedStation),
  /** Groups without a station in this block. */
  withoutStation: ProjectedStation.shape.groups,
  /** Groups without a station all of whose students are pulled out. Never why, nor where they are. */
  elsewhere: z.array(z.strictObject({ letter: z.string(), name: z.string() })),
  /** Who is there and sits in no group, by name; empty unless it is a rotation. */
  ungrouped: z.array(ProjectedStudent),
  /** Who of `DayBoard.students` is not in the room, in a block of any kind. Never why, nor where they are. */
  notThere: z.array(StudentId),
})
export type ProjectedBlock = z.infer<typeof ProjectedBlock>

/**
 * A date as the class may see it on the wall: names, letters, stations, materials and times, and nothing else. It is
 * strict: a value that is not named here cannot get out.
 */
export const DayBoard = z.strictObject({
  planId: PlanId,
  day: Day,
  weekday: Weekday,
  week: Week,
  /** In order; empty when nothing is on that day. */
  blocks: z.array(ProjectedBlock),
  /** Everybody of the class who is not absent, by name. */
  students: z.array(ProjectedStudent),
  /** The next date after this one with a block, within two weeks. */
  nextDay: Day.nullable(),
})
export type DayBoard = z.infer<typeof DayBoard>

/** What doing something to one cell would do to the week; where a lock forbids it, only that is said, as worse. */
const Effect = z.object({
  /** Conflicts and unmet demands that are not there now, or smaller, in words; rules first. */
  worse: z.array(z.object({ words: Sentence, isRule: z.boolean() })),
  /** Those that are there now and would be gone, or smaller. */
  better: z.array(z.object({ words: Sentence, isRule: z.boolean() })),
})

/** What would come of picking up a cell, before it is dropped. */
export const CellChoices = z.object({
  /** Putting the group at each station, in their order; null, last = at none. Its own is not among them. */
  stations: z.array(Effect.extend({ stationId: StationId.nullable() })),
  /** Swapping with every other cell of the week that has another station, by time and group. */
  swaps: z.array(Effect.extend({ cell: CellKey })),
})
export type CellChoices = z.infer<typeof CellChoices>
