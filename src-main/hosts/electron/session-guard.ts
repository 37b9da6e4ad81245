import type { Session } from 'electron'
import { ORIGIN } from './protocol.ts'

/** An address that leads nowhere: asked for a dictionary, the spell checker gets no answer. */
const NOWHERE = 'https://127.0.0.1:1/'

/**
 * Shuts a session in: no permission, no request but for the app's own files, no download, no dictionary from
 * the network.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, callback) => {
    const own = details.url.startsWith(`${ORIGIN}/`) || details.url.startsWith(`blob:${ORIGIN}/`)
    const inline = details.url.startsWith('data:image/')
    const developerTools = details.url.startsWith('devtools://')
    callback({ cancel: !(own || inline || developerTools) })
  })
  session.on('will-download', event => event.preventDefault())
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerDictionaryDownloadURL(NOWHERE)
}
