import type { Page } from '@playwright/test'
import { expect, test } from './program.ts'
import {
  boardOf,
  button,
  everyName,
  isWholeOnScreen,
  present,
  sleeps,
  smallestName,
  type BoardShape,
} from './projector.ts'
import { smallControls } from './small-controls.ts'
import { openSample } from './teacher.ts'

const SHAPES: readonly BoardShape[] = [
  { stations: 2, groups: 2, size: 1, isLong: false },
  { stations: 2, groups: 8, size: 8, isLong: false },
  { stations: 5, groups: 6, size: 5, isLong: true },
  { stations: 8, groups: 8, size: 4, isLong: false },
  { stations: 8, groups: 8, size: 15, isLong: true },
  { stations: 8, groups: 24, size: 4, isLong: false },
  { stations: 8, groups: 24, size: 8, isLong: true },
  // One place alone is more than a page holds.
  { stations: 1, groups: 1, size: 120, isLong: true },
  { stations: 2, groups: 0, size: 0, isLong: true, others: 60 },
]
const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
  { width: 3840, height: 2160 },
  // The least window of the app, and half a small screen.
  { width: 960, height: 600 },
  { width: 683, height: 700 },
  { width: 1280, height: 720 },
]

/**
 * Done when the board has been measured for the window as it is. An observation takes a frame, after what the board itself
 * observes; what then stands around it may change its size, and it is measured once more.
 */
async function measured(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Stations' }).evaluate(async list => {
    for (let frame = 0; frame < 3; frame++) {
      await new Promise<void>(seen => {
        const observer = new ResizeObserver(() => {
          observer.disconnect()
          seen()
        })
        observer.observe(list)
      })
    }
  })
}

for (const shape of SHAPES) {
  const { stations, groups, size, isLong, others = 0 } = shape
  test(`every name is large and whole: ${stations} stations, ${groups} groups of ${size}, ${others} in none${isLong ? ', long names' : ''}`, async ({
    program: { page },
  }) => {
    const day = boardOf(shape)
    // Where the screen may not be filled, the window is.
    await page.addInitScript(() => {
      Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('Not allowed.'))
    })
    await page.route('**/call', async route => {
      const { operation, input } = route.request().postDataJSON() as { operation: string; input: object }
      if (operation !== 'readDay') return route.continue()
      await route.fulfill({ json: { ok: true, value: { ...day, ...input } } })
    })
    await openSample(page)
    await present(page, '09:12:00')
    for (const windowSize of SIZES) {
      await page.setViewportSize(windowSize)
      await measured(page)
      const where = `${windowSize.width} x ${windowSize.height}`
      const turn = page.getByRole('button', { name: /^Page/ })
      const seen = new Set<string>()
      let pages = 1
      for (let at = 1; at <= pages; at++) {
        await expect.poll(() => smallestName(page), where).toBeGreaterThanOrEqual(windowSize.height / 40)
        await expect.poll(() => isWholeOnScreen(page), where).toEqual([])
        for (const name of await page.locator('[data-student]:visible').allTextContents()) seen.add(name)
        if ((await turn.count()) === 0) break
        const [, now, all] = /Page (\d+) of (\d+)/.exec((await turn.textContent()) ?? '') ?? []
        pages = Number(all)
        expect(Number(now), where).toBe(at)
        await turn.click()
      }
      expect([...seen].sort(), where).toEqual(everyName(day).sort())
    }
  })
}

test('every control is as large as a finger, whatever is open and in a small window', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  for (const windowSize of [
    { width: 1280, height: 720 },
    { width: 683, height: 700 },
  ]) {
    await page.setViewportSize(windowSize)
    const areLarge = (where: string) =>
      expect.poll(() => smallControls(page), `${where}, ${windowSize.width}`).toEqual([])
    await areLarge('a rotation')
    await button(page, 'Options').click()
    await expect(page.getByLabel('Change with the clock')).toBeVisible()
    await areLarge('the options')
    await page.keyboard.press('Escape')
    for (const key of ['h', 'f', '?']) {
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog')).toBeVisible()
      await areLarge(`the dialog of ${key}`)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
  }
  await sleeps(page, 120)
  await button(page, 'Look at Wednesday').waitFor()
  expect(await smallControls(page), 'the end of a day').toEqual([])
  await button(page, 'Look at Wednesday').click()
  await button(page, 'Back to today').waitFor()
  expect(await smallControls(page), 'another day').toEqual([])
})
