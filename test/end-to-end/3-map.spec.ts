import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

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

test('zoom and pan move the map, and one button shows everybody again', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const priya = page.locator('[data-student="Priya"]')
  const before = await priya.getAttribute('transform')
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(priya).not.toHaveAttribute('transform', before ?? '')
  await page.getByRole('button', { name: 'Show everybody' }).click()
  await expect(priya).toHaveAttribute('transform', before ?? '')
  const map = await page.getByRole('group', { name: /^Skill map/ }).boundingBox()
  if (!map) throw new Error('There is no map.')
  await page.mouse.move(map.x + 20, map.y + map.height / 2)
  await page.mouse.down()
  await page.mouse.move(map.x + 120, map.y + map.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect(priya).not.toHaveAttribute('transform', before ?? '')
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
