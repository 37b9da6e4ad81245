import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import { readdirSync } from 'node:fs'
import ts from 'typescript-eslint'

/** What a layer may not import. Arrows point down: hosts, application, then the four that know nobody. */
const forbid = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: patterns.flat() }] },
})
const layer = (group, message) => ({ group, message })

const network = layer(
  ['net', 'http', 'https', 'http2', 'tls', 'dns', 'dns/promises', 'dgram', 'undici', 'inspector'].flatMap(
    name => [name, `node:${name}`],
  ),
  'Horseshoe makes no network request. Only hosts/browser serves, on 127.0.0.1.',
)
const electron = layer(['electron', 'electron/*', 'electron-store'], 'Only hosts/electron knows Electron.')
const machine = layer(
  ['node:*', 'fs', 'path', 'better-sqlite3'],
  'Pure code: no files, no database, no clock.',
)
const others = (...names) =>
  layer(
    names.map(name => `**/${name}/**`),
    'An import against the arrow: see docs/architecture.md.',
  )

const notForTheWindow = [
  network,
  electron,
  machine,
  // The window has a folder of that name itself.
  others('grouping', 'src-main/rotation', 'exchange', 'storage', 'application', 'hosts'),
]
/** What is seen stands above what is known, and that above words and colours. */
const allOfTheWindowBut = (...names) =>
  others(
    ...readdirSync(new URL('src-renderer', import.meta.url)).filter(
      name => !name.includes('.') && !names.includes(name),
    ),
  )

export default ts.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      eqeqeq: 'error',
      'no-control-regex': 'off',
    },
  },
  {
    files: ['src-main/**/*.ts', 'test/**/*.ts', 'packaging/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it'] }] },
      ],
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  {
    files: ['src-renderer/**/*.{ts,svelte}'],
    languageOptions: { globals: { ...globals.browser } },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    // A Map or Set that is made anew in a derived value needs no reactive twin.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  forbid(
    ['src-main/grouping/**'],
    network,
    electron,
    machine,
    others('storage', 'exchange', 'rotation', 'application', 'hosts', 'contract', 'src-renderer'),
  ),
  forbid(
    ['src-main/rotation/**'],
    network,
    electron,
    machine,
    others('storage', 'exchange', 'grouping', 'application', 'hosts', 'contract', 'src-renderer'),
  ),
  forbid(
    ['src-main/exchange/**'],
    network,
    electron,
    machine,
    others('storage', 'grouping', 'rotation', 'application', 'hosts', 'contract', 'src-renderer'),
  ),
  forbid(
    ['src-main/storage/**'],
    network,
    electron,
    others('grouping', 'rotation', 'exchange', 'application', 'hosts', 'contract', 'src-renderer'),
  ),
  forbid(
    ['src-main/contract/**'],
    network,
    electron,
    machine,
    others('grouping', 'rotation', 'exchange', 'storage', 'application', 'hosts', 'src-renderer'),
  ),
  forbid(['src-main/application/**'], network, electron, others('hosts', 'src-renderer')),
  forbid(['src-main/hosts/electron/**'], network, others('src-renderer', 'browser')),
  forbid(['src-main/hosts/browser/**'], electron, others('src-renderer')),
  forbid(['src-renderer/**'], ...notForTheWindow),
  forbid(['src-renderer/state/**'], ...notForTheWindow, allOfTheWindowBut('state', 'design')),
  forbid(['src-renderer/design/**'], ...notForTheWindow, allOfTheWindowBut('design')),
)
