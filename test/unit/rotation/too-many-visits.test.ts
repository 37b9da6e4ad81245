import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tooManyVisits } from '../../../src-main/rotation/too-many-visits.ts'
import { atTable, days, group, table, upTo, weekProblem } from './weeks.ts'

/** So many groups, so many visits at the table in one week, and of each wish: whom it asks for how many. */
function asked(groups: number, there: number, wishes: readonly (readonly [number, number])[][]) {
  const blocks = days([there])
  const demands = wishes.flat().map(([of, least]) => atTable(of, least, upTo(there)))
  let first = 0
  return {
    problem: weekProblem({ groups: upTo(groups).map(() => group()), stations: [table()], blocks, demands }),
    wishes: wishes.map(({ length }) => upTo(length).map(() => first++)),
  }
}

const named = (...given: Parameters<typeof asked>) => {
  const { problem, wishes } = asked(...given)
  return tooManyVisits(problem, 0, wishes)
}

describe('demands that ask for more visits at the table than there are', () => {
  const every = (least: number) => upTo(5).map(of => [of, least] as const)

  it('are one, if that one asks for too many by itself', () => {
    expect(named(5, 20, [every(8), [[2, 3]]])).toEqual([0])
    expect(named(5, 20, [[[2, 3]], every(8)])).toEqual([1])
  })

  it('are several, if none does; and none where there are visits enough', () => {
    expect(named(5, 20, [every(4), [[2, 6]]])).toEqual([0, 1])
    expect(named(5, 20, [every(4), [[2, 4]]])).toBeNull()
  })

  it('exceed the visits there are, and do not without any one of them', () => {
    const wish = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 8 })), {
      minLength: 1,
      maxLength: 4,
    })
    const counts = { met: 0, several: 0 }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.array(wish, { maxLength: 5 }), (there, wishes) => {
        // Counted by hand: of each group the most that any demand asks.
        const sum = (some: readonly number[]) =>
          upTo(4)
            .map(of =>
              Math.max(
                0,
                ...some.flatMap(at =>
                  (wishes[at] ?? []).filter(([own]) => own === of).map(([, least]) => least),
                ),
              ),
            )
            .reduce((total, visits) => total + visits, 0)
        const kept = named(4, there, wishes)
        if (kept === null) {
          counts.met++
          expect(sum(upTo(wishes.length))).toBeLessThanOrEqual(there)
          return
        }
        if (kept.length > 1) counts.several++
        expect(sum(kept)).toBeGreaterThan(there)
        for (const one of kept) expect(sum(kept.filter(at => at !== one))).toBeLessThanOrEqual(there)
      }),
      { numRuns: 500, seed: 7 },
    )
    expect(Math.min(counts.met, counts.several)).toBeGreaterThan(0)
  })
})
