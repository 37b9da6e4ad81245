import { isSomethingOpen } from '../components/modal.svelte.ts'
import { isTyped } from '../commands/keys.svelte.ts'
import { presenting } from '../state/presenting.svelte.ts'
import { workspace } from '../state/workspace.svelte.ts'

/** What keys do on the board, each as `KeyboardEvent.key` says it. */
interface BoardKey {
  readonly what: string
  readonly keys: readonly string[]
  /** Characters, which somebody who speaks to the computer may have turned off (WCAG 2.2, 2.1.4). */
  readonly characters: readonly string[]
  act(): void
}

/** Keys of keyboards and of presenter remotes: those go on with PageDown, begin with F5 and darken with B or a full stop. */
export const BOARD_KEYS: readonly BoardKey[] = [
  key('Go on to the next block', ['ArrowRight', 'PageDown'], [], () => presenting.go(1)),
  key('Go back to the block before', ['ArrowLeft', 'PageUp'], [], () => presenting.go(-1)),
  key('Start or pause the time', [' '], [], () => presenting.startOrPause()),
  key('One minute more', ['ArrowUp'], ['+'], () => presenting.addMinutes(1)),
  key('One minute less', ['ArrowDown'], ['-'], () => presenting.addMinutes(-1)),
  key('Follow the clock, or hold here', [], ['c'], () => {
    if (presenting.isToday) void presenting.useClock(presenting.isByHand)
  }),
  key('Turn the page, where there are several', ['Enter'], [], () => presenting.turnPage()),
  key('Pick a helper', [], ['h'], () => (presenting.panel = 'pick')),
  key('Who is where?', [], ['f'], () => (presenting.panel = 'find')),
  key('Darken the board; any key lights it again', [], ['b', '.'], () => (presenting.isBlack = true)),
  key('Fill the screen, and go on after a pause', ['F5'], [], () => {
    if (presenting.shown.isPaused) presenting.startOrPause()
    if (!presenting.screen.isFilled) void presenting.screen.fill()
  }),
  key('These keys', ['F1'], ['?'], () => (presenting.panel = 'keys')),
  key('End presenting', ['Escape'], [], () => presenting.close()),
]

function key(
  what: string,
  keys: readonly string[],
  characters: readonly string[],
  act: () => void,
): BoardKey {
  return { what, keys, characters, act }
}

/** What a key does while the board is on the projector; every other key of the window rests. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const { target } = event
  if (isSomethingOpen()) {
    // A remote's key to begin would load the page anew.
    if (event.key === 'F5') event.preventDefault()
    return
  }
  if (isTyped(target)) return
  if (presenting.isBlack) {
    event.preventDefault()
    // Not by the key that has darkened it and is still held down.
    if (!event.repeat) presenting.isBlack = false
    return
  }
  // A button that has the focus is pressed by it.
  if ((event.key === ' ' || event.key === 'Enter') && target instanceof HTMLButtonElement) return
  const pressed = BOARD_KEYS.find(
    ({ keys, characters }) =>
      keys.includes(event.key) || (workspace.singleKeys && characters.includes(event.key.toLowerCase())),
  )
  if (!pressed) return
  event.preventDefault()
  // Held down, only the minutes go on.
  if (!event.repeat || event.key === 'ArrowUp' || event.key === 'ArrowDown') pressed.act()
}
