import type { Page } from '@playwright/test'
import { expect, test } from './program.ts'
import { card, carry, groupOf, members, openSample } from './teacher.ts'

test('the map shows everybody, their profile, and the skills as directions', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await expect(page.getByText(/the plane shows \d+ % of all differences/)).toBeVisible()
  await page.locator('[data-student="Hana"]').hover()
  const card = page.getByRole('tooltip')
  await expect(card).toContainText('Hana Kobayashi')
  await expect(card.getByRole('listitem')).toHaveCount(10)
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await page.getByRole('button', { name: 'Inference' }).hover()
  await expect(page.locator('svg text', { hasText: /^Inference$/ })).toBeVisible()
})

test('two skills can be the axes, and who was not assessed stands apart', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await page.getByLabel('Across').selectOption({ label: 'Inference' })
  await page.getByLabel('Up', { exact: true }).selectOption({ label: 'Vocabulary in context' })
  await expect(page.getByText('Inference →')).toBeVisible()
  await expect(page.getByText('not assessed').first()).toBeVisible()
  const newcomer = await page.locator('[data-student="Hương"]').boundingBox()
  const others = await page.locator('[data-student="Ben"]').boundingBox()
  expect(newcomer?.x ?? 0).toBeLessThan(others?.x ?? 0)
})

/** Where a student stands on the window, in whole pixels. */
async function placeOf(page: Page, label: string): Promise<string> {
  const box = await page.locator(`[data-student="${label}"]`).boundingBox()
  return box ? `${Math.round(box.x)}, ${Math.round(box.y)}` : 'nowhere'
}

async function mapBox(page: Page) {
  const box = await page.getByRole('group', { name: /^Skill map/ }).boundingBox()
  if (!box) throw new Error('There is no map.')
  return box
}

test('zoom and pan move the map, and one button shows everybody again', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const before = await placeOf(page, 'Priya')
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect.poll(() => placeOf(page, 'Priya')).not.toBe(before)
  await page.getByRole('button', { name: 'Show everybody' }).click()
  await expect.poll(() => placeOf(page, 'Priya')).toBe(before)
  const map = await mapBox(page)
  await page.mouse.move(map.x + 20, map.y + map.height / 2)
  await page.mouse.down()
  await page.mouse.move(map.x + 120, map.y + map.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => placeOf(page, 'Priya')).not.toBe(before)
  await page.locator('[data-student="Priya"]').focus()
  await page.keyboard.press('0')
  await expect.poll(() => placeOf(page, 'Priya')).toBe(before)
  // From the keyboard the map grows around the student who has the focus.
  const sami = await placeOf(page, 'Sami')
  await page.keyboard.press('+')
  await expect.poll(() => placeOf(page, 'Sami')).not.toBe(sami)
  await expect(page.locator('[data-student="Priya"]')).toBeInViewport()
})

test('the keyboard walks from student to student and shows the profile', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await page.locator('[data-student][tabindex="0"]').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  const focused = page.locator('[data-student]:focus')
  await expect(focused).toHaveAttribute('aria-label', /, group [A-F].*of 10 skills assessed/)
  await expect(page.getByRole('tooltip')).toBeVisible()
  await page.keyboard.press('Space')
  await expect(focused).toHaveAttribute('aria-pressed', 'true')
})

test('a lasso around everybody chooses everybody; a click on the empty map lets go', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const map = await mapBox(page)
  const corners = [
    [map.x + 4, map.y + 4],
    [map.x + map.width - 4, map.y + 4],
    [map.x + map.width - 4, map.y + map.height - 4],
    [map.x + 4, map.y + map.height - 4],
  ] as const
  const around = async () => {
    for (const [step, [x, y]] of corners.entries()) {
      await page.mouse.move(x, y, { steps: 3 })
      if (step === 0) await page.mouse.down()
    }
    await page.mouse.up()
  }
  await page.keyboard.down('Shift')
  await around()
  await page.keyboard.up('Shift')
  await expect(page.getByRole('group', { name: 'Chosen students' })).toContainText('28 students chosen')
  await page.mouse.click(map.x + 8, map.y + map.height / 2)
  await expect(page.getByRole('group', { name: 'Chosen students' })).toBeHidden()
  // The same with the tool, for one finger.
  await page.getByRole('button', { name: /^Lasso/ }).click()
  await around()
  await expect(page.getByRole('group', { name: 'Chosen students' })).toContainText('28 students chosen')
})

test('several students are chosen by keyboard and carried together by pointer', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await page.locator('[data-student="Priya"]').focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(page.locator('[data-student][aria-pressed="true"]')).toHaveCount(3)
  const chosen = await page
    .locator('[data-student][aria-pressed="true"]')
    .evaluateAll(dots => dots.map(dot => dot.getAttribute('data-student') ?? ''))
  const home = await groupOf(page, chosen[0] ?? '')
  const target = home === 'C' ? 'E' : 'C'
  await carry(page, page.locator('[data-student="Priya"]'), card(page, target))
  await expect(
    card(page, target)
      .getByText(/fits|sits here/)
      .first(),
  ).toBeVisible()
  await page.mouse.up()
  await expect
    .poll(async () => (await members(page, target)).filter(one => chosen.includes(one)))
    .toHaveLength(3)
  await page.keyboard.press('Control+z')
  await expect(card(page, home ?? '').locator('[data-member="Priya"]')).toBeVisible()
})

test('who needs a skill is shown and chosen with one press', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Inference' }).click()
  const words = page.getByText(/Inference: \d+ students? below mastery/)
  await expect(words).toBeVisible()
  const wanted = Number(/(\d+) students?/.exec((await words.textContent()) ?? '')?.[1])
  expect(wanted).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'Choose them', exact: true }).click()
  await expect(page.locator('[data-student][aria-pressed="true"]')).toHaveCount(wanted)
})

test('Escape in the air and a drop beside every group leave everything as it was', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const home = await groupOf(page, 'Viktor')
  const undo = await page.getByRole('button', { name: /^Undo|^Nothing to undo/ }).getAttribute('aria-label')
  await carry(page, page.locator('[data-student="Viktor"]'), card(page, home === 'B' ? 'C' : 'B'))
  await page.keyboard.press('Escape')
  await expect(page.locator('.ghost')).toBeHidden()
  await page.mouse.up()
  await carry(page, page.locator('[data-student="Viktor"]'), page.getByRole('navigation', { name: 'Views' }))
  await page.mouse.up()
  expect(await groupOf(page, 'Viktor')).toBe(home)
  await expect(page.getByRole('button', { name: /^Undo|^Nothing to undo/ })).toHaveAttribute(
    'aria-label',
    undo ?? '',
  )
})
