/** The blank that was left with something it does not take, and what got the focus then. */
let left: { readonly field: HTMLElement; readonly to: EventTarget } | null = null

/**
 * Tells that a blank is left.
 *
 * @param to what gets the focus; null = nothing in the page
 * @param words what the blank said of what was typed; empty = it took it
 */
export function leave(field: HTMLElement, to: EventTarget | null, words: string): void {
  left = words && to ? { field, to } : null
}

/**
 * Whether what was pressed may take the blanks away. Not straight from one that has just said something, for nobody has
 * read it then: the focus is back in that blank, beside its words, and the next press does it.
 */
export function mayGo(): boolean {
  const from = left
  left = null
  if (!from?.field.isConnected || document.activeElement !== from.to) return true
  from.field.focus()
  return false
}

/**
 * Enter takes what was typed; Escape does too, and only what was taken in silence lets it close anything.
 *
 * @param take answers what it says of it
 */
export function takeByKey(event: KeyboardEvent, take: () => string): void {
  if (event.key === 'Enter') take()
  else if (event.key === 'Escape' && take()) event.preventDefault()
}
