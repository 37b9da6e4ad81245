/** Pixels of type. */
export interface TextSizes {
  readonly smallest: number
  readonly largest: number
}

/**
 * The size of type at which every word of a name stands whole in a line, to half a pixel; the smallest where even
 * that is too large for a word.
 *
 * @param room width of a line in CSS pixels
 * @param widthOf how wide a word is at a size of one pixel
 */
export function fitName(
  name: string,
  room: number,
  { smallest, largest }: TextSizes,
  widthOf: (word: string) => number,
): number {
  const widest = Math.max(0, ...wordsOf(name).map(widthOf))
  const fitting = widest === 0 ? largest : Math.floor((2 * room) / widest) / 2
  return Math.max(smallest, Math.min(largest, fitting))
}

/** A line may end after a space and after a hyphen. */
function wordsOf(name: string): string[] {
  return name.split(/\s+|(?<=[-–])/).filter(Boolean)
}

const HUNDRED = 100
const widths = new Map<string, number>()
let canvas: CanvasRenderingContext2D | null = null

/** How wide a word is in the app's own type, as a share of its size. */
export function wordWidth(word: string, weight: 400 | 650): number {
  const known = widths.get(`${weight} ${word}`)
  if (known !== undefined) return known
  canvas ??= document.createElement('canvas').getContext('2d')
  if (!canvas) return 0
  canvas.font = `${weight} ${HUNDRED}px ${getComputedStyle(document.body).fontFamily}`
  const width = canvas.measureText(word).width / HUNDRED
  widths.set(`${weight} ${word}`, width)
  return width
}
