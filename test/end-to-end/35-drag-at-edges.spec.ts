import type { Locator, Page } from '@playwright/test'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

/* The pointer is still, and what lies under it is not: what is said is about where it would be dropped now. */

async function boxOf(place: Locator) {
  const box = await place.boundingBox()
  if (!box) throw new Error('It is not on the screen.')
  return box
}

/** Picks up, a little off the middle, without letting go. */
async function pickUp(page: Page, place: Locator): Promise<void> {
  const { x, y, width, height } = await boxOf(place)
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2 + 12, y + height / 2 + 6, { steps: 3 })
}

/** What an attribute says under a point, of the element there or of what it is in. */
const under = (page: Page, point: { x: number; y: number }, attribute: string) =>
  page.evaluate(
    ([{ x, y }, name]) => document.elementFromPoint(x, y)?.closest(`[${name}]`)?.getAttribute(name) ?? '',
    [point, attribute] as const,
  )

async function openWeek(page: Page): Promise<Locator> {
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.setViewportSize({ width: 700, height: 700 })
  const region = page.locator('.region[data-scrolls]')
  await expect.poll(() => region.evaluate(it => it.scrollWidth > it.clientWidth + 100)).toBe(true)
  return region
}
const ghost = (page: Page) => page.locator('.ghost')
const when = (label: string) => /group (\w), (\w+ \d+:\d+)/.exec(label)?.slice(1) ?? []

test('a visit held at the edge of the week says what it is over when the week has come to its end', async ({
  program,
}) => {
  const { page } = program
  const region = await openWeek(page)
  const carried = page.locator('[data-stop][aria-label*="group A, Monday 9:05"]')
  await pickUp(page, carried)
  const edges = await boxOf(region)
  const row = await boxOf(page.locator('[data-stop][aria-label*="group D, Monday 9:05"]'))
  const point = { x: edges.x + edges.width - 30, y: row.y + row.height / 2 }
  await page.mouse.move(point.x, point.y, { steps: 5 })
  await expect
    .poll(() => region.evaluate(it => it.scrollWidth - it.clientWidth - it.scrollLeft))
    .toBeLessThan(1)
  const label = await under(page, point, 'aria-label')
  expect(label).toMatch(/group D, Friday/)
  const [letter, time] = when(label)
  await expect(ghost(page)).toContainText(`with ${letter ?? ''},`)
  await expect(ghost(page)).toContainText(time ?? '')
  await page.mouse.up()
  await page.setViewportSize({ width: 1280, height: 800 })
  const station = label.split(',')[0] ?? ''
  await expect(carried).toHaveAttribute('aria-label', new RegExp(`^${station},`))
})

test('a visit that is held still while the wheel scrolls the week says what has come under it', async ({
  program,
}) => {
  const { page } = program
  const region = await openWeek(page)
  await pickUp(page, page.locator('[data-stop][aria-label*="group A, Monday 9:05"]'))
  const edges = await boxOf(region)
  const row = await boxOf(page.locator('[data-stop][aria-label*="group D, Monday 9:05"]'))
  const point = { x: edges.x + edges.width / 2 + 60, y: row.y + row.height / 2 }
  await page.mouse.move(point.x, point.y, { steps: 5 })
  const before = await under(page, point, 'aria-label')
  await page.mouse.wheel(60, 0)
  await expect.poll(() => under(page, point, 'aria-label')).not.toBe(before)
  await expect.poll(() => region.evaluate(it => it.scrollLeft)).toBe(60)
  const [letter, time] = when(await under(page, point, 'aria-label'))
  await expect(ghost(page)).toContainText(`with ${letter ?? ''},`)
  await expect(ghost(page)).toContainText(time ?? '')
  await page.keyboard.press('Escape')
  await page.mouse.up()
})

test('a student held at the edge of the cards says which card has come under the pointer', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.setViewportSize({ width: 1280, height: 600 })
  const cards = page.locator('.cards[data-scrolls]')
  await expect.poll(() => cards.evaluate(it => it.scrollHeight > it.clientHeight + 100)).toBe(true)
  const chip = page.locator('[data-group="A"] [data-member]').first()
  const student = (await chip.getAttribute('data-member')) ?? ''
  await pickUp(page, chip)
  const { x, y, height } = await boxOf(cards)
  const { x: left, width } = await boxOf(chip)
  // Over a card that stays where it is, until what would come of it is known.
  const first = await boxOf(page.locator('[data-group="B"] [data-member]').first())
  await page.mouse.move(first.x + first.width / 2, first.y + first.height / 2, { steps: 5 })
  await expect(ghost(page)).toContainText(/^\S+ B: fits/)
  const point = { x: Math.max(x, left) + width / 2, y: y + height - 12 }
  await page.mouse.move(point.x, point.y, { steps: 5 })
  await expect
    .poll(() => cards.evaluate(it => it.scrollHeight - it.clientHeight - it.scrollTop))
    .toBeLessThan(1)
  expect(await under(page, point, 'data-drop')).toBe('out')
  await expect(ghost(page)).toHaveText(`${student} in no group`)
  await page.mouse.up()
  await expect(page.locator(`[data-drop="out"] [data-member="${student}"]`)).toBeVisible()
})
