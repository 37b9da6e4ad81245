import type { Panel, SkillProfile } from './panels.ts'
import { lanesUsed, stackDots } from './stack-dots.ts'

/** Room at both ends of a row for the dots that stand there, in pixels. */
const INSET = 8
const LEAST_HEIGHT = 34
/** Radius of a dot, and how high a row may become, by how many stand in the fullest row. */
const SIZES = [
  { upTo: 12, radius: 4.5, mostHeight: 40 },
  { upTo: 40, radius: 3.8, mostHeight: 52 },
  { upTo: Infinity, radius: 3, mostHeight: 64 },
] as const
/** Free above and below the dots of the fullest row, together. */
const AROUND = 6
/** With so many lanes dots are centred; fewer keep to the middle line. */
const MANY_LANES = 4
/** The rows start at the lowest score there is, in steps of this share, where that leaves out much of the scale. */
const STEP = 0.1
const WORTH_LEAVING_OUT = 0.15
const MOST_LANES = 11
const HIT = { least: 5, most: 13 }

export interface PlacedDot {
  readonly x: number
  /** From the top of the row. */
  readonly y: number
  /** Radius within which a pointer means this dot and no neighbour. */
  readonly reach: number
}

/** Sizes that all rows of all panels share, in pixels. */
export interface RowLayout {
  readonly width: number
  readonly height: number
  readonly radius: number
  /** The share of its scale at which every row starts, 0 to 1; all end at 1. */
  readonly from: number
  /** The place of a share of the scale along the row. */
  readonly x: (share: number) => number
  /** The dots of a row, in the order of `scored`. */
  readonly dots: (profile: SkillProfile) => readonly PlacedDot[]
}

/**
 * Sizes the rows so that the fullest one has room for its stacked dots, and all are the same; where the room is not
 * enough, stacked dots overlap by a part. O(n d).
 */
export function layOutRows(panels: readonly Panel[], width: number): RowLayout {
  const profiles = panels.flatMap(panel => panel.profiles)
  const fullest = Math.max(0, ...profiles.map(({ scored }) => scored.length))
  const { radius, mostHeight } = SIZES.find(({ upTo }) => fullest <= upTo) ?? SIZES[2]
  const from = startOfRows(profiles)
  const x = (share: number) => INSET + ((share - from) / (1 - from)) * Math.max(1, width - 2 * INSET)
  const lanes = profiles.map(({ scored }) =>
    stackDots(
      scored.map(({ share }) => x(share)),
      2 * radius + 1,
      MOST_LANES,
    ),
  )
  const used = Math.max(1, ...lanes.map(lanesUsed))
  const wanted = used * (2 * radius + 1) + AROUND
  const height = Math.ceil(Math.min(mostHeight, Math.max(LEAST_HEIGHT, wanted)))
  const room = height - AROUND - 2 * radius
  const dots = new Map(
    profiles.map(({ scored }, row) => {
      const own = lanes[row] ?? []
      const many = lanesUsed(own)
      const pitch = Math.min(2 * radius + 1, room / Math.max(1, many - 1))
      const middle = many >= MANY_LANES ? (Math.min(...own) + Math.max(...own)) / 2 : 0
      const places = scored.map(({ share }, at) => ({
        x: x(share),
        y: height / 2 + ((own[at] ?? 0) - middle) * pitch,
      }))
      return [profiles[row], places.map((place, at) => ({ ...place, reach: reachOf(places, at) }))]
    }),
  )
  return { width, height, radius, from, x, dots: profile => dots.get(profile) ?? [] }
}

function startOfRows(profiles: readonly SkillProfile[]): number {
  const lowest = Math.min(
    1,
    ...profiles.flatMap(({ classSpread, thresholdShare }) => [thresholdShare, classSpread?.least ?? 1]),
  )
  const from = Math.floor(lowest / STEP + 1e-9) * STEP
  return lowest >= WORTH_LEAVING_OUT ? Math.min(from, 1 - 2 * STEP) : 0
}

/** Half the way to the nearest neighbour, within sensible limits; the places rise along the row. */
function reachOf(places: readonly { x: number; y: number }[], at: number): number {
  const place = places[at]
  let nearest = 2 * HIT.most
  for (const step of [-1, 1]) {
    for (let other = at + step; other >= 0 && other < places.length; other += step) {
      const { x, y } = places[other]
      if (Math.abs(x - place.x) >= nearest) break
      nearest = Math.min(nearest, Math.hypot(x - place.x, y - place.y))
    }
  }
  return Math.max(HIT.least, nearest / 2)
}
