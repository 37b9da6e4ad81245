import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

test('what is refused in a dialog is said in the dialog, the old value comes back, and the words go when something is done', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.getByRole('button', { name: /^15 rotations on/ }).click()
  const dialog = page.getByRole('dialog')
  const start = dialog.getByLabel('Start of the block on Monday 9:25')
  await expect(start).toHaveValue('09:25')
  await start.fill('09:10')
  await start.press('Enter')
  const notice = dialog.getByRole('region', { name: 'Notices' }).getByRole('listitem')
  await expect(notice).toContainText('overlap')
  await expect(start).toHaveValue('09:25')
  await expectNoFault(page, 'a dialog with a notice')

  // Twice refused is said once.
  await start.fill('09:10')
  await start.press('Enter')
  await expect(start).toHaveValue('09:25')
  await expect(notice).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('overlap')

  await page.keyboard.press('s')
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('region', { name: 'Notices' })).not.toContainText('overlap')
})

test('Escape leaves a dialog and keeps what was written in it', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  const cell = page.locator('[data-stop][aria-label^="Teacher table"][aria-label*="group A, Tuesday"]')
  const open = async () => {
    await cell.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Plan this meeting' }).click()
    return page.getByRole('textbox', { name: /^Note for/ })
  }
  await (await open()).fill('Two of four found the main idea.')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(await open()).toHaveValue('Two of four found the main idea.')
})

test('the keyboard stays in its cell when the week is turned, and an adult’s station needs one', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  const cell = page.locator('[data-stop][aria-label*="group B, Tuesday 9:25"]')
  await cell.focus()
  await page.keyboard.press('s')
  await expect(page.getByRole('grid', { name: 'The week, by stations' })).toBeVisible()
  await expect(cell).toBeFocused()
  await page.keyboard.press('s')
  await expect(page.getByRole('grid', { name: 'The week, by groups' })).toBeVisible()
  await expect(cell).toBeFocused()

  await page.getByRole('button', { name: '7 stations' }).click()
  const station = page.getByRole('dialog').getByRole('listitem', { name: 'Library corner' })
  await expect(station.getByLabel('needs an adult')).not.toBeChecked()
  await station.getByLabel('Kind of Library corner').selectOption({ label: 'led by another adult' })
  await expect(station.getByLabel('needs an adult')).toBeChecked()
})
