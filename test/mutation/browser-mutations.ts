import type { Mutation } from './mutation.ts'

const HOST = 'main/browser.js'
const SHARED = 'main/chunks/'

const ORIGIN = 'another Origin is refused on every request'
const SITE = 'a request from a page of another site or port is refused'
const PATHS = 'a path leads to a file of the window or nowhere (host)'
const LIMITS = 'slow requests and too many connections are cut off'
const HEADERS = 'every answer carries the headers that protect'
const COOKIE = 'the cookie is not for scripts and not for other sites'
const OTHER_USER = 'another user of this computer is not answered'
const CALL = 'JSON alone is a call, and only of what is known'
const MODES = 'only this user can read the data'
const BODY = 'a body over 30 MB is refused, announced or not'
const FLOOD = 'too many requests at once are refused, and a stranger uses up only their own'
const POLICY = '7 a strict content security policy comes with every answer'

const host = (from: string, to: string, ...reddens: string[]): Mutation => ({ file: HOST, from, to, reddens })
const shared = (from: string, to: string, ...reddens: string[]): Mutation => ({
  file: SHARED,
  from,
  to,
  reddens,
})

/** Each setting of the host on 127.0.0.1 and of what both hosts share, flipped. */
export const browserMutations: readonly Mutation[] = [
  host(
    'server.listen(port, "127.0.0.1", resolve)',
    'server.listen(port, "0.0.0.0", resolve)',
    'it listens on 127.0.0.1 and nowhere else',
  ),
  host('\ttoken = randomBytes(32)', '\ttoken = randomBytes(16)', 'the token has 256 random bits'),
  host('#secret = randomBytes(32)', '#secret = randomBytes(16)', 'the one-time address becomes a cookie'),
  host('`horseshoe-${port}`', '`horseshoe`', 'the one-time address becomes a cookie'),
  host('this.#tokenIsGood = false;', '', 'the one-time address is refused the second time, in words'),
  host('This address was used already. ', '', 'the one-time address is refused the second time, in words'),
  ...(
    [
      ['user !== null && user !== own && user !== ROOT', 'false'],
      ['user !== null && user !== own && user !== ROOT', 'user !== null && user !== own'],
    ] as const
  )
    // As root the second is no change.
    .filter(([, to]) => !to.endsWith('own') || process.getuid?.() !== 0)
    .map(([from, to]) => host(from, to, OTHER_USER)),
  host('HttpOnly; ', '', COOKIE),
  host('SameSite=Strict', 'SameSite=Lax', COOKIE),
  host('Path=/`', 'Path=/; Domain=localhost`', COOKIE),
  host(
    'cookie.startsWith(name) && sameSecret(cookie.slice(name.length), this.#secret)',
    'cookie.startsWith(name)',
    'without the cookie nothing is answered',
  ),
  host(
    'if (!isAdmitted) return reply(response, 403, NO_TOKEN);',
    '',
    'without the cookie nothing is answered',
  ),
  host(
    '!sameSecret(token, this.token)',
    'false',
    'a wrong token is refused',
    'the one-time address becomes a cookie',
    COOKIE,
  ),
  host('host !== address', 'false', 'another Host is refused on every request'),
  host('host !== address', '!host.startsWith("127.0.0.1")', 'another Host is refused on every request'),
  host('origin !== `http://${address}`', 'false', ORIGIN),
  host('origin !== `http://${address}`', '!origin.startsWith(`http://${address}`)', ORIGIN),
  host(
    'origin === void 0 ? request.method === "POST"',
    'origin === void 0 ? false',
    'a change without an Origin is refused',
  ),
  host('site !== void 0 && site !== "same-origin" && site !== "none"', 'site === "cross-site"', SITE),
  host('request.method !== "GET" && request.method !== "POST"', 'false', 'GET and POST, and no other method'),
  host('!/^\\/(?![/\\\\])/.test(request.url ?? "")', 'false', PATHS),
  host('(?![/\\\\])', '(?!\\/)', PATHS),
  host(': url.pathname) : void 0', ': url.pathname.toLowerCase()) : void 0', PATHS),
  ...[
    'X-Content-Type-Options',
    'X-Frame-Options',
    'Referrer-Policy',
    'Cross-Origin-Opener-Policy',
    'Cross-Origin-Embedder-Policy',
    'Cross-Origin-Resource-Policy',
    'Permissions-Policy',
    'Cache-Control',
    'X-DNS-Prefetch-Control',
  ].map(name => host(`"${name}":`, '"X-Other":', HEADERS)),
  host(
    '"X-Frame-Options":',
    '"Access-Control-Allow-Origin": "*", "X-Frame-Options":',
    'no other site is let in (CORS)',
  ),
  host('"X-Frame-Options":', '"Server": "Horseshoe", "X-Frame-Options":', HEADERS),
  host(
    'contentSecurityPolicy("\'self\'")',
    'contentSecurityPolicy("\'self\' https:")',
    'scripts may send to the own origin alone',
  ),
  host('request.headers["content-type"] !== "application/json"', 'false', CALL),
  host(
    'if (!call) return reply(response, 400, "Not a call.");',
    'if (!call) return reply(response, 200, "");',
    CALL,
  ),
  host('Number(request.headers["content-length"] ?? 0) > limit', 'false', BODY),
  host('if (size > limit) return null;', '', BODY),
  host('bodyBytes: 3e7', 'bodyBytes: 4e7', BODY),
  host('maxHeaderSize: limits.headBytes', 'maxHeaderSize: 99999', 'a head over 16 KB is refused'),
  host('headersTimeout: limits.headMilliseconds', 'headersTimeout: 0', LIMITS),
  host('requestTimeout: limits.requestMilliseconds', 'requestTimeout: 0', LIMITS),
  host('server.maxConnections = limits.connections;', '', LIMITS),
  host('streams.size >= limits.listeners', 'false', 'too many listening windows are refused'),
  host('if (this.#left < 1) return false;', '', FLOOD),
  host('isAdmitted ? pace.ofWindow : pace.ofStrangers', 'pace.ofWindow', FLOOD),
  host(
    'import { createServer } from "node:http";',
    'import { createServer } from "node:http";\nimport "node:dns";',
    'layer 6: the host has loaded node:http and no other network module',
    'layer 6: no bundle loads a network module',
  ),

  shared("default-src 'none'", "default-src 'self'", POLICY, HEADERS),
  shared(
    "script-src 'self'",
    "script-src 'self' 'unsafe-inline'",
    POLICY,
    HEADERS,
    'scripts may send to the own origin alone',
  ),
  shared(
    "style-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    POLICY,
    HEADERS,
    'scripts may send to the own origin alone',
  ),
  shared(
    "img-src 'self' blob:",
    "img-src 'self' blob: https:",
    POLICY,
    HEADERS,
    'layer 1: scripts may send nowhere',
    'scripts may send to the own origin alone',
  ),
  ...['object-src', 'base-uri', 'form-action', 'frame-src', 'frame-ancestors'].map(name =>
    shared(`${name} 'none'`, `${name} 'self'`, POLICY),
  ),
  ...['font-src', 'worker-src'].map(name =>
    shared(
      `${name} 'self'`,
      `${name} 'self' data:`,
      POLICY,
      'layer 1: scripts may send nowhere',
      'scripts may send to the own origin alone',
    ),
  ),
  shared(
    "require-trusted-types-for 'script'",
    "require-trusted-types-for ''",
    POLICY,
    'scripts may send to the own origin alone',
  ),
  shared(
    'trusted-types svelte-trusted-html',
    'trusted-types svelte-trusted-html default',
    POLICY,
    'scripts may send to the own origin alone',
  ),
  shared('`connect-src ${connect}`', "`connect-src 'self'`", 'layer 1: scripts may send nowhere'),
  shared(
    'Horseshoe is open already with this data$',
    'Error',
    'a second start with the same data is refused in words',
  ),
  shared('configFileMode: 384', 'configFileMode: 420', MODES),
  shared('chmodSync(file, statSync(file).mode & 384);', '', MODES),
  shared('chmodSync(folder, mode & 448);', '', MODES),
]
