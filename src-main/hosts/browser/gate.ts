import type { IncomingMessage } from 'node:http'
import { contentSecurityPolicy } from '../window-files.ts'

/** What every answer carries. */
export const HEADERS = {
  'Content-Security-Policy': contentSecurityPolicy("'self'"),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=()',
  // A name that is looked up ahead is the one thing that a policy does not reach.
  'X-DNS-Prefetch-Control': 'off',
  'Cache-Control': 'no-store',
}

export interface Refusal {
  readonly status: number
  readonly text: string
}

const STRANGER = { status: 403, text: 'Other pages may not ask.' }

/**
 * Why a request is refused before anybody looks at who sends it; null when it may go on.
 *
 * @param address the one name that is served: `127.0.0.1:PORT`
 */
export function refusalOf(request: IncomingMessage, address: string): Refusal | null {
  const { host, origin, 'sec-fetch-site': site } = request.headers
  // A page elsewhere whose name was made to point here (DNS rebinding) still sends its own name as Host.
  if (host !== address) return { status: 403, text: 'This name is not served.' }
  if (request.method !== 'GET' && request.method !== 'POST')
    return { status: 405, text: 'GET and POST only.' }
  // A backslash is a slash to whoever reads an address, and two of them begin another host's.
  if (!/^\/(?![/\\])/.test(request.url ?? '')) return { status: 400, text: 'Not an address here.' }
  if (origin === undefined ? request.method === 'POST' : origin !== `http://${address}`) return STRANGER
  // Another port of this computer is another origin, but the same site: its requests would carry our cookie.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return STRANGER
  return null
}
