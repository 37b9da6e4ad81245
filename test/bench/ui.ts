// npm run bench:ui: how the window keeps up, from the browser's own trace. An empty page on the same
// machine in the same run is the measure: frame times are told as they are and in multiples of its.
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../src-main/grouping/random.ts'
import { BROWSER_ARGUMENTS, findBrowser } from '../end-to-end/find-browser.ts'
import { ended, startBrowserHost } from '../end-to-end/program.ts'
import { ask, open } from '../unit/application/open.ts'

const SIZES = [30, 500, 1000] as const
const SKILLS = 10
const MOVES = 180
const FRAME_MILLISECONDS = 1000 / 60

interface Frames {
  readonly count: number
  readonly median: number
  readonly p95: number
  readonly longest: number
  /** The longest piece of work of a thread without a pause, in milliseconds that it really ran. */
  readonly longestTask: number
}

/** A class of invented students who sit in groups of five, in a database of its own. */
async function makeClass(folder: string, students: number): Promise<void> {
  const random = seededRandom(students)
  const skills = Array.from({ length: SKILLS }, (_, at) => `Skill ${at + 1}`)
  const rows = Array.from({ length: students }, (_, at) => {
    const level = 40 + 40 * random.next()
    const scores = skills.map(() => (random.next() < 0.05 ? '' : Math.round(level + 20 * random.next())))
    return [`Given${at} Family${at % 41}`, ...scores].join(',')
  })
  const text = [['Name', ...skills].join(','), ...rows].join('\n')
  const application = open(folder)
  const { classId, planId } = await ask(application, 'importScores', {
    fileName: `Grade of ${students}.csv`,
    content: Buffer.from(text).toString('base64'),
    classId: null,
    choices: {},
  })
  const book = await ask(application, 'readClass', { classId })
  const { request } = await ask(application, 'readPlan', { planId })
  const groupCount = Math.max(2, Math.round(students / 5))
  await ask(application, 'updateRequest', {
    planId,
    request: { ...request, groupCount, sizeMin: 1, sizeMax: 7 },
  })
  const byLevel = book.students.toSorted((a, b) => (a.scores[0] ?? 0) - (b.scores[0] ?? 0))
  await ask(application, 'adoptGroups', {
    planId,
    seats: byLevel.map(({ id }, at) => ({
      studentId: id,
      position: Math.floor((at * groupCount) / students),
    })),
  })
  await ask(application, 'createClass', { name: 'Small' })
  await application.close()
}

interface TraceEvent {
  name: string
  ts: number
  dur?: number
  /** Time the thread really ran: what other programs do beside it does not count. */
  tdur?: number
  ph: string
}

/** Records the browser's trace while something is done, and answers its frames. */
async function traced(client: CDPSession, act: () => Promise<void>): Promise<Frames> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]))
  client.on('Tracing.dataCollected', collect)
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: [
        'devtools.timeline',
        'toplevel',
        'disabled-by-default-devtools.timeline',
        'disabled-by-default-devtools.timeline.frame',
      ],
      excludedCategories: ['*'],
    },
  })
  await act()
  const done = new Promise<void>(resolve => client.once('Tracing.tracingComplete', () => resolve()))
  await client.send('Tracing.end')
  await done
  client.off('Tracing.dataCollected', collect)
  const drawn = events.filter(({ name }) => name === 'DrawFrame').map(({ ts }) => ts / 1000)
  drawn.sort((a, b) => a - b)
  const between = drawn.slice(1).map((at, frame) => at - (drawn[frame] ?? at))
  between.sort((a, b) => a - b)
  const tasks = events
    .filter(({ name }) => name === 'RunTask')
    .map(({ dur, tdur }) => (tdur ?? dur ?? 0) / 1000)
  const at = (share: number) => between[Math.min(between.length - 1, Math.floor(share * between.length))] ?? 0
  return {
    count: between.length,
    median: at(0.5),
    p95: at(0.95),
    longest: at(1),
    longestTask: Math.max(0, ...tasks),
  }
}

/** Moves the pressed pointer in circles over the window, once a frame. */
async function circle(page: Page, middle: { x: number; y: number }): Promise<void> {
  for (let step = 0; step < MOVES; step++) {
    const angle = (step / 60) * 2 * Math.PI
    const started = performance.now()
    await page.mouse.move(middle.x + 330 * Math.cos(angle), middle.y + 180 * Math.sin(angle))
    const left = FRAME_MILLISECONDS - (performance.now() - started)
    if (left > 0) await new Promise(resolve => setTimeout(resolve, left))
  }
}

async function emptyPage(browser: Browser): Promise<Frames> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  // Something must change in every frame, or none is drawn: a square that follows the pointer.
  await page.setContent('<style>i{position:fixed;width:9px;height:9px;background:black}</style><i></i>')
  await page.evaluate(() => {
    const square = document.querySelector('i')
    addEventListener('pointermove', event => {
      if (square) square.style.translate = `${event.clientX}px ${event.clientY}px`
    })
  })
  const client = await page.context().newCDPSession(page)
  await page.mouse.move(500, 400)
  await page.mouse.down()
  const frames = await traced(client, () => circle(page, { x: 560, y: 450 }))
  await page.close()
  return frames
}

interface Measured {
  readonly drag: Frames
  /** Frames from the one that shows the student in the air to the one that shows every consequence. */
  readonly previewAfter: number
  readonly openMilliseconds: number
}

async function measure(browser: Browser, students: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'horseshoe-'))
  await makeClass(folder, students)
  const { url, child } = await startBrowserHost(folder)
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const client = await page.context().newCDPSession(page)
  await page.goto(url)
  // Start in the small class, so that opening the large one is what a person waits for.
  await page.getByRole('button', { name: /^Class:/ }).click()
  await page.getByRole('button', { name: /^Small/ }).click()
  await page.getByText('Nobody is in this class yet').waitFor()
  await page.getByRole('button', { name: /^Class:/ }).click()
  await page.getByRole('button', { name: new RegExp(`^Grade of ${students}`) }).evaluate(button => {
    const marks = window as unknown as { clicked: number }
    button.addEventListener('click', () => (marks.clicked = performance.now()), { capture: true })
  })
  await page.evaluate(wanted => {
    const marks = window as unknown as { clicked: number; drawn: number }
    const look = () => {
      if (document.querySelectorAll('[data-student]').length < wanted) requestAnimationFrame(look)
      // The frame after the one that has them is the first that comes when they are on the screen.
      else requestAnimationFrame(() => (marks.drawn = performance.now()))
    }
    requestAnimationFrame(look)
  }, students)
  await page.getByRole('button', { name: new RegExp(`^Grade of ${students}`) }).click()
  await page.waitForFunction(() => (window as unknown as { drawn?: number }).drawn !== undefined)
  const openMilliseconds = await page.evaluate(() => {
    const { clicked, drawn } = window as unknown as { clicked: number; drawn: number }
    return drawn - clicked
  })

  await page.evaluate(() => {
    const seen = window as unknown as { frames: { ghost: boolean; previews: number }[] }
    seen.frames = []
    const look = () => {
      seen.frames.push({
        ghost: document.querySelector('.ghost') !== null,
        previews: document.querySelectorAll('[data-group] .consequence').length,
      })
      // Looking costs time itself: no longer than until there is something to see.
      if (seen.frames.at(-1)?.previews === 0) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  // From above the middle, as a person's hand comes to a student and rests there for a moment before it presses.
  const box = await page
    .locator('[data-student]')
    .nth(Math.floor(students / 2))
    .boundingBox()
  if (!box) throw new Error('The student is not on the map.')
  const dot = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const id = await page.evaluate(
    ({ x, y }) => document.elementFromPoint(x, y)?.closest('[data-student]') !== null,
    dot,
  )
  if (!id) throw new Error('Something lies over the student.')
  await page.mouse.move(dot.x - 40, dot.y - 40)
  await page.mouse.move(dot.x, dot.y, { steps: 6 })
  await page.waitForTimeout(150)
  const drag = await traced(client, async () => {
    await page.mouse.down()
    await page.mouse.move(dot.x + 8, dot.y, { steps: 2 })
    await circle(page, { x: 560, y: 450 })
  })
  const frames = await page.evaluate(
    () => (window as unknown as { frames: { ghost: boolean; previews: number }[] }).frames,
  )
  const pickedUp = frames.findIndex(({ ghost }) => ghost)
  const previewed = frames.findIndex(({ previews }) => previews > 0)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await page.close()
  child.kill('SIGTERM')
  await ended(child)
  rmSync(folder, { recursive: true, force: true })
  return { drag, previewAfter: previewed < 0 ? Infinity : previewed - pickedUp, openMilliseconds }
}

const executablePath = findBrowser()
if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')
const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] })
const cells = (row: readonly (string | number)[]) => row.map(cell => cell.toString().padStart(13)).join(' ')
const tell = (name: string, frames: Frames, empty: Frames, more: readonly string[]) =>
  console.log(
    cells([
      name,
      frames.count,
      frames.median.toFixed(1),
      frames.p95.toFixed(1),
      frames.longest.toFixed(1),
      frames.longestTask.toFixed(1),
      `x ${(frames.p95 / empty.p95).toFixed(2)}`,
      ...more,
    ]),
  )
console.log(cells(['students', 'frames', 'median ms', '95 % ms', 'longest ms', 'longest work', 'to empty', 'preview after', 'opened in ms'])) // prettier-ignore
const empty = await emptyPage(browser)
tell('empty page', empty, empty, [])
for (const students of SIZES) {
  const { drag, previewAfter, openMilliseconds } = await measure(browser, students)
  tell(String(students), drag, empty, [`${previewAfter} frames`, openMilliseconds.toFixed(0)])
}
await browser.close()
