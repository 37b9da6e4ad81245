import fc from 'fast-check'
import type { GroupingProblem, Pair } from '../../../src-main/grouping/problem.ts'
import { searchSimilar, type SearchResult } from '../../../src-main/grouping/similar.ts'

/** Small problems of every kind: gaps, equal scores, weights, rules that hold and rules that cannot. */
export function anyProblem(mostStudents: number): fc.Arbitrary<GroupingProblem> {
  return fc
    .record({
      n: fc.integer({ min: 1, max: mostStudents }),
      d: fc.integer({ min: 1, max: 3 }),
      groupCount: fc.integer({ min: 1, max: 3 }),
    })
    .chain(({ n, d, groupCount }) => {
      const student = fc.integer({ min: 0, max: n - 1 })
      const pair = fc.tuple(student, student).filter(([a, b]) => a !== b)
      const pairs: fc.Arbitrary<Pair[]> = n < 2 ? fc.constant([]) : fc.array(pair, { maxLength: 3 })
      return fc.record({
        scores: fc.array(
          fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { freq: 5 }), { minLength: d, maxLength: d }),
          { minLength: n, maxLength: n },
        ),
        weights: fc.array(fc.constantFrom(0, 0.5, 1, 2), { minLength: d, maxLength: d }),
        groupCount: fc.constant(groupCount),
        sizeMin: fc.integer({ min: 0, max: Math.ceil(n / groupCount) }),
        sizeMax: fc.integer({ min: Math.ceil(n / groupCount), max: n }),
        together: pairs,
        apart: pairs,
        locked: fc.uniqueArray(fc.tuple(student, fc.integer({ min: 0, max: groupCount - 1 })), {
          maxLength: 2,
          selector: ([who]) => who,
        }),
      })
    })
}

/** Runs a search to its end. */
export function solve(problem: GroupingProblem, seed = 1): SearchResult {
  const search = searchSimilar(problem, seed)
  let step = search.next()
  while (!step.done) step = search.next()
  return step.value
}

export function problem(part: Partial<GroupingProblem>): GroupingProblem {
  const scores = part.scores ?? [[1], [2], [8], [9]]
  return {
    scores,
    weights: scores[0]?.map(() => 1) ?? [],
    groupCount: 2,
    sizeMin: 1,
    sizeMax: scores.length,
    together: [],
    apart: [],
    locked: [],
    ...part,
  }
}
