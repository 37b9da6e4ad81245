import {
  symbolCircle,
  symbolCross,
  symbolDiamond2,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
  type SymbolType,
} from 'd3'

const COLOURS = 8
const SHAPES: readonly SymbolType[] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond2,
  symbolStar,
  symbolCross,
  symbolWye,
]

/** How a group looks everywhere. */
export interface GroupMark {
  /** CSS colour, follows the theme. */
  readonly colour: string
  /** d3 symbol of its students on the map, so that colour is never the only sign. */
  readonly shape: SymbolType
}

/** The mark of the group at a position on the board (0 = A). Colour and shape repeat together only after 56 groups. */
export function groupMark(position: number): GroupMark {
  return {
    colour: `var(--group-${(position % COLOURS) + 1})`,
    shape: SHAPES[position % SHAPES.length] ?? symbolCircle,
  }
}
