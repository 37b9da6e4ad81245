import { polygonContains } from 'd3'
import type { StudentId } from '../../../src-main/contract/ids.ts'
import { count } from '../../design/words.ts'
import { notices } from '../../state/notices.svelte.ts'
import { selection } from '../../state/selection.svelte.ts'
import { closedPath, type Point } from './geometry.ts'

const CLICK_PIXELS = 4
const STEP_PIXELS = 3

/**
 * Choosing students by drawing around them: with Shift on the empty map, or with the lasso as the tool, for one finger
 * or a pen. Shift adds to the choice. A plain click on the empty map lets go of everybody. Escape ends it.
 */
export class Lasso {
  /** A drag on the empty map draws instead of moving the map. */
  isTool = $state(false)
  #ring = $state.raw<readonly Point[]>([])
  readonly #inside: (ring: readonly Point[]) => StudentId[]
  readonly #choose: (students: readonly StudentId[], adds: boolean) => void

  /**
   * @param inside students within a ring in pixels of the map
   * @param choose is told when the ring was closed
   */
  constructor(
    inside: (ring: readonly Point[]) => StudentId[],
    choose: (students: readonly StudentId[], adds: boolean) => void,
  ) {
    this.#inside = inside
    this.#choose = choose
  }

  /** The ring so far as an SVG path; '' when nothing is drawn. */
  get path(): string {
    return this.#ring.length > 1 ? closedPath(this.#ring) : ''
  }

  /** Whether a press belongs to the lasso and not to the map. */
  claims(event: Event): boolean {
    return (this.isTool || (event instanceof MouseEvent && event.shiftKey)) && event.type !== 'wheel'
  }

  static holds(ring: readonly Point[], [x, y]: Point): boolean {
    // d3 only reads the ring, but its type wants it writable.
    return polygonContains(ring as [number, number][], [x, y])
  }

  /** Svelte attachment. */
  readonly attach = (map: HTMLElement): (() => void) => {
    const down = (event: PointerEvent) => {
      const onStudent = event.target instanceof Element && event.target.closest('[data-student]') !== null
      if (!event.isPrimary || event.button !== 0 || onStudent) return
      this.#follow(map, event)
    }
    map.addEventListener('pointerdown', down)
    return () => map.removeEventListener('pointerdown', down)
  }

  #follow(map: HTMLElement, from: PointerEvent): void {
    const draws = this.claims(from)
    const ends = new AbortController()
    const options = { signal: ends.signal }
    const { left, top } = map.getBoundingClientRect()
    const at = (event: PointerEvent): Point => [event.clientX - left, event.clientY - top]
    const far = (event: PointerEvent) =>
      Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > CLICK_PIXELS
    let moved = false
    const end = () => {
      ends.abort()
      this.#ring = []
    }
    addEventListener(
      'pointermove',
      event => {
        if (event.pointerId !== from.pointerId) return
        moved ||= far(event)
        if (!draws || !moved) return
        const point = at(event)
        const last = this.#ring.at(-1) ?? at(from)
        if (Math.hypot(point[0] - last[0], point[1] - last[1]) < STEP_PIXELS) return
        this.#ring = [...(this.#ring.length > 0 ? this.#ring : [at(from)]), point]
      },
      options,
    )
    addEventListener(
      'pointerup',
      event => {
        if (event.pointerId !== from.pointerId) return
        const students = this.#ring.length > 2 ? this.#inside(this.#ring) : []
        const drew = this.#ring.length > 2
        end()
        if (drew) {
          this.#choose(students, event.shiftKey)
          notices.speak(`${count(selection.list.length, 'student')} chosen.`)
        } else if (!moved && !event.shiftKey) selection.clear()
      },
      options,
    )
    addEventListener(
      'pointercancel',
      event => {
        if (event.pointerId === from.pointerId) end()
      },
      options,
    )
    addEventListener('blur', end, options)
    addEventListener(
      'keydown',
      event => {
        if (event.key !== 'Escape') return
        // The Escape that ends the drawing does not let go of who was chosen before.
        if (draws && moved) {
          event.stopPropagation()
          event.preventDefault()
        }
        end()
      },
      { ...options, capture: true },
    )
  }
}
