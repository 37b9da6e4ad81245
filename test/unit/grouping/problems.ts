import fc from 'fast-check'
import { loadLinearSolver } from '../../../src-main/grouping/linear-solver.ts'
import type { GroupingProblem, Mode, Pair } from '../../../src-main/grouping/problem.ts'
import { searchGroups, type SearchOptions, type SearchResult } from '../../../src-main/grouping/search.ts'

export const MODES = ['similar', 'mixed', 'focus', 'interest', 'random'] as const

/** Small problems of every kind: gaps, equal scores, weights, rules that hold and rules that cannot. */
export function anyProblem(
  mostStudents: number,
  modes: readonly Mode['kind'][] = ['similar'],
): fc.Arbitrary<GroupingProblem> {
  return fc
    .record({
      n: fc.integer({ min: 1, max: mostStudents }),
      d: fc.integer({ min: 1, max: 3 }),
      groupCount: fc.integer({ min: 1, max: 3 }),
      mode: fc.constantFrom(...modes),
    })
    .chain(({ n, d, groupCount, mode }) => {
      const student = fc.integer({ min: 0, max: n - 1 })
      const pair = fc.tuple(student, student).filter(([a, b]) => a !== b)
      const pairs: fc.Arbitrary<Pair[]> = n < 2 ? fc.constant([]) : fc.array(pair, { maxLength: 3 })
      return fc.record({
        mode: anyMode(mode, n, d),
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

function anyMode(kind: Mode['kind'], n: number, d: number): fc.Arbitrary<Mode> {
  const rows = <T>(row: fc.Arbitrary<T>) => fc.array(row, { minLength: n, maxLength: n })
  switch (kind) {
    case 'focus': {
      const need = fc.integer({ min: 0, max: 4 })
      return rows(fc.array(need, { minLength: d, maxLength: d })).map(needs => ({ kind, needs }))
    }
    case 'interest':
      return fc.record({
        kind: fc.constant(kind),
        interests: rows(fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { maxLength: 2 })),
        then: fc.constantFrom('similar', 'mixed'),
      })
    default:
      return fc.constant({ kind })
  }
}

/** The same problem where moving and meeting again cost something. */
export function withMovesAndMeetings(problem: GroupingProblem): fc.Arbitrary<GroupingProblem> {
  const n = problem.scores.length
  const student = fc.integer({ min: 0, max: n - 1 })
  const meeting = fc.tuple(student, student, fc.integer({ min: 1, max: 3 })).filter(([a, b]) => a !== b)
  return fc
    .record({
      stay: fc.record({
        groups: fc.array(fc.integer({ min: -1, max: problem.groupCount - 1 }), {
          minLength: n,
          maxLength: n,
        }),
        cost: fc.constantFrom(0, 0.3, 1, 10),
      }),
      variety: fc.record({
        met: n < 2 ? fc.constant([]) : fc.array(meeting, { maxLength: 4 }),
        cost: fc.constantFrom(0, 0.3, 1, 10),
      }),
    })
    .map(part => ({ ...problem, ...part }))
}

export const options = (part: Partial<SearchOptions> = {}): SearchOptions => ({
  seed: 1,
  seconds: 0.01,
  timePassed: () => 0,
  loadSolver: loadLinearSolver,
  shouldStop: () => false,
  ...part,
})

/** Runs a search to its end. */
export async function solve(
  problem: GroupingProblem,
  part: Partial<SearchOptions> = {},
): Promise<SearchResult> {
  const search = searchGroups(problem, options(part))
  let step = await search.next()
  while (!step.done) step = await search.next()
  return step.value
}

export function problem(part: Partial<GroupingProblem>): GroupingProblem {
  const scores = part.scores ?? [[1], [2], [8], [9]]
  return {
    mode: { kind: 'similar' },
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
