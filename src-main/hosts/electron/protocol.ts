import { protocol, type Session } from 'electron'
import { contentSecurityPolicy, type WindowFile } from '../window-files.ts'

export const SCHEME = 'app'
const HOST = 'horseshoe'
export const ORIGIN = `${SCHEME}://${HOST}`

/** Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Whether an address is one of the app's own files, or a blob that its page made. */
export function isOwnAddress(address: string): boolean {
  const isBlob = address.startsWith('blob:')
  const url = URL.parse(isBlob ? address.slice('blob:'.length) : address)
  return url !== null && url.protocol === `${SCHEME}:` && url.host === HOST && url.username === ''
}

/** Serves the window's own files under app://horseshoe/, and nothing else. */
export function serveWindowFiles(session: Session, files: ReadonlyMap<string, WindowFile>): void {
  session.protocol.handle(SCHEME, request => {
    const { host, pathname } = new URL(request.url)
    const file = host === HOST && request.method === 'GET' ? files.get(pathname) : undefined
    return file
      ? answer(200, file.type, new Uint8Array(file.body))
      : answer(404, 'text/plain', 'Nothing here.')
  })
}

function answer(status: number, type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, {
    status,
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': contentSecurityPolicy("'none'"),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-DNS-Prefetch-Control': 'off',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  })
}
