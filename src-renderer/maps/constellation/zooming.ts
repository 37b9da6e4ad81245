import {
  select,
  zoom,
  zoomIdentity,
  zoomTransform,
  type D3ZoomEvent,
  type ZoomBehavior,
  type ZoomTransform,
} from 'd3'

const LEAST = 0.7
const MOST = 12
const EDGE = 40
const WHOLE = 1.05

/** Zoom and pan of the map: wheel, pinch, dragging the background, and from code. */
export class Zooming {
  readonly #behaviour: ZoomBehavior<HTMLElement, unknown>
  #map: HTMLElement | null = null

  /**
   * @param onchange hears every new transform
   * @param isTaken whether a press is meant for something else
   */
  constructor(onchange: (transform: ZoomTransform) => void, isTaken: (event: Event) => boolean) {
    this.#behaviour = zoom<HTMLElement, unknown>()
      .scaleExtent([LEAST, MOST])
      // A student is picked up, not the map; and a double click means nothing here.
      .filter((event: Event) => {
        const onStudent = event.target instanceof Element && event.target.closest('[data-student]') !== null
        const mainButton = !(event instanceof MouseEvent) || event.button === 0
        return (
          event.type === 'wheel' || (!onStudent && mainButton && event.type !== 'dblclick' && !isTaken(event))
        )
      })
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => onchange(event.transform))
  }

  /** Svelte attachment. While a student is carried to an edge of the map, the map moves along. */
  readonly attach = (map: HTMLElement): (() => void) => {
    this.#map = map
    select(map).call(this.#behaviour).on('dblclick.zoom', null)
    const edge = (event: Event) => {
      // A map that shows everybody has nothing to bring into view.
      if (!(event instanceof CustomEvent) || zoomTransform(map).k <= WHOLE) return
      this.#moveBy(-(event.detail.x as number), -(event.detail.y as number))
    }
    map.addEventListener('edgepan', edge)
    return () => {
      select(map).on('.zoom', null)
      map.removeEventListener('edgepan', edge)
      this.#map = null
    }
  }

  /** @param around stays where it is, in pixels of the map; its middle where left out */
  by(factor: number, around?: readonly [number, number]): void {
    if (!this.#map) return
    if (around) this.#behaviour.scaleBy(select(this.#map), factor, [around[0], around[1]])
    else this.#behaviour.scaleBy(select(this.#map), factor)
  }

  fit(): void {
    if (this.#map) this.#behaviour.transform(select(this.#map), zoomIdentity)
  }

  /** Moves the map so that a point (in its pixels) is well inside it. */
  bringIntoView(x: number, y: number, width: number, height: number): void {
    const inside = (at: number, most: number) => Math.max(EDGE, Math.min(most - EDGE, at)) - at
    this.#moveBy(inside(x, width), inside(y, height))
  }

  #moveBy(x: number, y: number): void {
    if (!this.#map || (x === 0 && y === 0)) return
    const { k } = zoomTransform(this.#map)
    this.#behaviour.translateBy(select(this.#map), x / k, y / k)
  }
}
