import fc from 'fast-check'
import { polygonContains } from 'd3'
import { describe, expect, it } from 'vitest'
import { distanceToSegment, enclose, leastTree } from '../../../src-renderer/maps/constellation/enclose.ts'
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
  type PlacedLabel,
} from '../../../src-renderer/maps/constellation/place-labels.ts'
import { outlineGroups } from '../../../src-renderer/maps/constellation/outlines.ts'
import type { GroupId, StudentId } from '../../../src-main/contract/ids.ts'
import { sorted, turned } from '../../../src-renderer/roster/sorting.ts'

const pixel = fc.integer({ min: 0, max: 700 })
const point = fc.tuple(pixel, pixel)

describe('labels', () => {
  const wish = fc.record({
    x: pixel,
    y: pixel,
    texts: fc.integer({ min: 30, max: 90 }).map(width => [
      { text: 'Maximiliane', width },
      { text: 'M', width: 12 },
    ]),
  })
  const boxesMeet = (a: PlacedLabel, b: { x: number; y: number; width: number; height: number }) =>
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 - 1e-6 &&
    Math.abs(a.y - b.y) < (LABEL_HEIGHT + b.height) / 2 - 1e-6

  it('never cover each other, nor a dot', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), wishes => {
        const placed = placeLabels(wishes, 8).flatMap(label => label ?? [])
        for (const [at, one] of placed.entries()) {
          for (const other of placed.slice(at + 1)) {
            expect(boxesMeet(one, { ...other, height: LABEL_HEIGHT })).toBe(false)
          }
          for (const { x, y } of wishes) {
            expect(boxesMeet(one, { x, y, width: 16, height: 16 })).toBe(false)
          }
        }
      }),
    )
  })

  it('stand above a dot that is alone', () => {
    const alone: LabelWish = { x: 100, y: 100, texts: [{ text: 'Ana', width: 30 }] }
    expect(placeLabels([alone], 8)).toMatchObject([{ text: 'Ana', x: 100 }])
    expect(placeLabels([alone], 8)[0]?.y).toBeLessThan(100)
  })

  it('are shortened before they are left away', () => {
    const texts = [
      { text: 'Maximiliane', width: 90 },
      { text: 'M', width: 12 },
    ]
    const near = [0, 1, 2, 3].flatMap(x => [0, 1, 2, 3].map(y => ({ x: 30 * x, y: 30 * y, texts })))
    const placed = placeLabels(near, 8)
    expect(placed.filter(label => label?.text === 'Maximiliane').length).toBeGreaterThan(0)
    expect(placed.filter(label => label?.text === 'M').length).toBeGreaterThan(4)
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

  /** Even-odd: inside an odd number of rings. */
  const holds = (rings: readonly (readonly Point[])[], [x, y]: Point) =>
    rings.filter(ring => polygonContains(ring as [number, number][], [x, y])).length % 2 === 1

  it('hold every member and no stranger who stands apart from them', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(point, { minLength: 1, maxLength: 8, selector: String }),
        fc.array(point, { maxLength: 20 }),
        (members, others) => {
          const rings = enclose(members, others, 24)
          for (const member of members) expect(holds(rings, member)).toBe(true)
          const tree = leastTree(members)
          for (const other of others) {
            const isApart =
              members.every(member => Math.hypot(member[0] - other[0], member[1] - other[1]) > 34) &&
              tree.every(([from, to]) => distanceToSegment(other, from, to) > 20)
            if (isApart) expect(holds(rings, other)).toBe(false)
          }
        },
      ),
    )
  })

  it('of a group that others stand between is one piece all the same', () => {
    const members: Point[] = [
      [0, 100],
      [300, 100],
    ]
    const between: Point[] = [100, 150, 200].map(x => [x, 100])
    const rings = enclose(members, between, 24)
    for (let x = 0; x <= 300; x += 10) expect(holds(rings, [x, 100])).toBe(true)
  })

  it('say the same on a map zoomed in far, and are drawn no finer there than on one that fills the screen', () => {
    const students = Array.from({ length: 24 }, (_, id) => ({ id: id as StudentId }))
    const points = students.map((_, at): Point => [(at * 397) % 1000, (at * 611) % 640])
    const groups = [0, 1, 2, 3].map(group => ({
      id: group as GroupId,
      members: students.filter((_, at) => at % 4 === group).map(({ id }) => ({ studentId: id })),
    }))
    const outlinesAt = (zoom: number) =>
      outlineGroups(
        { groups },
        students,
        points.map(([x, y]): Point => [x * zoom, y * zoom]),
        students.map(() => true),
      )
    const corners = (zoom: number) =>
      [...outlinesAt(zoom).values()].flatMap(({ rings }) => rings.flat()).length
    for (const [at, { rings }] of [...outlinesAt(12).values()].entries()) {
      for (const [place, [x, y]] of points.entries()) {
        if (place % 4 === at) expect(holds(rings, [x * 12, y * 12])).toBe(true)
      }
    }
    expect(corners(12)).toBeLessThan(corners(1) * 2)
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
        const spread = spreadCrowds(crowd, 9)
        expect(spreadCrowds(crowd, 9)).toEqual(spread)
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
      spreadCrowds(
        [
          [10, 10],
          [200, 200],
        ],
        9,
      ),
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
    attributes: [],
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
