/**
 * Puts text on the clipboard; false when the computer does not let us. As a copy by hand would, because the
 * clipboard's own interface asks for a permission, and this window has none.
 */
export function copyText(text: string): boolean {
  let isCopied = false
  const copy = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', text)
    isCopied = true
  }
  document.addEventListener('copy', copy)
  document.execCommand('copy')
  document.removeEventListener('copy', copy)
  return isCopied
}
