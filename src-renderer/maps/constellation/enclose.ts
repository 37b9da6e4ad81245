import { contours, Delaunay, polygonContains, polygonHull } from 'd3'
import { softOutline, type Point } from './geometry.ts'

/** Distance of two field points in pixels: small enough for round corners, large enough for a frame. */
const CELL = 6
/** Free space around a stranger, in pixels. */
const STRANGER_SPACE = 20
/** Half the width of the band that holds a group together where a stranger stands between its members. */
const BAND = 7
/** Smaller slivers and holes say nothing, in square pixels. */
const LEAST_AREA = 250
const SMOOTH_ROUNDS = 5
/** Larger triangles of strangers are cut from the outside first; a few rounds reach every one that can be. */
const MOST_CUTS = 200

/**
 * An outline that encloses just the members of a group: their hull, with the triangles that hold strangers cut away
 * from outside (the idea of Duckham, Kulik, Worboys & Galton 2008, who cut by edge length), padded, dented around
 * strangers who are still too near, and held together by a thin band along the least tree that joins the
 * members, so that it never falls apart. The field is traced with marching squares (d3-contour) and smoothed.
 * O(area x corners of the hull), and what lies around every member and every stranger who is near.
 *
 * @param members one or more points, in pixels
 * @param strangers everybody else on the map
 * @param padding free space around the members, in pixels
 * @returns closed rings, the outer ones and the holes, each starting at its top; to be filled even-odd
 */
export function enclose(
  members: readonly Point[],
  strangers: readonly Point[],
  padding: number,
): readonly (readonly Point[])[] {
  if (members.length === 0) return []
  const left = Math.min(...members.map(([x]) => x)) - padding - 2 * CELL
  const top = Math.min(...members.map(([, y]) => y)) - padding - 2 * CELL
  const right = Math.max(...members.map(([x]) => x)) + padding + 2 * CELL
  const bottom = Math.max(...members.map(([, y]) => y)) + padding + 2 * CELL
  const hull = polygonHull(members.map(([x, y]) => [x, y])) ?? members
  const near = strangers.filter(one => distanceToPolygon(one, hull) < padding + STRANGER_SPACE)
  if (near.length === 0) return [softOutline(members, padding)]

  const polygon = cutPolygon(members, near)
  const tree = leastTree(members)
  const columns = Math.ceil((right - left) / CELL) + 1
  const rows = Math.ceil((bottom - top) / CELL) + 1
  const field = new Float64Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at: Point = [left + column * CELL, top + row * CELL]
      field[row * columns + column] = contains(polygon, at) ? padding : -padding
    }
  }
  /** Only the field near a line is touched: every stranger at every point would freeze a grade's map. */
  const stamp = (from: Point, to: Point, reach: number, change: (value: number, away: number) => number) => {
    const [firstColumn, lastColumn] = cellsWithin(from[0] - left, to[0] - left, reach, columns)
    const [firstRow, lastRow] = cellsWithin(from[1] - top, to[1] - top, reach, rows)
    for (let row = firstRow; row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const at: Point = [left + column * CELL, top + row * CELL]
        const index = row * columns + column
        field[index] = change(field[index], distanceToSegment(at, from, to))
      }
    }
  }
  for (const [corner, from] of polygon.entries()) {
    const to = polygon[(corner + 1) % polygon.length]
    stamp(from, to, padding + 2 * CELL, (value, away) => Math.max(value, padding - away))
  }
  for (const stranger of near) {
    stamp(stranger, stranger, padding + STRANGER_SPACE, (value, away) =>
      Math.min(value, away - STRANGER_SPACE),
    )
  }
  for (const [from, to] of tree) {
    stamp(from, to, BAND + 2 * CELL, (value, away) => Math.max(value, BAND - away))
  }
  const own = padding * 0.6
  for (const member of members) {
    stamp(member, member, own + 2 * CELL, (value, away) => Math.max(value, own - away))
  }
  const [shape] = contours().size([columns, rows]).thresholds([0])(Array.from(field))
  return (shape?.coordinates ?? [])
    .flat()
    .map(ring =>
      smoothRing(ring.slice(0, -1).map(([x, y]): Point => [left + (x - 0.5) * CELL, top + (y - 0.5) * CELL])),
    )
    .filter(ring => Math.abs(ringArea(ring)) > LEAST_AREA)
    .sort((a, b) => Math.abs(ringArea(b)) - Math.abs(ringArea(a)))
}

/** First and last cell of a row of cells that lie within reach of a stretch. */
function cellsWithin(from: number, to: number, reach: number, count: number): [number, number] {
  const first = Math.floor((Math.min(from, to) - reach) / CELL)
  const last = Math.ceil((Math.max(from, to) + reach) / CELL)
  return [Math.max(0, first), Math.min(count - 1, last)]
}

/** The hull of the members with the triangles cut away, from outside, that hold strangers. */
function cutPolygon(members: readonly Point[], strangers: readonly Point[]): Point[] {
  if (members.length < 3) return [...members]
  const { triangles, halfedges } = Delaunay.from(members.map(([x, y]) => [x, y]))
  const removed = new Set<number>()
  const isGone = (edge: number) => edge === -1 || removed.has(Math.floor(edge / 3))
  const corner = (edge: number) => triangles[edge]
  const next = (edge: number) => (edge % 3 === 2 ? edge - 2 : edge + 1)
  const outside = new Set<number>()
  for (let edge = 0; edge < halfedges.length; edge++) if (halfedges[edge] === -1) outside.add(corner(edge))

  for (let cut = 0; cut < MOST_CUTS; cut++) {
    let best = -1
    let longest = 0
    for (let edge = 0; edge < halfedges.length; edge++) {
      const triangle = Math.floor(edge / 3)
      if (removed.has(triangle) || !isGone(halfedges[edge])) continue
      const opposite = corner(next(next(edge)))
      // Cutting here would let the shape fall apart at that corner.
      if (outside.has(opposite)) continue
      const [a, b] = [members[corner(edge)], members[corner(next(edge))]]
      const c = members[opposite]
      if (!strangers.some(one => contains([a, b, c], one))) continue
      const length = Math.hypot(a[0] - b[0], a[1] - b[1])
      if (length > longest) {
        longest = length
        best = edge
      }
    }
    if (best < 0) break
    removed.add(Math.floor(best / 3))
    outside.add(corner(next(next(best))))
  }

  const following = new Map<number, number>()
  for (let edge = 0; edge < halfedges.length; edge++) {
    if (!removed.has(Math.floor(edge / 3)) && isGone(halfedges[edge])) {
      following.set(corner(edge), corner(next(edge)))
    }
  }
  const [start] = following.keys()
  const polygon: Point[] = []
  let at: number | undefined = start
  while (at !== undefined && polygon.length < members.length) {
    polygon.push(members[at])
    at = following.get(at)
    if (at === start) break
  }
  return polygon.length >= 3 ? polygon : [...members]
}

/** The least spanning tree (Prim 1957) as pairs of points. O(n^2). */
export function leastTree(points: readonly Point[]): (readonly [Point, Point])[] {
  const [first, ...rest] = points
  const open = rest.map(point => ({ point, from: first, distance: apart(point, first) }))
  const tree: (readonly [Point, Point])[] = []
  while (open.length > 0) {
    const nearest = open.reduce((best, one) => (one.distance < best.distance ? one : best))
    open.splice(open.indexOf(nearest), 1)
    tree.push([nearest.from, nearest.point])
    for (const one of open) {
      const distance = apart(one.point, nearest.point)
      if (distance < one.distance) Object.assign(one, { from: nearest.point, distance })
    }
  }
  return tree
}

function contains(polygon: readonly Point[], [x, y]: Point): boolean {
  // d3 only reads the corners, but its type wants them writable.
  return polygon.length >= 3 && polygonContains(polygon as [number, number][], [x, y])
}

function apart(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

/** 0 inside; a polygon of one or two points is a point or a line. */
function distanceToPolygon(at: Point, polygon: readonly Point[]): number {
  if (contains(polygon, at)) return 0
  let least = Infinity
  for (let corner = 0; corner < polygon.length; corner++) {
    least = Math.min(least, distanceToSegment(at, polygon[corner], polygon[(corner + 1) % polygon.length]))
  }
  return least
}

/** Distance of a point to a line between two points. */
export function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const share = length > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0
  return Math.hypot(x - ax - share * dx, y - ay - share * dy)
}

/** Each point drawn to the middle of its neighbours, a few times: corners become soft, the place stays. */
function smoothRing(ring: readonly Point[]): Point[] {
  let now = [...ring]
  for (let round = 0; round < SMOOTH_ROUNDS; round++) {
    now = now.map(([x, y], at) => {
      const [beforeX, beforeY] = now[(at + now.length - 1) % now.length]
      const [afterX, afterY] = now[(at + 1) % now.length]
      return [(beforeX + 2 * x + afterX) / 4, (beforeY + 2 * y + afterY) / 4]
    })
  }
  return now
}

function ringArea(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length]
    return sum + (x * nextY - nextX * y) / 2
  }, 0)
}
