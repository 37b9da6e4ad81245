import fc from 'fast-check'
import type { SpareBlock } from '../../../src-main/rotation/add-block.ts'
import { loadLinearSolver } from '../../../src-main/rotation/linear-solver.ts'
import { proposeWeek, type Proposal } from '../../../src-main/rotation/propose-week.ts'
import {
  ANYWHERE,
  weekOf,
  type Adult,
  type Block,
  type Demand,
  type LockedCell,
  type RotatingGroup,
  type RotatingStudent,
  type Station,
  type Week,
  type WeekProblem,
} from '../../../src-main/rotation/week-problem.ts'

interface Proposing {
  readonly seed?: number
  readonly present?: Week | null
  readonly spare?: readonly SpareBlock[]
}

/** Takes the time it needs. */
export const propose = (
  problem: WeekProblem,
  { seed = 1, present = null, spare = [] }: Proposing = {},
): Promise<Proposal> =>
  proposeWeek(problem, {
    ...{ seed, present, spare },
    loadSolver: loadLinearSolver,
    most: { toDecide: Infinity, toImprove: Infinity },
  })

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at)

export const group = (more: Partial<RotatingGroup> = {}): RotatingGroup => ({ need: 0, away: [], ...more })
export const station = (more: Partial<Station> = {}): Station => ({
  capacity: 1,
  lead: { kind: 'nobody' },
  closed: [],
  ...more,
})
export const table = (more: Partial<Station> = {}): Station => station({ lead: { kind: 'teacher' }, ...more })

/** Blocks of 20 minutes from nine o'clock: so many on each day. */
export const days = (counts: readonly number[], more: Partial<Block> = {}): Block[] =>
  counts.flatMap((count, day) =>
    upTo(count).map((at): Block => ({
      day,
      start: 540 + 20 * at,
      minutes: 20,
      kind: 'work',
      hasTeacher: true,
      everybody: true,
      ...more,
    })),
  )

/** A block that could be added, where everybody is there but who is named. */
export const spareBlock = (more: Partial<SpareBlock> = {}): SpareBlock => ({
  ...{ day: 0, start: 700, minutes: 20 },
  ...{ groupsAway: [], studentsAway: [], adultsHere: [] },
  ...more,
})

export const atTable = (
  at: number,
  least: number,
  blocks: readonly number[],
  most: number | null = null,
): Demand => ({
  kind: 'groupAtTable',
  group: at,
  least,
  most,
  blocks,
})

/** A problem with nothing asked but places for everybody. */
export const weekProblem = (more: Partial<WeekProblem>): WeekProblem => ({
  groups: [],
  students: [],
  stations: [],
  blocks: [],
  adults: [],
  demands: [],
  locked: [],
  ...more,
})

/** How large random problems may be. */
export interface Size {
  readonly groups: number
  readonly stations: number
  readonly blocks: number
  readonly demands: number
}

const some = (count: number, share: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.nat({ max: 99 }), { minLength: count, maxLength: count })
    .map(draws => upTo(count).filter(at => (draws[at] ?? 0) < share * 100))

const exactly = <T>(one: fc.Arbitrary<T>, count: number) =>
  fc.array(one, { minLength: count, maxLength: count })

/** Blocks with breaks, on days and in weeks as it comes. */
const anyBlocks = (count: number): fc.Arbitrary<Block[]> =>
  exactly(
    fc.record({
      newDay: fc.constantFrom(0, 0, 0, 1, 1, 7),
      kind: fc.constantFrom<Block['kind']>('work', 'work', 'work', 'work', 'work', 'break'),
      hasTeacher: fc.constantFrom(true, true, true, false),
      everybody: fc.constantFrom(true, true, true, false),
      minutes: fc.constantFrom(20, 20, 15, 5),
    }),
    count,
  ).map(blocks => {
    let day = 0
    return blocks.map(({ newDay, ...rest }, at): Block => {
      day += at === 0 ? 0 : newDay
      return { ...rest, day, start: 540 + 20 * at }
    })
  })

/** Any well-formed problem up to a size: many can be met, many cannot. */
export function anyWeek(size: Size): fc.Arbitrary<WeekProblem> {
  return fc
    .record({
      groupCount: fc.integer({ min: 1, max: size.groups }),
      stationCount: fc.integer({ min: 1, max: size.stations }),
      blocks: fc.integer({ min: 1, max: size.blocks }).chain(anyBlocks),
      adultCount: fc.nat({ max: 2 }),
      studentCount: fc.nat({ max: 3 }),
    })
    .chain(({ groupCount, stationCount, blocks, adultCount, studentCount }) => {
      const blockCount = blocks.length
      const lead = fc.constantFrom<Station['lead']>(
        { kind: 'nobody' },
        { kind: 'nobody' },
        { kind: 'teacher' },
        { kind: 'adult', adult: null },
        ...upTo(adultCount).map((adult): Station['lead'] => ({ kind: 'adult', adult })),
      )
      return fc.record({
        groups: exactly(
          fc.record({
            need: fc.constantFrom(0, 1, 2, 5, 999, 1000),
            away: fc.oneof(
              { arbitrary: some(blockCount, 0.1), weight: 9 },
              { arbitrary: fc.constant(upTo(blockCount)), weight: 1 },
            ),
          }),
          groupCount,
        ),
        students: exactly(
          fc.record<RotatingStudent>({
            group: fc.integer({ min: -1, max: groupCount - 1 }),
            away: some(blockCount, 0.3),
          }),
          studentCount,
        ),
        stations: exactly(
          fc.record<Station>({
            capacity: fc.constantFrom(0, 1, 1, 1, 2, 3),
            lead,
            closed: some(blockCount, 0.05),
          }),
          stationCount,
        ),
        blocks: fc.constant(blocks),
        adults: exactly(fc.record<Adult>({ here: some(blockCount, 0.7) }), adultCount),
        demands: anyDemands(size.demands, blocks, groupCount, stationCount, studentCount),
        locked: fc.uniqueArray(
          fc.record<LockedCell>({
            block: fc.nat({ max: blockCount - 1 }),
            group: fc.nat({ max: groupCount - 1 }),
            station: fc.integer({ min: ANYWHERE, max: stationCount - 1 }),
          }),
          { maxLength: 3, selector: ({ block, group: at }) => block * groupCount + at },
        ),
      })
    })
}

/** Demands of every kind, and now and then several limits of the changes of one group. */
function anyDemands(
  most: number,
  blocks: readonly Block[],
  groupCount: number,
  stationCount: number,
  studentCount: number,
): fc.Arbitrary<Demand[]> {
  const all = upTo(blocks.length)
  const ofOneWeek = fc
    .constantFrom(...blocks.map(weekOf))
    .map(week => all.filter(at => weekOf(blocks[at] ?? { day: 0 }) === week))
  const where = fc.oneof(fc.constant(all), ofOneWeek, some(blocks.length, 0.6))
  const groupAt = fc.nat({ max: groupCount - 1 })
  const visits = fc.record({ least: fc.nat({ max: 2 }), most: fc.constantFrom(null, null, 0, 1, 2, 3) })
  const limit = fc.record({ most: fc.nat({ max: 2 }), blocks: where })
  const kinds: fc.Arbitrary<Demand[]>[] = [
    fc
      .tuple(groupAt, visits, where)
      .map(([at, both, on]) => [{ kind: 'groupAtTable', group: at, blocks: on, ...both }]),
    fc
      .tuple(groupAt, fc.nat({ max: stationCount - 1 }), visits, where)
      .map(([at, to, both, on]) => [{ kind: 'station', group: at, station: to, blocks: on, ...both }]),
    fc
      .tuple(groupAt, fc.array(limit, { minLength: 1, maxLength: 3 }))
      .map(([at, limits]) => limits.map(one => ({ kind: 'changes', group: at, ...one }))),
  ]
  if (groupCount > 1) {
    const two = fc.tuple(groupAt, fc.integer({ min: 1, max: groupCount - 1 }))
    kinds.push(
      fc
        .tuple(two, where)
        .map(([[one, further], on]) => [
          { kind: 'apart', groups: [one, (one + further) % groupCount], blocks: on },
        ]),
    )
  }
  if (studentCount > 0) {
    kinds.push(
      fc
        .tuple(fc.nat({ max: studentCount - 1 }), visits, where)
        .map(([student, both, on]) => [{ kind: 'studentAtTable', student, blocks: on, ...both }]),
    )
  }
  return fc.array(fc.oneof(...kinds), { maxLength: most }).map(lists => lists.flat().slice(0, most))
}
