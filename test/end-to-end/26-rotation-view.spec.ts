import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

async function openRotation(page: Page): Promise<void> {
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.getByRole('grid').waitFor()
}
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })

test('a number or time that cannot be is set right beside a word about it, and not in silence', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: '7 stations' }).click()
  const stations = dialog(page, 'Stations')
  const library = stations.getByRole('listitem', { name: 'Library corner' })
  const room = library.getByLabel('Groups at a time at Library corner')
  await room.fill('999')
  await room.press('Enter')
  await expect(library.getByRole('status')).toHaveText('At most 200 groups: set to 200.')
  await expect(room).toHaveValue('200')
  await expectNoFault(page, 'a word about a number', 'dialog[open]')
  await room.fill('0')
  await expect(library.getByRole('status')).toHaveText('')
  await room.press('Enter')
  await expect(library.getByRole('status')).toHaveText('At least 1 group: set to 1.')
  await room.fill('')
  await room.press('Enter')
  await expect(library.getByRole('status')).toHaveText('A whole number is needed: 1 stays.')
  await expect(room).toHaveValue('1')
  await room.fill('3')
  await room.press('Enter')
  await expect(library.getByRole('status')).toHaveText('')
  await stations.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: '1 more adult' }).click()
  const adult = dialog(page, 'Adults besides you').getByRole('listitem').first()
  const [from, until] = [adult.getByLabel(/^From,/).first(), adult.getByLabel(/^Until,/).first()]
  const end = await until.inputValue()
  await until.fill(await from.inputValue())
  await until.press('Enter')
  await expect(until).toHaveValue(end)
  await expect(adult.getByRole('status').filter({ hasText: /^Not before .* stays\.$/ })).toBeVisible()
})

test('what is added is added once for a double click, has a free name, and is where the keyboard is', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: '7 stations' }).click()
  const stations = dialog(page, 'Stations')
  const rows = stations.getByRole('listitem')
  const add = stations.getByRole('button', { name: 'Add a station' })
  await add.dblclick()
  await expect(rows).toHaveCount(8)
  const added = rows.last().getByLabel('Name')
  await expect(added).toHaveValue('Station 8')
  await expect(added).toBeInViewport()
  await stations.getByRole('button', { name: 'Remove Word study' }).click()
  await expect(rows).toHaveCount(7)
  await add.focus()
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(8)
  await expect(rows.last().getByLabel('Name')).toHaveValue('Station 9')
  await expect(rows.last().getByLabel('Name')).toBeFocused()
  await expect(stations.getByRole('listitem', { name: 'Station 8' })).toHaveCount(1)
})

test('one Escape closes a dialog, also from a field for a time or a date', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  for (const [button, field] of [
    [/rotations on 5 days/, /^Start of the block on Monday 9:05/],
    ['Today', 'Day'],
  ] as const) {
    await page.getByRole('button', { name: button }).first().click()
    const opened = page.getByRole('dialog')
    await opened.getByLabel(field, { exact: true }).first().focus()
    await page.keyboard.type('1')
    await page.keyboard.press('Escape')
    await expect(opened).toBeHidden()
  }
  await expect(page.getByRole('grid')).toBeVisible()
})
