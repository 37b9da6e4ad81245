import { path } from 'd3'
import type { Flow } from './rows.ts'

/** Where a card stands, in pixels from the top of the drawing. */
export interface Box {
  readonly top: number
  readonly height: number
}

/** A way from a card on the left to one on the right. */
export interface Ribbon extends Flow {
  readonly line: string
  readonly arrow: string
  /** Pixels; grows with the number of students. */
  readonly thickness: number
  /** Who goes, as far as it fits, and where the words stand. */
  readonly words: string
  readonly wordsY: number
}

const PITCH = 24
const MARGIN = 14
const ARROW = 8
const THIN = 2
const THICK = 10
/** Share of the width that names may take. */
const NAMES = 0.5

/**
 * Lays one ribbon a flow between two columns of cards. Ribbons leave and reach a card around its middle, in the order
 * of where they go to or come from, so that few of them cross. A ribbon begins after the names of its students.
 *
 * @param left boxes by place; a flow whose card is not shown is left out
 * @param width of the room between the columns, in pixels
 * @param name what a student is called
 * @param measure width of a text in pixels
 */
export function layRibbons(
  flows: readonly Flow[],
  left: ReadonlyMap<number, Box>,
  right: ReadonlyMap<number, Box>,
  width: number,
  name: (student: Flow['students'][number]) => string,
  measure: (text: string) => number,
): Ribbon[] {
  const shown = flows.filter(({ from, to }) => left.has(from) && right.has(to))
  const middle = (box: Box | undefined) => (box ? box.top + box.height / 2 : 0)
  const starts = spread(
    shown,
    left,
    flow => flow.from,
    flow => middle(right.get(flow.to)),
  )
  const ends = spread(
    shown,
    right,
    flow => flow.to,
    flow => middle(left.get(flow.from)),
  )
  return shown.map((flow, at) => {
    const [from, to] = [starts[at] ?? 0, ends[at] ?? 0]
    const words = namesThatFit(flow.students.map(name), width * NAMES, measure)
    const start = measure(words) + 14
    const end = width - ARROW - 2
    const bend = (start + end) / 2
    const line = path()
    line.moveTo(start, from)
    line.bezierCurveTo(bend, from, bend, to, end, to)
    const thickness = Math.min(THICK, THIN + (flow.students.length - 1) * 2)
    const half = thickness / 2 + 4
    const arrow = path()
    arrow.moveTo(end - 1, to - half)
    arrow.lineTo(width - 2, to)
    arrow.lineTo(end - 1, to + half)
    arrow.closePath()
    return { ...flow, line: line.toString(), arrow: arrow.toString(), thickness, words, wordsY: from }
  })
}

/** The height at which each flow touches its card. */
function spread(
  flows: readonly Flow[],
  boxes: ReadonlyMap<number, Box>,
  place: (flow: Flow) => number,
  order: (flow: Flow) => number,
): number[] {
  const heights = flows.map(() => 0)
  for (const [at, box] of boxes) {
    const here = flows.flatMap((flow, index) => (place(flow) === at ? [{ index, order: order(flow) }] : []))
    here.sort((a, b) => a.order - b.order)
    const pitch = Math.min(PITCH, (box.height - 2 * MARGIN) / Math.max(1, here.length - 1))
    for (const [slot, { index }] of here.entries()) {
      heights[index] = box.top + box.height / 2 + (slot - (here.length - 1) / 2) * pitch
    }
  }
  return heights
}

/** "Ben, Elif", "Ben and 4 more", "5 students": as many names as have room. */
export function namesThatFit(
  names: readonly string[],
  width: number,
  measure: (text: string) => number,
): string {
  for (let shown = names.length; shown > 0; shown--) {
    const rest = names.length - shown
    const words = names.slice(0, shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
    if (measure(words) <= width) return words
  }
  const [only] = names
  if (names.length > 1 || only === undefined) return `${names.length} students`
  const letters = [...only]
  while (letters.length > 1 && measure(`${letters.join('')}…`) > width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
