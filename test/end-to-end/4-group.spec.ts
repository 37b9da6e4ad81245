import { expect, test } from './program.ts'
import { card, members, openSample } from './teacher.ts'

test('a teacher says what for, how many and by which skills, and gets groups', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const purpose = page.getByLabel('Purpose')
  await purpose.fill('Everyone can add fractions')
  await purpose.blur()

  await page.getByRole('button', { name: '6 groups' }).click()
  await page.getByRole('button', { name: 'Groups: one less' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'all 10 skills' }).click()
  await page.getByRole('button', { name: 'None' }).click()
  await expect(page.getByRole('button', { name: 'no skills yet' })).toBeVisible()
  await page.getByLabel('Adding fractions', { exact: true }).check()
  await page.getByLabel('Equivalent fractions', { exact: true }).check()
  await page.getByLabel('How much Adding fractions counts').selectOption('Double')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Equivalent fractions, Adding fractions ×2' })).toBeVisible()

  await page.getByRole('button', { name: 'Group again' }).click()
  await expect(page.locator('[data-group]')).toHaveCount(5)
  const sizes = await Promise.all(
    ['A', 'B', 'C', 'D', 'E'].map(async letter => (await members(page, letter)).length),
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(28)
  for (const size of sizes) expect(size).toBeGreaterThanOrEqual(4)
  for (const size of sizes) expect(size).toBeLessThanOrEqual(6)
  await expect(page.locator('[data-group] .words').first()).toContainText(/Needs|strong in/i)
  await expect(page.getByText(/% more alike than the class/)).toBeVisible()

  const again = await program.restart()
  await expect(again.getByLabel('Purpose')).toHaveValue('Everyone can add fractions')
  await expect(again.locator('[data-group]')).toHaveCount(5)
})

test('pairs and locks hold when the class is grouped again, by keyboard too', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const [locked] = await members(page, 'B')
  await page.locator(`[data-member="${locked ?? ''}"]`).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Keep .* here when grouping again$/ }).press('Enter')
  await expect(card(page, 'B').getByLabel('locked')).toBeVisible()

  await page.getByRole('button', { name: /pairs apart/ }).press('Enter')
  await page.getByLabel('First student').selectOption('Amina')
  await page.getByLabel('Second student').selectOption('Zoe')
  await page.getByLabel('Reason').fill('They chat')
  await page.getByRole('button', { name: 'Add the rule' }).press('Enter')
  await expect(page.getByRole('list', { name: 'Rules' })).toContainText('They chat')
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /groups$/ })
    .first()
    .press('Enter')
  await page.getByRole('spinbutton', { name: 'Groups' }).fill('7')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Group again' }).press('Enter')
  await expect(card(page, 'G')).toBeVisible()
  expect(await members(page, 'B')).toContain(locked)
  for (const letter of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) {
    const together = await members(page, letter)
    expect(together.includes('Amina') && together.includes('Zoe')).toBe(false)
    expect(together.includes('Ben') && together.includes('Elif')).toBe(false)
    expect(together.includes('Hana')).toBe(together.includes('Hương'))
  }
})

test('rules that contradict each other are named, and nothing changes', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const before = await members(page, 'A')
  await page.getByRole('button', { name: '6 groups' }).click()
  await page.getByRole('spinbutton', { name: 'Groups' }).fill('4')
  await page.getByRole('spinbutton', { name: 'Groups' }).press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Group again' }).click()
  const alert = page.getByRole('alert').filter({ hasText: /./ })
  await expect(alert).toContainText('These rules cannot all hold')
  await expect(alert).toContainText('4 groups of at most 6 have 24 places for 28 students.')
  expect(await members(page, 'A')).toEqual(before)
})
