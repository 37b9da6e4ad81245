import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitAfterMove } from '../../src-main/grouping/consequences.ts'
import { findContradiction } from '../../src-main/grouping/contradiction.ts'
import { totalSpread, withinGroups } from '../../src-main/grouping/fit.ts'
import { keepLabels } from '../../src-main/grouping/keep-labels.ts'
import type { GroupingProblem } from '../../src-main/grouping/problem.ts'
import { searchSimilar } from '../../src-main/grouping/similar.ts'
import { standardise } from '../../src-main/grouping/standardise.ts'
import { bestByTrying, evaluate, keepsRules } from '../unit/grouping/brute-force.ts'
import { anyProblem, solve } from '../unit/grouping/problems.ts'

describe('groups of similar needs', () => {
  it('are the best there are, or a contradiction exactly when trying everything finds none', () => {
    fc.assert(
      fc.property(anyProblem(7), problem => {
        const best = bestByTrying(problem)
        const result = solve(problem)
        if (best === null) return result.kind === 'contradiction'
        return (
          result.kind === 'grouped' &&
          keepsRules(problem, result.groups) &&
          Math.abs(result.within - evaluate(problem, result.groups)) < 1e-9 &&
          result.within <= best + 1e-9
        )
      }),
      { numRuns: 400 },
    )
  })

  it('keep every rule at every step, so that a search can be stopped at any time', () => {
    fc.assert(
      fc.property(anyProblem(12), fc.integer(), (problem, seed) => {
        const search = searchSimilar(problem, seed)
        let last = Infinity
        for (let step = search.next(); !step.done; step = search.next()) {
          if (!keepsRules(problem, step.value.groups) || step.value.within > last + 1e-9) return false
          last = step.value.within
        }
        return true
      }),
      { numRuns: 60 },
    )
  })

  it('are the same for the same seed', () => {
    fc.assert(
      fc.property(anyProblem(10), fc.integer(), (problem, seed) => {
        expect(solve(problem, seed)).toEqual(solve(problem, seed))
      }),
      { numRuns: 40 },
    )
  })

  it('do not depend on the order of students or skills, nor on a skill’s scale', () => {
    fc.assert(
      fc.property(
        anyProblem(7),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: -50, max: 50 }),
        (problem, times, plus) => {
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
          const [one, other] = [solve(problem), solve(turned)]
          expect(other.kind).toBe(one.kind)
          if (one.kind === 'grouped' && other.kind === 'grouped')
            expect(other.within).toBeCloseTo(one.within, 8)
        },
      ),
      { numRuns: 120 },
    )
  })

  it('never get better when a rule is added', () => {
    fc.assert(
      fc.property(anyProblem(7), problem => {
        const free = bestByTrying({ ...problem, apart: [], together: [], locked: [] })
        const result = solve(problem)
        return result.kind !== 'grouped' || (free !== null && result.within >= free - 1e-9)
      }),
      { numRuns: 100 },
    )
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
