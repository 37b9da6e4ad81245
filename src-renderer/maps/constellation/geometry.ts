import { forceCollide, forceSimulation, forceX, forceY, polygonArea, polygonCentroid, polygonHull } from 'd3'

export type Point = readonly [x: number, y: number]

const CIRCLE_STEPS = 16
const OUTLINE_POINTS = 72

/**
 * A soft outline around points: the convex hull of circles around them, as a closed ring of 72 points at equal
 * steps along the ring, starting at its top. Rings of the same length can be blended into each other.
 *
 * @param points one or more, in pixels
 * @param padding radius of the circles, in pixels
 */
export function softOutline(points: readonly Point[], padding: number): Point[] {
  const circles = points.flatMap(([x, y]) =>
    Array.from({ length: CIRCLE_STEPS }, (_, step): [number, number] => {
      const angle = (step / CIRCLE_STEPS) * 2 * Math.PI
      return [x + padding * Math.cos(angle), y + padding * Math.sin(angle)]
    }),
  )
  const hull = polygonHull(circles)
  return hull ? evenRing(hull) : []
}

/** A closed ring as 72 points at equal steps, starting at its top, clockwise. */
export function evenRing(ring: readonly Point[]): Point[] {
  const hull = ring.map(([x, y]): [number, number] => [x, y])
  if (polygonArea(hull) > 0) hull.reverse()
  const [centre] = polygonCentroid(hull)
  const top = hull.reduce(
    (best, [x, y], at) =>
      y < hull[best][1] - 1e-9 ||
      (Math.abs(y - hull[best][1]) < 1e-9 && Math.abs(x - centre) < Math.abs(hull[best][0] - centre))
        ? at
        : best,
    0,
  )
  const closed = [...hull.slice(top), ...hull.slice(0, top), hull[top]]
  const lengths = closed
    .slice(1)
    .map((point, at) => Math.hypot(point[0] - closed[at][0], point[1] - closed[at][1]))
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const even: Point[] = []
  let side = 0
  let walked = 0
  for (let step = 0; step < OUTLINE_POINTS; step++) {
    const target = (step / OUTLINE_POINTS) * total
    while (side < lengths.length - 1 && walked + lengths[side] < target) walked += lengths[side++]
    const share = lengths[side] > 0 ? (target - walked) / lengths[side] : 0
    const [from, to] = [closed[side], closed[side + 1]]
    even.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])
  }
  return even
}

/** Between two rings or point lists of the same length; `share` 0 = from, 1 = to. */
export function blend(from: readonly Point[], to: readonly Point[], share: number): Point[] {
  return to.map(([x, y], at) => {
    const [fromX, fromY] = from[at] ?? [x, y]
    return [fromX + (x - fromX) * share, fromY + (y - fromY) * share]
  })
}

/** A closed SVG path through points. */
export function closedPath(points: readonly Point[]): string {
  return points.length === 0 ? '' : `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}Z`
}

/** Space that a dot takes in a class, in pixels. */
export const DOT_RADIUS = 9
/** Space around a dot within which a press is meant for it: 24 pixels across (WCAG 2.2, 2.5.8). */
export const TARGET_RADIUS = 12
/** Side of the square that a student needs for a dot of full size with a name, in pixels. */
const ROOMY = 52
const SPREAD_TICKS = { most: 80, least: 18, students: 120 }
/** So many dots lie on each other on every screen, and pushing them around takes a minute for ten thousand. */
const MOST_SPREAD = 2500

/** How much smaller dots are drawn in a crowd: 1 where there is room, down to a half. */
export function dotScale(studentCount: number, width: number, height: number): number {
  return Math.max(0.5, Math.min(1, Math.sqrt((width * height) / Math.max(1, studentCount)) / ROOMY))
}

/** Radius a dot wants for itself, in pixels: room for a press where there is room, in a crowd at least for the dot. */
export function spaceAround(size: number): number {
  return Math.max(DOT_RADIUS * size, TARGET_RADIUS * (2 * size - 1))
}

/**
 * Moves points that would lie on each other just so far apart that each can be seen and picked up: every point is
 * drawn to its own place and pushed out of the others' (d3-force, whose randomness is seeded). The same points
 * are always spread the same way. A crowd gets fewer rounds: about the same time for a school as for a grade. More
 * than 2,500 points stay where they are.
 *
 * @param space radius that each point wants for itself, in pixels
 */
export function spreadCrowds(points: readonly Point[], space: number): Point[] {
  if (points.length > MOST_SPREAD) return [...points]
  const nodes = points.map(([x, y]) => ({ x, y, homeX: x, homeY: y }))
  const crowd = Math.max(1, points.length / SPREAD_TICKS.students)
  forceSimulation(nodes)
    .force('home-x', forceX<(typeof nodes)[number]>(node => node.homeX).strength(0.5))
    .force('home-y', forceY<(typeof nodes)[number]>(node => node.homeY).strength(0.5))
    .force('space', forceCollide(space).iterations(2))
    .stop()
    .tick(Math.max(SPREAD_TICKS.least, Math.round(SPREAD_TICKS.most / crowd)))
  return nodes.map(({ x, y }) => [x, y])
}

/** The point nearest to one in a direction (a 120 degree cone), or -1. Arrow keys walk the map with it. */
export function nearestTowards(points: readonly Point[], from: number, direction: Point): number {
  const [fromX, fromY] = points[from]
  let best = -1
  let bestCost = Infinity
  for (const [at, [x, y]] of points.entries()) {
    if (at === from) continue
    const along = (x - fromX) * direction[0] + (y - fromY) * direction[1]
    const across = Math.abs((x - fromX) * direction[1] - (y - fromY) * direction[0])
    if (along <= 0 || across > along * 1.8) continue
    const cost = along + across * 2
    if (cost < bestCost) {
      bestCost = cost
      best = at
    }
  }
  return best
}
