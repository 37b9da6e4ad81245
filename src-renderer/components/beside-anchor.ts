/** Edges in CSS pixels of the window. */
export interface Rectangle {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const GAP = 8

/**
 * Where a panel stands that belongs to something: to its right where there is room, else to its left, else over it;
 * always whole inside the window. Without an anchor it stands in the middle.
 */
export function besideAnchor(
  anchor: Rectangle | null,
  panel: { width: number; height: number },
  window: { width: number; height: number },
): { left: number; top: number } {
  const inside = (at: number, size: number, all: number) => Math.max(GAP, Math.min(at, all - size - GAP))
  if (!anchor) {
    return {
      left: inside((window.width - panel.width) / 2, panel.width, window.width),
      top: inside((window.height - panel.height) / 2, panel.height, window.height),
    }
  }
  const right = anchor.right + GAP
  const left = right + panel.width + GAP <= window.width ? right : anchor.left - GAP - panel.width
  return {
    left: inside(left, panel.width, window.width),
    top: inside(anchor.top - GAP, panel.height, window.height),
  }
}
