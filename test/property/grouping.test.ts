import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundByPricing, canBePriced } from '../../src-main/grouping/bound-by-pricing.ts'
import { fitAfterMove } from '../../src-main/grouping/consequences.ts'
import { findContradiction } from '../../src-main/grouping/contradiction.ts'
import { totalSpread, withinGroups } from '../../src-main/grouping/fit.ts'
import { keepLabels } from '../../src-main/grouping/keep-labels.ts'
import type { GroupingProblem } from '../../src-main/grouping/problem.ts'
import { countBySize, listAllowedGroups, piecesIn, piecesOf } from '../../src-main/grouping/allowed-groups.ts'
import { assignFocus } from '../../src-main/grouping/assign-focus.ts'
import { costOf, modelCosts } from '../../src-main/grouping/cost-model.ts'
import { loadLinearSolver } from '../../src-main/grouping/linear-solver.ts'
import { nearestNeighbourBound } from '../../src-main/grouping/nearest-neighbour-bound.ts'
import { Branching } from '../../src-main/grouping/price-by-branching.ts'
import { searchGroups } from '../../src-main/grouping/search.ts'
import { standardise } from '../../src-main/grouping/standardise.ts'
import {
  allGroupings,
  bestByTrying,
  costByDefinition,
  evaluate,
  keepsRules,
} from '../unit/grouping/brute-force.ts'
import {
  anyProblem,
  MODES,
  options,
  problem,
  solve,
  withMovesAndMeetings,
} from '../unit/grouping/problems.ts'

describe('groups', () => {
  it.each(MODES)(
    'that are %s are the best there are, and proven, or a contradiction exactly when there is none',
    async kind => {
      await fc.assert(
        fc.asyncProperty(anyProblem(7, [kind]), async problem => {
          const best = bestByTrying(problem)
          const result = await solve(problem)
          expect(result.kind).toBe(best === null ? 'contradiction' : 'grouped')
          if (result.kind !== 'grouped' || best === null) return
          expect(keepsRules(problem, result.groups)).toBe(true)
          const cost = costByDefinition(problem, result.groups)
          expect(cost).toBeLessThanOrEqual(best + 1e-7)
          expect(result.cost).toBeCloseTo(cost, 6)
          if (kind !== 'random') expect(result.bound).toBe(result.cost)
        }),
        { numRuns: 250 },
      )
    },
  )

  it.each(['similar', 'mixed', 'focus', 'interest'] as const)(
    'that are %s stay near today’s and meet new people, as well as can be',
    async kind => {
      await fc.assert(
        fc.asyncProperty(anyProblem(6, [kind]).chain(withMovesAndMeetings), async problem => {
          const best = bestByTrying(problem)
          const result = await solve(problem, { seconds: 0.1 })
          if (result.kind !== 'grouped' || best === null) return
          const cost = costByDefinition(problem, result.groups)
          expect(keepsRules(problem, result.groups)).toBe(true)
          expect(cost).toBeLessThanOrEqual(best + 1e-7)
          expect(result.cost).toBeCloseTo(cost, 6)
          expect(result.bound ?? 0).toBeLessThanOrEqual(best + 1e-6)
        }),
        { numRuns: 150 },
      )
    },
  )

  it('keep every rule at every step, never get worse, and never cost less than the bound', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem(12, MODES), fc.integer(), async (problem, seed) => {
        const search = searchGroups(problem, options({ seed }))
        let last = Infinity
        for await (const step of search) {
          expect(keepsRules(problem, step.groups)).toBe(true)
          expect(step.cost).toBeLessThanOrEqual(last + 1e-9)
          expect(step.bound ?? -Infinity).toBeLessThanOrEqual(step.cost)
          last = step.cost
        }
      }),
      { numRuns: 80 },
    )
  })

  it('have a bound also where they cannot be proven', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem(7, ['similar', 'focus']), async problem => {
        const best = bestByTrying(problem)
        if (best === null) return
        const model = modelCosts(problem, standardise(problem.scores, problem.weights))
        if (problem.mode.kind === 'similar') {
          expect(nearestNeighbourBound(problem, model)).toBeLessThanOrEqual(best + 1e-9)
          return
        }
        const { groups, bound } = assignFocus(problem, model, await loadLinearSolver(), () => false)
        expect(bound ?? 0).toBeLessThanOrEqual(best + 1e-7)
        if (groups === null) return
        expect(keepsRules(problem, groups)).toBe(true)
        expect(costOf(model, groups)).toBeCloseTo(best, 7)
      }),
      { numRuns: 300 },
    )
  })

  it('have a bound by pricing that holds, and is at least that of the nearest neighbours', async () => {
    const solver = await loadLinearSolver()
    let bounded = 0
    await fc.assert(
      fc.asyncProperty(anyProblem(8), async problem => {
        const model = modelCosts(problem, standardise(problem.scores, problem.weights))
        const found = await solve(problem)
        if (found.kind !== 'grouped' || !canBePriced(model)) return
        const pricing = boundByPricing(model, solver, [found.groups], () => false)
        let step = pricing.next()
        while (!step.done) step = pricing.next()
        bounded++
        expect(step.value).toBeLessThanOrEqual(found.cost + 1e-7)
        expect(step.value).toBeGreaterThanOrEqual(nearestNeighbourBound(problem, model) - 1e-4)
      }),
      { numRuns: 200 },
    )
    expect(bounded).toBeGreaterThan(20)
  })

  it('are priced by branching as by listing them all', () => {
    fc.assert(
      fc.property(
        anyProblem(8).chain(problem =>
          fc.record({
            problem: withMovesAndMeetings(problem).map(one => ({ ...one, stay: undefined })),
            prices: fc.array(fc.double({ min: -2, max: 6, noNaN: true }), { minLength: 8, maxLength: 8 }),
          }),
        ),
        ({ problem, prices }) => {
          const model = modelCosts(problem, standardise(problem.scores, problem.weights))
          if (model.units.clash || problem.sizeMin === 0) return
          const pieces = piecesOf(model)
          const each = Float64Array.from(pieces.kindOf, kind => prices[kind] ?? 0)
          const listing = listAllowedGroups(model, pieces, countBySize(pieces, model.sizeMin, model.sizeMax))
          let listed = listing.next()
          while (!listed.done) listed = listing.next()
          const { count, low, high, costs } = listed.value
          let least = Infinity
          for (let at = 0; at < count; at++) {
            const inside = piecesIn(low[at] ?? 0, high[at] ?? 0)
            const units = inside.flatMap(piece => pieces.units[piece] ?? [])
            const spread = units.reduce((sum, unit) => sum + (model.squares[unit] ?? 0), costs[at] ?? NaN)
            least = Math.min(
              least,
              inside.reduce((sum, piece) => sum - (each[piece] ?? 0), spread),
            )
          }
          const search = new Branching(model, pieces).cheaper(each, 1e9, Infinity)
          let step = search.next()
          while (!step.done) step = search.next()
          if (count === 0) expect(step.value.columns).toEqual([])
          else expect(step.value.least).toBeCloseTo(least, 7)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('are the same for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem(10, MODES), fc.integer(), async (problem, seed) => {
        expect(await solve(problem, { seed })).toEqual(await solve(problem, { seed }))
      }),
      { numRuns: 40 },
    )
  })

  it('do not depend on the order of students or skills, nor on a skill’s scale', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProblem(7, ['similar', 'mixed']),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -50, max: 50 }),
        async (problem, times, plus) => {
          const n = problem.scores.length
          const turn = (student: number) => n - 1 - student
          const turned: GroupingProblem = {
            ...problem,
            scores: problem.scores
              .map(row => row.map(v => (v === null ? null : v * times + plus)).toReversed())
              .toReversed(),
            weights: problem.weights.toReversed(),
            together: problem.together.map(([a, b]) => [turn(a), turn(b)]),
            apart: problem.apart.map(([a, b]) => [turn(a), turn(b)]),
            locked: problem.locked.map(([student, group]) => [turn(student), group]),
          }
          const [one, other] = [await solve(problem), await solve(turned)]
          expect(other.kind).toBe(one.kind)
          if (one.kind === 'grouped' && other.kind === 'grouped') expect(other.cost).toBeCloseTo(one.cost, 7)
        },
      ),
      { numRuns: 120 },
    )
  })

  it('never get better when a rule is added', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem(8, ['similar', 'mixed', 'focus']), async problem => {
        const free = await solve({ ...problem, apart: [], together: [], locked: [] })
        const result = await solve(problem)
        if (result.kind === 'grouped' && free.kind === 'grouped')
          expect(result.cost).toBeGreaterThanOrEqual(free.cost - 1e-7)
      }),
      { numRuns: 100 },
    )
  })
})

describe('groups drawn by lot', () => {
  it('are every allowed grouping equally often', async () => {
    const asked = problem({
      mode: { kind: 'random' },
      scores: [[1], [2], [3], [4], [5], [6]],
      groupCount: 3,
      sizeMin: 1,
      sizeMax: 3,
      apart: [[0, 1]],
      together: [[2, 3]],
      locked: [[5, 2]],
    })
    const times = new Map([...allGroupings(asked)].map(groups => [groups.join(''), 0]))
    const draws = 60 * times.size
    for (let seed = 1; seed <= draws; seed++) {
      const result = await solve(asked, { seed })
      if (result.kind !== 'grouped') throw new Error(result.kind)
      const key = result.groups.join('')
      times.set(key, (times.get(key) ?? NaN) + 1)
    }
    // Pearson's test against "all alike"; the mean is the degrees of freedom, and six deviations never happen.
    const expected = draws / times.size
    const chi = [...times.values()].reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0)
    const freedom = times.size - 1
    expect(times.size).toBeGreaterThan(10)
    expect(chi).toBeLessThan(freedom + 6 * Math.sqrt(2 * freedom))
  })
})

describe('a contradiction', () => {
  it('names rules of which none can be left out', () => {
    let seen = 0
    fc.assert(
      fc.property(anyProblem(6), problem => {
        const verdict = findContradiction(problem)
        if (verdict.kind !== 'contradiction') return
        seen++
        const loosened = (kept: typeof verdict.rules): GroupingProblem => {
          const only = <T>(list: readonly T[], kind: string) =>
            list.filter((_, at) => kept.some(rule => rule.kind === kind && 'at' in rule && rule.at === at))
          return {
            ...problem,
            together: only(problem.together, 'together'),
            apart: only(problem.apart, 'apart'),
            locked: only(problem.locked, 'locked'),
            sizeMin: kept.some(rule => rule.kind === 'sizeMin') ? problem.sizeMin : 0,
            sizeMax: kept.some(rule => rule.kind === 'sizeMax') ? problem.sizeMax : problem.scores.length,
          }
        }
        expect(bestByTrying(loosened(verdict.rules))).toBeNull()
        for (const rule of verdict.rules) {
          if (rule.kind === 'groupCount') continue
          expect(bestByTrying(loosened(verdict.rules.filter(other => other !== rule)))).not.toBeNull()
        }
      }),
      { numRuns: 300 },
    )
    expect(seen).toBeGreaterThan(20)
  })
})

describe('what a move would do', () => {
  it('is what it does', () => {
    fc.assert(
      fc.property(anyProblem(9), fc.infiniteStream(fc.nat()), (problem, numbers) => {
        const profiles = standardise(problem.scores, problem.weights)
        const n = problem.scores.length
        const draw = (limit: number) => (numbers.next().value as number) % limit
        const groups = Int32Array.from({ length: n }, () => draw(problem.groupCount + 1) - 1)
        const picked = [...new Set([draw(n), draw(n)])]
        const { now, after } = fitAfterMove(profiles, groups, problem.groupCount, picked)
        expect(now).toBeCloseTo(withinGroups(profiles, groups, problem.groupCount), 9)
        for (let group = 0; group < problem.groupCount; group++) {
          const moved = groups.map((was, student) => (picked.includes(student) ? group : was))
          expect(after[group]).toBeCloseTo(withinGroups(profiles, moved, problem.groupCount), 9)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is measured against the spread of the whole class', () => {
    fc.assert(
      fc.property(anyProblem(8), problem => {
        const profiles = standardise(problem.scores, problem.weights)
        const one = new Int32Array(problem.scores.length)
        expect(totalSpread(profiles)).toBeCloseTo(evaluate({ ...problem, groupCount: 1 }, one), 9)
      }),
    )
  })
})

describe('letters after grouping again', () => {
  it('let as many students as possible keep theirs, and never rename a locked group', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }).chain(groupCount =>
          fc.record({
            groupCount: fc.constant(groupCount),
            pairs: fc.array(
              fc.tuple(
                fc.integer({ min: 0, max: groupCount - 1 }),
                fc.integer({ min: -1, max: groupCount - 1 }),
              ),
              { minLength: 1, maxLength: 12 },
            ),
          }),
        ),
        ({ groupCount, pairs }) => {
          const found = pairs.map(([group]) => group)
          const before = pairs.map(([, label]) => label)
          const kept = (labels: readonly number[]) =>
            found.filter((group, at) => labels[group] === before[at]).length
          const best = Math.max(...permutations(groupCount).map(kept))
          const named = keepLabels(found, before, groupCount, [])
          expect(Array.from(named).filter((label, at) => label === before[at])).toHaveLength(best)
          const locked = keepLabels(found, before, groupCount, [[0, found[0] ?? 0]])
          expect(locked[0]).toBe(found[0])
        },
      ),
    )
  })
})

function permutations(size: number): number[][] {
  if (size === 0) return [[]]
  return permutations(size - 1).flatMap(rest =>
    Array.from({ length: size }, (_, at) => [...rest.slice(0, at), size - 1, ...rest.slice(at)]),
  )
}
