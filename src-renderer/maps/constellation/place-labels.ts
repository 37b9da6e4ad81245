import { boxAround, TakenPlaces, type Box } from './taken-places.ts'

/** A label that wants a place beside its dot. Pixels. */
export interface LabelWish {
  readonly x: number
  readonly y: number
  /** What may be written, longest first: the name, shorter, initials. */
  readonly texts: readonly { readonly text: string; readonly width: number }[]
  /** Asks for a place before the others. */
  readonly isFirst?: boolean
}

export interface PlacedLabel {
  readonly text: string
  /** Middle of the label. */
  readonly x: number
  readonly y: number
  readonly width: number
}

export const LABEL_HEIGHT = 16
const GAP = 9

/** Places around a dot, best first: above, below, right, left, then the corners. */
const PLACES: readonly (readonly [number, number])[] = [
  [0, -1], [0, 1], [1, 0], [-1, 0], [0.7, -1], [-0.7, -1], [0.7, 1], [-0.7, 1], [1, -0.8], [-1, -0.8], [1, 0.8], [-1, 0.8],
] // prettier-ignore

/**
 * Places labels beside their dots so that none covers another label or a dot: greedy over twelve places
 * around the dot (Christensen, Marks & Shieber 1995), then the same with the next shorter text, else no label. Those
 * in the thick of the crowd choose first, for they have the fewest places. Deterministic; about O(n) through a grid
 * of cells.
 *
 * @param dotRadius free space kept around every dot, in pixels
 * @returns one a wish, null where there is no room
 */
export function placeLabels(wishes: readonly LabelWish[], dotRadius: number): (PlacedLabel | null)[] {
  const taken = new TakenPlaces()
  for (const { x, y } of wishes) {
    taken.take(boxAround(x, y, 2 * dotRadius, 2 * dotRadius))
  }
  const freePlaces = wishes.map(wish =>
    wish.texts.length === 0
      ? 0
      : PLACES.filter(place => taken.isFree(boxAt(wish, wish.texts[0], place).box)).length,
  )
  const placed = wishes.map((): PlacedLabel | null => null)
  const order = wishes
    .map((_, at) => at)
    .sort(
      (a, b) =>
        Number(wishes[b].isFirst ?? false) - Number(wishes[a].isFirst ?? false) ||
        freePlaces[a] - freePlaces[b] ||
        a - b,
    )
  for (const at of order) {
    const wish = wishes[at]
    const choice = firstFree(wish, taken)
    if (!choice) continue
    taken.take(choice.box)
    placed[at] = choice.label
  }
  return placed
}

function firstFree(wish: LabelWish, taken: TakenPlaces): { box: Box; label: PlacedLabel } | null {
  for (const text of wish.texts) {
    for (const place of PLACES) {
      const choice = boxAt(wish, text, place)
      if (taken.isFree(choice.box)) return choice
    }
  }
  return null
}

function boxAt(
  wish: LabelWish,
  { text, width }: { text: string; width: number },
  [across, down]: readonly [number, number],
): { box: Box; label: PlacedLabel } {
  const beside = Math.abs(across) === 1
  const x = wish.x + across * ((beside ? GAP : 0) + width / 2)
  const y = wish.y + down * (beside ? LABEL_HEIGHT / 2 + 2 : GAP + LABEL_HEIGHT / 2)
  const box = boxAround(x, y, width, LABEL_HEIGHT)
  return { box, label: { text, x, y, width } }
}
