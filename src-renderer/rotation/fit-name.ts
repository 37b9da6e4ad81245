/** Pixels of type. */
export interface TextSizes {
  readonly smallest: number
  readonly largest: number
}

/** Where a name stands. */
export interface NameRoom {
  /** Width of a line in CSS pixels. */
  readonly width: number
  readonly lines: number
}

/** How wide a text is at a size of one pixel. */
type WidthOf = (text: string) => number

const STEP = 0.5

/**
 * A name in the largest type at which each of its words stands whole and it has no more lines than there is room for;
 * where there is none, in the smallest, and its last line has all the rest. O(sizes x letters).
 *
 * @param name what has a hyphen may be parted after it
 */
export function fitName(
  name: string,
  room: NameRoom,
  { smallest, largest }: TextSizes,
  widthOf: WidthOf,
): { size: number; lines: string[] } {
  for (let size = largest; size >= smallest; size -= STEP) {
    const width = room.width / size
    const lines = wrapped(name, width, widthOf)
    if (lines.length <= room.lines && lines.every(line => widthOf(line) <= width)) return { size, lines }
  }
  const lines = wrapped(name, room.width / smallest, widthOf)
  const last = room.lines - 1
  return { size: smallest, lines: [...lines.slice(0, last), lines.slice(last).join(' ')].filter(Boolean) }
}

/**
 * A line may end after a space and after a hyphen, but not after a word of one letter; a word that is wider has a line
 * of its own.
 */
function wrapped(name: string, width: number, widthOf: WidthOf): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of name.split(/(?<=\S\S\s+)(?=\S)|(?<=[-–])/)) {
    if (line !== '' && widthOf((line + word).trim()) > width) {
      lines.push(line.trim())
      line = ''
    }
    line += word
  }
  return line.trim() === '' ? lines : [...lines, line.trim()]
}

const HUNDRED = 100
const widths = new Map<string, number>()
let canvas: CanvasRenderingContext2D | null = null

/** How wide a text is in the app's own type, as a share of its size. */
export function textWidth(text: string, weight: 400 | 650): number {
  const known = widths.get(`${weight} ${text}`)
  if (known !== undefined) return known
  canvas ??= document.createElement('canvas').getContext('2d')
  if (!canvas) return 0
  canvas.font = `${weight} ${HUNDRED}px ${getComputedStyle(document.body).fontFamily}`
  const width = canvas.measureText(text).width / HUNDRED
  widths.set(`${weight} ${text}`, width)
  return width
}
