import { largest } from './fit.ts'

const LEAST_PIXELS = 6
/** Of the window's height. */
const MOST = 1 / 16

/**
 * An attachment for a box with one child: its text is as large as it can be with all of the child inside.
 *
 * @param what what the child says; it is measured anew when that changes
 */
export function fitText(what: unknown): (box: HTMLElement) => () => void {
  void what
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

/** What is next takes this much of the window's height at most, where it can. */
const LINE_SHARE = 0.12
/** Sizes of its text, in parts of the window's height. */
const LINE_SIZES = [0.028, 0.025, 0.022, 0.019]

/**
 * An attachment for a line that may become several, its buttons first: the largest text with which it stays low.
 *
 * @param what what it says; it is measured anew when that changes
 */
export function fitLine(...what: unknown[]): (line: HTMLElement) => () => void {
  void what
  return line => {
    const fit = () => {
      const buttons = line.firstElementChild?.clientHeight ?? 0
      const most = Math.max(buttons * 1.6, innerHeight * LINE_SHARE)
      for (const size of LINE_SIZES) {
        line.style.fontSize = `${size * Math.min(innerHeight, innerWidth * 0.62)}px`
        // A single line stands at the height of the buttons.
        line.style.lineHeight = `${buttons}px`
        if (line.offsetHeight < buttons * 1.6) return
        line.style.lineHeight = ''
        if (line.offsetHeight <= most) return
      }
    }
    window.addEventListener('resize', fit)
    fit()
    return () => window.removeEventListener('resize', fit)
  }
}
