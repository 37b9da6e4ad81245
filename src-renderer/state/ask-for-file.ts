/** Held while its dialog is open: the browser may collect an input that nothing holds, and what is chosen in it is lost. */
let asking: HTMLInputElement | null = null

/**
 * Asks for one file with the browser's own dialog. Where nothing is chosen, nothing happens.
 *
 * @param accept endings and media types that can be read, as in the attribute of that name
 */
export function askForFile(accept: readonly string[], take: (file: File) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept.join()
  const end = () => {
    if (asking === input) asking = null
  }
  input.addEventListener('cancel', end)
  input.addEventListener('change', () => {
    end()
    const [file] = input.files ?? []
    if (file) take(file)
  })
  asking = input
  input.click()
}
