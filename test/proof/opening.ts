import { chromium, type Locator, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DATABASE_NAME } from '../../src-main/application/application.ts'
import { BROWSER_ARGUMENTS, findBrowser } from '../end-to-end/find-browser.ts'
import { ended, startBrowserHost } from '../end-to-end/program.ts'
import { ask, open, temporaryFolder } from '../unit/application/open.ts'
import { atMost, percentile, timed, told, type Figure } from './measure.ts'
import { makeYears, TEN_YEARS } from './ten-years.ts'

const OPENINGS = 21
const STARTS = 10
const MOST_OPENING_MILLISECONDS = 300
const MOST_TIMES_NOTHING = 8
/** Serves an empty page and nothing else: what Node and the browser need for themselves. */
const NOTHING = `
  const server = require('node:http').createServer((_, response) => response.end('<button>Here</button>'))
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))`
const FOUR_CLASSES = ['Grade 2, room 1', 'Grade 3, room 2', 'Grade 4, room 3']
const MOST_MEGABYTES = 200

/** Opens the application on a folder and asks what a window asks first, until the class is there. */
async function openOnce(folder: string): Promise<number> {
  return timed(async () => {
    const app = open(folder)
    await ask(app, 'readHistory', {})
    const [first] = await ask(app, 'listClasses', {})
    if (first) await ask(app, 'readClass', { classId: first.id })
    await app.close()
  })
}

/** Memory of a process in MB, now and at its highest; null where the system does not tell. */
function memoryOf(process: number): { now: number; highest: number } | null {
  try {
    const status = readFileSync(`/proc/${process}/status`, 'utf8')
    const megabytes = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1000
    return { now: megabytes('VmRSS'), highest: megabytes('VmHWM') }
  } catch {
    // Only Linux has it so.
    return null
  }
}

interface Started {
  readonly milliseconds: number
  readonly memory: { now: number; highest: number } | null
}

/** Starts the browser host as a person does and waits until its window can be used. */
async function startOnce(
  folder: string,
  usable: (page: Page) => Locator,
  classes: readonly string[],
): Promise<Started> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')
  // The browser is there already, as on a teacher's computer.
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const started = performance.now()
  const { url, child } = await startBrowserHost(folder)
  await page.goto(url)
  await usable(page).waitFor()
  const milliseconds = performance.now() - started
  for (const name of classes) {
    await page.getByRole('button', { name: /^Class:/ }).click()
    await page.getByRole('button', { name: new RegExp(`^${name}\\b`) }).click()
    await page.getByRole('button', { name: `Class: ${name}` }).waitFor()
  }
  const memory = child.pid === undefined ? null : memoryOf(child.pid)
  await browser.close()
  child.kill('SIGTERM')
  await ended(child)
  return { milliseconds, memory }
}

/** How long it takes to start a program that does nothing and to show its page. */
async function startNothing(): Promise<number> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')
  const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const started = performance.now()
  const child = spawn(process.execPath, ['-e', NOTHING], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise<string>(told => child.stdout.once('data', data => told(String(data).trim())))
  await page.goto(`http://127.0.0.1:${port}/`)
  await page.getByRole('button', { name: 'Here' }).waitFor()
  const milliseconds = performance.now() - started
  await browser.close()
  child.kill('SIGKILL')
  await ended(child)
  return milliseconds
}

/** Start of the program, opening of ten years' data, and the memory it takes. */
export async function openingFigures(): Promise<Figure[]> {
  using empty = temporaryFolder()
  using full = temporaryFolder()
  await open(empty.path).close()
  const file = join(full.path, DATABASE_NAME)
  const scores = makeYears(file, TEN_YEARS)
  const figures: Figure[] = [
    told(
      'ten years',
      `${TEN_YEARS.classes} classes x ${TEN_YEARS.students} students x ${TEN_YEARS.skills} skills x ${TEN_YEARS.assessments} assessments: ${scores} scores, ${(statSync(file).size / 1e6).toFixed(0)} MB with the log of all changes`,
    ),
  ]

  const pairs: { empty: number; full: number }[] = []
  // In turns, so that what else the machine does meets both.
  for (let at = 0; at < OPENINGS; at++) {
    pairs.push({ empty: await openOnce(empty.path), full: await openOnce(full.path) })
  }
  const ofEmpty = percentile(
    pairs.map(pair => pair.empty),
    0.5,
  )
  const ofFull = percentile(
    pairs.map(pair => pair.full),
    0.5,
  )
  figures.push(
    told('opening an empty database and closing it (median)', `${ofEmpty.toFixed(1)} ms`),
    told('opening ten years, with the first class read (median)', `${ofFull.toFixed(1)} ms`),
    atMost('opening ten years beyond an empty one', ofFull - ofEmpty, MOST_OPENING_MILLISECONDS, 'ms', 1),
  )

  writeFileSync(`${file}.open`, '')
  figures.push(
    told(
      'opening ten years after an unclean end, with the whole file checked',
      `${(await openOnce(full.path)).toFixed(0)} ms`,
    ),
  )

  // In turns again, and in multiples of what starting nothing takes on this machine at this time.
  const starts: { nothing: number; empty: number; full: number }[] = []
  let highest = 0
  for (let at = 0; at < STARTS; at++) {
    const withYears = await startOnce(full.path, page => page.locator('[data-student]').first(), FOUR_CLASSES)
    highest = Math.max(highest, withYears.memory?.highest ?? 0)
    starts.push({
      nothing: await startNothing(),
      empty: (
        await startOnce(empty.path, page => page.getByRole('button', { name: 'Open the sample class' }), [])
      ).milliseconds,
      full: withYears.milliseconds,
    })
  }
  const medianOf = (what: 'nothing' | 'empty' | 'full') =>
    percentile(
      starts.map(start => start[what]),
      0.5,
    )
  const [nothing, first, years] = [medianOf('nothing'), medianOf('empty'), medianOf('full')]
  figures.push(
    told('a program that does nothing: start to its page (median of 10)', `${nothing.toFixed(0)} ms`),
    told('start to usable window, nothing stored (median of 10)', `${first.toFixed(0)} ms`),
    told(
      'start to usable window with ten years, a class on the map (median of 10)',
      `${years.toFixed(0)} ms`,
    ),
    atMost(
      'start with nothing stored, in starts of nothing',
      first / nothing,
      MOST_TIMES_NOTHING,
      'times',
      1,
    ),
    atMost('start with ten years, in starts of nothing', years / nothing, MOST_TIMES_NOTHING, 'times', 1),
  )
  figures.push(
    highest > 0
      ? atMost(
          'memory of the main process with ten years, four classes opened (highest)',
          highest,
          MOST_MEGABYTES,
          'MB',
        )
      : told('memory of the main process', 'not told by this system'),
  )
  return figures
}
