import { describe, expect, it } from 'vitest'
import { groupLetter } from '../../../src-main/grouping/letters.ts'
import { certainties } from '../../../src-main/grouping/certainty.ts'
import { placementReasons } from '../../../src-main/grouping/placement.ts'
import { principalPlane } from '../../../src-main/grouping/plane.ts'
import { silhouettes } from '../../../src-main/grouping/silhouette.ts'
import { standardise } from '../../../src-main/grouping/standardise.ts'
import { needsAndStrengths, standingsOf } from '../../../src-main/grouping/standings.ts'

const SCORES = [
  [20, 90],
  [30, 95],
  [90, 90],
  [95, null],
]
const PROFILES = standardise(SCORES, [1, 1])

describe('standardised scores', () => {
  it('have mean 0 and sd 1 over those who were assessed; a missing one counts as the mean', () => {
    expect(PROFILES.means[0]).toBeCloseTo(58.75)
    expect(PROFILES.values[3 * 2 + 1]).toBe(0)
    expect(PROFILES.assessed[3 * 2 + 1]).toBe(0)
    const column = [0, 1, 2, 3].map(student => PROFILES.values[student * 2] ?? NaN)
    expect(column.reduce((a, b) => a + b, 0)).toBeCloseTo(0)
    expect(column.reduce((a, b) => a + b * b, 0) / 4).toBeCloseTo(1)
  })
})

describe('what is said about a group', () => {
  it('names what it needs and what it is strong in, from observed scores alone', () => {
    const standings = standingsOf([0, 1], SCORES, PROFILES, [80, 80])
    expect(standings[0]).toMatchObject({ mean: 25, assessedCount: 2, belowThresholdCount: 2 })
    expect(needsAndStrengths(standings, 2)).toEqual({ needs: [0], strengths: [1] })
    const others = standingsOf([2, 3], SCORES, PROFILES, [80, 80])
    expect(others[1]).toMatchObject({ mean: 90, assessedCount: 1 })
    expect(needsAndStrengths(others, 2).needs).toEqual([])
    expect(needsAndStrengths(others, 2).strengths).toContain(0)
  })

  it('does not name a skill that most members were not assessed in', () => {
    const scores = [[10], [null], [null], [90]]
    const profiles = standardise(scores, [1])
    expect(needsAndStrengths(standingsOf([0, 1, 2], scores, profiles, [80]), 3)).toEqual({
      needs: [],
      strengths: [],
    })
  })
})

describe('why a student sits where they sit', () => {
  it('names the skill that pulls and the next best group', () => {
    const [reason] = placementReasons(PROFILES, [0, 0, 1, 1], 2, [1, 1])
    expect(reason).toMatchObject({ pulls: [0], assessedShare: 1 })
    expect(reason?.nextBest?.group).toBe(1)
    expect(reason?.nextBest?.fitChange).toBeGreaterThan(0)
  })

  it('tells how much is known about a student, and nothing about one in no group', () => {
    const reasons = placementReasons(PROFILES, [0, 0, -1, 1], 2, [1, 1])
    expect(reasons[2]).toBeNull()
    expect(reasons[3]?.assessedShare).toBe(0.5)
  })
})

describe('the plane', () => {
  it('shows all of two skills, higher scores to the right', () => {
    const plane = principalPlane(PROFILES)
    expect(plane.explained[0] + plane.explained[1]).toBeCloseTo(1)
    expect((plane.arrows[0] ?? 0) + (plane.arrows[2] ?? 0)).toBeGreaterThanOrEqual(0)
    const distance = (a: number, b: number) =>
      Math.hypot(
        (plane.points[a * 2] ?? 0) - (plane.points[b * 2] ?? 0),
        (plane.points[a * 2 + 1] ?? 0) - (plane.points[b * 2 + 1] ?? 0),
      )
    const apart = (a: number, b: number) =>
      Math.hypot(
        (PROFILES.values[a * 2] ?? 0) - (PROFILES.values[b * 2] ?? 0),
        (PROFILES.values[a * 2 + 1] ?? 0) - (PROFILES.values[b * 2 + 1] ?? 0),
      )
    expect(distance(0, 3)).toBeCloseTo(apart(0, 3))
    expect(distance(1, 2)).toBeCloseTo(apart(1, 2))
  })

  it.each([
    ['no students', [], []],
    ['no skills', [[], []], []],
    ['one skill', [[1], [2], [3]], [1]],
    [
      'everybody equal',
      [
        [4, 4],
        [4, 4],
      ],
      [1, 1],
    ],
  ])('exists for %s, without a number that is none', (_, scores, weights) => {
    const { points, arrows, explained } = principalPlane(standardise(scores, weights))
    expect([...points, ...arrows, ...explained].every(Number.isFinite)).toBe(true)
  })
})

it('letters go on after Z', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(groupLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})

describe('how well a student sits', () => {
  it('is the silhouette: near 1 in a tight group, below 0 when another is nearer, 0 alone', () => {
    const profiles = standardise([[0], [1], [10], [11], [9]], [1])
    const fits = silhouettes(profiles, [0, 0, 1, 1, 0], 2)
    // By hand for the first: 5 to its own group on the mean (1 and 9), 10.5 to the other.
    expect(fits[0]).toBeCloseTo((10.5 - 5) / 10.5)
    expect(fits[4]).toBeLessThan(0)
    expect(silhouettes(profiles, [0, 0, 1, 1, 2], 3)[4]).toBe(0)
    expect(silhouettes(profiles, [0, 0, 1, 1, -1], 2)[4]).toBeNaN()
  })
})

describe('how sure a place is', () => {
  /** Two skills that go together, and one that does not. */
  const rows = Array.from({ length: 12 }, (_, at) => [at * 5, at * 5 + (at % 3), (at * 7) % 12])
  const groups = rows.map((_, at) => Math.floor(at / 4))
  const with0 = (missing: readonly number[]) =>
    rows.map((row, at) => (at === 0 ? row.map((v, skill) => (missing.includes(skill) ? null : v)) : row))
  const sure = (missing: readonly number[], weights = [1, 1, 1]) =>
    certainties(standardise(with0(missing), weights), groups, 3, weights)[0] ?? NaN

  it('is certain where nothing that counts is missing', () => {
    expect(sure([])).toBe(1)
    expect(sure([2], [1, 1, 0])).toBe(1)
    expect(
      certainties(
        standardise(rows, [1, 1, 1]),
        groups.map(() => -1),
        3,
        [1, 1, 1],
      ),
    ).toEqual(new Float64Array(12).fill(1))
  })

  it('is the less sure the more is missing, and least when everything is', () => {
    expect(sure([1], [1, 1, 0])).toBeGreaterThan(0.7)
    expect(sure([0, 1])).toBeLessThan(sure([1]))
    expect(sure([0, 1, 2])).toBeLessThan(0.75)
  })
})
