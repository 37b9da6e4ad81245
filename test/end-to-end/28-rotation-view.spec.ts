import type { Locator, Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { pressAtOnce } from './keys-at-once.ts'
import { expect, test } from './program.ts'
import { smallControls } from './small-controls.ts'
import { openRotation } from './teacher.ts'

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
  // The word says that it is kept.
  await expect(library).toContainText('group at a time')
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

test('what cannot be is said also when it is typed just before the dialog is left, by pointer and by keyboard', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  const done = page.getByRole('dialog').getByRole('button', { name: 'Done' })
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close' })

  await page.getByRole('button', { name: /rotations on 5 days/ }).click()
  const blocks = dialog(page, 'Days and blocks')
  const minutes = blocks.getByLabel('Minutes of the block on Monday 9:05')
  const said = blocks.getByRole('status').filter({ hasText: 'At most 600 minutes' })
  for (const leave of [
    () => done.click(),
    () => close.click(),
    () => page.keyboard.press('Escape'),
    // To another day, which is left as it is for the moment.
    () => blocks.getByRole('button', { name: 'Tuesday' }).click(),
    async () => {
      await done.focus()
      await page.keyboard.press('Enter')
    },
  ]) {
    await minutes.fill('999')
    await leave()
    await expect(said).toBeVisible()
    await expect(minutes).toBeFocused()
    await expect(minutes).toHaveAccessibleDescription(/^At most 600 minutes/)
    await expect(blocks.getByLabel('Start of the block on Monday 7:05')).toBeVisible()
    await minutes.fill('20')
    await minutes.press('Enter')
    await expect(said).toHaveCount(0)
    await expect(blocks.getByLabel('Start of the block on Monday 9:25')).toBeVisible()
  }
  const start = blocks.getByLabel('Start of the block on Monday 9:05')
  await start.fill('')
  await done.click()
  await expect(blocks.getByRole('status').filter({ hasText: 'A time is needed' })).toBeVisible()
  await expect(start).toBeFocused()
  await expect(start).toHaveValue('09:05')
  await expectNoFault(page, 'a word about a time', 'dialog[open]')
  // Said once: who leaves it then leaves.
  await done.click()
  await expect(blocks).toBeHidden()

  // The same in the others: of hours, pull-outs and demands.
  for (const [button, label, typed, words] of [
    ['1 more adult', /^Until,/, '00:00', /^Not before/],
    [/pull-outs?$/, /^Until,/, '00:00', /^Not before/],
    [/demands?$/, 'Visits to the table a week', '0', /^At least 1 time/],
  ] as const) {
    for (const leave of [() => done.click(), () => page.keyboard.press('Escape')]) {
      await page.getByRole('button', { name: button }).click()
      const field = page.getByRole('dialog').getByLabel(label).first()
      await field.fill(typed)
      await leave()
      await expect(field).toBeFocused()
      await expect(field).toHaveAccessibleDescription(words)
      await leave()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  }
})

test('a week does not start with another time than the one that was typed without a word', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: 'More for this week' }).click()
  await page.getByRole('button', { name: /^Remove/ }).click()
  const start = page.getByLabel('Start of the first rotation')
  await start.fill('23:00')
  await page.getByRole('button', { name: 'Start a week' }).click()
  await expect(start).toBeFocused()
  await expect(start).toHaveAccessibleDescription(/^Not after/)
  await page.getByRole('button', { name: 'Start a week' }).click()
  await expect(page.getByRole('grid')).toBeVisible()
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

test('a week still to be filled says once what to do next, and warns of no cell', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: 'More for this week' }).click()
  await page.getByRole('button', { name: /Take out every station/ }).click()
  await expect(
    page.getByText('Nobody has a station yet. Propose fills the week; or press a cell.'),
  ).toBeVisible()
  const first = page.getByRole('gridcell', { name: /group A, Monday 9:05/ })
  await expect(first).toHaveAttribute('aria-label', 'No station, group A, Monday 9:05.')
  await expect(page.getByRole('grid').locator('.mark')).toHaveCount(0)
  await expect(page.getByRole('rowheader', { name: /Maple no visits yet/ })).toBeVisible()
  await expectNoFault(page, 'a week to be filled')
  // As soon as somebody is somewhere, who is nowhere is worth knowing.
  await first.click()
  await dialog(page, /Monday 9:05/)
    .getByRole('button', { name: /^Word study/ })
    .click()
  await expect(page.getByRole('gridcell', { name: /group B, Monday 9:05/ })).toHaveAttribute(
    'aria-label',
    'No station, group B, Monday 9:05. B has no station on Monday 9:05.',
  )
})

test('by keyboard: an empty station is asked who could come, with what would come of it', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.keyboard.press('s')
  const place = page.getByRole('gridcell', { name: /^Nobody at Reading lab, Monday/ }).first()
  const when = /Monday \d+:\d+/.exec((await place.getAttribute('aria-label')) ?? '')?.[0] ?? ''
  await place.focus()
  await page.keyboard.press('Enter')
  const menu = dialog(page, `Reading lab, ${when}`)
  const groups = menu.getByRole('list', { name: 'Groups that could come' })
  await expect(groups.getByRole('button')).toHaveCount(6)
  await expect(groups.getByRole('button', { name: /^A Maple now at / })).toBeFocused()
  // Ms. Ortiz, who leads it, is not there at that time.
  await expect(groups.getByRole('button', { name: /^F Juniper.*Ms. Ortiz.*is not there/ })).toBeVisible()
  await expectNoFault(page, 'who could come', 'dialog[open]')
  await page.keyboard.press('Escape')
  await expect(place).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const tile = page.getByRole('button', { name: new RegExp(`^Reading lab, group B, ${when}`) })
  await expect(tile).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('gridcell', { name: `Nobody at Reading lab, ${when}.` })).toBeVisible()
})

test('the words of a station stand whole in its cell; where only signs have room, a line says which is which', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: '7 stations' }).click()
  const stations = dialog(page, 'Stations')
  for (const [before, after] of [
    ['Word study', 'Technology'],
    ['Library corner', 'Reading on one’s own in the window seats'],
  ] as const) {
    await stations.getByRole('listitem', { name: before }).getByLabel('Name').fill(after)
    await stations.getByRole('listitem', { name: before }).getByLabel('Name').press('Enter')
    await expect(stations.getByRole('listitem', { name: after })).toBeVisible()
  }
  await page.keyboard.press('Escape')
  const technology = page.getByRole('gridcell', { name: /^Technology,/ }).first()
  const long = page.getByRole('gridcell', { name: /^Reading on one’s own/ }).first()
  for (const width of [1280, 1366, 1920]) {
    await page.setViewportSize({ width, height: 800 })
    await expect(technology.getByText('Technology', { exact: true })).toBeVisible()
    await expect(long.getByText(/^Reading/)).toBeVisible()
    // No line is wider than its cell, and only of the long name one may be cut.
    const outside = await page.locator('[data-stop] .name span').evaluateAll(lines =>
      lines
        .filter(line => {
          const [own, cell] = [line, line.closest('td')].map(part => part?.getBoundingClientRect())
          return !own || !cell || own.left < cell.left || own.right > cell.right
        })
        .map(line => line.textContent),
    )
    expect(outside).toEqual([])
    const cut = await page
      .locator('[data-stop]:not([aria-label^="Reading on"]) .name span')
      .evaluateAll(lines => lines.filter(line => line.scrollWidth > line.clientWidth).map(l => l.textContent))
    expect(cut).toEqual([])
  }
  await expectNoFault(page, 'names in lines')
  await page.setViewportSize({ width: 1024, height: 640 })
  await expect(technology.getByText('Technology')).toBeHidden()
  await expect(technology.getByTitle('Technology')).toBeVisible()
  const legend = page.locator('li[title="Technology"]')
  await expect(legend).toHaveText('Technology')
  await expect(legend).toBeInViewport()
  await expectNoFault(page, 'signs and a legend')
})

test('the menu of a cell opens also where the same is asked twice', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: /^\d+ demands$/ }).click()
  const demands = dialog(page, 'What the week has to hold')
  const list = demands.getByRole('list', { name: 'Demands' }).getByRole('listitem')
  const before = await list.count()
  for (const more of [1, 2]) {
    await demands.getByRole('button', { name: 'Two groups apart' }).click()
    await expect(list).toHaveCount(before + more)
  }
  await demands.getByRole('button', { name: 'Done' }).click()
  const [one, other] = ['A', 'B'].map(letter =>
    page.locator(`[data-stop][aria-label*="group ${letter}, Monday 9:05"]`),
  ) as [Locator, Locator]
  for (const cell of [one, other]) {
    await cell.click()
    await dialog(page, /Monday 9:05/)
      .getByRole('button', { name: /^Word study/ })
      .click()
    await expect(cell).toHaveAttribute('aria-label', /^Word study/)
  }
  await one.click()
  const menu = dialog(page, /Monday 9:05/)
  await expect(menu.getByText(/^A and B are not to be at one station/).first()).toBeVisible()
  await expect(menu.getByRole('list', { name: 'Stations' })).toBeVisible()
})

test('a day that is not the same in both weeks is shortened in one of them', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: /rotations on 5 days/ }).click()
  const days = dialog(page, 'Days and blocks')
  const blocks = days.getByRole('list', { name: 'Blocks of Monday' }).getByRole('listitem')
  const whole = days.getByRole('region', { name: 'The whole of Monday' })
  const inWeeks = whole.getByLabel('Weeks in which Monday is shortened')
  const end = whole.getByLabel('When Monday ends')
  const shorten = async (time: string) => {
    await end.fill(time)
    await end.press('Enter')
    await whole.getByRole('button', { name: 'Shorten' }).click()
    await expect(whole.getByRole('button', { name: 'Shorten' })).toBeDisabled()
    await expect(end).toHaveValue(time)
  }
  await expect(inWeeks).toHaveCount(0)
  const usual = await end.inputValue()
  const many = await blocks.count()
  await days.getByLabel('Whether weeks alternate').selectOption('is A or B in turn')
  await expect(inWeeks).toHaveValue('every')
  await inWeeks.selectOption('week B')
  await shorten('09:50')
  await expect(blocks).toHaveCount(2 * many)
  // Now the weeks differ: there is nothing to shorten in both.
  await expect(inWeeks.getByRole('option')).toHaveText(['week A', 'week B'])
  await inWeeks.selectOption('week A')
  await expect(end).toHaveValue(usual)
  await shorten('09:55')
  await inWeeks.selectOption('week B')
  await expect(end).toHaveValue('09:50')
  await expect(whole.getByRole('button', { name: 'Remove all of Monday, in both weeks' })).toBeVisible()
})

test('every control of the week and of its dialogs is as large as a finger', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  const areLarge = (where: string, within: string) =>
    expect.poll(() => smallControls(page, within), where).toEqual([])
  const close = async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  const visit = page.getByRole('gridcell', { name: /^Word study/ }).first()
  await visit.focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('button', { name: /worth knowing/ })).toBeVisible()
  await page.getByRole('button', { name: /rotations on/ }).click()
  await page.getByLabel('Whether weeks alternate').selectOption('is A or B in turn')
  await expect(
    page
      .getByRole('dialog')
      .getByLabel(/^Weeks of the block on/)
      .first(),
  ).toBeVisible()
  await areLarge('days and blocks', 'dialog[open]')
  await close()
  for (const name of [
    /^\d+ stations$/,
    '1 more adult',
    /^\d+ pull-outs$/,
    /^\d+ demands$/,
    /worth knowing/,
    'Minutes with you',
    'Today',
  ]) {
    await page.getByRole('button', { name }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    if (name === 'Today') {
      await page.getByLabel('Day', { exact: true }).fill('2026-11-28')
      await expect(page.getByRole('button', { name: /^Go to Monday/ })).toBeVisible()
    }
    await areLarge(String(name), 'dialog[open]')
    await close()
  }
  await page
    .getByRole('gridcell', { name: /^Teacher table,/ })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await areLarge('the menu of a cell', 'dialog[open]')
  await page.getByRole('button', { name: 'Plan this meeting…' }).click()
  const meeting = dialog(page, /at the table/)
  await meeting.getByLabel('Aim').fill('Hear the first sound of a word.')
  await meeting.getByLabel('My moves').focus()
  await expect(meeting.getByRole('button', { name: 'Aim: take it from the group again' })).toBeVisible()
  await areLarge('a meeting', 'dialog[open]')
  await close()
  await areLarge('the week by group', 'main')
  await page.getByRole('button', { name: 'By station' }).click()
  await page
    .getByRole('gridcell', { name: /^Nobody at/ })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await areLarge('who could come', 'dialog[open]')
  await close()
  // Groups that are at one station at one time share its cell.
  await areLarge('a group alone at a station', '.tiles:has(> :only-child)')
  await page.getByRole('button', { name: 'More for this week' }).click()
  await page.getByRole('button', { name: /Remove the whole rotation/ }).click()
  await expect(page.getByRole('button', { name: 'Start a week' })).toBeVisible()
  await areLarge('no week yet', 'main')
})

test('a menu that Escape has closed is closed for the very next key', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  await page.keyboard.press('s')
  const place = page.getByRole('gridcell', { name: /^Nobody at Reading lab, Monday/ }).first()
  const when = /Monday \d+:\d+/.exec((await place.getAttribute('aria-label')) ?? '')?.[0] ?? ''
  await place.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await pressAtOnce(page, 'Escape', 'Enter', 'ArrowDown', 'Enter')
  await expect(page.getByRole('button', { name: new RegExp(`^Reading lab, group B, ${when}`) })).toBeFocused()
})
