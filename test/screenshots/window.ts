import type { Browser, Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ended, startBrowserHost } from '../end-to-end/program.ts'

export interface WindowSize {
  readonly width: number
  readonly height: number
}

/** How the window looks: the computer's own light or dark, and more contrast where it asks for it. */
export interface Look {
  readonly name: string
  readonly colorScheme: 'light' | 'dark'
  readonly contrast: 'more' | 'no-preference'
}

/** A window on a program of its own, with the sample class, nothing, or an invented class. */
export async function withWindow(
  browser: Browser,
  size: WindowSize,
  { colorScheme, contrast }: Look,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'horseshoe-'))
  const { url, child } = await startBrowserHost(data)
  const context = await browser.newContext({ viewport: size, colorScheme, contrast, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: 'Settings' }).waitFor()
  await use(page)
  await context.close()
  child.kill('SIGTERM')
  await ended(child)
  rmSync(data, { recursive: true, force: true })
}
