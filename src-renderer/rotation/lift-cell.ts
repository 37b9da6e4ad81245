import { carrying, type DropPlace } from '../state/carrying.svelte.ts'
import type { CellKey } from '../../src-main/contract/rotation.ts'
import { gridPlace } from './grid-place.ts'

const START_PIXELS = 5
const HOLD_MILLISECONDS = 280
const EDGE_PIXELS = 40
const SCROLL_PIXELS = 10

/**
 * Attachment for the week's grid: a cell is picked up and dropped on another one, or on a station of its block. Mouse
 * and pen start after a few pixels, a finger after holding still, so that it can still scroll. Escape, a lost pointer
 * and dropping anywhere else leave everything as it was.
 */
export function liftCell(grid: Element): () => void {
  const down = (event: Event) => {
    if (!(event instanceof PointerEvent && event.isPrimary && event.button === 0)) return
    const cell = gridPlace(event.target)?.cell
    if (!cell) return
    // The answer is on its way before the drag begins.
    void carrying.choices(cell)?.catch(() => undefined)
    new Lift(grid, cell, event)
  }
  grid.addEventListener('pointerdown', down)
  return () => grid.removeEventListener('pointerdown', down)
}

/** One drag, from pointer down to its end. */
class Lift {
  readonly #grid: Element
  readonly #cell: CellKey
  readonly #from: PointerEvent
  readonly #ends = new AbortController()
  #active = false
  #hold: ReturnType<typeof setTimeout> | undefined
  #scroll = 0

  constructor(grid: Element, cell: CellKey, from: PointerEvent) {
    this.#grid = grid
    this.#cell = cell
    this.#from = from
    const options = { signal: this.#ends.signal }
    addEventListener('pointermove', event => this.#move(event), options)
    addEventListener('pointerup', event => this.#up(event), options)
    addEventListener('pointercancel', event => event.pointerId === from.pointerId && this.#end(), options)
    addEventListener('blur', () => this.#end(), options)
    addEventListener('keydown', event => this.#key(event), { ...options, capture: true })
    if (from.pointerType === 'touch') {
      this.#hold = setTimeout(() => this.#begin(from.clientX, from.clientY), HOLD_MILLISECONDS)
      const still = (event: TouchEvent) => this.#active && event.preventDefault()
      addEventListener('touchmove', still, { ...options, passive: false })
    }
  }

  #begin(x: number, y: number): void {
    this.#active = true
    carrying.point = { x, y }
    void carrying.start(this.#cell, 'drag')
    this.#scrollAtEdges()
  }

  #move(event: PointerEvent): void {
    if (event.pointerId !== this.#from.pointerId) return
    const { clientX: x, clientY: y } = event
    if (!this.#active) {
      if (Math.hypot(x - this.#from.clientX, y - this.#from.clientY) <= START_PIXELS) return
      if (event.pointerType === 'touch') return this.#end()
      this.#begin(x, y)
    }
    event.preventDefault()
    carrying.point = { x, y }
    carrying.over = this.#placeAt(x, y)
  }

  #up(event: PointerEvent): void {
    if (event.pointerId !== this.#from.pointerId) return
    if (this.#active) {
      // The click that follows belongs to the drag and opens nothing.
      const swallow = (click: MouseEvent) => click.stopPropagation()
      addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0)
      const place = this.#placeAt(event.clientX, event.clientY)
      if (place) void carrying.drop(place)
    }
    this.#end()
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#active) return
    event.stopPropagation()
    event.preventDefault()
    this.#end()
  }

  /** Another cell, or an empty place of the same block; null = nothing can be done there. */
  #placeAt(x: number, y: number): DropPlace | null {
    const element = document.elementFromPoint(x, y)
    const place = gridPlace(element)
    if (place?.cell) return carrying.isCarried(place.cell) ? null : { kind: 'cell', cell: place.cell }
    if (!place || place.block !== String(this.#cell.blockId) || place.station === null) return null
    return { kind: 'station', stationId: place.station }
  }

  #scrollAtEdges(): void {
    const region = this.#grid.closest('[data-scrolls]')
    const step = () => {
      const { x, y } = carrying.point
      if (region) {
        const { top, bottom, left, right } = region.getBoundingClientRect()
        const towards = (at: number, least: number, most: number) =>
          at < least + EDGE_PIXELS ? -SCROLL_PIXELS : at > most - EDGE_PIXELS ? SCROLL_PIXELS : 0
        region.scrollBy(towards(x, left, right), towards(y, top, bottom))
      }
      this.#scroll = requestAnimationFrame(step)
    }
    this.#scroll = requestAnimationFrame(step)
  }

  #end(): void {
    clearTimeout(this.#hold)
    cancelAnimationFrame(this.#scroll)
    this.#ends.abort()
    if (this.#active && carrying.way === 'drag') carrying.cancel()
    this.#active = false
  }
}
