import type { Page } from '@playwright/test'
import { ask } from './ask.ts'
import { expectNoFault } from './axe.ts'
import { hold } from './hold.ts'
import { expect, test } from './program.ts'
import { dropFile, openRotation, openSample } from './teacher.ts'
import { dataFolder, startTroubled } from './troubled.ts'
import type { PlanId } from '../../src-main/contract/ids.ts'

/* What a teacher types is never lost: not when the window goes, nor when the program does. */

/** The sample class's own. */
const PLAN = 1 as PlanId
const CHECK = 'Each of them finds the main idea of a page alone, and says in one sentence how they know.'

async function planMeeting(page: Page) {
  await openRotation(page)
  await page.locator('[data-stop][aria-label^="Teacher table"][aria-label*="group A, Tuesday"]').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Plan this meeting' }).click()
  await dialog.getByRole('textbox', { name: /^Note for/ }).waitFor()
  return dialog
}

const checks = async (page: Page) =>
  (await ask(page, 'readRotation', { planId: PLAN }))?.weeks
    .flatMap(({ meetings }) => meetings)
    .map(({ check }) => check) ?? []

const notes = async (page: Page) =>
  (await ask(page, 'readMeetingNotes', { planId: PLAN })).map(({ text }) => text)

test('what is typed without a pause is saved while it is typed', async ({ program }) => {
  const { page } = program
  const dialog = await planMeeting(page)
  const field = dialog.getByRole('textbox', { name: 'How will I know?' })
  await field.fill('')
  await page.clock.install()
  for (const word of CHECK.split(' ').slice(0, 8)) {
    await page.keyboard.insertText(`${word} `)
    // Shorter than any pause that would be waited for.
    await page.clock.runFor(400)
  }
  await expect(field).toBeFocused()
  await expect.poll(async () => (await checks(page)).some(text => text.startsWith('Each of'))).toBe(true)
})

test('what was typed last is there when the window is loaded again at once', async ({ program }) => {
  const { page } = program
  const dialog = await planMeeting(page)
  await dialog.getByRole('textbox', { name: 'How will I know?' }).fill(CHECK)
  await page.reload()
  await page.getByRole('grid').waitFor()
  expect(await checks(page)).toContain(CHECK)
})

test('the name of a station that is still being typed is there after the window was loaded again', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: /^\d+ stations/ }).click()
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).first()
  await name.fill('Under the window')
  await page.reload()
  await page.getByRole('grid').waitFor()
  const board = await ask(page, 'readRotation', { planId: PLAN })
  expect(board?.stations.map(station => station.name)).toContain('Under the window')
})

test.describe('a program that is gone', () => {
  test.skip(({ host }) => host !== 'browser', 'The window of Electron goes with it.')

  test('is told of at once, and what is typed keeps its dialog open until it is let go', async () => {
    using data = dataFolder('data')
    await using program = await startTroubled(data.path)
    const { page } = program
    const dialog = await planMeeting(page)
    await program.die()
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Horseshoe does not answer')
    const note = dialog.getByRole('textbox', { name: /^Note for/ })
    const held = dialog.getByRole('alert').filter({ hasText: 'What you typed here is not saved' })
    await expect(held).toHaveCount(0)
    await note.fill('Two of four found the main idea.')
    await expect(held).toBeVisible()
    await expectNoFault(page, 'dialog', 'dialog[open]')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(note).toHaveValue('Two of four found the main idea.')
    await note.focus()
    for (let times = 0; times < 3; times++) await page.keyboard.press('Escape')
    await expect(note).toBeFocused()
    await expect(note).toHaveValue('Two of four found the main idea.')
    const asked = page.waitForEvent('dialog')
    await page.evaluate(() => setTimeout(() => location.reload(), 0))
    await (await asked).dismiss()
    await expect(note).toHaveValue('Two of four found the main idea.')
    await held.getByRole('button', { name: 'Close without it' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('region', { name: /^Not saved/ })).toHaveCount(0)
  })

  test('and is there again has the words that were typed meanwhile', async ({ program }) => {
    const { page } = program
    const dialog = await planMeeting(page)
    await page.context().setOffline(true)
    const note = dialog.getByRole('textbox', { name: /^Note for/ })
    await note.fill('Two of four found the main idea.')
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Horseshoe does not answer')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(note).toHaveValue('Two of four found the main idea.')
    await page.context().setOffline(false)
    await expect(page.getByRole('status').filter({ hasText: 'Horseshoe answers again.' })).toBeAttached()
    await expect(page.getByRole('region', { name: 'Notices' })).not.toContainText('does not answer')
    await expect.poll(() => notes(page)).toContain('Two of four found the main idea.')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog).toBeHidden()
  })

  test('and is there again before it is known that the words did not arrive has them too', async ({
    program,
  }) => {
    const { page } = program
    const dialog = await planMeeting(page)
    let cut = 0
    // What is read next is answered: the program is there again while the note still waits for that.
    await page.route('**/call', route => {
      const { operation } = route.request().postDataJSON() as { operation: string }
      return operation === 'noteMeeting' && cut++ === 0 ? route.abort() : route.continue()
    })
    await dialog.getByRole('textbox', { name: /^Note for/ }).fill('Two of four found the main idea.')
    await expect.poll(() => notes(page)).toContain('Two of four found the main idea.')
    expect(cut).toBe(2)
  })

  test('leaves words in sight whose field went', async () => {
    using data = dataFolder('data')
    await using program = await startTroubled(data.path)
    const { page } = program
    await openSample(page)
    await page.getByRole('button', { name: 'Groups', exact: true }).click()
    await program.die()
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Horseshoe does not answer')
    await page.getByRole('textbox', { name: 'Purpose' }).fill('Say what a page is about')
    await page.getByRole('button', { name: 'Roster', exact: true }).click()
    const left = page.getByRole('region', { name: 'Not saved: Purpose' })
    await expect(left).toContainText('Say what a page is about')
    await left.getByRole('button', { name: 'Leave it' }).click()
    await expect(left).toHaveCount(0)
  })
})

test.describe('a press on Import', () => {
  test.skip(({ host }) => host !== 'browser', 'What it waits for is held back on its way over HTTP.')

  test('right after a name was typed imports with that name', async ({ program }) => {
    const { page } = program
    await dropFile(
      page,
      'quiz.csv',
      new TextEncoder().encode('Name,Fractions\nAmina Yusuf,85\nBen Carter,40\n'),
    )
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: 'Import 2 students' })).toBeEnabled()
    const held = await hold(page, 'previewImport')
    await dialog.getByLabel('Name of the class').fill('Room 12')
    await dialog.getByLabel('Name of the assessment').fill('First quiz')
    await dialog.getByRole('button', { name: 'Import 2 students' }).click()
    await held.asked
    held.letGo()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: 'Class: Room 12' })).toBeVisible()
    const [room] = await ask(page, 'listClasses', {})
    const book = room && (await ask(page, 'readClass', { classId: room.id }))
    expect(book?.assessments.map(({ name }) => name)).toEqual(['First quiz'])
  })

  test('imports nothing where what was chosen last has a question', async ({ program }) => {
    const { page } = program
    await openSample(page)
    await dropFile(
      page,
      'quiz.csv',
      new TextEncoder().encode('Name,Fractions\nAmina Yusuf,85\nBen Carter,40\n'),
    )
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Into').selectOption({ label: 'A new class' })
    await expect(dialog.getByRole('button', { name: 'Import 2 students' })).toBeEnabled()
    const before = await ask(page, 'listClasses', {})
    const held = await hold(page, 'previewImport')
    await dialog.getByLabel('What Name is').selectOption('ignored')
    await held.asked
    await dialog.getByRole('button', { name: 'Import 2 students' }).click()
    held.letGo()
    await expect(page.getByRole('status').filter({ hasText: 'Not imported yet' })).toBeAttached()
    await expect(dialog.getByRole('button', { name: /^Import/ })).toBeDisabled()
    expect(await ask(page, 'listClasses', {})).toEqual(before)
  })
})

test('a class without anybody says why nothing can be pulled out and nobody picked, and nothing of another class', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  // Another station than now, and a menu that reads nothing any more once it is closed.
  await page.locator('[data-stop][aria-label^="Teacher table"][aria-label*="group A, Tuesday"]').click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /No station/ })
    .click()
  const spoken = page.locator('[aria-live="polite"]')
  await expect(spoken).toHaveText('Group A is at no station now.')
  await page.getByRole('button', { name: /^Monday.*change its blocks/ }).click()
  await expect(page.getByRole('dialog').getByRole('checkbox', { name: 'Tuesday', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await ask(page, 'createClass', { name: 'Nobody yet' })
  await page.getByRole('button', { name: 'Class: ' }).click()
  await page.getByRole('button', { name: /^Nobody yet/ }).click()
  await expect(page.getByRole('button', { name: 'Class: Nobody yet' })).toBeVisible()
  await expect(spoken).toHaveText('')
  const made = (await ask(page, 'listClasses', {})).find(({ name }) => name === 'Nobody yet')
  await ask(page, 'startRotation', { planId: made?.plans[0]?.id ?? PLAN })
  await page.getByRole('button', { name: /pull-outs?$/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Add a pull-out' })).toBeDisabled()
  await expect(dialog).toContainText('Nobody is in this class yet')
  await page.keyboard.press('Escape')
  await page.locator('[data-command="present"]').click()
  await expect(page.getByRole('main', { name: 'The board' })).toBeVisible()
  await page.keyboard.press('h')
  await expect(dialog).toContainText('There is nobody to pick.')
})
