import type { Locator, Page } from '@playwright/test'
import { ask } from './ask.ts'
import { expect, test } from './program.ts'
import { openRotation } from './teacher.ts'

const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const said = (page: Page) => page.locator('[aria-live="polite"]')

/** Presses a button as somebody does who has no pointer. */
async function press(target: Locator): Promise<void> {
  await target.focus()
  await target.press('Enter')
}

/** Takes row after row out with Enter alone, from where the focus is, until that leads to `last`. */
async function removeAll(page: Page, rows: Locator, last: Locator): Promise<void> {
  for (let left = await rows.count(); left > 0; left--) {
    await expect(page.locator(':focus')).toHaveAccessibleName(/^Remove/)
    await page.keyboard.press('Enter')
    await expect(rows).toHaveCount(left - 1)
  }
  await expect(last).toBeFocused()
}

test('what is taken out of a list leaves the keyboard at the next of it, and is said and undone there', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)

  await press(button(page, '7 stations'))
  const removes = dialog(page).getByRole('button', { name: /^Remove / })
  const names = await removes.evaluateAll(all => all.map(one => one.getAttribute('aria-label') ?? ''))
  const remove = (at: number) => dialog(page).getByRole('button', { name: names[at] ?? '', exact: true })
  await press(remove(2))
  await expect(remove(3)).toBeFocused()
  await expect(said(page)).toContainText(`Removed: ${names[2]?.slice('Remove '.length) ?? ''}.`)
  await press(remove(6))
  await expect(remove(5)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(removes).toHaveCount(6)
  await page.keyboard.press('Control+z')
  await expect(removes).toHaveCount(7)
  await expect(remove(5)).toBeFocused()
  await page.keyboard.press('Control+Shift+z')
  await expect(removes).toHaveCount(6)
  await page.keyboard.press('Control+z')
  await expect(removes).toHaveCount(7)
  await page.keyboard.press('Escape')
  await expect(button(page, '7 stations')).toBeFocused()

  await press(button(page, /rotations on 5 days/))
  const blocks = dialog(page).getByRole('list', { name: 'Blocks of Monday' }).getByRole('listitem')
  const add = dialog(page).getByRole('button', { name: 'Add a block to Monday' })
  const count = await blocks.count()
  await press(dialog(page).getByRole('button', { name: 'Remove all of Monday' }))
  await expect(blocks).toHaveCount(0)
  await expect(add).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(blocks).toHaveCount(count)
  await blocks.getByRole('button').first().focus()
  await removeAll(page, blocks, add)
  await page.keyboard.press('Escape')

  await press(button(page, /more adult/))
  const adult = dialog(page).getByRole('listitem').first()
  const hours = adult.getByRole('listitem')
  await hours.getByRole('button').first().focus()
  await removeAll(page, hours, adult.getByRole('button', { name: 'More hours' }))
  await adult.getByRole('button').first().focus()
  await removeAll(page, adult, dialog(page).getByRole('button', { name: 'Add an adult' }))
  await page.keyboard.press('Escape')

  await press(button(page, /pull-outs/))
  const pullOuts = dialog(page)
    .getByRole('listitem')
    .filter({ has: page.getByLabel('Who') })
  await pullOuts.getByRole('button').first().focus()
  await removeAll(page, pullOuts, dialog(page).getByRole('button', { name: 'Add a pull-out' }))
  await page.keyboard.press('Escape')

  await press(button(page, /^\d+ demands$/))
  const demands = dialog(page).getByRole('list', { name: 'Demands' }).getByRole('listitem')
  await demands.getByRole('button').first().focus()
  await removeAll(page, demands, dialog(page).getByRole('button', { name: 'Visits to the table' }))
})

test('a station is moved on and on by the same key, and where it is then is said', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  await press(button(page, '7 stations'))
  const rows = dialog(page).getByRole('listitem')
  const first = (await rows.first().getAttribute('aria-label')) ?? ''
  const [up, down] = ['up', 'down'].map(way =>
    dialog(page).getByRole('button', { name: `${first} ${way}`, exact: true }),
  ) as [Locator, Locator]
  await down.focus()
  for (const place of [2, 3]) {
    await page.keyboard.press('Enter')
    await expect(rows.nth(place - 1)).toHaveAccessibleName(first)
    await expect(down).toBeFocused()
    await expect(said(page)).toHaveText(`${first}: now ${place} of 7.`)
  }
  await up.focus()
  for (const place of [2, 1]) {
    await page.keyboard.press('Enter')
    await expect(rows.nth(place - 1)).toHaveAccessibleName(first)
    await expect(up).toBeFocused()
  }
  await expect(up).toBeDisabled()
})

test('proposing, and all that is said of it, leaves the keyboard where it was or beside it', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  const planId = (await ask(page, 'listClasses', {}))[0]?.plans[0]?.id
  if (planId === undefined) throw new Error('There is no plan.')
  const propose = button(page, /^(Propose|Filling…)$/)
  const status = page.locator('.status')
  const box = status.getByRole('alert')

  // What a screen reader is told is told in something that was there before.
  const line = await status.getByRole('status').elementHandle()
  let answer: () => void = () => undefined
  const held = new Promise<void>(resolve => (answer = resolve))
  await page.route('**/call', async route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    if (operation === 'proposeRotation') await held
    await route.continue()
  })
  await press(propose)
  await expect(status.getByRole('status')).toHaveText('Filling the week…')
  expect(await line?.evaluate(element => element.isConnected && element.textContent)).toBe(
    'Filling the week…',
  )
  await expect(propose).toBeDisabled()
  await expect(propose).toBeFocused()
  answer()
  await expect(propose).toBeEnabled()
  await expect(propose).toBeFocused()
  await page.unroute('**/call')

  await ask(page, 'addDemand', {
    planId,
    terms: { kind: 'tableVisits', who: { kind: 'group', position: 1 }, least: 40 },
  })
  await expect(button(page, /5 demands|6 demands/)).toBeVisible()
  await press(propose)
  await expect(propose).toBeFocused()
  await press(box.getByRole('button', { name: 'Fill it as far as possible' }))
  await expect(box.getByRole('button', { name: 'Fill it as far as possible' })).toHaveCount(0)
  await expect(box).toBeVisible()
  await expect(status).toBeFocused()
  await press(box.getByRole('button', { name: 'Close' }))
  await expect(box).toHaveCount(0)
  await expect(status).toBeFocused()

  await press(propose)
  await expect(box).toBeVisible()
  // Leaving it out: the week is filled anew, and the box is gone.
  await press(box.locator('.remedies').last().getByRole('button').first())
  await expect(propose).toBeEnabled()
  await expect(page.locator(':focus')).toHaveCount(1)
})

test('by station, a group that goes to another row takes the keyboard along, and so does undo', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  const cell = page.locator('[data-stop][aria-label*="group B, Tuesday 9:25"]')
  await cell.focus()
  await page.keyboard.press('s')
  await expect(page.getByRole('grid', { name: 'The week, by stations' })).toBeVisible()
  await expect(cell).toBeFocused()
  const was = (await cell.getAttribute('aria-label')) ?? ''
  await page.keyboard.press('Delete')
  await expect(cell).toHaveAccessibleName(/^No station/)
  await expect(cell).toBeFocused()
  await expect(said(page)).toHaveText('Group B is at no station now.')
  await page.keyboard.press('Control+z')
  await expect(cell).toHaveAccessibleName(was)
  await expect(cell).toBeFocused()

  // To an empty place, through its menu.
  await page.keyboard.press('Delete')
  const empty = page.locator(
    `[data-stop^="at:"][aria-label^="Nobody at ${was.split(',')[0] ?? ''}, Tuesday 9:25"]`,
  )
  await press(empty)
  await press(dialog(page).getByRole('button', { name: /no station yet/ }))
  await expect(cell).toHaveAccessibleName(was)
  await expect(cell).toBeFocused()
})

test('who walks on before the answer to a choice has come is not called back', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  let answer: () => void = () => undefined
  const held = new Promise<void>(resolve => (answer = resolve))
  await page.route('**/call', async route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    if (operation === 'placeGroup') await held
    await route.continue()
  })
  const cell = page.locator('[data-stop][aria-label*="group B, Tuesday 9:25"]')
  const next = page.locator('[data-stop][aria-label*="group B, Tuesday 9:50"]')
  await press(cell)
  await press(dialog(page).getByRole('button', { name: /No station/ }))
  await expect(cell).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(next).toBeFocused()
  answer()
  await expect(said(page)).toHaveText('Group B is at no station now.')
  await expect(next).toBeFocused()
})

test('in Today and in a meeting what was pressed and goes leaves the keyboard at what it was about', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.keyboard.press('t')
  const day = dialog(page).getByLabel('Day', { exact: true })
  await day.fill('2026-11-29')
  await press(dialog(page).getByRole('button', { name: /^Go to Monday/ }))
  await expect(day).toHaveValue('2026-11-30')
  await expect(day).toBeFocused()
  // No day is no other day.
  await day.fill('')
  await day.press('Enter')
  await expect(day).toHaveValue('2026-11-30')
  const amina = dialog(page).getByRole('button', { name: 'Amina', exact: true })
  await press(amina)
  const absent = dialog(page).getByRole('button', { name: 'Amina is absent' })
  await expect(absent).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(amina).toBeFocused()
  await expect(dialog(page).getByRole('status').first()).toHaveText('Everybody is there.')
  await page.keyboard.press('Escape')

  await press(page.locator('[data-stop][aria-label^="Teacher table"][aria-label*="group C, Wednesday"]'))
  await press(dialog(page).getByRole('button', { name: 'Plan this meeting…' }))
  const aim = dialog(page).getByRole('textbox', { name: 'Aim' })
  await aim.fill('Find two clues in the text.')
  await aim.press('Tab')
  await press(dialog(page).getByRole('button', { name: 'Aim: take it from the group again' }))
  await expect(aim).not.toHaveValue('Find two clues in the text.')
  await expect(aim).toBeFocused()
  const held = dialog(page).getByLabel('What happened on')
  const shown = await held.inputValue()
  await held.fill('')
  await held.press('Shift+Tab')
  await expect(held).not.toBeFocused()
  await expect(held).toHaveValue(shown)
})

test('a popover that Escape closes gives the keyboard back to what opened it', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  const more = button(page, 'More for this week')
  await press(more)
  await expect(button(page, /^Take out every station/)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(more).toHaveAttribute('aria-expanded', 'false')
  await expect(more).toBeFocused()
})

test('F5, with which a remote begins, loads no page anew under an open dialog', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  await page.keyboard.press('t')
  await dialog(page).waitFor()
  const isPrevented = await page.evaluate(() => {
    const key = new KeyboardEvent('keydown', { key: 'F5', bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(key)
    return key.defaultPrevented
  })
  expect(isPrevented).toBe(true)
  await expect(dialog(page)).toBeVisible()
})

test('what is picked up by keyboard is said in a line that was there before', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  const line = await page.locator('.line').getByRole('status').elementHandle()
  await page.locator('[data-stop][aria-label*="group B, Tuesday 9:25"]').focus()
  await page.keyboard.press('m')
  await expect(page.locator('.line').getByRole('status')).toHaveText(/^In the air: B\./)
  expect(await line?.evaluate(element => element.isConnected && element.textContent)).toMatch(
    /^In the air: B\./,
  )
})

test('Escape gives up a name that is half typed, and the next one closes the dialog', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  await press(button(page, '7 stations'))
  const name = dialog(page).getByRole('listitem').first().getByLabel('Name')
  const was = await name.inputValue()
  await name.fill('Half a na')
  await page.keyboard.press('Escape')
  await expect(name).toHaveValue(was)
  await expect(name).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await press(button(page, '7 stations'))
  await expect(name).toHaveValue(was)
})

test('a new pull-out is part of the week once it is said who has what, and not before', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await press(button(page, '3 pull-outs'))
  await press(dialog(page).getByRole('button', { name: 'Add a pull-out' }))
  const row = dialog(page).getByRole('listitem', { name: 'A new pull-out' })
  const who = row.getByLabel('Who')
  await expect(who).toBeFocused()
  await expect(who).toHaveValue('')
  await who.selectOption({ label: 'Amina' })
  const what = row.getByLabel('What the new pull-out has')
  await expect(what).toHaveValue('')
  await row.getByLabel(/^Day,/).selectOption('Wednesday')
  await page.keyboard.press('Escape')
  await expect(button(page, '3 pull-outs')).toBeVisible()

  await press(button(page, '3 pull-outs'))
  await press(dialog(page).getByRole('button', { name: 'Add a pull-out' }))
  await who.selectOption({ label: 'Amina' })
  await row.getByLabel(/^Day,/).selectOption('Wednesday')
  await what.fill('Chess')
  await what.press('Enter')
  await expect(row).toHaveCount(0)
  const stored = dialog(page).getByLabel('What Amina has')
  await expect(stored).toHaveValue('Chess')
  await expect(stored).toBeFocused()
  await expect(dialog(page).getByLabel('Day, Amina, Chess')).toHaveValue('3')
  await page.keyboard.press('Escape')
  await expect(button(page, '4 pull-outs')).toBeVisible()
})
