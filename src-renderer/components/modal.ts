/**
 * Opens a dialog as the platform does: focus inside, page inert, top layer. Returns what closes it and gives the focus
 * back: taken out of the document while it is open, a dialog would give it back to nobody.
 */
export function openModal(dialog: HTMLDialogElement): () => void {
  const before = document.activeElement
  dialog.showModal()
  return () => {
    // Who closes it from here knows; told later, as the platform does, it would close what has opened since.
    dialog.addEventListener('close', event => event.stopImmediatePropagation(), { capture: true })
    dialog.close()
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost && (before instanceof HTMLElement || before instanceof SVGElement)) before.focus()
  }
}
