import { chromium, type Page } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROWSER_ARGUMENTS, findBrowser } from './find-browser.ts'
import { ended, startBrowserHost } from './program.ts'

const NOBODY = 65534

/** Horseshoe in trouble that a test makes: the program itself is at hand, and so are the rights it runs with. */
export interface Troubled extends AsyncDisposable {
  readonly page: Page
  /** From now on, or no more, every write of the program fails as on a disk that is gone. */
  breakDisk(isBroken: boolean): void
  /** Ends the program while its window stays. */
  die(): Promise<void>
}

/** Whether the system lets a test take the disk away from a running program. */
export const canBreakDisks = spawnSync('prlimit', ['--version']).status === 0

/** A data folder of a test's own. */
export function dataFolder(name: string): { path: string } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'horseshoe-'))
  return {
    path: join(folder, name),
    [Symbol.dispose]: () => {
      chmodSync(folder, 0o700)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Starts the browser host and a window on it; as a user who may only read the folder, if asked. */
export async function startTroubled(dataDirectory: string, mayOnlyRead = false): Promise<Troubled> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')
  const isRoot = process.getuid?.() === 0
  if (mayOnlyRead) {
    for (const name of readdirSync(dataDirectory, { recursive: true, encoding: 'utf8' })) {
      if (isRoot) chownSync(join(dataDirectory, name), NOBODY, NOBODY)
    }
    if (isRoot) {
      chownSync(dataDirectory, NOBODY, NOBODY)
      chmodSync(join(dataDirectory, '..'), 0o755)
    }
    chmodSync(dataDirectory, 0o500)
  }
  const { url, child } = await startBrowserHost(dataDirectory, [], mayOnlyRead && isRoot ? NOBODY : undefined)
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] })
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(url)
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    await ended(child)
  }
  return {
    page,
    breakDisk: isBroken => {
      const limit = isBroken ? '1:' : 'unlimited:'
      const { status } = spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${limit}`])
      if (status !== 0) throw new Error('The limit could not be set.')
    },
    die: () => end('SIGKILL'),
    [Symbol.asyncDispose]: async () => {
      await end('SIGTERM')
      await browser.close()
      if (mayOnlyRead) chmodSync(dataDirectory, 0o700)
    },
  }
}
