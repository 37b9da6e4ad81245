import { select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior, type ZoomTransform } from 'd3'

const LEAST = 0.7
const MOST = 12

/** Zoom and pan on an SVG: wheel, pinch, dragging the background, and from code. */
export class Zooming {
  readonly #behaviour: ZoomBehavior<SVGSVGElement, unknown>
  #svg: SVGSVGElement | null = null

  /** @param onchange hears every new transform */
  constructor(onchange: (transform: ZoomTransform) => void) {
    this.#behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([LEAST, MOST])
      // A student is picked up, not the map; and a double click means nothing here.
      .filter((event: Event) => {
        const onStudent = event.target instanceof Element && event.target.closest('[data-student]') !== null
        const mainButton = !(event instanceof MouseEvent) || event.button === 0
        return event.type === 'wheel' || (!onStudent && mainButton && event.type !== 'dblclick')
      })
      .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => onchange(event.transform))
  }

  /** Svelte attachment. */
  readonly attach = (svg: SVGSVGElement): (() => void) => {
    this.#svg = svg
    select(svg).call(this.#behaviour).on('dblclick.zoom', null)
    return () => {
      select(svg).on('.zoom', null)
      this.#svg = null
    }
  }

  by(factor: number): void {
    if (this.#svg) this.#behaviour.scaleBy(select(this.#svg), factor)
  }

  fit(): void {
    if (this.#svg) this.#behaviour.transform(select(this.#svg), zoomIdentity)
  }
}
