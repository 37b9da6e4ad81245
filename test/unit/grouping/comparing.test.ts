import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareGroupings } from '../../../src-main/grouping/compare-groupings.ts'
import { measureGroups } from '../../../src-main/grouping/measure.ts'

/** The least number of moved students over every way to take groups for each other. */
function fewestMoves(before: readonly number[], after: readonly number[], size: number): number {
  let least = Infinity
  const match = (group: number, partners: readonly number[]) => {
    if (group === size) {
      const moved = before.filter(
        (from, at) => from >= 0 && (after[at] ?? -1) >= 0 && partners[from] !== after[at],
      )
      least = Math.min(least, moved.length)
      return
    }
    for (let other = 0; other < size; other++) {
      if (!partners.includes(other)) match(group + 1, [...partners, other])
    }
  }
  match(0, [])
  return least
}

const seats = (count: number) =>
  fc.array(fc.integer({ min: -1, max: count - 1 }), { minLength: 9, maxLength: 9 })

describe('comparing two groupings', () => {
  it('counts as few moves as any way to take groups for each other, with any numbers of groups', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
          .chain(([a, b]) => fc.tuple(fc.constant(a), fc.constant(b), seats(a), seats(b))),
        ([a, b, before, after]) => {
          const { partners, moved } = compareGroupings(before, after, a, b)
          expect(moved.length).toBe(fewestMoves(before, after, Math.max(a, b)))
          const taken = [...partners].filter(partner => partner >= 0)
          expect(partners).toHaveLength(a)
          expect(new Set(taken).size).toBe(taken.length)
          expect(taken.every(partner => partner < b)).toBe(true)
        },
      ),
    )
  })

  it('moves nobody when groups only have other letters', () => {
    const before = [0, 0, 1, 1, 2, 2]
    const after = [2, 2, 0, 0, 1, 1]
    expect(compareGroupings(before, after, 3, 3)).toEqual({
      partners: Int32Array.from([2, 0, 1]),
      moved: [],
    })
  })

  it('keeps letters where another matching would be as good', () => {
    const { partners, moved } = compareGroupings([0, 0, 1, 1], [0, 1, 0, 1], 2, 2)
    expect([...partners]).toEqual([0, 1])
    expect(moved).toEqual([1, 2])
  })

  it('finds the group that one plan has and the other has not', () => {
    const { partners, moved } = compareGroupings([0, 0, 0, 1, 1, 2, 2], [0, 0, 0, 1, 1, 1, 0], 3, 2)
    expect([...partners]).toEqual([0, 1, -1])
    expect(moved).toEqual([5, 6])
  })

  it('does not count who sits in a group only once', () => {
    expect(compareGroupings([0, 0, 1, -1], [0, -1, 1, 1], 2, 2).moved).toEqual([])
  })
})

describe('measuring groups by one question', () => {
  const scores = [[0], [0], [10], [10]]
  const question = { scores, weights: [1] }
  const alike = [0, 0, 1, 1]
  const mixed = [0, 1, 0, 1]

  it('counts the spread inside groups that shall be alike, and between groups that shall be mixed', () => {
    expect(measureGroups({ ...question, mode: { kind: 'similar' } }, alike, 2)).toEqual({ cost: 0, worst: 4 })
    expect(measureGroups({ ...question, mode: { kind: 'similar' } }, mixed, 2)).toEqual({ cost: 4, worst: 4 })
    expect(measureGroups({ ...question, mode: { kind: 'mixed' } }, alike, 2)).toEqual({ cost: 4, worst: 4 })
    expect(measureGroups({ ...question, mode: { kind: 'mixed' } }, mixed, 2)).toEqual({ cost: 0, worst: 4 })
  })

  it('counts the need that the best focus of each group passes over, by weight', () => {
    const needs = [
      [0.4, 0],
      [0.1, 0.3],
      [0, 0.2],
    ]
    const mode = { kind: 'focus', needs } as const
    const measure = measureGroups({ mode, scores: [], weights: [1, 2] }, [0, 0, 1], 2)
    // Together the first two lose least by the second skill (0.4), by the first 0.5; the third loses nothing.
    expect(measure.cost).toBeCloseTo(0.4)
    expect(measure.worst).toBeCloseTo(0.4 + 0.6 + 0.4)
  })

  it('counts students without the interest that most of their group share', () => {
    const mode = { kind: 'interest', interests: [[0], [0, 1], [1], []], then: 'similar' } as const
    expect(measureGroups({ mode, scores: [], weights: [] }, [0, 0, 0, 1], 2)).toEqual({ cost: 2, worst: 4 })
    const none = { kind: 'interest', interests: [[], []], then: 'similar' } as const
    expect(measureGroups({ mode: none, scores: [], weights: [] }, [0, 0], 1)).toEqual({ cost: 2, worst: 2 })
  })

  it('leaves out who is in no group', () => {
    const mode = { kind: 'interest', interests: [[0], [1]], then: 'similar' } as const
    expect(measureGroups({ mode, scores: [], weights: [] }, [0, -1], 1)).toEqual({ cost: 0, worst: 1 })
  })
})
