import type { GroupId, StudentId } from '../../src-main/contract/ids.ts'
import { moving } from './moving.svelte.ts'
import { selection } from './selection.svelte.ts'
import { workspace } from './workspace.svelte.ts'

const START_PIXELS = 5
const HOLD_MILLISECONDS = 280
const EDGE_PIXELS = 48
const SCROLL_PIXELS = 12

/** Picking up one of the chosen students picks up all of them. */
export function pickedWith(student: StudentId): StudentId[] {
  return selection.has(student) ? selection.list : [student]
}

/**
 * Attachment that lets a student be dragged from an element to any element with `data-drop`. Mouse and pen
 * start after a few pixels; a finger after holding still, so that it can still scroll. Escape, a lost pointer
 * and dropping anywhere else leave everything as it was.
 */
export function draggable(student: StudentId): (element: Element) => () => void {
  return element => {
    const down = (event: Event) => {
      if (!(event instanceof PointerEvent && event.isPrimary && event.button === 0)) return
      void moving.prepare(pickedWith(student))
      new Drag(student, event)
    }
    const near = (event: Event) => {
      // A pressed pointer is on its way with somebody else.
      const isPressed = event instanceof PointerEvent && event.buttons !== 0
      if (!isPressed) void moving.prepare(pickedWith(student))
    }
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointerenter', near)
    element.addEventListener('focus', near)
    return () => {
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointerenter', near)
      element.removeEventListener('focus', near)
    }
  }
}

/** One drag, from pointer down to its end. */
class Drag {
  readonly #student: StudentId
  readonly #from: PointerEvent
  readonly #ends = new AbortController()
  #active = false
  #hold: ReturnType<typeof setTimeout> | undefined
  #scroll = 0
  #under: Element | null = null

  constructor(student: StudentId, from: PointerEvent) {
    this.#student = student
    this.#from = from
    const options = { signal: this.#ends.signal }
    addEventListener('pointermove', event => this.#move(event), options)
    addEventListener('pointerup', event => this.#up(event), options)
    addEventListener('pointercancel', event => this.#cancel(event), options)
    addEventListener('blur', () => this.#end(), options)
    addEventListener('keydown', event => this.#key(event), { ...options, capture: true })
    if (from.pointerType === 'touch') {
      this.#hold = setTimeout(() => this.#begin(from.clientX, from.clientY), HOLD_MILLISECONDS)
      // Once picked up, the finger moves the student and not the page.
      const still = (event: TouchEvent) => this.#active && event.preventDefault()
      addEventListener('touchmove', still, { ...options, passive: false })
    }
  }

  #begin(x: number, y: number): void {
    this.#active = true
    moving.point = { x, y }
    void moving.start(pickedWith(this.#student), 'drag')
    this.#autoScroll()
  }

  #move(event: PointerEvent): void {
    if (event.pointerId !== this.#from.pointerId) return
    const { clientX: x, clientY: y } = event
    const far = Math.hypot(x - this.#from.clientX, y - this.#from.clientY) > START_PIXELS
    if (!this.#active) {
      if (!far) return
      if (event.pointerType === 'touch') return this.#end()
      this.#begin(x, y)
    }
    moving.point = { x, y }
    this.#look(x, y)
  }

  /** What lies under the pointer is asked once a step: for the drop, and for the edge that scrolls. */
  #look(x: number, y: number): void {
    const elements = document.elementsFromPoint(x, y)
    this.#under = elements[0] ?? null
    moving.over = dropTargetOf(elements)
  }

  #up(event: PointerEvent): void {
    if (event.pointerId !== this.#from.pointerId) return
    if (this.#active) {
      const target = dropTargetOf(document.elementsFromPoint(event.clientX, event.clientY))
      // The click that follows belongs to the drag and chooses nobody.
      const swallow = (click: MouseEvent) => click.stopPropagation()
      addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0)
      if (target !== null) void moving.drop(target === 'out' ? null : target)
    }
    this.#end()
  }

  #cancel(event: PointerEvent): void {
    if (event.pointerId === this.#from.pointerId) this.#end()
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#active) return
    event.stopPropagation()
    event.preventDefault()
    this.#end()
  }

  #autoScroll(): void {
    const step = () => {
      const { x, y } = moving.point
      const place = this.#under?.closest('[data-scrolls], [data-pans]')
      if (place) {
        const { top, bottom, left, right } = place.getBoundingClientRect()
        // What sticks to the top of a list (the head of a table) is no edge.
        const head = parseFloat(getComputedStyle(place).scrollPaddingTop) || 0
        const towards = (at: number, least: number, most: number) =>
          at < least + EDGE_PIXELS ? -SCROLL_PIXELS : at > most - EDGE_PIXELS ? SCROLL_PIXELS : 0
        const by = { x: towards(x, left, right), y: towards(y, top + head, bottom) }
        if (place.hasAttribute('data-scrolls')) place.scrollBy(by.x, by.y)
        else if (by.x || by.y) place.dispatchEvent(new CustomEvent('edgepan', { detail: by }))
        // Something else has come under the pointer that rests.
        if (by.x || by.y) this.#look(x, y)
      }
      this.#scroll = requestAnimationFrame(step)
    }
    this.#scroll = requestAnimationFrame(step)
  }

  #end(): void {
    clearTimeout(this.#hold)
    cancelAnimationFrame(this.#scroll)
    this.#ends.abort()
    if (this.#active && moving.way === 'drag') moving.cancel()
    this.#active = false
  }
}

/** The group whose card or outline is the topmost of the elements under a point; 'out' = the students in no group; null = neither. */
function dropTargetOf(elements: readonly Element[]): GroupId | 'out' | null {
  for (const element of elements) {
    const drop = element.closest('[data-drop]')?.getAttribute('data-drop')
    if (drop === 'out') return 'out'
    const group = workspace.board?.groups.find(({ id }) => String(id) === drop)
    if (group) return group.id
  }
  return null
}
