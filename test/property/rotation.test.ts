import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpareBlock } from '../../src-main/rotation/add-block.ts'
import { askOnly, everythingAsked, nameOf, unmetBy } from '../../src-main/rotation/asked.ts'
import { boundMeasure } from '../../src-main/rotation/bounds.ts'
import { findConflicts } from '../../src-main/rotation/conflicts.ts'
import { fillWeek } from '../../src-main/rotation/fill-week.ts'
import { compareMeasures, measureWeek, type Measure } from '../../src-main/rotation/measure.ts'
import type { Change } from '../../src-main/rotation/remedies.ts'
import { checkWeekProblem, type WeekProblem } from '../../src-main/rotation/week-problem.ts'
import { shapeWeek } from '../../src-main/rotation/week-shape.ts'
import { WeekState } from '../../src-main/rotation/week-state.ts'
import { bestByTrying, figuresOf, holds, rowsOf } from '../unit/rotation/brute-force.ts'
import { anyWeek, propose } from '../unit/rotation/weeks.ts'

const SMALL = { groups: 3, stations: 3, blocks: 4, demands: 4 }
/** One group with many blocks: what is asked of it day by day. */
const THIN = { groups: 1, stations: 3, blocks: 6, demands: 4 }
const MEDIUM = { groups: 5, stations: 4, blocks: 8, demands: 8 }

const figures = ({ repeats, missed, waiting, idle, unevenness, bunching, withoutTeacher }: Measure) => [
  repeats,
  missed,
  waiting,
  idle,
  unevenness,
  bunching,
  withoutTeacher,
]

/** All sets of so many. */
function setsOf<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return list.flatMap((one, at) => setsOf(list.slice(at + 1), size - 1).map(rest => [one, ...rest]))
}

/** Whether the application can do a change: it asks for something still, and gives no more room than can be used. */
function canBeDone(
  { demands, groups, stations, blocks, locked }: WeekProblem,
  spare: readonly SpareBlock[],
  change: Change,
): boolean {
  switch (change.kind) {
    case 'giveUp':
      // A place for everybody is no demand that could be removed.
      return (change.asked.kind === 'demand' ? demands : locked)[change.asked.at] !== undefined
    case 'nowhere':
      return (
        change.groups.length > 0 &&
        change.groups.every(
          group =>
            groups[group]?.away.includes(change.block) === false &&
            !locked.some(lock => lock.block === change.block && lock.group === group),
        )
      )
    case 'least':
      return change.visits > 0
    case 'leasts':
      return change.demands.every(({ visits }) => visits > 0)
    case 'most': {
      const demand = demands[change.demand]
      return demand !== undefined && change.visits <= demand.blocks.length
    }
    case 'room': {
      const { closed = [] } = stations[change.station] ?? {}
      return change.capacity <= groups.length && blocks.some((_, at) => !closed.includes(at))
    }
    case 'blocks':
      return change.spare.length > 0 && change.spare.every(at => spare[at] !== undefined)
    case 'teacher':
      return change.blocks.every(at => blocks[at]?.hasTeacher === false)
    case 'adult':
      return change.blocks.length > 0
  }
}

/** One more block on each day, right after the last one, in which somebody is away or not. */
const spareOf = ({ blocks, groups, students, adults }: WeekProblem): SpareBlock[] => {
  const last = new Map(blocks.map(block => [block.day, block]))
  const every = (list: readonly unknown[], step: number) => [...list.keys()].filter(at => at % step === 1)
  return [...last.values()].map(({ day, start, minutes }, at) => ({
    ...{ day, start: start + minutes, minutes },
    groupsAway: every(groups, at + 2),
    studentsAway: every(students, at + 2),
    adultsHere: [...adults.keys()],
  }))
}

/** Any way to fill the week, sensible or not. */
const anyFilling = (problem: WeekProblem) =>
  fc
    .array(fc.integer({ min: -1, max: problem.stations.length - 1 }), {
      minLength: problem.blocks.length * problem.groups.length,
      maxLength: problem.blocks.length * problem.groups.length,
    })
    .map(cells => ({ problem, week: Int32Array.from(cells) }))

describe('a proposed week', () => {
  it('is the best there is, or impossible exactly when there is none', async () => {
    let met = 0
    let impossible = 0
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyWeek(SMALL), anyWeek(THIN)), async problem => {
        const best = bestByTrying(problem)
        fc.pre(best !== undefined)
        const proposal = await propose(problem)
        expect(proposal.kind).toBe(best === null ? 'impossible' : 'met')
        if (best === null) {
          impossible++
          return
        }
        met++
        expect(figures(proposal.measure)).toEqual(best)
        expect(proposal.isBest).toBe(true)
      }),
      { numRuns: 400 },
    )
    // Both are really tried.
    expect(Math.min(met, impossible)).toBeGreaterThan(40)
  })

  it('is met if and only if nothing is in conflict, and what is said of it is so', async () => {
    await fc.assert(
      fc.asyncProperty(anyWeek(MEDIUM), async problem => {
        const proposal = await propose(problem)
        const rows = rowsOf(problem, proposal.week)
        expect(proposal.kind === 'met').toBe(holds(problem, rows))
        expect(proposal.conflicts).toEqual(findConflicts(problem, proposal.week))
        expect(proposal.conflicts.length === 0).toBe(proposal.kind === 'met')
        expect(figures(proposal.measure)).toEqual(figuresOf(problem, rows))
      }),
      { numRuns: 500 },
    )
  })

  it('that cannot be comes with a set that really contradicts itself, and loses that without any one of it', async () => {
    const onlyImpossible = anyWeek({ ...SMALL, demands: 6 }).filter(problem => bestByTrying(problem) === null)
    await fc.assert(
      fc.asyncProperty(onlyImpossible, async problem => {
        const proposal = await propose(problem)
        if (proposal.kind !== 'impossible') throw new Error('It is impossible.')
        const { asked, isIrreducible, isSmallest } = proposal.contradiction
        expect(isIrreducible).toBe(true)
        if (isSmallest) {
          // Any smaller set can hold: those with one fewer are enough, for fewer ask for less.
          for (const set of setsOf(everythingAsked(problem), asked.length - 1)) {
            expect(bestByTrying(askOnly(problem, set))).not.toBeNull()
          }
        } else expect(asked.length).toBeGreaterThan(4)
        expect(bestByTrying(askOnly(problem, asked))).toBeNull()
        for (const one of asked) {
          const rest = asked.filter(other => other !== one)
          expect(bestByTrying(askOnly(problem, rest))).not.toBeNull()
        }
      }),
      { numRuns: 60 },
    )
  })

  it('that cannot be comes with remedies that help, and help with everything where they say so', async () => {
    const onlyImpossible = anyWeek(SMALL).filter(problem => bestByTrying(problem) === null)
    await fc.assert(
      fc.asyncProperty(onlyImpossible, async problem => {
        const spare = spareOf(problem)
        const proposal = await propose(problem, { spare })
        if (proposal.kind !== 'impossible') throw new Error('It is impossible.')
        const { asked } = proposal.contradiction
        // Giving one of them up is always among them.
        const given = proposal.remedies.filter(({ change }) => change.kind === 'giveUp')
        expect(given).toHaveLength(asked.filter(({ kind }) => kind !== 'everybody').length)
        for (const { change, changed, solvesAll } of proposal.remedies) {
          checkWeekProblem(changed)
          expect(canBeDone(problem, spare, change)).toBe(true)
          if (change.kind === 'giveUp') {
            const rest = asked.filter(one => nameOf(one) !== nameOf(change.asked))
            expect(bestByTrying(askOnly(problem, rest))).not.toBeNull()
          }
          const best = bestByTrying(changed)
          if (best !== undefined) expect(solvesAll).toBe(best !== null)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never puts more groups anywhere than there is room for, whatever is asked', async () => {
    let missed = 0
    const unlocked = anyWeek({ ...MEDIUM, demands: 12 }).map(problem => ({ ...problem, locked: [] }))
    await fc.assert(
      fc.asyncProperty(unlocked, async problem => {
        const { week, conflicts } = await propose(problem)
        expect(unmetBy(problem, week)).not.toBeNull()
        if (conflicts.length > 0) missed++
      }),
      { numRuns: 250 },
    )
    expect(missed).toBeGreaterThan(50)
  })

  it('is the week there is, whatever the seed, unless that is not as it should be or another one is better', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyWeek(SMALL).chain(anyFilling),
        fc.nat(),
        async ({ problem, week: anything }, seed) => {
          const { week: best, kind } = await propose(problem)
          fc.pre(kind === 'met')
          expect((await propose(problem, { seed, present: best })).week).toEqual(best)
          const { week, measure } = await propose(problem, { seed, present: anything })
          expect(figures(measure)).toEqual(figures(measureWeek(problem, best)))
          const isAsGood =
            holds(problem, rowsOf(problem, anything)) &&
            compareMeasures(measureWeek(problem, anything), measure) === 0
          if (isAsGood) expect(week).toEqual(anything)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(anyWeek(MEDIUM), fc.integer(), (problem, seed) => {
        expect(fillWeek(problem, seed)).toEqual(fillWeek(problem, seed))
      }),
      { numRuns: 40 },
    )
  })
})

describe('any filled week', () => {
  it('is free of conflicts exactly when it keeps the rules, and measured by the words of the measure', () => {
    fc.assert(
      fc.property(anyWeek(MEDIUM).chain(anyFilling), ({ problem, week }) => {
        const rows = rowsOf(problem, week)
        expect(findConflicts(problem, week).length === 0).toBe(holds(problem, rows))
        expect(figures(measureWeek(problem, week))).toEqual(figuresOf(problem, rows))
      }),
      { numRuns: 300 },
    )
  })

  it('names the cells of every conflict but of visits that are missing', () => {
    fc.assert(
      fc.property(anyWeek(SMALL).chain(anyFilling), ({ problem, week }) => {
        for (const conflict of findConflicts(problem, week)) {
          for (const { block, group } of conflict.cells) {
            expect(block).toBeLessThan(problem.blocks.length)
            expect(group).toBeLessThan(problem.groups.length)
          }
          if (conflict.kind === 'tooFew') continue
          expect(conflict.cells.length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('is followed by the search change by change', () => {
    const change = fc.tuple(fc.nat(), fc.nat())
    fc.assert(
      fc.property(
        anyWeek(MEDIUM).chain(anyFilling),
        fc.array(change, { maxLength: 30 }),
        ({ problem, week }, changes) => {
          const shape = shapeWeek(problem)
          const state = new WeekState(shape, week)
          for (const [at, to] of changes) {
            const cell = at % week.length
            if (shape.fixed[cell] === -2) state.set(cell, (to % (problem.stations.length + 1)) - 1)
          }
          expect(figures(state)).toEqual(figures(measureWeek(problem, state.week)))
          expect(state.violations).toBe(new WeekState(shape, state.week).violations)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is never better than the bound, if it meets the demands', () => {
    fc.assert(
      fc.property(fc.oneof(anyWeek(SMALL), anyWeek(THIN)), problem => {
        const best = bestByTrying(problem)
        if (!best) return
        const [
          repeats = 0,
          missed = 0,
          waiting = 0,
          idle = 0,
          unevenness = 0,
          bunching = 0,
          withoutTeacher = 0,
        ] = best
        const known = { repeats, missed, waiting, idle, unevenness, bunching, withoutTeacher }
        const bound = figures(boundMeasure(shapeWeek(problem), known))
        for (const [at, figure] of best.entries()) expect(figure).toBeGreaterThanOrEqual(bound[at] ?? 0)
      }),
      { numRuns: 2000 },
    )
  })
})
