import fc from 'fast-check'
import { loadLinearSolver } from '../../../src-main/rotation/linear-solver.ts'
import { proposeWeek, type Proposal } from '../../../src-main/rotation/propose-week.ts'
import type {
  Adult,
  Block,
  Demand,
  LockedCell,
  RotatingGroup,
  RotatingStudent,
  Station,
  WeekProblem,
} from '../../../src-main/rotation/week-problem.ts'

export const propose = (problem: WeekProblem, seed = 1): Promise<Proposal> =>
  proposeWeek(problem, { seed, loadSolver: loadLinearSolver, shouldStop: () => false })

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

/** Any well-formed problem up to a size: most can be met, some cannot. */
export function anyWeek(size: Size): fc.Arbitrary<WeekProblem> {
  return fc
    .record({
      groupCount: fc.integer({ min: 1, max: size.groups }),
      stationCount: fc.integer({ min: 1, max: size.stations }),
      blockCount: fc.integer({ min: 1, max: size.blocks }),
      adultCount: fc.nat({ max: 2 }),
      studentCount: fc.nat({ max: 2 }),
    })
    .chain(({ groupCount, stationCount, blockCount, adultCount, studentCount }) => {
      const oftenAll = (share: number) => fc.oneof(fc.constant(upTo(blockCount)), some(blockCount, share))
      const groupAt = fc.nat({ max: groupCount - 1 })
      const visits = fc.record({ least: fc.nat({ max: 2 }), most: fc.constantFrom(null, null, 0, 1, 2, 3) })
      const demands: fc.Arbitrary<Demand>[] = [
        fc
          .tuple(groupAt, visits, oftenAll(0.6))
          .map(([at, both, blocks]) => ({ kind: 'groupAtTable', group: at, blocks, ...both })),
        fc
          .tuple(groupAt, fc.nat({ max: stationCount - 1 }), visits, oftenAll(0.6))
          .map(([at, to, both, blocks]) => ({ kind: 'station', group: at, station: to, blocks, ...both })),
        fc
          .tuple(groupAt, fc.nat({ max: 2 }), oftenAll(0.6))
          .map(([at, most, blocks]) => ({ kind: 'changes', group: at, most, blocks })),
      ]
      if (groupCount > 1) {
        const two = fc.tuple(groupAt, fc.integer({ min: 1, max: groupCount - 1 }))
        demands.push(
          fc.tuple(two, oftenAll(0.6)).map(([[one, further], blocks]) => ({
            kind: 'apart',
            groups: [one, (one + further) % groupCount],
            blocks,
          })),
        )
      }
      if (studentCount > 0) {
        demands.push(
          fc
            .tuple(fc.nat({ max: studentCount - 1 }), visits, oftenAll(0.6))
            .map(([student, both, blocks]) => ({ kind: 'studentAtTable', student, blocks, ...both })),
        )
      }
      const lead = fc.constantFrom<Station['lead']>(
        { kind: 'nobody' },
        { kind: 'nobody' },
        { kind: 'teacher' },
        { kind: 'adult', adult: null },
        { kind: 'adult', adult: adultCount - 1 },
      )
      const usableLead = lead.map((one): Station['lead'] =>
        one.kind === 'adult' && one.adult === -1 ? { kind: 'adult', adult: null } : one,
      )
      const exactly = <T>(one: fc.Arbitrary<T>, count: number) =>
        fc.array(one, { minLength: count, maxLength: count })
      return fc.record({
        groups: exactly(
          fc.record({ need: fc.constantFrom(0, 1, 2, 5), away: some(blockCount, 0.1) }),
          groupCount,
        ),
        students: exactly(
          fc.record<RotatingStudent>({
            group: fc.integer({ min: -1, max: groupCount - 1 }),
            away: some(blockCount, 0.2),
          }),
          studentCount,
        ),
        stations: exactly(
          fc.record<Station>({
            capacity: fc.constantFrom(0, 1, 1, 1, 2, 3),
            lead: usableLead,
            closed: some(blockCount, 0.05),
          }),
          stationCount,
        ),
        blocks: exactly(
          fc.record({
            newDay: fc.constantFrom(0, 0, 1, 1, 7),
            kind: fc.constantFrom<Block['kind']>('work', 'work', 'work', 'work', 'work', 'break'),
            hasTeacher: fc.constantFrom(true, true, true, false),
            everybody: fc.constantFrom(true, true, true, false),
          }),
          blockCount,
        ).map(blocks => {
          let day = 0
          return blocks.map(({ newDay, ...rest }, at): Block => {
            day += at === 0 ? 0 : newDay
            return { ...rest, day, start: 540 + 20 * at, minutes: 20 }
          })
        }),
        adults: exactly(fc.record<Adult>({ here: some(blockCount, 0.7) }), adultCount),
        demands: fc.array(fc.oneof(...demands), { maxLength: size.demands }),
        locked: fc.uniqueArray(
          fc.record<LockedCell>({
            block: fc.nat({ max: blockCount - 1 }),
            group: groupAt,
            station: fc.integer({ min: -1, max: stationCount - 1 }),
          }),
          { maxLength: 2, selector: ({ block, group: at }) => block * groupCount + at },
        ),
      })
    })
}
