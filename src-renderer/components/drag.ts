const START_PIXELS = 5
const HOLD_MILLISECONDS = 280
const EDGE_PIXELS = 48
const SCROLL_PIXELS = 12

/** In CSS pixels of the window. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** What a drag means to who is dragged. Elements are given as they lie under the pointer, topmost first. */
export interface Draggable {
  /** It is picked up. */
  begin(at: Point): void
  /** The pointer has moved, or something else has come under it. */
  move(at: Point, under: readonly Element[]): void
  drop(under: readonly Element[]): void
  /** It is in the air no more, after a drop too. */
  end(): void
  /** What scrolls (`data-scrolls`) or pans (`data-pans`, told by `edgepan`) when the pointer is at its edges. */
  edges(under: Element | undefined): Element | null | undefined
}

/**
 * Lets something be dragged from an element. Mouse and pen start after a few pixels; a finger after holding still, so
 * that it can still scroll. Escape, a lost pointer and another window leave everything as it was.
 *
 * @param pick what a press on the element would drag; null = nothing
 * @returns what ends that
 */
export function dragsFrom(element: Element, pick: (event: PointerEvent) => Draggable | null): () => void {
  const down = (event: Event) => {
    if (!(event instanceof PointerEvent && event.isPrimary && event.button === 0)) return
    const picked = pick(event)
    if (picked) new Drag(picked, event)
  }
  element.addEventListener('pointerdown', down)
  return () => element.removeEventListener('pointerdown', down)
}

/** One drag, from pointer down to its end. */
class Drag {
  readonly #picked: Draggable
  readonly #from: PointerEvent
  readonly #ends = new AbortController()
  #active = false
  #hold: ReturnType<typeof setTimeout> | undefined
  #scroll = 0
  #at: Point
  #under: Element | undefined

  constructor(picked: Draggable, from: PointerEvent) {
    this.#picked = picked
    this.#from = from
    this.#at = pointOf(from)
    const options = { signal: this.#ends.signal }
    const follow = (type: 'pointermove' | 'pointerup' | 'pointercancel', then: (at: Point) => void) =>
      addEventListener(type, event => event.pointerId === from.pointerId && then(pointOf(event)), options)
    follow('pointermove', at => this.#move(at))
    follow('pointerup', at => this.#up(at))
    follow('pointercancel', () => this.#end())
    // A wheel, or whoever else scrolls, brings something else under a pointer that is still.
    addEventListener('scroll', () => this.#active && this.#look(), { ...options, capture: true })
    addEventListener('blur', () => this.#end(), options)
    addEventListener('keydown', event => this.#key(event), { ...options, capture: true })
    if (from.pointerType === 'touch') {
      this.#hold = setTimeout(() => this.#begin(), HOLD_MILLISECONDS)
      // Once picked up, the finger moves what it holds and not the page.
      const still = (event: TouchEvent) => this.#active && event.preventDefault()
      addEventListener('touchmove', still, { ...options, passive: false })
    }
  }

  #begin(): void {
    this.#active = true
    this.#picked.begin(this.#at)
    this.#scrollAtEdges()
  }

  #move(at: Point): void {
    if (!this.#active) {
      if (Math.hypot(at.x - this.#from.clientX, at.y - this.#from.clientY) <= START_PIXELS) return
      if (this.#from.pointerType === 'touch') return this.#end()
      this.#at = at
      this.#begin()
    }
    this.#at = at
    this.#look()
  }

  /** What lies under the pointer, for the drop and for the edge that scrolls. */
  #look(): void {
    const under = elementsAt(this.#at)
    this.#under = under[0]
    this.#picked.move(this.#at, under)
  }

  #up(at: Point): void {
    if (this.#active) {
      // The click that follows belongs to the drag and chooses nothing.
      const swallow = (click: MouseEvent) => click.stopPropagation()
      addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0)
      this.#picked.drop(elementsAt(at))
    }
    this.#end()
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#active) return
    event.stopPropagation()
    event.preventDefault()
    this.#end()
  }

  #scrollAtEdges(): void {
    const step = () => {
      const region = this.#picked.edges(this.#under)
      if (region && push(region, this.#at)) this.#look()
      this.#scroll = requestAnimationFrame(step)
    }
    this.#scroll = requestAnimationFrame(step)
  }

  #end(): void {
    clearTimeout(this.#hold)
    cancelAnimationFrame(this.#scroll)
    this.#ends.abort()
    if (this.#active) this.#picked.end()
    this.#active = false
  }
}

/** Scrolls a step towards the edge that the pointer is at; false = it is at none. */
function push(region: Element, { x, y }: Point): boolean {
  const { top, bottom, left, right } = region.getBoundingClientRect()
  // What sticks to a list (the head of a table) is no edge.
  const { scrollPaddingTop, scrollPaddingLeft } = getComputedStyle(region)
  const by = {
    x: towards(x, left + (parseFloat(scrollPaddingLeft) || 0), right),
    y: towards(y, top + (parseFloat(scrollPaddingTop) || 0), bottom),
  }
  if (!by.x && !by.y) return false
  if (region.hasAttribute('data-scrolls')) region.scrollBy(by.x, by.y)
  else region.dispatchEvent(new CustomEvent('edgepan', { detail: by }))
  return true
}

function towards(at: number, least: number, most: number): number {
  if (at < least + EDGE_PIXELS) return -SCROLL_PIXELS
  return at > most - EDGE_PIXELS ? SCROLL_PIXELS : 0
}

const pointOf = ({ clientX: x, clientY: y }: PointerEvent): Point => ({ x, y })
const elementsAt = ({ x, y }: Point) => document.elementsFromPoint(x, y)
