import { untrack } from 'svelte'

class Modals {
  #open = $state.raw<readonly HTMLDialogElement[]>([])

  /** The one that everything else is inert behind; null = none is open. */
  get top(): HTMLDialogElement | null {
    return this.#open.at(-1) ?? null
  }

  opened(dialog: HTMLDialogElement): void {
    untrack(() => (this.#open = [...this.#open, dialog]))
  }

  closed(dialog: HTMLDialogElement): void {
    untrack(() => (this.#open = this.#open.filter(one => one !== dialog)))
  }
}

/** The modal dialogs that are open. */
export const modals = new Modals()

/** Whether a dialog or a popover is open, which has its own keys. */
export function isSomethingOpen(): boolean {
  return document.querySelector('dialog[open], [popover]:popover-open') !== null
}

/**
 * Opens a dialog as the platform does: focus inside, page inert, top layer. Returns what closes it and gives the focus
 * back: taken out of the document while it is open, a dialog would give it back to nobody. What is gone by then is
 * stood in for by the nearest it was in that takes the focus.
 */
export function openModal(dialog: HTMLDialogElement): () => void {
  const before: Element[] = []
  for (let one = document.activeElement; one; one = one.parentElement) before.push(one)
  dialog.showModal()
  modals.opened(dialog)
  return () => {
    modals.closed(dialog)
    // Who closes it from here knows; told later, as the platform does, it would close what has opened since.
    dialog.addEventListener('close', event => event.stopImmediatePropagation(), { capture: true })
    dialog.close()
    for (const one of before) {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (isLost && (one instanceof HTMLElement || one instanceof SVGElement)) one.focus()
    }
  }
}

/**
 * Attachment: keeps an element where it is seen and heard: in the dialog that is on top, else at its own place. It has to
 * be alone in its parent, which stays where it is: by that it is known what to take away in the end.
 */
export function abovePage(element: HTMLElement): () => void {
  const home = element.parentElement
  $effect(() => (modals.top ?? home)?.append(element))
  return () => element.remove()
}
