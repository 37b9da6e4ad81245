import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { lockScreen } from '../electron-fake/main.ts'
import type { FakeSession } from '../electron-fake/session.ts'
import type { Handler, MenuItem } from '../electron-fake/state.ts'
import type { Check } from './check.ts'
import type { ElectronWorld } from './electron-world.ts'

type ElectronCheck = Check<ElectronWorld>

/** Addresses that are not the app's own. */
const FOREIGN = [
  'https://example.org/',
  'http://127.0.0.1/',
  'http://localhost:8080/',
  'ws://example.org/',
  'wss://example.org/',
  'ftp://example.org/',
  'file:///etc/passwd',
  'data:text/html,hello',
  'data:image/svg+xml,%3Csvg/%3E',
  'about:blank',
  'chrome://gpu',
  'devtools://devtools/bundled/inspector.html',
  'javascript:alert(1)',
  'app://horseshoe.evil/',
  'https://horseshoe/index.html',
  'blob:https://horseshoe/1',
  'app://horseshoe:80/',
  'app://user@horseshoe/',
  'app://elsewhere/index.html',
  'blob:https://example.org/1',
  'not an address',
]

const first = ({ electron }: ElectronWorld) => {
  const window = electron.windows[0]
  if (!window) throw new Error('No window was opened.')
  return window
}

const preference = (world: ElectronWorld, name: string) => first(world).options.webPreferences?.[name]

function forEachSession(world: ElectronWorld, look: (session: FakeSession) => void): void {
  assert.ok(world.electron.sessions.length >= 2, 'the default session and our own')
  for (const session of world.electron.sessions) look(session)
}

function isCancelled(session: FakeSession, url: string): boolean {
  let answer: { cancel?: boolean } = {}
  session.handler('request')?.({ url }, (given: typeof answer) => (answer = given))
  return answer.cancel === true
}

function assertBefore(world: ElectronWorld, ...order: string[]): void {
  const places = order.map(what => world.electron.journal.indexOf(what))
  assert.ok(!places.includes(-1), `${order.join(', ')}: one did not happen`)
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
    order.join(' before '),
  )
}

/** Whether a page's event is stopped by who listens to it. */
function assertStopped(world: ElectronWorld, event: string): void {
  let isStopped = false
  first(world).contents.emit(event, { preventDefault: () => (isStopped = true) })
  assert.ok(isStopped, `${event} goes on`)
}

/** What Electron tells of the page that asks for a permission. */
interface Asking {
  readonly contents: unknown
  readonly isMainFrame: boolean
  /** Left out where no document asks. */
  readonly requestingUrl?: string
}

const ownPage = (world: ElectronWorld): Asking => ({
  contents: first(world).webContents,
  isMainFrame: true,
  requestingUrl: 'app://horseshoe/index.html',
})

/** Asks for every permission and device there is; these alone have to be granted. */
function assertGranted(
  world: ElectronWorld,
  { contents, ...page }: Asking,
  expected: readonly string[],
  why = '',
): void {
  assert.ok(world.permissions.length > 40, 'the names of the permissions are known')
  const names = [...world.permissions, 'unknown']
  forEachSession(world, session => {
    const isGranted = (permission: string) => {
      let granted: unknown
      const answer = (given: unknown) => (granted = given)
      session.handler('permission request')?.(contents, permission, answer, page)
      return granted
    }
    const isChecked = (permission: string) =>
      session.handler('permission check')?.(contents, permission, 'app://horseshoe/', page)
    for (const [kind, ask] of [
      ['asked', isGranted],
      ['checked', isChecked],
    ] as const) {
      const answers = new Map(names.map(name => [name, ask(name)]))
      assert.ok(
        [...answers.values()].every(answer => typeof answer === 'boolean'),
        `${kind}: answered`,
      )
      const granted = [...answers].flatMap(([name, answer]) => (answer === true ? [name] : []))
      assert.deepEqual(granted.sort(), expected, `${kind} ${why}`)
    }
    const device = { deviceType: 'usb', origin: 'app://horseshoe' }
    assert.equal(session.handler('device')?.(device), false, 'device')
  })
}

async function policy(world: ElectronWorld): Promise<Map<string, string>> {
  const response = await serve(world, 'app://horseshoe/index.html')
  const header = response.headers.get('Content-Security-Policy') ?? ''
  return new Map(
    header.split('; ').map(part => {
      const [name = '', ...values] = part.split(' ')
      return [name, values.join(' ')]
    }),
  )
}

async function serve(world: ElectronWorld, url: string, method = 'GET'): Promise<Response> {
  const own = world.electron.sessions.find(
    session => session === first(world).options.webPreferences?.['session'],
  )
  const session = own ?? world.electron.sessions.find(({ served }) => served.has('app'))
  return (await session?.served.get('app')?.({ url, method })) as Response
}

function everyItem(menu: readonly MenuItem[]): MenuItem[] {
  return menu.flatMap(item => [item, ...everyItem(item.submenu ?? [])])
}

/** Roles that can do no harm. `viewMenu`, `reload` and `toggleDevTools` are not among them. */
const ROLES = [
  ...[
    'appMenu',
    'windowMenu',
    'about',
    'services',
    'hide',
    'hideOthers',
    'unhide',
    'quit',
    'close',
    'minimize',
  ],
  ...[
    'zoom',
    'front',
    'cut',
    'copy',
    'paste',
    'pasteAndMatchStyle',
    'delete',
    'selectAll',
    'resetZoom',
    'zoomIn',
  ],
  ...['zoomOut', 'togglefullscreen', 'recentDocuments', 'clearRecentDocuments', 'help', 'window'],
]

/** What the packaged app does, point by point. */
export const packagedChecks: readonly ElectronCheck[] = [
  {
    name: '1 only the own scheme is loaded',
    run: world =>
      assert.deepEqual(
        world.electron.windows.map(window => window.loaded),
        [['app://horseshoe/index.html']],
      ),
  },
  {
    name: '2 the page has no Node',
    run: world => {
      for (const name of ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames']) {
        assert.equal(preference(world, name), false, name)
      }
    },
  },
  {
    name: "3 the page's world is apart from the preload's",
    run: world => assert.equal(preference(world, 'contextIsolation'), true),
  },
  {
    name: '4 every renderer is in the sandbox',
    run: world => {
      assertBefore(world, 'sandbox', 'ready')
      assert.equal(preference(world, 'sandbox'), true)
    },
  },
  {
    name: '5 the page may fill the screen and keep it lit, and no more: asked, checked, device',
    run: world => assertGranted(world, ownPage(world), ['fullscreen', 'screen-wake-lock']),
  },
  { name: '6 web security stays on', run: world => assert.equal(preference(world, 'webSecurity'), true) },
  {
    name: '7 a strict content security policy comes with every answer',
    run: async world => {
      const served = await policy(world)
      assert.equal(served.get('default-src'), "'none'")
      assert.equal(served.get('script-src'), "'self'")
      assert.equal(served.get('style-src'), "'self'")
      for (const name of ['object-src', 'base-uri', 'form-action', 'frame-src', 'frame-ancestors']) {
        assert.equal(served.get(name), "'none'", name)
      }
      assert.equal(served.get('require-trusted-types-for'), "'script'")
      assert.equal(served.get('trusted-types'), 'svelte-trusted-html')
      assert.doesNotMatch([...served.values()].join(' '), /unsafe|https?:|\*|data:/)
      const missing = await serve(world, 'app://horseshoe/nothing')
      assert.equal(missing.headers.get('X-DNS-Prefetch-Control'), 'off')
      assert.match(missing.headers.get('Content-Security-Policy') ?? '', /^default-src 'none'/)
    },
  },
  {
    name: '8 no mixed content',
    run: world => assert.equal(preference(world, 'allowRunningInsecureContent'), false),
  },
  {
    name: '9 no experiments of Chromium',
    run: world => assert.equal(preference(world, 'experimentalFeatures'), false),
  },
  {
    name: '10 no Blink feature is switched on',
    run: world => {
      assert.equal(preference(world, 'enableBlinkFeatures'), undefined)
      assert.ok(!world.electron.switches.has('enable-blink-features'))
    },
  },
  { name: '11 no webview tag', run: world => assert.equal(preference(world, 'webviewTag'), false) },
  { name: '12 a webview is not attached', run: world => assertStopped(world, 'will-attach-webview') },
  {
    name: '13 the page goes nowhere',
    run: world => {
      for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'])
        assertStopped(world, event)
    },
  },
  {
    name: '14 no new window',
    run: world => {
      for (const url of ['app://horseshoe/index.html', 'https://example.org/', 'about:blank']) {
        assert.deepEqual(first(world).contents.openHandler?.({ url }), { action: 'deny' })
      }
      assert.equal(world.electron.windows.length, 1)
    },
  },
  {
    name: '17 only the own page in the main frame is answered',
    run: async world => {
      assert.deepEqual(await world.send('call', 'listClasses', {}), { ok: true, value: [] })
      const { contents, webContents } = first(world)
      const own = contents.mainFrame
      for (const [why, senderFrame, sender] of [
        ['another origin', { ...own, origin: 'https://example.org' }, webContents],
        ['an origin that begins alike', { ...own, origin: 'app://horseshoe.evil' }, webContents],
        ['no origin', { ...own, origin: 'null' }, webContents],
        ['a frame in the page', { ...own, parent: own }, webContents],
        ['a frame that is gone', null, webContents],
        ['another window', own, {}],
      ] as const) {
        const answer = world.sendAs({ senderFrame, sender }, 'call', 'listClasses', {})
        await assert.rejects(answer, /not the window of Horseshoe/, why)
      }
    },
  },
  {
    name: '18 no file:// and no address but its own is requested',
    run: world =>
      forEachSession(world, session => {
        for (const url of [
          'app://horseshoe/index.html',
          'app://horseshoe/assets/a.js',
          'blob:app://horseshoe/1',
        ]) {
          assert.equal(isCancelled(session, url), false, url)
        }
        for (const url of FOREIGN) assert.equal(isCancelled(session, url), true, url)
      }),
  },
  {
    name: '20 the page gets five names and no Electron',
    run: async world => {
      const { exposed, invoked, listeners } = world.preload
      assert.deepEqual(
        exposed.map(([name]) => name),
        ['horseshoe'],
      )
      const bridge = exposed[0]?.[1] as Record<string, Handler>
      assert.deepEqual(Object.keys(bridge).sort(), ['call', 'host', 'onEvent', 'print', 'saveFile'])
      await bridge['call']?.('listClasses', {})
      await bridge['saveFile']?.({ fileName: 'a' })
      await bridge['print']?.()
      assert.deepEqual(invoked, [
        ['horseshoe', 'call', 'listClasses', {}],
        ['horseshoe', 'saveFile', { fileName: 'a' }],
        ['horseshoe', 'print'],
      ])
      const heard: unknown[][] = []
      const stop = bridge['onEvent']?.((...what: unknown[]) => heard.push(what)) as () => unknown
      for (const listener of listeners.get('horseshoe-event') ?? [])
        listener({ sender: 'Electron' }, { type: 'changed' })
      assert.deepEqual(heard, [[{ type: 'changed' }]], 'the event of Electron is kept back')
      assert.equal(stop(), undefined, 'nothing of Electron is handed back')
      assert.equal(listeners.get('horseshoe-event')?.size, 0)
    },
  },
  {
    name: 'one channel, and no other ear',
    run: world => {
      assert.deepEqual([...world.electron.ipc.keys()], ['horseshoe'])
      assert.deepEqual(world.ipcListeners, [])
    },
  },
  {
    name: 'an unknown message or operation is refused',
    run: async world => {
      for (const message of [['open', '/etc/passwd'], ['call', 7], ['call'], [], [null], ['__proto__']]) {
        await assert.rejects(world.send(...message), /Unknown message/, JSON.stringify(message))
      }
      for (const name of ['nothing', '__proto__', 'constructor', 'toString', '']) {
        const answer = (await world.send('call', name, {})) as { ok: boolean; problem?: { code: string } }
        assert.equal(answer.problem?.code, 'invalidInput', name)
      }
    },
  },
  {
    name: 'invalid input is refused',
    run: async world => {
      const inputs = [
        null,
        'text',
        [],
        { more: 1 },
        JSON.parse('{"__proto__":{"a":1}}'),
        'x'.repeat(1_000_000),
      ]
      for (const input of inputs) {
        const answer = (await world.send('call', 'listClasses', input)) as {
          ok: boolean
          problem?: { code: string }
        }
        assert.equal(answer.problem?.code, 'invalidInput')
      }
      const file = { fileName: 'map.png', mediaType: 'image/png', content: 'x' }
      for (const wrong of [
        null,
        { fileName: 'map.png', mediaType: 'image/png' },
        { ...file, fileName: '' },
        { ...file, fileName: 'x'.repeat(301) },
        { ...file, content: [1, 2, 3] },
        { ...file, content: new ArrayBuffer(4) },
        { ...file, content: new Uint8Array(50_000_001) },
        { ...file, content: 'x'.repeat(50_000_001) },
      ]) {
        await assert.rejects(world.send('saveFile', wrong), error => (error as Error).name === 'ZodError')
      }
      assert.deepEqual(world.electron.savesAsked, [], 'nobody was asked where to save it')
    },
  },
  {
    name: 'a file is saved where the person says, and nowhere when they change their mind',
    run: async ({ electron, send }) => {
      const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 255])
      const at = (name: string) => join(electron.data, name)
      const save = (filePath: string, canceled: boolean, content: unknown) => {
        electron.saveAnswers.push({ canceled, filePath })
        return send('saveFile', { fileName: 'groups.csv', mediaType: 'text/csv', content })
      }
      assert.equal(await save(at('groups.csv'), false, 'Zoë,5'), true)
      assert.equal(readFileSync(at('groups.csv'), 'utf8'), 'Zoë,5')
      assert.equal(await save(at('map.png'), false, bytes), true)
      assert.deepEqual(new Uint8Array(readFileSync(at('map.png'))), bytes)
      assert.equal(await save(at('never.csv'), true, 'x'), false)
      assert.equal(existsSync(at('never.csv')), false)
      assert.deepEqual(electron.savesAsked.at(-1), { defaultPath: 'groups.csv' })
      for (const [fileName, proposed] of [
        ['/home/a/.config/autostart/x.desktop', 'home-a-.config-autostart-x.desktop'],
        ['..\\..\\Startup\\x.bat', 'Startup-x.bat'],
        ['C:x.txt:stream', 'C-x.txt-stream'],
        ['groups\u202efdp.exe', 'groups-fdp.exe'],
        ['../..', 'Horseshoe'],
        ['Zoë’s class, 5 Oct.csv', 'Zoë’s class, 5 Oct.csv'],
      ] as const) {
        electron.saveAnswers.push({ canceled: true, filePath: '' })
        await send('saveFile', { fileName, mediaType: 'text/csv', content: '' })
        assert.deepEqual(electron.savesAsked.at(-1), { defaultPath: proposed })
      }
    },
  },
  {
    name: 'no one but the own page in the main frame is granted anything',
    run: world => {
      const own = ownPage(world)
      for (const [why, asking] of [
        ['no page', { ...own, contents: null }],
        ['a frame in the page', { ...own, isMainFrame: false }],
        ['no document', { contents: own.contents, isMainFrame: true }],
        ...[...FOREIGN, 'blob:app://horseshoe/1'].map(
          requestingUrl => [requestingUrl, { ...own, requestingUrl }] as const,
        ),
      ] as const)
        assertGranted(world, asking, [], why)
    },
  },
  {
    name: 'what was granted before is forgotten',
    run: world =>
      forEachSession(world, session => {
        const handlers = session.handlers.filter(([name]) => name === 'permission request')
        assert.equal(handlers[0]?.[1], null)
        assert.equal(typeof handlers[1]?.[1], 'function')
      }),
  },
  {
    name: 'schemes that are not used answer with an error',
    run: world =>
      forEachSession(world, session => {
        for (const scheme of ['http', 'https', 'ftp', 'file']) {
          const answer = session.served.get(scheme)?.({ url: `${scheme}://example.org/` }) as
            Response | undefined
          assert.equal(answer?.type, 'error', scheme)
        }
      }),
  },
  {
    name: 'a path leads to a file of the window or nowhere',
    run: async world => {
      const page = await serve(world, 'app://horseshoe/index.html')
      assert.equal(page.status, 200)
      assert.match(await page.text(), /<div id="app">/)
      for (const path of [
        'app://horseshoe/../main/main.js',
        'app://horseshoe/..%2fmain%2fmain.js',
        'app://horseshoe/%2e%2e/main/main.js',
        'app://horseshoe/assets/..\\..\\main\\main.js',
        'app://horseshoe//etc/passwd',
        'app://horseshoe/INDEX.HTML',
        'app://horseshoe/',
        'app://elsewhere/index.html',
      ]) {
        assert.equal((await serve(world, path)).status, 404, path)
      }
      assert.equal((await serve(world, 'app://horseshoe/index.html', 'POST')).status, 404)
    },
  },
  {
    name: 'the session is our own and keeps nothing',
    run: world => {
      const own = world.electron.sessions.find(({ served }) => served.has('app'))
      assert.equal(own?.partition, 'horseshoe', 'not the default one, and not persist:')
      assert.deepEqual(own?.options, { cache: false })
    },
  },
  {
    name: 'no developer tools in the packaged app',
    run: world => assert.equal(preference(world, 'devTools'), false),
  },
  {
    name: 'the middle button opens nothing',
    run: world => assert.equal(preference(world, 'disableBlinkFeatures'), 'Auxclick'),
  },
  {
    name: 'a dropped file is not navigated to, and no plugin runs',
    run: world => {
      assert.equal(preference(world, 'navigateOnDragDrop'), false)
      assert.equal(preference(world, 'plugins'), false)
    },
  },
  {
    name: 'no download',
    run: world =>
      forEachSession(world, session => {
        let isStopped = false
        session.emit('will-download', { preventDefault: () => (isStopped = true) })
        assert.ok(isStopped, session.partition)
      }),
  },
  {
    name: 'the window is left out of shared screens when that is wanted, and only then',
    run: async world => {
      const { contentProtection } = first(world)
      assert.deepEqual(contentProtection, [false], 'a coach sees it as long as nothing else is said')
      for (const hiddenFromSharing of [true, false])
        assert.deepEqual(await world.send('call', 'updateSettings', { hiddenFromSharing }), {
          ok: true,
          value: {},
        })
      assert.deepEqual(await world.send('call', 'updateSettings', { highContrast: true }), {
        ok: true,
        value: {},
      })
      assert.deepEqual(contentProtection, [false, true, false])
    },
  },
  {
    name: 'the window hears that the screen was locked',
    run: world => {
      lockScreen()
      assert.deepEqual(first(world).contents.sent.at(-1), ['horseshoe-event', { type: 'screenLocked' }])
    },
  },
  {
    name: 'WebRTC does not pass the proxy',
    run: world => assert.deepEqual(first(world).contents.webRtcPolicies, ['disable_non_proxied_udp']),
  },
  {
    name: 'a second start brings the window to the front',
    run: world => {
      assertBefore(world, 'lock', 'ready', 'window')
      world.raise('second-instance', {}, ['horseshoe'], '/')
      assertBefore(world, 'load', 'restore', 'focus')
    },
  },
  {
    name: 'a file comes in by a start or a double click alone, once, and only of a kind that can be read',
    run: async world => {
      const given = join(world.electron.data, 'given')
      mkdirSync(given)
      writeFileSync(join(given, 'scores.csv'), 'Name')
      writeFileSync(join(given, 'key.pem'), 'secret')
      const told = () =>
        first(world).contents.sent.filter(
          ([channel, event]) =>
            channel === 'horseshoe-event' && (event as { type: string }).type === 'fileGiven',
        ).length
      const take = () => world.send('call', 'takeGivenFile', {})
      const nothing = { ok: true, value: null }
      const scores = { ok: true, value: { fileName: 'scores.csv', content: 'TmFtZQ==' } }
      world.raise('second-instance', {}, ['horseshoe', '--flag', 'key.pem', '--data=scores.csv'], given)
      assert.deepEqual([told(), await take()], [0, nothing])
      world.raise('second-instance', {}, ['horseshoe', '--flag', 'scores.csv'], given)
      assert.deepEqual([told(), await take(), await take()], [1, scores, nothing])
      let isOurs = false
      world.raise('open-file', { preventDefault: () => (isOurs = true) }, join(given, 'scores.csv'))
      assert.deepEqual([isOurs, told(), await take()], [true, 2, scores])
      // The page says nothing about which file.
      const answer = (await world.send('call', 'takeGivenFile', { path: join(given, 'key.pem') })) as {
        ok: boolean
      }
      assert.equal(answer.ok, false)
    },
  },
  {
    name: 'the scheme is privileged before the app is ready, and no more than needed',
    run: world => {
      assertBefore(world, 'scheme', 'ready')
      assert.deepEqual(world.electron.schemes, [
        { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
      ])
    },
  },
  {
    name: 'the menu reloads nothing and opens no tools',
    run: world => {
      const items = world.electron.menus.flatMap(everyItem)
      assert.ok(items.length > 10)
      assert.deepEqual(
        items.flatMap(({ role }) => (role === undefined || ROLES.includes(role) ? [] : [role])),
        [],
      )
    },
  },
  {
    name: 'layer 1: scripts may send nowhere',
    run: async world => {
      const served = await policy(world)
      assert.equal(served.get('connect-src'), "'none'")
      assert.equal(served.get('img-src'), "'self' blob:")
      for (const name of ['font-src', 'worker-src']) assert.equal(served.get(name), "'self'", name)
    },
  },
  {
    name: 'layer 2: a refused request is counted and told by its scheme alone',
    run: world => {
      const told: unknown[] = []
      const { warn } = console
      console.warn = (text: unknown) => void told.push(text)
      try {
        forEachSession(world, session => isCancelled(session, 'https://example.org/?name=Amina'))
      } finally {
        console.warn = warn
      }
      const counts = told.map(text => Number(/^Refused request (\d+): https:$/.exec(String(text))?.[1]))
      assert.equal(counts.length, world.electron.sessions.length)
      assert.ok(counts.every(Number.isInteger), told.join('; '))
      for (const [index, count] of counts.entries()) assert.equal(count, (counts[0] ?? 0) + index)
    },
  },
  {
    name: 'layer 4: no name is resolved, nothing is fetched in the background',
    run: world => {
      assert.equal(world.electron.switches.get('host-resolver-rules'), 'MAP * ~NOTFOUND')
      for (const name of [
        'disable-background-networking',
        'disable-component-update',
        'disable-domain-reliability',
        'no-pings',
      ]) {
        assert.ok(world.electron.switches.has(name), name)
      }
    },
  },
  {
    name: 'layer 4: the proxy is a dead port',
    run: world =>
      forEachSession(world, ({ proxies }) =>
        assert.deepEqual(proxies, [
          { mode: 'fixed_servers', proxyRules: '127.0.0.1:1', proxyBypassRules: '<-loopback>' },
        ]),
      ),
  },
  {
    name: 'layer 5: no session checks spelling or fetches a dictionary',
    run: world => {
      assert.equal(preference(world, 'spellcheck'), false)
      forEachSession(world, ({ spelling }) => assert.deepEqual(spelling, [false, 'https://127.0.0.1:1/']))
    },
  },
  {
    name: 'layer 6: the running program has loaded no network module',
    run: world => assert.deepEqual(world.networkModules, []),
  },
]

/** Run from the sources. */
export const developmentChecks: readonly ElectronCheck[] = [
  {
    name: 'developer tools only outside of a package',
    run: world => {
      assert.equal(preference(world, 'devTools'), true)
      forEachSession(world, session => {
        assert.equal(isCancelled(session, 'devtools://devtools/bundled/inspector.html'), false)
        assert.equal(isCancelled(session, 'https://example.org/'), true)
      })
    },
  },
  {
    name: 'a window that was left out of shared screens is left out after a restart',
    run: world => assert.deepEqual(first(world).contentProtection, [true]),
  },
  {
    name: 'a folder of data is the same wherever a later start stands',
    run: ({ electron }) => {
      assert.ok(!isAbsolute(electron.data))
      assert.ok(electron.journal.includes(`path userData ${resolve(electron.data)}`))
      assert.equal(electron.windows.length, 1)
    },
  },
]

/** A file stands where the data folder should be. */
export const folderlessChecks: readonly ElectronCheck[] = [
  {
    name: 'a data folder that cannot be made is told in words',
    run: ({ electron }) => {
      assert.deepEqual(electron.windows, [])
      assert.equal(electron.errorBoxes.length, 1)
      assert.ok(electron.errorBoxes[0]?.every(words => words.length > 10))
      assert.equal(electron.journal.at(-1), 'exit 1')
      assert.ok(electron.journal.includes('lock'), 'and not taken for another Horseshoe')
    },
  },
]

/** Another Horseshoe runs already. */
export const secondChecks: readonly ElectronCheck[] = [
  {
    name: 'the second instance ends before it opens anything',
    run: ({ electron }) => {
      assert.equal(electron.journal.at(-1), 'quit')
      assert.deepEqual([electron.windows.length, electron.sessions.length], [0, 0])
    },
  },
]

/** On a Mac, where the menu is another. */
export const macChecks: readonly ElectronCheck[] = [
  {
    name: 'the menu of a Mac reloads nothing and opens no tools',
    run: world => {
      const roles = world.electron.menus.flatMap(everyItem).flatMap(({ role }) => role ?? [])
      assert.ok(roles.includes('hideOthers'))
      assert.deepEqual(
        roles.filter(role => !ROLES.includes(role)),
        [],
      )
    },
  },
]

/** A binary beside the archive is not the one that was there when the app was built. */
export const tamperedChecks: readonly ElectronCheck[] = [
  {
    name: 'native code that was changed is not loaded',
    run: ({ electron }) => {
      assert.deepEqual(electron.windows, [])
      assert.equal(electron.journal.at(-1), 'exit 1')
      assert.match(electron.errorBoxes[0]?.[0] ?? '', /was changed after it was made/)
      assert.match(
        electron.copied[0] ?? '',
        /^Horseshoe 0\.0\.0 \(electron\), \w+\ndatabaseUnusable: [\w.:, -]*$/,
      )
    },
  },
]
