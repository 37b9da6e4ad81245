/** A label that wants a place beside its dot. Pixels. */
export interface LabelWish {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly width: number
  /** Shown instead where the text has no room; '' = nothing. */
  readonly short: string
  readonly shortWidth: number
  /** Placed whatever it covers: the chosen and hovered ones. */
  readonly must: boolean
}

export interface PlacedLabel {
  readonly text: string
  /** Middle of the label. */
  readonly x: number
  readonly y: number
  readonly width: number
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export const LABEL_HEIGHT = 16
const GAP = 9
const CELL = 64

/** Places around a dot, best first: above, below, right, left, then the corners. */
const PLACES: readonly (readonly [number, number])[] = [
  [0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1],
] // prettier-ignore

/**
 * Places labels beside their dots so that none covers another label or a dot: greedy over eight places
 * around the dot (Christensen, Marks & Shieber 1995), then the same with the short text, else no label. Those
 * that must be seen come first and are always placed. Deterministic; about O(n) through a grid of cells.
 *
 * @param dotRadius free space kept around every dot, in pixels
 * @returns one a wish, null where there is no room
 */
export function placeLabels(wishes: readonly LabelWish[], dotRadius: number): (PlacedLabel | null)[] {
  const taken = new Map<string, Box[]>()
  const cellsOf = function* ({ left, top, right, bottom }: Box) {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield `${x} ${y}`
    }
  }
  const take = (box: Box) => {
    for (const cell of cellsOf(box)) {
      const boxes = taken.get(cell)
      if (boxes) boxes.push(box)
      else taken.set(cell, [box])
    }
  }
  const isFree = (box: Box) => {
    for (const cell of cellsOf(box)) if (taken.get(cell)?.some(other => overlap(box, other))) return false
    return true
  }

  for (const { x, y } of wishes) {
    take({ left: x - dotRadius, right: x + dotRadius, top: y - dotRadius, bottom: y + dotRadius })
  }
  const placed = wishes.map((): PlacedLabel | null => null)
  const order = wishes
    .map((_, at) => at)
    .sort((a, b) => Number(wishes[b].must) - Number(wishes[a].must) || a - b)
  for (const at of order) {
    const wish = wishes[at]
    const tries = [
      { text: wish.text, width: wish.width },
      ...(wish.short ? [{ text: wish.short, width: wish.shortWidth }] : []),
    ]
    const found = tries
      .flatMap(label => PLACES.map(place => boxAt(wish, label, place)))
      .find(({ box }) => isFree(box))
    const choice = found ?? (wish.must ? boxAt(wish, tries[0], PLACES[0]) : null)
    if (!choice) continue
    take(choice.box)
    placed[at] = choice.label
  }
  return placed
}

function boxAt(
  wish: LabelWish,
  { text, width }: { text: string; width: number },
  [across, down]: readonly [number, number],
): { box: Box; label: PlacedLabel } {
  const x = wish.x + across * (GAP + width / 2)
  const y = wish.y + down * (across === 0 ? GAP + LABEL_HEIGHT / 2 : GAP)
  const box = {
    left: x - width / 2,
    right: x + width / 2,
    top: y - LABEL_HEIGHT / 2,
    bottom: y + LABEL_HEIGHT / 2,
  }
  return { box, label: { text, x, y, width } }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
