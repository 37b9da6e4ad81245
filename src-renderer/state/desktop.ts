import { fromBase64 } from './base64.ts'
import { bridge, call } from './door.ts'
import { forgetPassphrases } from './forget-passphrases.ts'
import { notices } from './notices.svelte.ts'
import { openFile } from './opening.ts'
import { recovering } from './recovering.svelte.ts'

/** Whether this window can be left out when the screen is shared: it is our own, and the system can do it. */
export const canHideFromSharing = bridge.host === 'electron' && !navigator.platform.startsWith('Linux')

/**
 * Follows the computer around the window: its menu, and files that are given by a double click or on the icon. In a
 * browser there is neither.
 *
 * @param ask does a command of the window, by its id
 */
export function followDesktop(ask: (command: string) => void): void {
  if (bridge.host !== 'electron') return
  bridge.onEvent(event => {
    if (event.type === 'asked') ask(event.command)
    if (event.type === 'fileGiven') void takeGivenFile()
    if (event.type === 'screenLocked') forgetPassphrases(document)
  })
  // One may have been given before anybody listened.
  void takeGivenFile()
}

async function takeGivenFile(): Promise<void> {
  // It waits until there is a database again; the next file that is given brings it.
  if (recovering.state) return
  const given = await notices.guard(() => call('takeGivenFile', {}))
  if (given) await openFile(new File([fromBase64(given.content)], given.fileName))
}
