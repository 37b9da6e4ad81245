import type { GroupId, StudentId } from '../../../src-main/contract/ids.ts'
import type { PlanBoard } from '../../../src-main/contract/plans.ts'
import { enclose } from './enclose.ts'
import { evenRing, softOutline, type Point } from './geometry.ts'

const PADDING = 24
/** With more groups than this, outlines lie over each other and tell nothing: convex ones do, and are drawn on demand. */
export const MANY_GROUPS = 12

/** The outline of a group on the map, in pixels. */
export interface Outline {
  /** Around all members, as 72 points from its top: names stand at it, and it can be blended into another. */
  readonly ring: readonly Point[]
  /** What is drawn: without the strangers inside; even-odd. */
  readonly rings: readonly (readonly Point[])[]
}

/**
 * The outlines of all groups that have members.
 *
 * @param points one a student, in the order of `students`
 * @param isPlaced who stands at their scores; the others are in nobody's outline
 */
export function outlineGroups(
  board: PlanBoard,
  students: readonly { readonly id: StudentId }[],
  points: readonly Point[],
  isPlaced: readonly boolean[],
): ReadonlyMap<GroupId, Outline> {
  const place = new Map(students.map(({ id }, at) => [id, at]))
  const isCrowded = board.groups.length > MANY_GROUPS
  return new Map(
    board.groups.flatMap(({ id, members }) => {
      const own = new Set(members.map(({ studentId }) => place.get(studentId)))
      const inside = points.filter((_, at) => own.has(at) && isPlaced[at])
      if (inside.length === 0) return []
      if (isCrowded) {
        const ring = softOutline(inside, PADDING * 0.7)
        return [[id, { ring, rings: [ring] }] as const]
      }
      const rings = enclose(
        inside,
        points.filter((_, at) => !own.has(at) && isPlaced[at]),
        PADDING,
      )
      return rings[0] ? [[id, { ring: evenRing(rings[0]), rings }] as const] : []
    }),
  )
}
