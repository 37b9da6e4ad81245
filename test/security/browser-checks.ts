import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { BrowserWorld, Reply } from './browser-world.ts'
import type { Check } from './check.ts'

/** One of each kind of request that the host answers. */
const EVERY_REQUEST = [
  ['/', 'GET'],
  ['/index.html', 'GET'],
  ['/events', 'GET'],
  ['/call', 'POST'],
  ['/nothing', 'GET'],
] as const

const HEADERS: Readonly<Record<string, RegExp>> = {
  'content-security-policy':
    /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; /,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^no-referrer$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\), microphone=\(\), geolocation=\(\)/,
  'x-dns-prefetch-control': /^off$/,
  'cache-control': /^no-store$/,
}

/** Writes bytes to the host and gives all that comes back until it hangs up. */
function exchangeBytes(port: number, bytes: string): Promise<string> {
  return new Promise((answered, fail) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data: Buffer) => (answer += data.toString('latin1')))
    socket.on('close', () => answered(answer))
    socket.on('error', error => (answer === '' ? fail(error) : answered(answer)))
  })
}

async function everyAnswer(world: BrowserWorld): Promise<Reply[]> {
  return [
    world.exchange,
    await world.askAsOwn('/'),
    await world.askAsOwn('/icon.svg'),
    await world.askAsOwn('/events'),
    await world.askAsOwn('/nothing'),
    await world.askAsOwn('/call', 'POST', '{"operation":"listClasses","input":{}}'),
    await world.askAsOwn('/call', 'POST', 'nonsense'),
    await world.ask('/'),
    await world.ask('/', { Host: 'evil.example' }),
    await world.ask('/', {}, 'OPTIONS'),
  ]
}

function modesBelow(folder: string): [name: string, mode: number][] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return ['', ...entries].map(name => [name, statSync(join(folder, name)).mode & 0o777])
}

/** What the host on 127.0.0.1 does. The last of them uses up what may be asked at once. */
export const browserChecks: readonly Check<BrowserWorld>[] = [
  {
    name: 'it listens on 127.0.0.1 and nowhere else',
    run: ({ server }) => assert.equal((server.address() as AddressInfo).address, '127.0.0.1'),
  },
  {
    name: 'the token has 256 random bits',
    run: ({ printed }) =>
      assert.match(printed, /^Horseshoe is ready at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/),
  },
  {
    name: 'a wrong token is refused',
    run: ({ wrongToken }) => {
      assert.equal(wrongToken.status, 403)
      assert.equal(wrongToken.headers['set-cookie'], undefined)
    },
  },
  {
    name: 'the one-time address becomes a cookie',
    run: ({ exchange, port }) => {
      assert.equal(exchange.status, 303)
      assert.equal(exchange.headers.location, '/')
      assert.equal(exchange.headers['set-cookie']?.length, 1)
      assert.match(exchange.headers['set-cookie'][0] ?? '', new RegExp(`^horseshoe-${port}=[\\w-]{43}; `))
    },
  },
  {
    name: 'the cookie is not for scripts and not for other sites',
    run: ({ exchange }) =>
      assert.match(exchange.headers['set-cookie']?.[0] ?? '', /; HttpOnly; SameSite=Strict; Path=\/$/),
  },
  {
    name: 'the one-time address is refused the second time, in words',
    run: async ({ ask, url }) => {
      const again = await ask(`/${new URL(url).search}`)
      assert.equal(again.status, 403)
      assert.equal(again.headers['set-cookie'], undefined)
      assert.match(again.body, /used already\. Use the window that is open/)
    },
  },
  {
    name: 'without the cookie nothing is answered',
    run: async ({ ask, address, cookie, url }) => {
      const token = new URL(url).searchParams.get('token') ?? ''
      const name = cookie.split('=')[0] ?? ''
      for (const Cookie of ['', 'horseshoe=1', `${name}=`, `${name}=${token}`, `x${cookie}`, `${cookie}x`]) {
        for (const [path, method] of EVERY_REQUEST) {
          const Origin = `http://${address}`
          const reply = await ask(path, { Cookie, Origin, 'Content-Type': 'application/json' }, method, '{}')
          assert.equal(reply.status, 403, `${method} ${path} with ${Cookie}`)
        }
      }
    },
  },
  {
    name: 'another Host is refused on every request',
    run: async ({ ask, askAsOwn, cookie, port, address }) => {
      assert.equal((await askAsOwn('/')).status, 200)
      for (const Host of [
        `evil.example:${port}`,
        `localhost:${port}`,
        `[::1]:${port}`,
        '127.0.0.1',
        '127.0.0.1:1',
        `${address}.evil.example`,
        `evil.example#${address}`,
      ]) {
        for (const [path, method] of EVERY_REQUEST) {
          const reply = await ask(path, { Host, Cookie: cookie, Origin: `http://${address}` }, method)
          assert.deepEqual([reply.status, reply.body], [403, 'This name is not served.\n'], `${Host} ${path}`)
        }
      }
    },
  },
  {
    name: 'another Origin is refused on every request',
    run: async ({ ask, cookie, port, address }) => {
      for (const Origin of [
        'http://evil.example',
        'null',
        `https://${address}`,
        `http://localhost:${port}`,
        'http://127.0.0.1:1',
        `http://${address}.evil.example`,
      ]) {
        for (const [path, method] of EVERY_REQUEST) {
          const reply = await ask(path, { Origin, Cookie: cookie }, method)
          assert.equal(reply.status, 403, `${Origin} ${method} ${path}`)
        }
      }
    },
  },
  {
    name: 'a change without an Origin is refused',
    run: async ({ ask, cookie }) => {
      const headers = { Cookie: cookie, 'Content-Type': 'application/json' }
      assert.equal(
        (await ask('/call', headers, 'POST', '{"operation":"listClasses","input":{}}')).status,
        403,
      )
    },
  },
  {
    name: 'a request from a page of another site or port is refused',
    run: async ({ ask, cookie }) => {
      for (const site of ['cross-site', 'same-site', 'anything']) {
        const reply = await ask('/icon.svg', { Cookie: cookie, 'Sec-Fetch-Site': site })
        assert.equal(reply.status, 403, site)
      }
      assert.equal((await ask('/', { Cookie: cookie, 'Sec-Fetch-Site': 'none' })).status, 200)
    },
  },
  {
    name: 'no other site is let in (CORS)',
    run: async world => {
      const preflight = await world.ask(
        '/call',
        { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'POST' },
        'OPTIONS',
      )
      assert.ok(preflight.status >= 400)
      for (const { headers } of [preflight, ...(await everyAnswer(world))]) {
        assert.deepEqual(
          Object.keys(headers).filter(name => name.startsWith('access-control')),
          [],
        )
      }
    },
  },
  {
    name: 'GET and POST, and no other method',
    run: async ({ ask, cookie, address }) => {
      for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE']) {
        const reply = await ask('/', { Cookie: cookie, Origin: `http://${address}` }, method)
        assert.equal(reply.status, 405, method)
      }
    },
  },
  {
    name: 'every answer carries the headers that protect',
    run: async world => {
      for (const { status, headers } of await everyAnswer(world)) {
        for (const [name, pattern] of Object.entries(HEADERS)) {
          assert.match(String(headers[name]), pattern, `${name} of ${status}`)
        }
        assert.equal(headers['x-powered-by'] ?? headers.server, undefined)
      }
    },
  },
  {
    name: 'scripts may send to the own origin alone',
    run: async ({ askAsOwn }) => {
      const header = String((await askAsOwn('/')).headers['content-security-policy'])
      assert.match(header, /; connect-src 'self';/)
      assert.match(header, /; require-trusted-types-for 'script'; trusted-types svelte-trusted-html$/)
      assert.doesNotMatch(header, /unsafe|https?:|\*|data:/)
    },
  },
  {
    name: 'a path leads to a file of the window or nowhere (host)',
    run: async ({ askAsOwn, port, address, cookie }) => {
      for (const path of [
        '/../main/browser.js',
        '/..%2fmain%2fbrowser.js',
        '/%2e%2e/main/browser.js',
        '/assets/..\\..\\main\\browser.js',
        '/%00/index.html',
        '/index.html%00.js',
        '/assets/',
        '/INDEX.HTML',
      ]) {
        assert.equal((await askAsOwn(path)).status, 404, path)
      }
      // Node's client tidies some addresses; these are sent as they stand.
      for (const target of ['//etc/passwd', 'http://evil.example/', '*', 'index.html', '/\\etc', '/\\:x']) {
        const head = `GET ${target} HTTP/1.1\r\nHost: ${address}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`
        assert.match(await exchangeBytes(port, head), /^HTTP\/1\.1 400 /, target)
      }
    },
  },
  {
    name: 'JSON alone is a call, and only of what is known',
    run: async ({ ask, askAsOwn, cookie, address }) => {
      const own = { Cookie: cookie, Origin: `http://${address}` }
      const call = '{"operation":"listClasses","input":{}}'
      assert.equal((await askAsOwn('/call', 'POST', call)).status, 200)
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
        assert.equal((await ask('/call', { ...own, 'Content-Type': type }, 'POST', call)).status, 415, type)
      }
      for (const body of [
        '',
        'nonsense',
        'null',
        '[]',
        '{}',
        '{"operation":7,"input":{}}',
        '{"operation":"undo"}',
      ]) {
        assert.equal((await askAsOwn('/call', 'POST', body)).status, 400, body)
      }
      for (const operation of ['nothing', '__proto__', 'constructor']) {
        const reply = await askAsOwn('/call', 'POST', JSON.stringify({ operation, input: {} }))
        assert.match(reply.body, /^\{"ok":false,"problem":\{"code":"invalidInput"/, operation)
      }
    },
  },
  {
    name: 'a body over 30 MB is refused, announced or not',
    run: async ({ port, address, cookie }) => {
      const head = [
        'POST /call HTTP/1.1',
        `Host: ${address}`,
        `Origin: http://${address}`,
        `Cookie: ${cookie}`,
        'Content-Type: application/json',
      ].join('\r\n')
      const announced = await exchangeBytes(port, `${head}\r\nContent-Length: 30000001\r\n\r\n{`)
      assert.match(announced, /^HTTP\/1\.1 413 /)
      const part = 'x'.repeat(1_000_000)
      const chunk = `${part.length.toString(16)}\r\n${part}\r\n`
      const unannounced = await exchangeBytes(
        port,
        `${head}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(31)}`,
      )
      assert.match(unannounced, /^HTTP\/1\.1 413 /)
    },
  },
  {
    name: 'a head over 16 KB is refused',
    run: async ({ ask }) => assert.equal((await ask('/', { 'X-Long': 'x'.repeat(16_400) })).status, 431),
  },
  {
    name: 'slow requests and too many connections are cut off',
    run: ({ server }) => {
      assert.equal(server.headersTimeout, 10_000)
      assert.equal(server.requestTimeout, 60_000)
      assert.equal(server.maxConnections, 64)
    },
  },
  {
    name: 'only this user can read the data',
    skip:
      process.platform === 'win32'
        ? 'Windows keeps the profile folder from other users by itself.'
        : undefined,
    run: async ({ askAsOwn, data }) => {
      const made = await askAsOwn('/call', 'POST', '{"operation":"createSampleClass","input":{}}')
      assert.match(made.body, /^\{"ok":true/)
      const set = await askAsOwn('/call', 'POST', '{"operation":"updateSettings","input":{"theme":"dark"}}')
      assert.match(set.body, /^\{"ok":true/)
      const modes = modesBelow(data)
      const names = modes.map(([name]) => name)
      for (const kind of [/^horseshoe\.db$/, /-journal$/, /backup/, /^settings\.json$/]) {
        assert.ok(
          names.some(name => kind.test(name)),
          `${String(kind)} is there: ${names.join(', ')}`,
        )
      }
      for (const [name, mode] of modes)
        assert.equal(mode & 0o077, 0, `${name || 'the folder'} ${mode.toString(8)}`)
    },
  },
  {
    name: 'another user of this computer is not answered',
    skip: process.platform === 'linux' ? undefined : 'Only Linux tells whose a connection is.',
    run: async ({ askAsOwn, pretendUser, address, port, cookie }) => {
      const own = process.getuid?.() ?? 0
      try {
        pretendUser(own + 12_345)
        await assert.rejects(askAsOwn('/'), /ECONNRESET|socket hang up/)
        for (const user of [own, 0]) {
          pretendUser(user)
          assert.equal((await askAsOwn('/')).status, 200, String(user))
        }
      } finally {
        pretendUser(null)
      }
      assert.equal((await askAsOwn('/')).status, 200)
      // Root can try it as somebody else, who knows even the cookie; over IPv6's way to 127.0.0.1, too.
      if (own !== 0) return
      const head = `GET / HTTP/1.1\r\nHost: ${address}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`
      for (const host of ['127.0.0.1', '::ffff:127.0.0.1']) {
        const script = `process.stdout.write('started '); require('net').connect(${port}, '${host}').on('error', () => 0).on('data', d => process.stdout.write(d)).write(${JSON.stringify(head)})`
        const as = (uid: number) =>
          new Promise<string>(done => {
            const child = spawn(process.execPath, ['-e', script], { cwd: '/', uid, gid: uid })
            let said = ''
            child.stdout.on('data', (data: Buffer) => (said += data.toString()))
            // Where the program is kept from other users, they cannot try.
            child.on('error', () => done('started '))
            child.on('close', () => done(said))
          })
        assert.match(await as(0), /^started HTTP\/1\.1 200 /, host)
        assert.equal(await as(65_534), 'started ', host)
      }
    },
  },
  {
    name: 'a second start with the same data is refused in words',
    run: ({ out, data }) => {
      const second = spawnSync(
        process.execPath,
        [join(out, 'main/browser.js'), '--no-open', '--data', data],
        {
          encoding: 'utf8',
          timeout: 300_000,
        },
      )
      assert.equal(second.status, 1)
      assert.equal(second.stdout, '')
      assert.match(
        second.stderr,
        /^Horseshoe is open already with this data, .*\. Use the window that is open/,
      )
    },
  },
  {
    name: 'layer 6: the host has loaded node:http and no other network module',
    run: ({ networkModules }) => {
      assert.equal(networkModules.length, 1)
      assert.match(networkModules[0] ?? '', /^node:http by file:.*\/main\/browser\.js$/)
    },
  },
  {
    name: 'too many listening windows are refused',
    run: async ({ server, askAsOwn }) => {
      const statuses: number[] = []
      for (let count = 0; count < 20; count += 1) statuses.push((await askAsOwn('/events')).status)
      server.closeAllConnections()
      assert.ok(statuses.includes(200))
      assert.equal(statuses.at(-1), 429)
    },
  },
  {
    name: 'too many requests at once are refused, and a stranger uses up only their own',
    run: async ({ port, address, cookie }) => {
      const head = (headers: string) => `GET /nothing HTTP/1.1\r\nHost: ${address}\r\n${headers}`
      const flood = (count: number, headers = '') =>
        exchangeBytes(
          port,
          `${`${head(headers)}\r\n`.repeat(count)}${head(headers)}Connection: close\r\n\r\n`,
        )
      const own = `Cookie: ${cookie}\r\n`
      assert.match(await flood(1_500), /HTTP\/1\.1 429 /)
      assert.doesNotMatch(await flood(200, own), /HTTP\/1\.1 429 /)
      assert.match(await flood(1_500, own), /HTTP\/1\.1 404 [^]*HTTP\/1\.1 429 /)
    },
  },
]
