/** Lines beyond the edges that are drawn as well, so that a quick hand and the Tab key find them there. */
const BEYOND = 15

/**
 * Which of many lines of one height are worth drawing.
 *
 * @param scrolled how far the first line is above the upper edge, in pixels; less than 0 = it is below it
 * @param height of the box they are seen in, in pixels
 * @param line height of one line, in pixels
 * @returns from `first` up to but not with `end`
 */
export function linesInSight(
  count: number,
  scrolled: number,
  height: number,
  line: number,
): { first: number; end: number } {
  const top = Math.floor(scrolled / line) - BEYOND
  const first = Math.max(0, Math.min(top, count))
  return { first, end: Math.max(first, Math.min(count, Math.ceil((scrolled + height) / line) + BEYOND)) }
}
