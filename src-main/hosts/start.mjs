// Starts Horseshoe: Electron where its runtime is there or can be fetched, the browser host otherwise.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const FETCH_MILLISECONDS = 10_000
const root = resolve(import.meta.dirname, '../..')
const inRoot = (...path) => join(root, ...path)
const require = createRequire(import.meta.url)

const all = process.argv.slice(2)
const wantsBrowser = all.includes('--browser')
const rest = all.filter(argument => argument !== '--browser')

function newest(path) {
  if (!existsSync(path)) return 0
  const { mtimeMs, size } = statSync(path)
  if (!statSync(path).isDirectory()) return size === 0 ? 0 : mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0)
}

/** Builds when a source is newer than what was built. Says nothing unless it fails. */
function buildIfOld() {
  const sources = ['src-main', 'src-renderer', 'resources', 'electron.vite.config.ts', 'package.json']
  const source = sources.reduce((latest, path) => Math.max(latest, newest(inRoot(path))), 0)
  const oldest = ['main/browser.js', 'main/main.js', 'preload/preload.cjs', 'renderer/index.html'].map(path =>
    newest(inRoot('out', path)),
  )
  if (Math.min(...oldest) > source) return
  const build = spawnSync(
    process.execPath,
    [inRoot('node_modules/electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'error'],
    { cwd: root, encoding: 'utf8' },
  )
  if (build.status !== 0) {
    process.stderr.write(`Horseshoe could not be built.\n${build.stdout}${build.stderr}`)
    process.exit(1)
  }
}

/** The path of Electron's program, or null. */
function electronRuntime() {
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env
  const folder = join(require.resolve('electron/package.json'), '..')
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }
  const program = join(override ?? join(folder, 'dist'), names[process.platform] ?? 'electron')
  return existsSync(program) ? program : null
}

function fetchRuntime() {
  const install = join(require.resolve('electron/package.json'), '..', 'install.js')
  spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: FETCH_MILLISECONDS })
  return electronRuntime()
}

/** Runs the program in our place: its output is ours, and so are its end and the signals to end. */
function run(program, args) {
  const child = spawn(program, args, { cwd: process.cwd(), stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

buildIfOld()
const electron = wantsBrowser ? null : (electronRuntime() ?? fetchRuntime())
if (electron) {
  // Chromium's own switches take their value behind an equals sign.
  const data = rest.indexOf('--data')
  if (data >= 0) rest.splice(data, 2, `--data=${resolve(rest[data + 1] ?? '')}`)
  run(electron, [root, ...rest])
} else {
  if (!wantsBrowser) {
    console.error(
      'The Electron runtime is not there and could not be fetched; Horseshoe opens in your browser instead.',
    )
  }
  run(process.execPath, [inRoot('out/main/browser.js'), ...rest])
}
