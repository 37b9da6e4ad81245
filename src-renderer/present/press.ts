import { isTyped } from '../commands/keys.svelte.ts'
import { presenting } from '../state/presenting.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'

/** Keys of keyboards and of presenter remotes: those go on with PageDown, begin with F5 and darken with B or a full stop. */
const KEYS: Readonly<Record<string, () => void>> = {
  PageDown: () => presenting.go(1),
  ArrowRight: () => presenting.go(1),
  PageUp: () => presenting.go(-1),
  ArrowLeft: () => presenting.go(-1),
  ArrowUp: () => presenting.addMinutes(1),
  ArrowDown: () => presenting.addMinutes(-1),
  ' ': () => presenting.startOrPause(),
  Enter: () => presenting.turnPage(),
  Escape: () => presenting.close(),
  F5: () => {
    if (presenting.shown.isPaused) presenting.startOrPause()
    if (!presenting.screen.isFilled) void presenting.screen.fill()
  },
}

/** Characters, which somebody who speaks to the computer may have turned off (WCAG 2.2, 2.1.4). */
const CHARACTERS: Readonly<Record<string, () => void>> = {
  b: () => (presenting.isBlack = true),
  '.': () => (presenting.isBlack = true),
  '+': () => presenting.addMinutes(1),
  '-': () => presenting.addMinutes(-1),
  c: () => {
    if (presenting.isToday) void presenting.useClock(presenting.isByHand)
  },
  h: () => (presenting.panel = 'pick'),
  f: () => (presenting.panel = 'find'),
}

/** What a key does while the board is on the projector; every other key of the window rests. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const { target, key } = event
  if (document.querySelector('dialog[open], [popover]:popover-open')) {
    // A remote's key to begin would load the page anew.
    if (key === 'F5') event.preventDefault()
    return
  }
  if (isTyped(target)) return
  if (presenting.isBlack) {
    event.preventDefault()
    presenting.isBlack = false
    return
  }
  // A button that has the focus is pressed by it.
  if ((key === ' ' || key === 'Enter') && target instanceof HTMLButtonElement) return
  const act = KEYS[key] ?? (workspace.singleKeys ? CHARACTERS[key.toLowerCase()] : undefined)
  if (!act) return
  event.preventDefault()
  // Held down, only the minutes go on.
  if (!event.repeat || key.startsWith('Arrow')) act()
}
