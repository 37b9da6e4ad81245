/** Far enough that the next panel is there before Tab or a fast scroll comes to it. */
const MARGIN = '1200px 0px'

/** Svelte attachment: calls once, when the element comes near the part of its scroller that is seen. */
export function whenNear(near: () => void): (element: Element) => () => void {
  return element => {
    const observer = new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return
        observer.disconnect()
        near()
      },
      { root: element.closest('[data-scrolls]'), rootMargin: MARGIN },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }
}
