import type { Mutation } from './mutation.ts'

const MAIN = 'main/main.js'
const PRELOAD = 'preload/preload.cjs'

/** A preference of the window turned round. */
const preference = (from: string, to: string, reddens: string): Mutation => ({
  file: MAIN,
  from,
  to,
  reddens: [reddens],
})

const NO_NODE = '2 the page has no Node'
const SENDER = '17 only the own page in the main frame is answered'
const REQUESTS = '18 no file:// and no address but its own is requested'
const GRANTED = '5 the page may fill the screen and keep it lit, and no more: asked, checked, device'
const NOBODY_ELSE = 'no one but the own page in the main frame is granted anything'
const QUIET = 'layer 4: no name is resolved, nothing is fetched in the background'
const PATHS = 'a path leads to a file of the window or nowhere'
const INPUT = 'invalid input is refused'
const BRIDGE = '20 the page gets five names and no Electron'
const SPELLING = 'layer 5: no session checks spelling or fetches a dictionary'
const MENU = 'the menu reloads nothing and opens no tools'
const SCHEMES = 'schemes that are not used answer with an error'
const GIVEN = 'a file comes in by a start or a double click alone, once, and only of a kind that can be read'
const SECOND = 'a second start brings the window to the front'

/** Each setting of the Electron host, flipped: exactly these checks have to see it. */
export const electronMutations: readonly Mutation[] = [
  preference('loadURL(`${ORIGIN}/', 'loadURL(`https://example.org/', '1 only the own scheme is loaded'),
  preference('nodeIntegration: false', 'nodeIntegration: true', NO_NODE),
  preference('nodeIntegrationInWorker: false', 'nodeIntegrationInWorker: true', NO_NODE),
  preference('nodeIntegrationInSubFrames: false', 'nodeIntegrationInSubFrames: true', NO_NODE),
  preference(
    'contextIsolation: true',
    'contextIsolation: false',
    "3 the page's world is apart from the preload's",
  ),
  preference('sandbox: true', 'sandbox: false', '4 every renderer is in the sandbox'),
  preference('app.enableSandbox();', '', '4 every renderer is in the sandbox'),
  preference('webSecurity: true', 'webSecurity: false', '6 web security stays on'),
  preference('allowRunningInsecureContent: false', 'allowRunningInsecureContent: true', '8 no mixed content'),
  preference('experimentalFeatures: false', 'experimentalFeatures: true', '9 no experiments of Chromium'),
  preference(
    'plugins: false',
    "plugins: false, enableBlinkFeatures: 'Any'",
    '10 no Blink feature is switched on',
  ),
  preference('webviewTag: false', 'webviewTag: true', '11 no webview tag'),
  preference('contents.on("will-attach-webview", stay);', '', '12 a webview is not attached'),
  preference('contents.on("will-navigate", stay);', '', '13 the page goes nowhere'),
  preference('contents.on("will-redirect", stay);', '', '13 the page goes nowhere'),
  preference('contents.on("will-frame-navigate", stay);', '', '13 the page goes nowhere'),
  preference('action: "deny"', 'action: "allow"', '14 no new window'),
  preference('devTools: !app.isPackaged', 'devTools: true', 'no developer tools in the packaged app'),
  preference('devTools: !app.isPackaged', 'devTools: false', 'developer tools only outside of a package'),
  preference(
    'disableBlinkFeatures: "Auxclick"',
    'disableBlinkFeatures: ""',
    'the middle button opens nothing',
  ),
  preference('plugins: false', 'plugins: true', 'a dropped file is not navigated to, and no plugin runs'),
  preference(
    'navigateOnDragDrop: false',
    'navigateOnDragDrop: true',
    'a dropped file is not navigated to, and no plugin runs',
  ),
  preference('spellcheck: false', 'spellcheck: true', SPELLING),
  preference('"disable_non_proxied_udp"', '"default"', 'WebRTC does not pass the proxy'),

  ...(
    [
      ['callback(isGranted(contents, permission, page))', 'callback(true)', [GRANTED, NOBODY_ELSE]],
      ['callback(isGranted(contents, permission, page))', 'callback(false)', [GRANTED]],
      ['_origin, page) => isGranted(contents, permission, page)', '_origin) => true', [GRANTED, NOBODY_ELSE]],
      ['_origin, page) => isGranted(contents, permission, page)', '_origin) => false', [GRANTED]],
      ['["fullscreen", "screen-wake-lock"]', '["fullscreen"]', [GRANTED]],
      ['["fullscreen", "screen-wake-lock"]', '["fullscreen", "screen-wake-lock", "keyboardLock"]', [GRANTED]],
      ['contents !== null && isMainFrame', 'isMainFrame', [NOBODY_ELSE]],
      ['contents !== null && isMainFrame', 'contents !== null', [NOBODY_ELSE]],
      [
        'requestingUrl.startsWith(`app://horseshoe/`)',
        'requestingUrl.startsWith(`app://horseshoe`)',
        [NOBODY_ELSE],
      ],
      ['requestingUrl.startsWith(`app://horseshoe/`)', 'requestingUrl.includes("horseshoe/")', [NOBODY_ELSE]],
      ['requestingUrl.startsWith(`app://horseshoe/`)', 'true', [NOBODY_ELSE]],
    ] as const
  ).map(([from, to, reddens]) => ({ file: MAIN, from, to, reddens })),
  {
    file: MAIN,
    from: 'session.setPermissionRequestHandler(null);',
    to: '',
    reddens: ['what was granted before is forgotten'],
  },

  {
    file: MAIN,
    from: 'cancel: !isAllowed',
    to: 'cancel: false',
    reddens: [REQUESTS, 'developer tools only outside of a package'],
  },
  { file: MAIN, from: 'url.protocol === `app:`', to: 'true', reddens: [REQUESTS] },
  { file: MAIN, from: 'url.host === HOST', to: 'url.host.startsWith(HOST)', reddens: [REQUESTS] },
  { file: MAIN, from: 'url.username === ""', to: 'true', reddens: [REQUESTS] },
  {
    file: MAIN,
    from: '!app.isPackaged && url.startsWith("devtools://")',
    to: 'url.startsWith("devtools://")',
    reddens: [REQUESTS],
  },
  {
    file: MAIN,
    from: 'if (!isAllowed) tellRefusal(url);',
    to: '',
    reddens: ['layer 2: a refused request is counted and told by its scheme alone'],
  },
  {
    file: MAIN,
    from: 'url.slice(0, url.indexOf(":") + 1)',
    to: 'url',
    reddens: ['layer 2: a refused request is counted and told by its scheme alone'],
  },
  { file: MAIN, from: 'return Response.error();', to: 'return new Response("");', reddens: [SCHEMES] },
  { file: MAIN, from: '\t"https",\n', to: '', reddens: [SCHEMES] },
  { file: MAIN, from: '\t"file"\n', to: '', reddens: [SCHEMES] },
  {
    file: MAIN,
    from: 'session.on("will-download", (event) => event.preventDefault());',
    to: '',
    reddens: ['no download'],
  },
  {
    file: MAIN,
    from: 'session.setSpellCheckerEnabled(false)',
    to: 'session.setSpellCheckerEnabled(true)',
    reddens: [SPELLING],
  },
  { file: MAIN, from: 'https://127.0.0.1:1/', to: 'https://example.org/', reddens: [SPELLING] },
  {
    file: MAIN,
    from: 'proxyRules: "127.0.0.1:1"',
    to: 'proxyRules: "direct://"',
    reddens: ['layer 4: the proxy is a dead port'],
  },
  {
    file: MAIN,
    from: 'session.setProxy(DEAD_PROXY);',
    to: '0;',
    reddens: ['layer 4: the proxy is a dead port'],
  },
  { file: MAIN, from: 'MAP * ~NOTFOUND', to: 'MAP a ~NOTFOUND', reddens: [QUIET] },
  ...[
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'no-pings',
  ].map(name => ({
    file: MAIN,
    from: `["${name}"]`,
    to: '["quiet"]',
    reddens: [QUIET],
  })),

  {
    file: MAIN,
    from: 'frame.origin === "app://horseshoe"',
    to: 'frame.origin.startsWith("app://horseshoe")',
    reddens: [SENDER],
  },
  { file: MAIN, from: 'frame.origin === "app://horseshoe"', to: 'true', reddens: [SENDER] },
  { file: MAIN, from: 'frame.parent === null', to: 'true', reddens: [SENDER] },
  { file: MAIN, from: 'event.sender === window.webContents', to: 'true', reddens: [SENDER] },
  {
    file: MAIN,
    from: 'throw new Error("Unknown message.");',
    to: '',
    reddens: ['an unknown message or operation is refused'],
  },
  {
    file: MAIN,
    from: 'if (canceled || !filePath) return false;\n\tawait writeFile(filePath, file.content);',
    to: 'await writeFile(filePath, file.content);',
    reddens: ['a file is saved where the person says, and nowhere when they change their mind'],
  },
  {
    file: MAIN,
    from: 'defaultPath: nameAlone(file.fileName)',
    to: 'defaultPath: file.fileName',
    reddens: ['a file is saved where the person says, and nowhere when they change their mind'],
  },
  {
    file: MAIN,
    from: 'ipcMain.removeAllListeners("electron-store-get-data");',
    to: '',
    reddens: ['one channel, and no other ear'],
  },
  {
    file: MAIN,
    from: 'const stop = application.onEvent(',
    to: 'ipcMain.handle("another", () => 1);\n\tconst stop = application.onEvent(',
    reddens: ['one channel, and no other ear'],
  },
  { file: MAIN, from: 'SavableFile.parse(rest[0])', to: 'rest[0]', reddens: [INPUT] },
  {
    file: MAIN,
    from: 'fileName: z.string().min(1).max(300)',
    to: 'fileName: z.string().min(1)',
    reddens: [INPUT],
  },
  { file: MAIN, from: 'z.string().max(LARGEST_FILE_BYTES)', to: 'z.string()', reddens: [INPUT] },
  { file: MAIN, from: 'bytes.byteLength <= LARGEST_FILE_BYTES', to: 'bytes', reddens: [INPUT] },

  {
    file: MAIN,
    from: 'files.get(pathname)',
    to: 'files.get(pathname) ?? files.get("/index.html")',
    reddens: [PATHS],
  },
  { file: MAIN, from: 'host === HOST && request', to: 'request', reddens: [PATHS] },
  { file: MAIN, from: 'host === HOST && request.method === "GET"', to: 'host === HOST', reddens: [PATHS] },
  {
    file: MAIN,
    from: '"X-DNS-Prefetch-Control": "off"',
    to: '"X-DNS-Prefetch-Control": "on"',
    reddens: ['7 a strict content security policy comes with every answer'],
  },
  {
    file: MAIN,
    from: '.fromPartition("horseshoe"',
    to: '.fromPartition("persist:horseshoe"',
    reddens: ['the session is our own and keeps nothing'],
  },
  {
    file: MAIN,
    from: 'cache: false',
    to: 'cache: true',
    reddens: ['the session is our own and keeps nothing'],
  },
  {
    file: MAIN,
    from: 'window.setContentProtection(settings.read().hiddenFromSharing);',
    to: '',
    reddens: [
      'the window is left out of shared screens when that is wanted, and only then',
      'a window that was left out of shared screens is left out after a restart',
    ],
  },
  {
    file: MAIN,
    from: 'windowNow()?.setContentProtection(part.hiddenFromSharing);',
    to: '0;',
    reddens: ['the window is left out of shared screens when that is wanted, and only then'],
  },
  {
    file: MAIN,
    from: 'powerMonitor.on("lock-screen"',
    to: 'powerMonitor.listenerCount("lock-screen"',
    reddens: ['the window hears that the screen was locked'],
  },
  ...(
    [
      ['READABLE_EXTENSIONS.some((one) => one === extension)', 'true'],
      ['path === null || path.startsWith("-")', 'path === null'],
      ['this.#waiting = null;\n\t\ttry', 'try'],
      ['give(filesInArguments(argv.slice(1), folder));', ''],
      ['event.preventDefault();\n\t\tgive([path]);', 'give([path]);'],
    ] as const
  ).map(([from, to]) => ({ file: MAIN, from, to, reddens: [GIVEN] })),
  {
    file: MAIN,
    from: 'resolve(app.commandLine.getSwitchValue("data")',
    to: 'String(app.commandLine.getSwitchValue("data")',
    reddens: [
      'a folder of data is the same wherever a later start stands',
      'a window that was left out of shared screens is left out after a restart',
      'developer tools only outside of a package',
    ],
  },
  {
    file: MAIN,
    from: 'if (folderError !== null) {',
    to: 'if (folderError === 7) {',
    reddens: ['a data folder that cannot be made is told in words'],
  },
  { file: MAIN, from: 'window.restore();', to: '0;', reddens: [SECOND] },
  {
    file: MAIN,
    from: 'if (!app.requestSingleInstanceLock()) {',
    to: 'if (app.requestSingleInstanceLock() === 7) {',
    reddens: ['the second instance ends before it opens anything'],
  },
  {
    file: MAIN,
    from: 'supportFetchAPI: true',
    to: 'supportFetchAPI: true, bypassCSP: true',
    reddens: ['the scheme is privileged before the app is ready, and no more than needed'],
  },
  {
    file: MAIN,
    from: '{ role: "resetZoom" }',
    to: '{ role: "reload" }',
    reddens: [MENU, 'the menu of a Mac reloads nothing and opens no tools'],
  },
  {
    file: MAIN,
    from: '{ role: "hideOthers" },',
    to: '{ role: "hideOthers" }, { role: "toggleDevTools" },',
    reddens: ['the menu of a Mac reloads nothing and opens no tools'],
  },
  {
    file: MAIN,
    from: 'if (app.isPackaged) checkNativeBinding();',
    to: '',
    reddens: ['native code that was changed is not loaded'],
  },

  {
    file: PRELOAD,
    from: 'host: "electron",',
    to: 'host: "electron", ipcRenderer: electron.ipcRenderer,',
    reddens: [BRIDGE],
  },
  {
    file: PRELOAD,
    from: '(_, event) => listener(event)',
    to: '(_, event) => listener(event, _)',
    reddens: [BRIDGE],
  },
  {
    file: PRELOAD,
    from: 'electron.ipcRenderer.removeListener(',
    to: 'return electron.ipcRenderer.removeListener(',
    reddens: [BRIDGE],
  },
  {
    file: MAIN,
    from: 'import { BrowserWindow, ',
    to: 'import "node:https";\nimport { BrowserWindow, ',
    reddens: [
      'layer 6: the running program has loaded no network module',
      'layer 6: no bundle loads a network module',
    ],
  },
]
