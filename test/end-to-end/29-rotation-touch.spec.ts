import type { Locator, Page } from '@playwright/test'
import { expect, test } from './program.ts'
import { openRotation, openSample } from './teacher.ts'

const cell = (page: Page, letter: string, when: string) =>
  page.locator(`[data-stop][aria-label*="group ${letter}, ${when}"]`)
const stationOf = async (place: Locator) => (await place.getAttribute('aria-label'))?.split(',')[0] ?? ''

async function middle(place: Locator) {
  const box = await place.boundingBox()
  if (!box) throw new Error('It is not on the screen.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** A finger on the screen. */
async function finger(page: Page) {
  const client = await page.context().newCDPSession(page)
  return (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints })
}

test('a finger picks a visit up by holding still, and swaps it', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  const [a, b] = [cell(page, 'A', 'Monday 9:05'), cell(page, 'B', 'Monday 9:05')]
  const [one, other] = [await stationOf(a), await stationOf(b)]
  expect(one).not.toBe(other)
  const touch = await finger(page)
  await touch('touchStart', await middle(a))
  await expect(page.locator('.ghost')).toBeVisible()
  await touch('touchMove', await middle(b))
  await expect(page.locator('.ghost')).toContainText('with B')
  await touch('touchEnd')
  await expect(a).toHaveAttribute('aria-label', new RegExp(`^${other},`))
  await expect(b).toHaveAttribute('aria-label', new RegExp(`^${one},`))
})

test('a finger that moves at once scrolls the week, and swaps nothing', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  await page.setViewportSize({ width: 700, height: 500 })
  const region = page.locator('.region[data-scrolls]')
  await expect.poll(() => region.evaluate(it => it.scrollWidth - it.clientWidth)).toBeGreaterThan(200)
  const stations = () =>
    page
      .locator('[data-stop]')
      .evaluateAll(cells => cells.map(it => it.getAttribute('aria-label')?.split(',')[0]))
  const before = await stations()
  const start = await middle(cell(page, 'A', 'Wednesday 9:05'))
  const touch = await finger(page)
  // All at once: a finger that is held back on its way is one that holds still.
  await Promise.all([
    touch('touchStart', start),
    ...[30, 60, 90, 120].map(left => touch('touchMove', { ...start, x: start.x - left })),
    touch('touchEnd'),
  ])
  await expect.poll(() => region.evaluate(it => it.scrollLeft)).toBeGreaterThan(50)
  // Changes wait for each other: once this one is seen, a swap before it would be, too.
  await cell(page, 'C', 'Wednesday 9:50').focus()
  await page.keyboard.press('l')
  await expect(page.locator('[data-stop]:focus')).toHaveAttribute('aria-label', /, locked\./)
  expect(await stations()).toEqual(before)
})

test('a finger that swipes across the board stays on it', async ({ program: { page } }) => {
  await openSample(page)
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  const board = page.getByRole('main', { name: 'The board' })
  await expect(board).toBeVisible()
  const address = page.url()
  const touch = await finger(page)
  // More than once: the page before this one is gone to after the finger was lifted.
  for (let swipe = 0; swipe < 3; swipe++) {
    await touch('touchStart', { x: 300, y: 400 })
    for (let x = 320; x <= 1000; x += 20) await touch('touchMove', { x, y: 400 })
    await touch('touchEnd')
    await page.screenshot()
    await expect(board).toBeVisible()
  }
  expect(page.url()).toBe(address)
})
