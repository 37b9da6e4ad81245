import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alternativesTo } from '../../src-main/grouping/alternatives.ts'
import { findContradiction } from '../../src-main/grouping/contradiction.ts'
import { movesBetween, tradeOffs } from '../../src-main/grouping/regroup.ts'
import {
  pricesOfRules,
  rulesOf,
  whatGivingUpAllows,
  withoutRule,
} from '../../src-main/grouping/rule-price.ts'
import { allGroupings, bestByTrying, costByDefinition, keepsRules } from '../unit/grouping/brute-force.ts'
import { anyProblem, options, solve } from '../unit/grouping/problems.ts'

function ended<T>(search: Generator<unknown, T>): T {
  let step = search.next()
  while (!step.done) step = search.next()
  return step.value
}

describe('the curve of moves against fit', () => {
  it('holds only groups that no others beat in both, from the fewest moves that keep the rules to the best fit', () => {
    fc.assert(
      fc.property(
        anyProblem(6, ['similar', 'mixed']).chain(problem =>
          fc.record({
            problem: fc.constant(problem),
            today: fc.array(fc.integer({ min: -1, max: problem.groupCount - 1 }), {
              minLength: problem.scores.length,
              maxLength: problem.scores.length,
            }),
          }),
        ),
        ({ problem, today }) => {
          const every = [...allGroupings(problem)].map(groups => ({
            moves: movesBetween(today, groups),
            cost: costByDefinition(problem, groups),
          }))
          const curve = ended(tradeOffs(problem, today, 1))
          expect(curve.length === 0).toBe(every.length === 0)
          if (every.length === 0) return
          for (const { moves, cost, groups } of curve) {
            expect(keepsRules(problem, groups)).toBe(true)
            expect(movesBetween(today, groups)).toBe(moves)
            expect(cost).toBeCloseTo(costByDefinition(problem, groups), 7)
            const better = every.filter(one => one.moves <= moves && one.cost < cost - 1e-7)
            expect(better, `${moves} moves, ${cost}`).toEqual([])
          }
          expect(curve[0]?.moves).toBe(Math.min(...every.map(one => one.moves)))
          expect(curve.at(-1)?.cost).toBeCloseTo(Math.min(...every.map(one => one.cost)), 7)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('alternatives', () => {
  it('keep the rules, differ from the best and from each other, and are never better', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem(8, ['similar', 'mixed', 'focus']), async problem => {
        const best = await solve(problem)
        if (best.kind !== 'grouped') return
        const found = ended(alternativesTo(problem, best.groups, 1, 3, 2))
        const seen = new Set([Array.from(best.groups).join()])
        for (const { groups, cost, different } of found) {
          expect(keepsRules(problem, groups)).toBe(true)
          expect(cost).toBeCloseTo(costByDefinition(problem, groups), 6)
          expect(cost).toBeGreaterThanOrEqual(best.cost - 1e-7)
          expect(different).toBeGreaterThanOrEqual(2)
          seen.add(Array.from(groups).join())
        }
        expect(seen.size).toBe(found.length + 1)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a rule', () => {
  it('costs what the best groups gain without it', async () => {
    let priced = 0
    await fc.assert(
      fc.asyncProperty(anyProblem(6, ['similar', 'mixed', 'focus']), async problem => {
        const best = bestByTrying(problem)
        const search = pricesOfRules(problem, options())
        let step = await search.next()
        while (!step.done) step = await search.next()
        expect(step.value === null).toBe(best === null)
        if (step.value === null || best === null) return
        expect(step.value.prices).toHaveLength(rulesOf(problem).length)
        for (const { rule, price, isExact } of step.value.prices) {
          priced++
          expect(isExact).toBe(true)
          const without = withoutRule(problem, rule)
          expect(price).toBeCloseTo(best - (without ? (bestByTrying(without) ?? NaN) : NaN), 6)
        }
      }),
      { numRuns: 80 },
    )
    expect(priced).toBeGreaterThan(50)
  })

  it('of a contradiction: giving it up allows what it is said to allow, and no smaller set contradicts itself', () => {
    let seen = 0
    fc.assert(
      fc.property(anyProblem(6), problem => {
        const verdict = findContradiction(problem)
        if (verdict.kind !== 'contradiction') return
        for (const { rule, relaxed, cost } of whatGivingUpAllows(problem, verdict.rules, 1)) {
          if (!relaxed) continue
          seen++
          const best = bestByTrying(relaxed)
          expect(cost === null).toBe(best === null)
          if (cost !== null && best !== null) expect(cost).toBeGreaterThanOrEqual(best - 1e-7)
          if (rule.kind === 'sizeMax') expect(relaxed.sizeMax).toBeGreaterThan(problem.sizeMax)
          if (rule.kind === 'sizeMin') expect(relaxed.sizeMin).toBeLessThan(problem.sizeMin)
        }
        const rules = verdict.rules.filter(rule => 'at' in rule)
        if (rules.length < 3 || rules.length < verdict.rules.length) return
        // Two pair rules or locks alone: with all the room there is, they would have to contradict each other.
        const pairs = rulesOf(problem).flatMap((one, at, all) => all.slice(at + 1).map(other => [one, other]))
        for (const pair of pairs) {
          const only = (kind: string) => (_: unknown, at: number) =>
            pair.some(rule => rule.kind === kind && 'at' in rule && rule.at === at)
          const alone = {
            ...problem,
            sizeMin: 0,
            sizeMax: problem.scores.length,
            together: problem.together.filter(only('together')),
            apart: problem.apart.filter(only('apart')),
            locked: problem.locked.filter(only('locked')),
          }
          expect(bestByTrying(alone)).not.toBeNull()
        }
      }),
      { numRuns: 400 },
    )
    expect(seen).toBeGreaterThan(30)
  })
})
