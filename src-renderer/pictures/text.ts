import { element, type PictureElement } from './element.ts'

/** Width of a text in the picture's font, in pixels. */
export type Measure = (text: string, pixels: number, weight?: number) => number

/** Fonts that are on most computers, so that the file needs none of its own. */
export const FONT = "'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"

/** A text cut to a width, with "…" at its end where something is missing. */
export function clipped(text: string, width: number, pixels: number, measure: Measure, weight = 400): string {
  if (measure(text, pixels, weight) <= width) return text
  const letters = [...text]
  let [fits, tooMany] = [0, letters.length]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (measure(`${letters.slice(0, middle).join('')}…`, pixels, weight) <= width) fits = middle
    else tooMany = middle
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`
}

/** A text broken into lines at its spaces; what does not fit into the last line is cut. */
export function wrapped(
  text: string,
  width: number,
  pixels: number,
  measure: Measure,
  { mostLines = Infinity, weight = 400 } = {},
): string[] {
  const lines: string[] = []
  let line = ''
  const words = text.split(/\s+/).filter(Boolean)
  for (const [at, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || measure(longer, pixels, weight) <= width) {
      line = longer
      continue
    }
    if (lines.length + 1 >= mostLines) {
      lines.push(clipped([line, ...words.slice(at)].join(' '), width, pixels, measure, weight))
      return lines
    }
    lines.push(clipped(line, width, pixels, measure, weight))
    line = word
  }
  return line === '' ? lines : [...lines, clipped(line, width, pixels, measure, weight)]
}

interface TextLook {
  readonly size: number
  readonly fill: string
  readonly weight?: number
  readonly anchor?: 'start' | 'middle' | 'end'
  /** Colour around the letters, so that they can be read over lines. */
  readonly halo?: string
  readonly decoration?: 'underline'
}

/** One line of text; `y` is its baseline. */
export function textLine(
  text: string,
  x: number,
  y: number,
  { size, fill, weight, anchor, halo, decoration }: TextLook,
): PictureElement {
  const letters = {
    x,
    y,
    'font-size': size,
    ...(weight && { 'font-weight': weight }),
    ...(anchor && { 'text-anchor': anchor }),
    ...(decoration && { 'text-decoration': decoration }),
  }
  if (!halo) return element('text', { ...letters, fill }, text)
  const under = { stroke: halo, 'stroke-width': 3.5, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
  return element('text', { ...letters, fill, ...under }, text)
}

/** Lines of text below each other; `y` is the first baseline. */
export function textBlock(
  lines: readonly string[],
  x: number,
  y: number,
  lineHeight: number,
  look: TextLook,
): PictureElement[] {
  return lines.map((line, at) => textLine(line, x, y + at * lineHeight, look))
}
