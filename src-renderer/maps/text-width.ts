/** Size of the names on the map, in pixels. */
export const LABEL_PIXELS = 13

const context = document.createElement('canvas').getContext('2d')
const widths = new Map<string, number>()

/** Width of a text in the app's font at a size, in pixels. Measured once a text. */
export function textWidth(text: string, fontPixels: number): number {
  const key = `${fontPixels} ${text}`
  let width = widths.get(key)
  if (width === undefined) {
    if (context) context.font = `500 ${fontPixels}px ${getComputedStyle(document.body).fontFamily}`
    width = context?.measureText(text).width ?? text.length * fontPixels * 0.6
    widths.set(key, width)
  }
  return width
}
