// Horseshoe in use, watched: node test/no-network/smoke.ts [--traced]. Meant to run where there is no network.
import assert from 'node:assert/strict'
import { chromium, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BROWSER_ARGUMENTS, findBrowser } from '../end-to-end/find-browser.ts'
import { card, carry, dropFile, groupOf, openSample } from '../end-to-end/teacher.ts'
import { runChecks, tellResults } from '../security/check.ts'
import { askedByPage, foreignIn } from './net-log.ts'
import { sendingsIn, showsHost } from './trace.ts'
import { startTracedHost } from './traced-host.ts'

const isTraced = process.argv.includes('--traced')

/** What a teacher does in a week, in a minute. */
async function useIt(page: Page): Promise<void> {
  await openSample(page)
  for (const look of ['Grid', 'Profiles', 'Constellation']) {
    await page.getByRole('button', { name: look, exact: true }).click()
  }
  const target = (await groupOf(page, 'Viktor')) === 'B' ? 'C' : 'B'
  await carry(page, page.locator('[data-member="Viktor"]'), card(page, target))
  await page.mouse.up()
  await card(page, target).locator('[data-member="Viktor"]').waitFor()
  await page.getByRole('button', { name: 'Picture…' }).click()
  const saving = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await (await saving).path()
  await dropFile(page, 'quiz.csv', new TextEncoder().encode('Name,Fractions\nAmina Yusuf,85\nBen Carter,70'))
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  for (const name of ['Groups', 'Roster']) await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('columnheader', { name: 'Inference' }).waitFor()
}

interface Watched {
  /** Why the use of it did not come to its end, or null. */
  readonly failure: unknown
  readonly trace: string | null
  readonly asked: readonly string[]
  readonly origin: string
}

async function watch(executablePath: string): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), 'horseshoe-net-log-'))
  const log = join(folder, 'log.json')
  const host = await startTracedHost(isTraced)
  const browser = await chromium.launch({
    executablePath,
    args: [...BROWSER_ARGUMENTS, `--log-net-log=${log}`],
  })
  let failure: unknown = null
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    await page.goto(host.url)
    await useIt(page)
  } catch (error) {
    failure = error
  }
  await browser.close()
  const trace = await host.end()
  const { origin } = new URL(host.url)
  const asked = askedByPage(log, origin)
  rmSync(folder, { recursive: true, force: true })
  return { failure, trace, asked, origin }
}

const executablePath = findBrowser()
if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')
const world = await watch(executablePath)
tellResults(
  await runChecks<Watched>(
    [
      {
        name: 'a week of work, with no network there',
        run: ({ failure }) => assert.equal(failure, null),
      },
      {
        name: 'the host sends nothing but to its own browser',
        skip: isTraced ? undefined : 'there is no strace',
        run: ({ trace }) => {
          assert.ok(showsHost(trace ?? ''), 'the host was traced')
          assert.deepEqual(sendingsIn(trace ?? ''), [])
        },
      },
      {
        name: 'the page asks for nothing but its own host',
        run: ({ asked, origin }) => {
          assert.ok(
            asked.some(url => url.startsWith(`${origin}/assets/`)),
            'something was logged',
          )
          assert.deepEqual(foreignIn(asked, origin), [])
        },
      },
    ],
    world,
  ),
)
process.exit(0)
