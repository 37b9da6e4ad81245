import { symbol, symbolCircle } from 'd3'
import { groupMark } from '../design/group-mark.ts'
import { element, type PictureElement } from './element.ts'
import { groupColour, type Palette } from './palette.ts'

/** The d3 shape of a group's students as a path around 0, 0; a circle for those in no group (-1). */
export function groupShape(position: number, area: number): string {
  return symbol(position < 0 ? symbolCircle : groupMark(position).shape, area)() ?? ''
}

/** A group's shape in its colour; hollow and dashed for students of whom little is known. */
export function studentSign(
  palette: Palette,
  position: number,
  area: number,
  isSparse: boolean,
): PictureElement {
  const colour = groupColour(palette, position)
  return element('path', {
    d: groupShape(position, area),
    ...(isSparse
      ? { fill: palette.paper, stroke: colour, 'stroke-width': 2, 'stroke-dasharray': '3 2' }
      : { fill: colour, stroke: palette.paper, 'stroke-width': 1.5 }),
  })
}

/** The pattern for what was not assessed; referred to as `url(#hatch)`. */
export function hatchPattern(palette: Palette): PictureElement {
  const line = { x1: 0, y1: 0, x2: 0, y2: 6, stroke: palette['line-strong'], 'stroke-width': 1.5 }
  return element(
    'pattern',
    {
      id: 'hatch',
      width: 6,
      height: 6,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    element('rect', { width: 6, height: 6, fill: palette.panel }),
    element('line', line),
  )
}

/** A group's letter on its colour, 24 pixels high. */
export function letterBadge(
  palette: Palette,
  letter: string,
  position: number,
  x: number,
  y: number,
): PictureElement {
  const width = letter.length > 1 ? 32 : 24
  return element(
    'g',
    { transform: `translate(${x},${y})` },
    element('rect', { width, height: 24, rx: 6, fill: groupColour(palette, position) }),
    element(
      'text',
      {
        x: width / 2,
        y: 16.5,
        'text-anchor': 'middle',
        'font-size': 13,
        'font-weight': 700,
        fill: palette['group-ink'],
      },
      letter,
    ),
  )
}
