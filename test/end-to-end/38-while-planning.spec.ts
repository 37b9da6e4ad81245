import type { Page } from '@playwright/test'
import { ask } from './ask.ts'
import { hold } from './hold.ts'
import { expect, test } from './program.ts'
import { openRotation } from './teacher.ts'
import type { PlanId } from '../../src-main/contract/ids.ts'

/* What a teacher types and presses while the week is planned goes on holding, however the program answers. */

/** The sample class's own. */
const PLAN = 1 as PlanId

const pullOuts = async (page: Page) => (await ask(page, 'readRotation', { planId: PLAN }))?.pullOuts ?? []

test('what is said of a new pull-out while it is being stored is stored too', async ({ program, host }) => {
  test.skip(host !== 'browser', 'It is held back on its way over HTTP.')
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: '3 pull-outs' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add a pull-out' }).click()
  const row = dialog.getByRole('listitem', { name: 'A new pull-out' })
  const what = row.getByLabel('What the new pull-out has')
  await row.getByLabel('Who').selectOption({ label: 'Amina' })
  await row.getByLabel(/^Day,/).selectOption('Monday')
  const held = await hold(page, 'addPullOut')
  await what.fill('Chess')
  await what.press('Enter')
  await held.asked
  await row.getByLabel(/^Day,/).selectOption('Wednesday')
  await row.getByLabel(/^Until,/).fill('10:31')
  await row.getByLabel(/^Until,/).press('Enter')
  await row.getByLabel('Who').selectOption({ label: 'Viktor' })
  // Not left yet, and the place is before the end.
  await what.focus()
  await what.press('End')
  await what.pressSequentially(' cub')
  await what.press('ArrowLeft')
  await what.press('ArrowLeft')
  held.letGo()
  await expect(row).toHaveCount(0)
  const stored = dialog.getByLabel('What Viktor has').and(page.locator(':focus'))
  await expect(stored).toHaveValue('Chess cub')
  await page.keyboard.type('l')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await pullOuts(page)).map(({ name }) => name)).toContain('Chess club')
  const [added, ...others] = (await pullOuts(page)).filter(({ name }) => name === 'Chess club')
  expect(others).toEqual([])
  expect(added).toMatchObject({ weekday: 3, until: 631 })
  await expect(dialog.getByLabel('Day, Viktor, Chess club')).toHaveValue('3')
})

test('a new pull-out that is given up while it is being stored is not in the week', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'It is held back on its way over HTTP.')
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: '3 pull-outs' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Add a pull-out' }).click()
  const row = dialog.getByRole('listitem', { name: 'A new pull-out' })
  await row.getByLabel('Who').selectOption({ label: 'Amina' })
  const held = await hold(page, 'addPullOut')
  await row.getByLabel('What the new pull-out has').fill('Chess')
  await row.getByRole('button', { name: 'Remove the new pull-out' }).focus()
  await held.asked
  await page.keyboard.press('Enter')
  held.letGo()
  await expect(page.locator('[aria-live="polite"]')).toHaveText('Removed: the new pull-out.')
  await expect(row).toHaveCount(0)
  expect((await pullOuts(page)).map(({ name }) => name)).not.toContain('Chess')
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Remove /)
})

async function planMeeting(page: Page) {
  await openRotation(page)
  await page.locator('[data-stop][aria-label^="Teacher table"][aria-label*="group A, Tuesday"]').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Plan this meeting' }).click()
  return dialog
}

test('a note that is on its way is not written again when its field, its day or its meeting is left', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'It is held back on its way over HTTP.')
  const { page } = program
  const dialog = await planMeeting(page)
  const note = dialog.getByRole('textbox', { name: /^Note for/ })
  const held = await hold(page, 'noteMeeting')
  await note.fill('Two of four found the main idea.')
  await held.asked
  await dialog.getByRole('textbox', { name: 'Aim' }).focus()
  await note.focus()
  await dialog.getByLabel('What happened on').fill('2026-03-03')
  await expect(dialog.getByRole('textbox', { name: /Mar/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
  // Changes are done one after the other: this one after all that were asked for before.
  await expect(page.locator(':focus')).toHaveAttribute('aria-label', /^Teacher table/)
  await page.keyboard.press('l')
  held.letGo()
  await expect(page.locator(':focus')).toHaveAttribute('aria-label', /locked/)
  const notes = await ask(page, 'readMeetingNotes', { planId: PLAN })
  expect(notes.map(({ text }) => text)).toContain('Two of four found the main idea.')
  expect(held.times()).toBe(1)
})

test('words that are taken back while they are on their way are taken back', async ({ program, host }) => {
  test.skip(host !== 'browser', 'They are held back on their way over HTTP.')
  const { page } = program
  const dialog = await planMeeting(page)
  const moves = dialog.getByRole('textbox', { name: 'My moves' })
  const before = await moves.inputValue()
  const held = await hold(page, 'updateMeeting')
  await moves.fill('Not this')
  await held.asked
  await moves.fill(before)
  await dialog.getByRole('textbox', { name: 'Aim' }).focus()
  held.letGo()
  await expect.poll(held.times).toBe(2)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  const texts = async () =>
    (await ask(page, 'readRotation', { planId: PLAN }))?.weeks.flatMap(({ meetings }) => meetings) ?? []
  await expect.poll(async () => (await texts()).map(one => one.moves)).not.toContain('Not this')
})

test('a day is shortened as soon as its end is typed, and not while no time is', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: /rotations on 5 days/ }).click()
  const whole = page.getByRole('region', { name: 'The whole of Monday' })
  const end = whole.getByLabel('When Monday ends')
  const shorten = whole.getByRole('button', { name: 'Shorten' })
  const usual = await end.inputValue()
  await expect(shorten).toBeDisabled()
  await end.fill('09:50')
  await expect(end).toBeFocused()
  await expect(shorten).toBeEnabled()
  await end.fill('')
  await expect(shorten).toBeDisabled()
  await end.fill('09:50')
  await shorten.press('Enter')
  await expect(shorten).toBeDisabled()
  await expect(shorten).toBeFocused()
  await expect(end).toHaveValue('09:50')
  const last = (await ask(page, 'readRotation', { planId: PLAN }))?.blocks
    .filter(one => one.weekday === 1)
    .at(-1)
  expect((last?.start ?? 0) + (last?.minutes ?? 0)).toBe(590)
  await page.keyboard.press('Control+z')
  await expect(end).toHaveValue(usual)
})

test('the keyboard is at the button that begins a week where the week was, and at Propose where it is again', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: 'More for this week' }).focus()
  await page.keyboard.press('Enter')
  const remove = page.getByRole('button', { name: /Remove the whole rotation/ })
  await remove.focus()
  await page.keyboard.press('Enter')
  const begin = page.getByRole('button', { name: 'Start a week' })
  await expect(begin).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Propose', exact: true })).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(begin).toBeFocused()
})

test('the blocks of a day that differs by week stand one week after the other, and each names its week', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await ask(page, 'setAlternation', { planId: PLAN, weekAFrom: '2026-11-23' })
  await ask(page, 'shortenDay', { planId: PLAN, weekday: 1, weeks: 'b', end: 590 })
  await page.getByRole('button', { name: /rotations on 5 days/ }).click()
  const dialog = page.getByRole('dialog')
  const rows = dialog.getByRole('list', { name: 'Blocks of Monday' }).getByRole('listitem')
  const weeks = () =>
    rows
      .getByLabel(/^Weeks of the block/)
      .evaluateAll(all => all.map(one => (one as HTMLSelectElement).value))
  await expect.poll(async () => (await weeks()).join('')).toMatch(/^a{2,}b{2,}$/)
  await expect(rows.getByRole('heading')).toHaveText(['In week A only', 'In week B only'])
  const starts = rows.getByLabel(/^Start of the block on Monday/)
  const names = await starts.evaluateAll(all => all.map(one => one.getAttribute('aria-label') ?? ''))
  expect(new Set(names).size).toBe(names.length)
  // One that is added is in both weeks, and stands where the keyboard is put.
  await dialog.getByRole('button', { name: 'Add a block to Monday' }).click()
  await expect(rows.getByRole('heading').last()).toHaveText('In both weeks')
  await expect(rows.last().getByLabel(/^Start of the block/)).toBeFocused()
  await expect(rows.last().getByLabel(/^Weeks of the block/)).toHaveValue('every')
})
