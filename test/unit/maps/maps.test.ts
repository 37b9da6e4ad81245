import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blend,
  nearestTowards,
  softOutline,
  spreadCrowds,
  type Point,
} from '../../../src-renderer/maps/constellation/geometry.ts'
import {
  LABEL_HEIGHT,
  placeLabels,
  type LabelWish,
} from '../../../src-renderer/maps/constellation/place-labels.ts'
import { sorted, turned } from '../../../src-renderer/roster/sorting.ts'

const pixel = fc.integer({ min: 0, max: 700 })
const point = fc.tuple(pixel, pixel)

describe('labels', () => {
  const wish = fc.record({
    x: pixel,
    y: pixel,
    text: fc.constant('Maximiliane'),
    width: fc.integer({ min: 30, max: 90 }),
    short: fc.constant('M'),
    shortWidth: fc.constant(12),
    must: fc.boolean(),
  })

  it('never cover each other, and the chosen students always have one', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), wishes => {
        const placed = placeLabels(wishes, 8)
        const free = placed.flatMap((label, at) => (label && !wishes[at]?.must ? [label] : []))
        for (const [at, one] of free.entries()) {
          for (const other of free.slice(at + 1)) {
            const apart =
              Math.abs(one.x - other.x) >= (one.width + other.width) / 2 - 1e-6 ||
              Math.abs(one.y - other.y) >= LABEL_HEIGHT - 1e-6
            expect(apart).toBe(true)
          }
        }
        for (const [at, asked] of wishes.entries()) if (asked.must) expect(placed[at]).not.toBeNull()
      }),
    )
  })

  it('stand above a dot that is alone', () => {
    const alone: LabelWish = {
      x: 100,
      y: 100,
      text: 'Ana',
      width: 30,
      short: 'A',
      shortWidth: 10,
      must: false,
    }
    expect(placeLabels([alone], 8)).toMatchObject([{ text: 'Ana', x: 100 }])
    expect(placeLabels([alone], 8)[0]?.y).toBeLessThan(100)
  })
})

describe('outlines', () => {
  it('enclose their members with room around, and always have the same number of points', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), members => {
        const ring = softOutline(members, 20)
        expect(ring).toHaveLength(72)
        const xs = ring.map(([x]) => x)
        for (const [x] of members) {
          expect(Math.min(...xs)).toBeLessThanOrEqual(x - 12)
          expect(Math.max(...xs)).toBeGreaterThanOrEqual(x + 12)
        }
      }),
    )
  })

  it('are blended from one state to the next', () => {
    expect(blend([[0, 0]], [[10, 20]], 0.5)).toEqual([[5, 10]])
  })
})

describe('dots', () => {
  it('that would lie on each other are spread, always in the same way', () => {
    fc.assert(
      fc.property(point, fc.integer({ min: 2, max: 30 }), (where, many) => {
        const crowd = Array.from({ length: many }, (): Point => where)
        const spread = spreadCrowds(crowd)
        expect(spreadCrowds(crowd)).toEqual(spread)
        for (const [at, [x, y]] of spread.entries()) {
          for (const [otherX, otherY] of spread.slice(at + 1)) {
            expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThan(8)
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  it('that have room stay where they are', () => {
    expect(
      spreadCrowds([
        [10, 10],
        [200, 200],
      ]),
    ).toEqual([
      [10, 10],
      [200, 200],
    ])
  })

  it('are reached by the arrow keys in their direction', () => {
    const points: Point[] = [
      [0, 0],
      [50, 5],
      [5, 50],
      [-80, 0],
    ]
    expect(nearestTowards(points, 0, [1, 0])).toBe(1)
    expect(nearestTowards(points, 0, [0, 1])).toBe(2)
    expect(nearestTowards(points, 0, [-1, 0])).toBe(3)
    expect(nearestTowards(points, 0, [0, -1])).toBe(-1)
  })
})

describe('the roster’s order', () => {
  const student = (fullName: string, score: number | null) => ({
    id: 1 as never,
    fullName,
    callName: '',
    label: '',
    externalId: null,
    interests: [],
    needs: [],
    scores: [score],
  })
  const class3 = [student('Zoe', 5), student('Ana', null), student('Ben', 9)]
  const names = (list: { fullName: string }[]) => list.map(({ fullName }) => fullName)

  it('keeps those who were not assessed at the end, up or down', () => {
    expect(names(sorted(class3, { by: 0, down: false }, () => undefined))).toEqual(['Zoe', 'Ben', 'Ana'])
    expect(names(sorted(class3, { by: 0, down: true }, () => undefined))).toEqual(['Ben', 'Zoe', 'Ana'])
    expect(names(sorted(class3, { by: 'name', down: false }, () => undefined))).toEqual(['Ana', 'Ben', 'Zoe'])
    expect(turned({ by: 'name', down: false }, 'name')).toEqual({ by: 'name', down: true })
  })
})
