import { app, type Session, type WebContents } from 'electron'
import { isOwnAddress, ORIGIN } from './protocol.ts'

/** Addresses that lead nowhere: nobody listens on port 1 of this computer. */
const NOWHERE = 'https://127.0.0.1:1/'
const DEAD_PROXY = {
  mode: 'fixed_servers',
  proxyRules: '127.0.0.1:1',
  proxyBypassRules: '<-loopback>',
} as const

/** Schemes that Electron can answer in our place; the app uses none of them. */
const UNUSED_SCHEMES = ['http', 'https', 'ftp', 'file'] as const

/** What the board on the projector asks for: the whole screen, and that it stays lit. */
const GRANTED: readonly string[] = ['fullscreen', 'screen-wake-lock']

const guarded = new WeakSet<Session>()
let refusals = 0

/**
 * Shuts a session in: no permission but the projector's two, no device, no request but for the app's own files, no
 * download, no dictionary from the network. A second call for the same session changes nothing.
 */
export function guardSession(session: Session): void {
  if (guarded.has(session)) return
  guarded.add(session)
  limitPermissions(session)
  denyRequests(session)
  session.on('will-download', event => event.preventDefault())
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerDictionaryDownloadURL(NOWHERE)
}

/**
 * Electron grants what nobody denies, and asks three handlers: for requests, for checks and for devices. What
 * has handlers of its own (screens to share, Bluetooth) it denies where there is none, so there is none.
 */
function limitPermissions(session: Session): void {
  // What an earlier handler granted is remembered until the handler is taken away.
  session.setPermissionRequestHandler(null)
  session.setPermissionRequestHandler((contents, permission, callback, page) =>
    callback(isGranted(contents, permission, page)),
  )
  session.setPermissionCheckHandler((contents, permission, _origin, page) =>
    isGranted(contents, permission, page),
  )
  session.setDevicePermissionHandler(() => false)
}

/**
 * Only for our own page in the main frame.
 *
 * @param contents null where a frame of another origin or a worker asks
 */
function isGranted(
  contents: WebContents | null,
  permission: string,
  { isMainFrame, requestingUrl = '' }: { isMainFrame: boolean; requestingUrl?: string },
): boolean {
  const isOwnPage = contents !== null && isMainFrame && requestingUrl.startsWith(`${ORIGIN}/`)
  return isOwnPage && GRANTED.includes(permission)
}

function denyRequests(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    // Developer tools are pages of their own; a packaged app has none.
    const isAllowed = isOwnAddress(url) || (!app.isPackaged && url.startsWith('devtools://'))
    if (!isAllowed) tellRefusal(url)
    callback({ cancel: !isAllowed })
  })
  for (const scheme of UNUSED_SCHEMES) {
    session.protocol.handle(scheme, ({ url }) => {
      tellRefusal(url)
      return Response.error()
    })
  }
  void session.setProxy(DEAD_PROXY)
}

/** Only the scheme is told: the rest of an address may name somebody. */
function tellRefusal(url: string): void {
  refusals += 1
  console.warn(`Refused request ${refusals}: ${url.slice(0, url.indexOf(':') + 1)}`)
}
