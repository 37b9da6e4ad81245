import type { Page } from '@playwright/test'
import { ask, kept } from './ask.ts'
import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { card, carry, dropFile, groupOf, members, openSample } from './teacher.ts'

const PLAN = 'Before the winter break'

const comparison = (page: Page) => page.getByRole('region', { name: 'Two plans side by side' })

/** The groups' members by letter, as the board of the open plan shows them. */
async function board(page: Page): Promise<string[][]> {
  return Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map(letter => members(page, letter)))
}

/** A letter that neither of the two students sits in. */
function elsewhere(...taken: (string | null)[]): string {
  return ['A', 'B', 'C', 'D', 'E', 'F'].find(letter => !taken.includes(letter)) ?? 'F'
}

test('duplicate, move two, compare, adopt and undo, by pointer', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const before = await board(page)
  const [ben, elif] = [await groupOf(page, 'Ben'), await groupOf(page, 'Elif')]

  await page.getByRole('button', { name: `Plan: ${PLAN}` }).click()
  await page.getByRole('button', { name: /Duplicate this plan/ }).click()
  await expect(page.getByLabel('Name of the copy')).toHaveValue(`${PLAN}, scenario B`)
  await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await expect(
    page.getByText('A copy to try things in. The other plan stays as it is.').first(),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: `Plan: ${PLAN}, scenario B` })).toBeVisible()

  await card(page, elif ?? '').scrollIntoViewIfNeeded()
  await carry(page, page.locator('[data-student="Ben"]'), card(page, elif ?? ''))
  await page.mouse.up()
  await expect(card(page, elif ?? '').locator('[data-member="Ben"]')).toBeVisible()
  const from = await groupOf(page, 'Amina')
  const to = elsewhere(from, ben, elif)
  await card(page, to).scrollIntoViewIfNeeded()
  await carry(page, page.locator('[data-student="Amina"]'), card(page, to))
  await page.mouse.up()
  await expect(card(page, to).locator('[data-member="Amina"]')).toBeVisible()
  const scenario = await board(page)

  await page.getByRole('button', { name: `Plan: ${PLAN}, scenario B` }).click()
  await expect(page.getByText(/6 groups.*copied from Before the winter break/)).toBeVisible()
  await page.getByRole('button', { name: /Compare with another plan/ }).click()
  const compared = comparison(page)
  await expect(compared.getByText(/Scenario B moves 2 students; groups fit/)).toContainText(
    `it does not keep Ben and Elif apart, as ${PLAN} does.`,
  )
  await expect(compared.getByRole('cell', { name: /Ben and Elif are both in/ })).toBeVisible()
  const side = (name: string, letter: string | null) =>
    compared.getByRole('list', { name: `Group ${letter ?? ''} in ${name}`, exact: true })
  await expect(side(PLAN, ben).getByRole('button', { name: `Ben to ${elif ?? ''}` })).toBeVisible()
  await expect(
    side(`${PLAN}, scenario B`, elif).getByRole('button', { name: `from ${ben ?? ''} Ben` }),
  ).toBeVisible()
  await expect(compared.getByRole('heading', { name: /: nobody moves/ })).not.toHaveCount(0)
  await compared.getByLabel('Only what changes').check()
  await expect(compared.getByRole('heading', { name: /: nobody moves/ })).toHaveCount(0)
  await expect(compared.getByText(/groups? keeps? everybody/)).toBeVisible()

  await compared.getByRole('button', { name: `Amina to ${to}` }).hover()
  await expect(compared.locator('.pointed[data-compared="Amina"]')).toHaveCount(2)
  await compared.getByRole('button', { name: `Amina to ${to}` }).click()
  await expect(page.getByRole('region', { name: 'Amina in both plans' })).toContainText('Amina Yusuf')

  await compared.getByRole('button', { name: `Use these groups in ${PLAN}`, exact: true }).click()
  await expect(page.getByText(/Undo brings today’s groups back/).first()).toBeVisible()
  await expect(compared.getByText(/^Nobody moves/)).toBeVisible()
  await page.getByRole('button', { name: 'Map', exact: true }).click()
  await page.getByRole('button', { name: `Plan: ${PLAN}, scenario B` }).click()
  await page.getByRole('button', { name: new RegExp(`^${PLAN} 6 groups`) }).click()
  await expect(page.getByRole('button', { name: `Plan: ${PLAN}`, exact: true })).toBeVisible()
  expect(await board(page)).toEqual(scenario)
  await page
    .getByRole('button', { name: `Undo: take the groups of ${PLAN}, scenario B into ${PLAN}` })
    .click()
  await expect(card(page, ben ?? '').locator('[data-member="Ben"]')).toBeVisible()
  expect(await board(page)).toEqual(before)
})

/** Goes on with Tab until something with this name has the focus. */
async function tabTo(page: Page, name: string | RegExp, role: 'button' | 'checkbox' | 'combobox' = 'button') {
  const wanted = page.getByRole(role, { name, exact: typeof name === 'string' }).first()
  await expect(wanted).toBeVisible()
  for (let presses = 0; presses < 150; presses++) {
    if (await wanted.evaluate(element => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${String(name)}.`)
}

test('duplicate, move two, compare, adopt and undo, by keyboard', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const before = await board(page)
  const [ben, elif] = [await groupOf(page, 'Ben'), await groupOf(page, 'Elif')]
  await tabTo(page, `Plan: ${PLAN}`)
  await page.keyboard.press('Enter')
  await tabTo(page, /Duplicate this plan/)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Name of the copy')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Second try')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Plan: Second try' })).toBeVisible()

  const to = elsewhere(await groupOf(page, 'Amina'), ben, elif)
  for (const [student, letter] of [
    ['Ben', elif ?? ''],
    ['Amina', to],
  ] as const) {
    await page.locator(`[data-member="${student}"]`).focus()
    await page.keyboard.press('m')
    await expect(page.getByRole('dialog').getByText(/fits/).first()).toBeVisible()
    await page.keyboard.press(letter.toLowerCase())
    await expect(card(page, letter).locator(`[data-member="${student}"]`)).toBeVisible()
  }
  const scenario = await board(page)

  await tabTo(page, 'Compare plans')
  await page.keyboard.press('Enter')
  const compared = comparison(page)
  await expect(compared.getByText(/^Second try moves 2 students/)).toContainText(
    `it does not keep Ben and Elif apart, as ${PLAN} does`,
  )
  await tabTo(page, 'Only what changes', 'checkbox')
  await page.keyboard.press('Space')
  await expect(compared.getByText(/groups? keeps? everybody/)).toBeVisible()
  await tabTo(page, `Ben to ${elif ?? ''}`)
  await expect(compared.locator('.pointed[data-compared="Ben"]')).toHaveCount(2)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Ben in both plans' })).toContainText('Ben Carter')
  await expect(page.getByRole('status')).toContainText(`Ben. ${PLAN}: `)
  // In the plan that is open, M moves from here too.
  await tabTo(page, `from ${ben ?? ''} Ben`)
  await page.keyboard.press('m')
  await expect(page.getByRole('dialog', { name: /Move/ })).toBeVisible()
  await page.keyboard.press('Escape')

  await tabTo(page, 'Swap left and right')
  await page.keyboard.press('Enter')
  await expect(compared.getByText(`${PLAN} moves 2 students`)).toContainText(
    'it keeps Ben and Elif apart, which Second try does not',
  )
  await tabTo(page, `Use these groups in ${PLAN}`)
  await page.keyboard.press('Enter')
  await expect(compared.getByText(/^Nobody moves/)).toBeVisible()
  await tabTo(page, 'Plan: Second try')
  await page.keyboard.press('Enter')
  await tabTo(page, new RegExp(`^${PLAN} 6 groups`))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: `Plan: ${PLAN}`, exact: true })).toBeVisible()
  await tabTo(page, 'Map')
  await page.keyboard.press('Enter')
  expect(await board(page)).toEqual(scenario)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(card(page, ben ?? '').locator('[data-member="Ben"]')).toBeVisible()
  expect(await board(page)).toEqual(before)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(card(page, elif ?? '').locator('[data-member="Ben"]')).toBeVisible()
  expect(await board(page)).toEqual(scenario)
})

/** Duplicates the open plan under the name that is proposed. */
async function duplicate(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Plan:/ }).click()
  const menu = page.getByRole('dialog', { name: 'Plans' })
  await menu.getByRole('button', { name: /Duplicate this plan/ }).click()
  await page.getByRole('button', { name: 'Duplicate', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Plan: .*, scenario B$/ })).toBeVisible()
}

for (const theme of ['Light', 'Dark']) {
  test(`axe finds nothing in the comparison: ${theme}`, async ({ program }) => {
    const { page } = program
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByLabel(theme, { exact: true }).check()
    await page.keyboard.press('Escape')
    await openSample(page)
    const to = elsewhere(await groupOf(page, 'Ben'))
    await page.getByRole('button', { name: `Plan: ${PLAN}` }).click()
    await page.getByRole('button', { name: /Compare with another plan/ }).click()
    await expect(page.getByRole('heading', { name: /is the only plan of this class/ })).toBeVisible()
    await expectNoFault(page, 'one plan')
    await duplicate(page)
    await expect(comparison(page).getByText(/^Nobody moves/)).toBeVisible()
    await expectNoFault(page, 'the same groups')
    await comparison(page).getByRole('button', { name: 'Ben', exact: true }).last().click()
    await page
      .getByRole('region', { name: 'Ben in both plans' })
      .getByRole('button', { name: 'Move to…' })
      .click()
    await expect(page.getByRole('dialog').getByText(/fits/).first()).toBeVisible()
    await page.keyboard.press(to.toLowerCase())
    await expect(comparison(page).getByText(/^Scenario B moves 1 student/)).toBeVisible()
    await page.getByRole('button', { name: 'Amina', exact: true }).first().click()
    await expect(page.getByRole('region', { name: 'Amina in both plans' })).toBeVisible()
    await expectNoFault(page, 'somebody moves')
    await page.getByRole('button', { name: /^Plan:/ }).click()
    await expect(page.getByText(/copied from/)).toBeVisible()
    await expectNoFault(page, 'menu of plans')
  })
}

test('the comparison is there after a restart, and prints instead of the sheets', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await duplicate(page)
  await page.getByRole('button', { name: 'Compare plans' }).click()
  await expect(comparison(page).getByText(/^Nobody moves/)).toBeVisible()
  await page.getByRole('button', { name: 'Swap left and right' }).click()
  await expect(page.getByLabel('Plan on the left')).toContainText('scenario B (open)')
  const left = page.getByLabel('Plan on the left').locator('option:checked')
  await expect(left).toHaveText(`${PLAN}, scenario B (open)`)
  const [{ plans } = { plans: [] }] = await ask(page, 'listClasses', {})
  const [one, copy] = plans.map(({ id }) => id)
  if (one === undefined || copy === undefined) throw new Error('There are no two plans.')
  await kept(page, { comparedPlans: [copy, one] })
  const again = await program.restart()
  await expect(again.getByLabel('Plan on the left').locator('option:checked')).toHaveText(
    `${PLAN}, scenario B (open)`,
  )
  await again.emulateMedia({ media: 'print' })
  await expect(again.getByRole('banner')).toBeHidden()
  const sheet = again.locator('.sheets')
  await expect(sheet).toHaveCount(1)
  await expect(sheet.locator('.verdict')).toBeVisible()
  await expect(sheet.getByText('Amina')).toBeVisible()
})

test('120 students in 24 groups: only what changes is shown, in a small window too', async ({ program }) => {
  const { page } = program
  const rows = Array.from(
    { length: 120 },
    (_, at) => `Student ${at + 1},${(at * 37) % 101},${(at * 61) % 97}`,
  )
  await page.getByRole('button', { name: 'Start with an empty class' }).click()
  await page.getByLabel('Name of the class').fill('Grade 4')
  await page.keyboard.press('Enter')
  await dropFile(page, 'grade.csv', new TextEncoder().encode(['Name,Reading,Fractions', ...rows].join('\n')))
  await page.getByRole('button', { name: 'Import 120 students' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Map', exact: true }).click()
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await expect(card(page, 'X')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Group again' })).toBeVisible()
  await duplicate(page)
  const [first] = await members(page, 'A')
  await card(page, 'A').locator('[data-member]').first().focus()
  await page.keyboard.press('m')
  await expect(page.getByRole('dialog').getByText(/fits/).first()).toBeVisible()
  await page.keyboard.press('x')
  await expect(card(page, 'X').locator(`[data-member="${first ?? ''}"]`)).toBeVisible()
  await page.setViewportSize({ width: 1024, height: 640 })
  await page.getByRole('button', { name: 'Compare plans' }).click()
  await expect(comparison(page).getByText(/^Scenario B moves 1 student;/)).toBeVisible()
  await expect(page.getByLabel('Only what changes')).toBeChecked()
  await expect(page.locator('[data-side="left"]')).toHaveCount(2)
  await expect(page.getByText('22 groups keep everybody.')).toBeVisible()
  await page.getByLabel('Only what changes').uncheck()
  await expect(page.locator('[data-side="left"]')).toHaveCount(24)
  await expect(page.locator('[data-side="left"] [data-compared]')).toHaveCount(120)
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false)
})
