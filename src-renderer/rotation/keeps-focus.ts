import type { Attachment } from 'svelte/attachments'

/** What takes over from an element that had the focus and is gone; nothing = the focus is let go. */
type Heir = (lost: HTMLElement, home: HTMLElement) => HTMLElement | null | undefined

const CONTROLS = 'button, input, select, textarea'
/** Marks the button with which a row is taken out. */
const REMOVES = '[data-removes]'

/**
 * What has the focus within an element and goes, whoever takes it away, leaves the focus to an heir; what is only put
 * elsewhere keeps it. Without this the focus falls to the page, and the keyboard begins at its top.
 *
 * @param subtree also what goes from deeper than the element's own children
 */
export function keepsFocus(heir: Heir, subtree = false): Attachment<HTMLElement> {
  return home => {
    let held: HTMLElement | null = null
    const hold = ({ target }: FocusEvent) => (held = target instanceof HTMLElement ? target : null)
    const observer = new MutationObserver(records => {
      const lost = held
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (!lost || !isLost) return
      if (!records.some(({ removedNodes }) => [...removedNodes].some(node => node.contains(lost)))) return
      const next = home.contains(lost) ? lost : heir(lost, home)
      next?.focus()
    })
    home.addEventListener('focusin', hold)
    observer.observe(home, { childList: true, subtree })
    return () => {
      home.removeEventListener('focusin', hold)
      observer.disconnect()
    }
  }
}

/**
 * The same for the rows of a list: the focus goes to the same control of the row that has taken the place, else of the
 * one before, else to what adds a row.
 */
export function keepsFocusInRows(adding: () => HTMLElement | undefined): Attachment<HTMLElement> {
  return list => {
    let place = -1
    const note = ({ target }: FocusEvent) =>
      (place = [...list.children].findIndex(row => target instanceof Node && row.contains(target)))
    list.addEventListener('focusin', note)
    const letGo = keepsFocus(lost => {
      const row = list.children[place] ?? list.children[place - 1]
      return row ? sameIn(row, lost) : adding()
    })(list)
    return () => {
      list.removeEventListener('focusin', note)
      letGo?.()
    }
  }
}

/** The control of a row that is there what another is in its own. */
export function sameIn(row: Element, lost: HTMLElement): HTMLElement | null {
  if (lost.matches(REMOVES)) return row.querySelector<HTMLElement>(REMOVES)
  const at = [...(lost.closest('li')?.querySelectorAll(CONTROLS) ?? [])].indexOf(lost)
  return row.querySelectorAll<HTMLElement>(CONTROLS)[at] ?? row.querySelector<HTMLElement>(CONTROLS)
}
