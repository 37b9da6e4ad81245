import { _electron, chromium, test as base, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { BROWSER_ARGUMENTS, findBrowser } from './find-browser.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** Horseshoe as a person runs it: the real program, a real database file, a real window. */
export interface Program {
  readonly page: Page
  readonly dataDirectory: string
  /** Closes the program as a person does, and starts it again on the same data; `between` happens meanwhile. */
  restart(between?: () => void): Promise<Page>
  /** Kills the program as a power cut does, and starts it again on the same data. */
  killAndRestart(): Promise<Page>
}

interface Running {
  readonly page: Page
  close(): Promise<void>
  kill(): Promise<void>
}

/**
 * The browser host's process and the address it printed.
 *
 * @param user number of the user it runs as; only root can choose one
 */
export async function startBrowserHost(
  dataDirectory: string,
  more: readonly string[] = [],
  user?: number,
): Promise<{ url: string; child: ChildProcess; output: () => string }> {
  const child = spawn(
    process.execPath,
    [join(ROOT, 'out/main/browser.js'), '--no-open', '--data', dataDirectory, ...more],
    { stdio: ['ignore', 'pipe', 'pipe'], ...(user !== undefined && { uid: user }) },
  )
  let output = ''
  let errors = ''
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
  const url = await new Promise<string>((found, fail) => {
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString()
      const ready = /Horseshoe is ready at (\S+)/.exec(output)?.[1]
      if (ready) found(ready)
    })
    child.on('exit', code => fail(new Error(`Horseshoe ended with ${String(code)}: ${errors}`)))
  })
  return { url, child, output: () => output }
}

/** Waits until a process is gone. Answers its exit code; null when a signal ended it. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(gone => child.on('exit', code => gone(code)))
}

async function runInBrowser(
  dataDirectory: string,
  watch: (page: Page) => void = () => undefined,
): Promise<Running> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')
  const { url, child } = await startBrowserHost(dataDirectory)
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] })
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  watch(page)
  await page.goto(url)
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    await ended(child)
    await browser.close()
  }
  return { page, close: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/** Another program beside the test's own, on data of its own. Whoever starts it closes it. */
export function startAnother(dataDirectory: string): Promise<Pick<Running, 'page' | 'close'>> {
  return runInBrowser(dataDirectory)
}

function electronRuntime(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const names: Readonly<Record<string, string>> = {
    win32: 'electron.exe',
    darwin: 'Electron.app/Contents/MacOS/Electron',
  }
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  const program = join(dist, names[process.platform] ?? 'electron')
  return existsSync(program) ? program : null
}

async function runInElectron(dataDirectory: string, executablePath: string): Promise<Running> {
  const app = await _electron.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ROOT, `--data=${dataDirectory}`],
  })
  const page = await app.firstWindow()
  const child = app.process()
  return {
    page,
    close: () => app.close(),
    kill: async () => {
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}

/** Playwright's test with Horseshoe running, each time on new data. Fails if the window logged any error. */
export const test = base.extend<{ program: Program; host: 'browser' | 'electron' }>({
  host: ['browser', { option: true }],
  program: async ({ host }, use, info) => {
    const runtime = host === 'electron' ? electronRuntime() : null
    info.skip(host === 'electron' && runtime === null, 'No Electron runtime on this computer.')
    const dataDirectory = mkdtempSync(join(tmpdir(), 'horseshoe-'))
    const errors: string[] = []
    const watch = (page: Page) => {
      page.on('pageerror', error => errors.push(error.stack ?? error.message))
      page.on('console', message => {
        // A killed program's event stream breaks, and the browser says so.
        const isCut = message.text().includes('net::ERR_')
        // Svelte warns of what it may have got wrong.
        const isWarned = message.text().includes('svelte.dev/e/')
        if ((message.type() === 'error' && !isCut) || isWarned) errors.push(message.text())
      })
    }
    const start = async () => {
      if (!runtime) return runInBrowser(dataDirectory, watch)
      const started = await runInElectron(dataDirectory, runtime)
      watch(started.page)
      return started
    }
    let running = await start()
    await use({
      get page() {
        return running.page
      },
      dataDirectory,
      restart: async between => {
        await running.close()
        between?.()
        running = await start()
        return running.page
      },
      killAndRestart: async () => {
        await running.kill()
        running = await start()
        return running.page
      },
    })
    await running.close()
    rmSync(dataDirectory, { recursive: true, force: true })
    base.expect(errors).toEqual([])
  },
})

export const expect = base.expect
