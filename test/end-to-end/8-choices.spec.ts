import { card, members, openSample } from './teacher.ts'
import { expect, test } from './program.ts'

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F']

test('the best possible groups are proven, and nothing is claimed of groups that were changed since', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Group again' }).click()
  const proof = page.getByText('Best possible, proven.')
  await expect(proof).toBeVisible()
  const [mover] = await members(page, 'A')
  await page.locator(`[data-member="${mover ?? ''}"]`).focus()
  await page.keyboard.press('m')
  await page.keyboard.press('b')
  await expect(card(page, 'B').locator(`[data-member="${mover ?? ''}"]`)).toBeVisible()
  await expect(proof).toBeHidden()
  await page.getByRole('button', { name: 'Group again' }).click()
  await expect(proof).toBeVisible()
})

test('another grouping that is almost as good can be taken, and undo brings the best one back', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  const seats = () => Promise.all(LETTERS.map(letter => members(page, letter)))
  const before = await seats()
  await page.getByRole('button', { name: 'Other groups' }).click()
  const panel = page.getByRole('dialog', { name: 'Almost as good' })
  await expect(panel.getByRole('listitem')).toHaveCount(3)
  await expect(panel.getByRole('listitem').first()).toContainText(/Fit \d+(\.\d)? % worse/)
  await panel.getByRole('button', { name: /^Take grouping 1/ }).click()
  await expect(page.getByText(/students moved\. Undo brings the earlier groups back/).first()).toBeVisible()
  await expect.poll(seats).not.toEqual(before)
  await page.keyboard.press('Control+z')
  await expect.poll(seats).toEqual(before)
})

test('a regroup that moves only a few is chosen on a slider, by keyboard', async ({ program }) => {
  const { page } = program
  await openSample(page)
  for (const letter of ['A', 'C']) {
    const [mover] = await members(page, letter)
    await page.locator(`[data-member="${mover ?? ''}"]`).focus()
    await page.keyboard.press('m')
    await page.keyboard.press('e')
    await expect(card(page, 'E').locator(`[data-member="${mover ?? ''}"]`)).toBeVisible()
  }
  await page.getByRole('button', { name: 'Move only a few' }).press('Enter')
  const moved = await members(page, 'E')
  const slider = page.getByRole('slider', { name: 'Fewer moves' })
  await slider.press('Home')
  const fewest = Number(/\d+/.exec((await slider.getAttribute('aria-valuetext')) ?? '')?.[0])
  await slider.press('End')
  const most = Number(/\d+/.exec((await slider.getAttribute('aria-valuetext')) ?? '')?.[0])
  expect(fewest).toBeLessThan(most)
  await page.getByRole('button', { name: /^Move \d+ students?$/ }).press('Enter')
  await expect(page.getByText(/moved\. Undo brings the earlier groups back/).first()).toBeVisible()
  await expect.poll(() => members(page, 'E')).not.toEqual(moved)
})

test('what a good group is can be changed in the sentence', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'similar needs' }).press('Enter')
  await page.getByRole('radio', { name: /^one focus skill each/ }).check()
  await page.getByRole('checkbox', { name: /^New partners/ }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'one focus skill each and new partners' })).toBeVisible()
  await page.getByRole('button', { name: 'Group again' }).press('Enter')
  await expect(page.getByText('Every group has its focus skill.')).toBeVisible()
  await expect(page.getByText('Best possible, proven.')).toBeVisible()
  for (const letter of LETTERS) await expect(card(page, letter)).toContainText(/Focus \S+/)

  await page.getByRole('button', { name: 'one focus skill each and new partners' }).press('Enter')
  await page.getByRole('radio', { name: /^drawn by lot/ }).check()
  await page.keyboard.press('Escape')
  const before = await members(page, 'A')
  await page.getByRole('button', { name: 'Draw again' }).press('Enter')
  await expect(
    page.getByText('Drawn by lot; every grouping that keeps the rules was equally likely.'),
  ).toBeVisible()
  await expect.poll(() => members(page, 'A')).not.toEqual(before)
})

test('rules say what they cost, and contradicting ones what giving them up would allow', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: /pairs apart/ }).click()
  await page.getByRole('button', { name: 'What do the rules cost?' }).click()
  const rules = page.getByRole('list', { name: 'Rules' }).getByRole('listitem')
  await expect(rules.first()).toContainText(/costs (nothing|\d+\.\d % of the fit)/)
  expect(await rules.count()).toBe(3)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '6 groups' }).click()
  await page.getByRole('spinbutton', { name: 'Groups' }).fill('4')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Group again' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toContainText(
    /With up to 7 in a group everything else can hold; groups \d+ % more alike than the class\./,
  )
})
