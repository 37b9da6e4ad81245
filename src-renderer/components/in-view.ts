const MARGIN = '200px'
const tellers = new WeakMap<Element, (inView: boolean) => void>()
const observer = new IntersectionObserver(
  entries => {
    for (const { target, isIntersecting } of entries) tellers.get(target)?.(isIntersecting)
  },
  { rootMargin: MARGIN },
)

/** Attachment that tells whether an element is in sight, or nearly. One observer serves all. */
export function watched(tell: (inView: boolean) => void): (element: Element) => () => void {
  return element => {
    tellers.set(element, tell)
    observer.observe(element)
    return () => observer.unobserve(element)
  }
}
