/** A rectangle in pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const CELL = 48

/** A box around a middle. */
export function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }
}

/** Boxes that are taken, in a grid of cells, so that asking costs no more for a school than for a class. */
export class TakenPlaces {
  readonly #cells = new Map<number, { readonly box: Box; readonly cost: number }[]>()

  /** @param cost what covering it costs */
  take(box: Box, cost = 1): void {
    const taken = { box, cost }
    for (const cell of cellsOf(box)) {
      const here = this.#cells.get(cell)
      if (here) here.push(taken)
      else this.#cells.set(cell, [taken])
    }
  }

  isFree(box: Box): boolean {
    for (const cell of cellsOf(box)) {
      if (this.#cells.get(cell)?.some(other => overlap(box, other.box))) return false
    }
    return true
  }

  /** What a box would cost: the sum over everything it covers, each counted once. */
  costOf(box: Box): number {
    let cost = 0
    for (const cell of cellsOf(box)) {
      for (const other of this.#cells.get(cell) ?? []) {
        // Both lie in several cells: the one with the upper left corner of what they share counts.
        const corner = cellAt(Math.max(box.left, other.box.left), Math.max(box.top, other.box.top))
        if (corner === cell && overlap(box, other.box)) cost += other.cost
      }
    }
    return cost
  }
}

function cellAt(x: number, y: number): number {
  return Math.floor(x / CELL) * 100_003 + Math.floor(y / CELL)
}

function* cellsOf({ left, top, right, bottom }: Box): Generator<number> {
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield x * 100_003 + y
  }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
