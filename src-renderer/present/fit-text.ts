import { largest } from './fit.ts'

const LEAST_PIXELS = 6
/** Of the window's height. */
const MOST = 1 / 16

/**
 * An attachment for a box with one child: its text is as large as it can be with all of the child inside.
 *
 * @param _what what the child says; it is measured anew when that changes
 */
export function fitText(_what: unknown): (box: HTMLElement) => () => void {
  return box => {
    const fit = () => {
      const fits = (size: number) => {
        box.style.fontSize = `${size}px`
        return box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth
      }
      const size = largest(LEAST_PIXELS, innerHeight * MOST, fits) ?? LEAST_PIXELS
      box.style.fontSize = `${size}px`
    }
    const watching = new ResizeObserver(fit)
    watching.observe(box)
    fit()
    return () => watching.disconnect()
  }
}
