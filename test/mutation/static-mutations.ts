import { FUSES } from '../../packaging/fuses.ts'
import type { Mutation } from './mutation.ts'

const LEAK = 'layer 6: no bundle sends anything, but the page to its own host'
const INLINE = 'no inline script, style or handler in the page'
const MARKUP = 'no text becomes code, and markup only what Svelte compiled'
const NOTHING = 'no crash is reported, no key is left to the computer, no update fetched'
const OPENS = '15 no address is opened by another program'

/** Never run, only there to be found. */
const planted = (code: string, ...reddens: string[]): Mutation => ({
  file: 'main/main.js',
  from: '\nfunction start() {',
  to: `\nfunction never() { ${code} }\nfunction start() {`,
  reddens,
})
const inPage = (from: string, to: string, ...reddens: string[]): Mutation => ({
  file: 'renderer/index.html',
  from,
  to,
  reddens,
})

/** What is seen without running anything: fuses, versions, code that only lies there. */
export const staticMutations: readonly Mutation[] = [
  ...FUSES.map(([name, is]) => ({
    file: 'packaging/fuses.ts',
    from: `['${name}', ${String(is)}]`,
    to: `['${name}', ${String(!is)}]`,
    reddens: ['19 every fuse is set'],
  })),
  {
    file: 'packaging/fuses.ts',
    from: 'await writeFile(path, program)',
    to: '',
    reddens: ['19 every fuse is set'],
  },
  {
    file: 'electron-builder.yml',
    from: 'afterPack: ./packaging/after-pack.ts\n',
    to: '',
    reddens: ['19 every fuse is set'],
  },
  {
    file: 'package.json',
    from: '"electron": "',
    to: '"electron": "^',
    reddens: ['16 one supported Electron, named exactly'],
  },
  {
    file: 'package-lock.json',
    from: '"highs": "1.15.3",',
    to: '"highs": "1.15.3", "playwright-core": "*",',
    reddens: ['layer 6: no shipped package loads a network module'],
  },
  ...(
    [
      ['release', 'contents: read', 'contents: write'],
      ['release', 'checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8', 'checkout@v5'],
      ['release', 'npm ci', 'npm install'],
      ['release', 'with: { persist-credentials: false }', 'with: {}'],
      [
        'release',
        'printf \'%s\' "$APPLE_API_KEY_CONTENT"',
        "printf '%s' ${{ secrets.APPLE_API_KEY_CONTENT }}",
      ],
      ['test', 'on: [push, pull_request]', 'on: [push, pull_request_target]'],
      ['test', 'timeout-minutes: 30', 'timeout-minutes: 30\n    permissions: write-all'],
    ] as const
  ).map(([name, from, to]) => ({
    file: `.github/workflows/${name}.yml`,
    from,
    to,
    reddens: ['the workflows may only read, and take what is named exactly'],
  })),
  planted('globalThis.shell.openExternal("https://example.org")', OPENS),
  planted('import("node:child_process")', OPENS),
  planted('globalThis.electron.crashReporter.start()', NOTHING),
  planted('globalThis.electron.safeStorage.encryptString("")', NOTHING),
  planted('globalThis.electron.autoUpdater.checkForUpdates()', NOTHING),
  ...['net', 'node:http2', 'https', 'tls', 'dns', 'dgram', 'undici'].map(name =>
    planted(`import("${name}")`, 'layer 6: no bundle loads a network module'),
  ),
  ...['fetch("https://example.org")', 'new WebSocket("wss://example.org")', 'navigator.sendBeacon("/x")'].map(
    call => planted(call, LEAK),
  ),
  planted('//# sourceMappingURL=main.js.map\n', 'no map of the sources is shipped'),
  ...['dns-prefetch', 'preconnect', 'prefetch'].map(rel =>
    inPage(
      '</head>',
      `<link rel="${rel}" href="https://example.org"></head>`,
      'layer 6: the page hints at no address and looks up no name ahead',
    ),
  ),
  inPage('<div id="app">', '<div id="app" style="color:red">', INLINE),
  inPage('<div id="app">', '<div id="app" onclick="go()">', INLINE),
  inPage('</head>', '<script>go()</script></head>', INLINE),
  inPage('</head>', '<style>a{}</style></head>', INLINE),
  {
    file: 'renderer/assets/',
    from: 'innerHTML = create_trusted_html(',
    to: 'innerHTML = (',
    reddens: [MARKUP],
  },
  {
    file: 'renderer/assets/',
    from: 'createPolicy("svelte-trusted-html"',
    to: 'createPolicy("anything"',
    reddens: [MARKUP],
  },
  {
    file: 'renderer/assets/',
    from: 'fetch("/call"',
    to: 'fetch("https://example.org/call"',
    reddens: [LEAK],
  },
]
