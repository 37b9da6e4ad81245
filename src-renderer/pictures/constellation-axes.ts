import { STRIP, type Axes, type Layout } from '../maps/constellation/layout.ts'
import { element, type PictureElement } from './element.ts'
import type { Scene } from './scene.ts'
import { textLine } from './text.ts'

const RAY = 70

/** What lies under the dots: the scales of two skills, or what right and left mean and a ray for each skill. */
export function skillAxes(
  { board, colours }: Scene,
  { scales, origin }: Layout,
  axes: Axes,
  { width, height }: { width: number; height: number },
): PictureElement[] {
  const small = { size: 12, fill: colours['ink-soft'] }
  const name = { size: 13, weight: 500, fill: colours['ink-soft'], halo: colours.paper }
  if (!scales || axes.kind === 'plane') {
    const rays = board.plane.arrows.map(({ dx, dy }) =>
      element('line', {
        x1: origin[0],
        y1: origin[1],
        x2: origin[0] + dx * RAY,
        y2: origin[1] - dy * RAY,
        stroke: colours['line-strong'],
        'stroke-opacity': 0.45,
      }),
    )
    return [
      ...rays,
      textLine('more ready →', width - 16, 26, { ...name, anchor: 'end' }),
      textLine('← more support', 16, 26, name),
    ]
  }
  const { x, y } = scales
  const stripX = (x.range()[0] ?? 0) - STRIP
  const stripY = y.range()[0] ?? 0
  const strip = { fill: 'url(#hatch)', 'fill-opacity': 0.5 }
  const dashed = { stroke: colours['ink-soft'], 'stroke-dasharray': '4 4' }
  const line = (x1: number, y1: number, x2: number, y2: number, look: object) =>
    element('line', { x1, y1, x2, y2, ...look })
  return [
    element('rect', { x: stripX, y: 1, width: STRIP * 0.8, height: height - 2, ...strip }),
    element('rect', { x: 1, y: stripY + STRIP * 0.2, width: width - 2, height: STRIP * 0.8, ...strip }),
    ...x
      .ticks(6)
      .flatMap(tick => [
        line(x(tick), 1, x(tick), height - 1, { stroke: colours.line }),
        textLine(String(tick), x(tick), height - 8, { ...small, anchor: 'middle' }),
      ]),
    ...y
      .ticks(6)
      .flatMap(tick => [
        line(1, y(tick), width - 1, y(tick), { stroke: colours.line }),
        textLine(String(tick), 8, y(tick) - 4, small),
      ]),
    line(x(axes.x.masteryThreshold), 1, x(axes.x.masteryThreshold), height - 1, dashed),
    line(1, y(axes.y.masteryThreshold), width - 1, y(axes.y.masteryThreshold), dashed),
    textLine(`${axes.x.name} →`, width - 16, height - 26, { ...name, anchor: 'end' }),
    textLine(`↑ ${axes.y.name}`, 16, 26, name),
    textLine('not assessed', stripX + 4, height - 26, { ...small, halo: colours.paper }),
  ]
}
