import { extent } from 'd3'
import type { GroupId, StudentId } from '../../../src-main/contract/ids.ts'
import { enclose } from './enclose.ts'
import { evenRing, softOutline, type Point } from './geometry.ts'

const PADDING = 24
/** With more groups than this, outlines lie over each other and tell nothing: convex ones do, and are drawn on demand. */
export const MANY_GROUPS = 12

/** Outlines are traced on no larger map than this, in square pixels: one zoomed in twelvefold has 150 times as many. */
const MOST_AREA = 1_600_000

/** The outline of a group on the map, in pixels. */
export interface Outline {
  /** Around all members, as 72 points from its top: names stand at it, and it can be blended into another. */
  readonly ring: readonly Point[]
  /** What is drawn: without the strangers inside; even-odd. */
  readonly rings: readonly (readonly Point[])[]
}

/**
 * The outlines of all groups that have members. On a very large map (zoomed in, or a picture of a school) they are traced
 * on a smaller one and enlarged, so that they cost the same at every zoom; the space around members grows with it.
 *
 * @param points one a student, in the order of `students`
 * @param isPlaced who stands at their scores; the others are in nobody's outline
 */
export function outlineGroups(
  board: {
    readonly groups: readonly {
      readonly id: GroupId
      readonly members: readonly { readonly studentId: StudentId }[]
    }[]
  },
  students: readonly { readonly id: StudentId }[],
  points: readonly Point[],
  isPlaced: readonly boolean[],
): ReadonlyMap<GroupId, Outline> {
  const place = new Map(students.map(({ id }, at) => [id, at]))
  const isCrowded = board.groups.length > MANY_GROUPS
  const shrink = Math.min(1, Math.sqrt(MOST_AREA / areaOf(points)))
  const traced = points.map(([x, y]): Point => [x * shrink, y * shrink])
  const enlarged = (ring: readonly Point[]) => ring.map(([x, y]): Point => [x / shrink, y / shrink])
  return new Map(
    board.groups.flatMap(({ id, members }): (readonly [GroupId, Outline])[] => {
      const own = new Set(members.map(({ studentId }) => place.get(studentId)))
      const isInside = (at: number) => own.has(at) && isPlaced[at]
      if (!points.some((_, at) => isInside(at))) return []
      if (isCrowded) {
        const ring = softOutline(
          points.filter((_, at) => isInside(at)),
          PADDING * 0.7,
        )
        return [[id, { ring, rings: [ring] }]]
      }
      const rings = enclose(
        traced.filter((_, at) => isInside(at)),
        traced.filter((_, at) => !own.has(at) && isPlaced[at]),
        PADDING,
      ).map(enlarged)
      return rings[0] ? [[id, { ring: evenRing(rings[0]), rings }]] : []
    }),
  )
}

function areaOf(points: readonly Point[]): number {
  const [left = 0, right = 0] = extent(points, ([x]) => x)
  const [top = 0, bottom = 0] = extent(points, ([, y]) => y)
  return (right - left) * (bottom - top)
}
