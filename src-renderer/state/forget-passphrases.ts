/**
 * Empties every field in which the passphrase of a file that is to be opened was typed, as if the person had done it.
 * A passphrase that is being given to a new file stays: nobody else may know it yet. Nothing else is taken away when
 * the screen is locked; behind the lock, the class would be shown again anyway.
 */
export function forgetPassphrases(page: ParentNode): void {
  for (const field of page.querySelectorAll<HTMLInputElement>('input[data-forget-when-locked]')) {
    field.value = ''
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
