import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Equal or not, in a time that does not tell how far they agree. */
function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/**
 * Who may talk to the server: whoever opened the URL that was printed at the start. Its token (256 bits) is good
 * once, and is exchanged for a cookie that scripts cannot read and that no other site's request carries.
 */
export class Session {
  readonly token = randomBytes(32).toString('base64url')
  readonly #secret = randomBytes(32).toString('base64url')
  readonly #cookie: string
  #tokenIsGood = true

  /** @param port browsers send a cookie to every port of a computer, so each host has a name of its own */
  constructor(port: number) {
    this.#cookie = `horseshoe-${port}`
  }

  /** Exchanges the token. Answers the cookie header, or null when the token is wrong or was used. */
  exchange(token: string): string | null {
    if (!this.#tokenIsGood || !sameSecret(token, this.token)) return null
    this.#tokenIsGood = false
    return `${this.#cookie}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`
  }

  /** Whether a request carries the cookie. */
  admits(request: IncomingMessage): boolean {
    const cookies = request.headers.cookie?.split(';').map(cookie => cookie.trim()) ?? []
    const name = `${this.#cookie}=`
    return cookies.some(
      cookie => cookie.startsWith(name) && sameSecret(cookie.slice(name.length), this.#secret),
    )
  }
}
