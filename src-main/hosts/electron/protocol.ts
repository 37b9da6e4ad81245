import { protocol, type Session } from 'electron'
import { contentSecurityPolicy, type WindowFile } from '../window-files.ts'

export const SCHEME = 'app'
export const ORIGIN = `${SCHEME}://horseshoe`

/** Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the window's own files under app://horseshoe/, and nothing else. */
export function serveWindowFiles(session: Session, files: ReadonlyMap<string, WindowFile>): void {
  session.protocol.handle(SCHEME, request => {
    const { host, pathname } = new URL(request.url)
    const file = host === 'horseshoe' ? files.get(pathname) : undefined
    if (!file) return new Response('There is nothing here.', { status: 404 })
    return new Response(new Uint8Array(file.body), {
      headers: {
        'Content-Type': file.type,
        'Content-Security-Policy': contentSecurityPolicy("'none'"),
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
      },
    })
  })
}
