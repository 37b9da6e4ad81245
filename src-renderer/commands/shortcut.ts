/**
 * A shortcut as it is written in the table: presses with a space between, each a key as `KeyboardEvent.key` says
 * it (letters as capitals) with `Mod` (Ctrl, on a Mac ⌘) and `Shift` before it: "Mod+Shift+Z", "G R", "?".
 */
export type Shortcut = string

/** One press of a key. */
interface Press {
  readonly key: string
  readonly mod: boolean
  readonly shift: boolean
}

/** What a keyboard event tells, as far as shortcuts ask. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

export function pressesOf(shortcut: Shortcut): readonly Press[] {
  return shortcut.split(' ').map(press => {
    const parts = press === '+' ? ['+'] : press.split('+')
    return { key: parts.at(-1) ?? '', mod: parts.includes('Mod'), shift: parts.includes('Shift') }
  })
}

/** Whether a shortcut is made of characters alone, so that speech input could say it by accident (WCAG 2.2, 2.1.4). */
export function isOfSingleKeys(shortcut: Shortcut): boolean {
  return pressesOf(shortcut).every(({ key, mod }) => !mod && key.length === 1)
}

/** Whether a key press is the one that is meant. Shift counts for letters only: a `?` is typed with it or without. */
export function isPress({ key, mod, shift }: Press, event: KeyPress, isMac: boolean): boolean {
  const [wanted, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  if (event.altKey || other || wanted !== mod) return false
  const pressed = keyOf(event)
  return (
    pressed === key &&
    (pressed !== pressed.toLowerCase() && key.length === 1 ? event.shiftKey === shift : true)
  )
}

/** The letter that a key has on a Latin keyboard, where the keyboard writes another script. */
function keyOf({ key, code }: KeyPress): string {
  if (key.length !== 1) return key
  const isLatin = (key.codePointAt(0) ?? 0) < 0x250
  const letter = isLatin ? undefined : /^Key([A-Z])$/.exec(code)?.[1]
  return letter ?? key.toUpperCase()
}

const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Enter: '↩' }
const SIGNS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Escape: 'Esc',
  '-': '−',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** The keys of each press as they are written on the person's keyboard: [["Ctrl", "K"]], [["G"], ["R"]]. */
export function keyCaps(shortcut: Shortcut, isMac: boolean): readonly (readonly string[])[] {
  return pressesOf(shortcut).map(({ key, mod, shift }) =>
    [...(mod ? ['Mod'] : []), ...(shift ? ['Shift'] : []), key].map(
      name => (isMac ? MAC_SIGNS[name] : undefined) ?? SIGNS[name] ?? name,
    ),
  )
}

/** A shortcut in one line, for tooltips: "Ctrl Shift Z", "⌘⇧Z", "G then R". */
export function shortcutInWords(shortcut: Shortcut, isMac: boolean): string {
  return keyCaps(shortcut, isMac)
    .map(caps => caps.join(isMac ? '' : ' '))
    .join(' then ')
}
