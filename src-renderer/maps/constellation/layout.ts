import { scaleLinear, type ScaleLinear } from 'd3'
import type { Skill, Student } from '../../../src-main/contract/classes.ts'
import type { SkillPlane } from '../../../src-main/contract/plans.ts'
import { dotScale, spaceAround, spreadCrowds, type Point } from './geometry.ts'

/** What the map's two directions mean. */
export type Axes =
  { readonly kind: 'plane' } | { readonly kind: 'skills'; readonly x: Skill; readonly y: Skill }

export interface MapSize {
  readonly width: number
  readonly height: number
}

/** Room around the dots for labels and group names, in pixels. */
const MARGIN = { left: 56, right: 56, top: 52, bottom: 44 }
/** Width of the strip for students who were not assessed in an axis' skill. */
export const STRIP = 44

export interface Layout {
  /** One a student, in the order of the class, in pixels. */
  readonly points: readonly Point[]
  /** Whether a student stands at their scores; false = in the strip of those not assessed. */
  readonly isPlaced: readonly boolean[]
  /** How large dots are drawn, 1 = full size. */
  readonly size: number
  /** Where the origin of the plane lies: skill arrows start there. */
  readonly origin: Point
  /** Scales of two skill axes; null on the plane. */
  readonly scales: { readonly x: ScaleLinear<number, number>; readonly y: ScaleLinear<number, number> } | null
}

/** Puts the students of a class on the map. Nobody without a score is put at a number: they stand in the strips. */
export function layOut(
  students: readonly Student[],
  skills: readonly Skill[],
  plane: SkillPlane,
  axes: Axes,
  { width, height }: MapSize,
): Layout {
  return axes.kind === 'plane'
    ? onPlane(students, plane, width, height)
    : onSkills(students, skills, axes, width, height)
}

function onPlane(students: readonly Student[], plane: SkillPlane, width: number, height: number): Layout {
  const at = new Map(plane.points.map(point => [point.studentId, point]))
  const places = students.map(({ id }) => at.get(id) ?? { x: 0, y: 0 })
  const spanOf = (values: number[]) => {
    const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
    return { middle: (least + most) / 2, span: Math.max(most - least, 1e-6) }
  }
  const across = spanOf(places.map(place => place.x))
  const up = spanOf(places.map(place => place.y))
  const roomX = Math.max(40, width - MARGIN.left - MARGIN.right)
  const roomY = Math.max(40, height - MARGIN.top - MARGIN.bottom)
  // One scale for both directions, or distances would lie; but never so small that the plane is a line.
  const scale = Math.min(roomX / across.span, roomY / up.span)
  const place = (x: number, y: number): Point => [
    MARGIN.left + roomX / 2 + (x - across.middle) * scale,
    MARGIN.top + roomY / 2 - (y - up.middle) * scale,
  ]
  const size = dotScale(students.length, width, height)
  return {
    size,
    isPlaced: students.map(() => true),
    points: spreadCrowds(
      places.map(({ x, y }) => place(x, y)),
      spaceAround(size),
    ),
    origin: place(0, 0),
    scales: null,
  }
}

function onSkills(
  students: readonly Student[],
  skills: readonly Skill[],
  { x: skillX, y: skillY }: Extract<Axes, { kind: 'skills' }>,
  width: number,
  height: number,
): Layout {
  const column = (skill: Skill) => skills.findIndex(({ id }) => id === skill.id)
  const [columnX, columnY] = [column(skillX), column(skillY)]
  /** From the least score to the highest, with the threshold: not the whole scale, of which most may be empty. */
  const domain = ({ masteryThreshold }: Skill, at: number) => {
    const values = [masteryThreshold, ...students.flatMap(({ scores }) => scores[at] ?? [])]
    return [Math.min(...values), Math.max(...values)]
  }
  const x = scaleLinear(domain(skillX, columnX), [MARGIN.left + STRIP, width - MARGIN.right]).nice(6)
  const y = scaleLinear(domain(skillY, columnY), [height - MARGIN.bottom - STRIP, MARGIN.top]).nice(6)
  const points = students.map(({ scores }): Point => {
    const [valueX, valueY] = [scores[columnX] ?? null, scores[columnY] ?? null]
    return [
      valueX === null ? MARGIN.left + STRIP / 2 - 10 : x(valueX),
      valueY === null ? height - MARGIN.bottom - STRIP / 2 + 10 : y(valueY),
    ]
  })
  const size = dotScale(students.length, width, height)
  return {
    size,
    isPlaced: students.map(({ scores }) => [columnX, columnY].every(at => (scores[at] ?? null) !== null)),
    points: spreadCrowds(points, spaceAround(size)),
    origin: [x.range()[0], y.range()[0]],
    scales: { x, y },
  }
}
