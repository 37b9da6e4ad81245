import type { Page } from '@playwright/test'
import { ask } from './ask.ts'
import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { board, boardOf, button, day, passes, present, said, station, timer, title } from './projector.ts'
import { openSample } from './teacher.ts'

/** The plan of the class that is opened, and a student of its group F. */
async function readSample(page: Page) {
  const [own] = await ask(page, 'listClasses', {})
  const plan = own?.plans[0]
  if (!own || !plan) throw new Error('The sample class has changed.')
  const { students } = await ask(page, 'readClass', { classId: own.id })
  const amina = students.find(({ label }) => label === 'Amina')
  if (!amina) throw new Error('The sample class has changed.')
  return { planId: plan.id, amina: amina.id }
}

test('with the pointer: pause and start, a minute more and less, on and back by hand, and the clock again', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await button(page, 'Pause').click()
  await passes(page, 5)
  await expect(timer(page)).toHaveText('13:00')
  await expect(page.getByText('Paused')).toBeVisible()
  await button(page, 'One minute more').click()
  await expect(timer(page)).toHaveText('14:00')
  // After a click the keys mean the board again.
  await expect(board(page)).toBeFocused()
  await button(page, 'Start').click()
  await passes(page, 1)
  await expect(timer(page)).toHaveText('13:00')
  for (let minute = 0; minute < 13; minute++) await button(page, 'One minute less').click()
  await expect(timer(page)).toHaveText('0:00')
  await expect(page.getByText('Time to change')).toBeVisible()
  await expect(said(page)).toHaveText('Time is up. Next: Rotation 2.')
  await expect(button(page, 'Pause')).toBeDisabled()

  await button(page, 'Go on').click()
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('20:00')
  await passes(page, 25)
  // By hand it waits for the teacher.
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('0:00')
  await button(page, 'Go on').click()
  await expect(title(page)).toHaveText('Stretch')
  await button(page, 'Go back').click()
  await expect(title(page)).toHaveText('Rotation 2')
  await button(page, 'By hand: follow the clock again').click()
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('2:00')
})

test('with the keyboard and a presenter remote', async ({ program: { page } }) => {
  await openSample(page)
  await page.clock.install({ time: day('06:00') })
  await page.reload()
  await expect(button(page, 'Present')).toBeVisible()
  await page.clock.pauseAt(day('09:12:00'))
  await page.keyboard.press('F5')
  await expect(title(page)).toHaveText('Rotation 1')
  const { keyboard } = page

  await keyboard.press('Space')
  await expect(page.getByText('Paused')).toBeVisible()
  // The remote's key to begin lets it run on, and loads nothing anew.
  await keyboard.press('F5')
  await expect(page.getByText('Paused')).toBeHidden()
  await keyboard.press('ArrowUp')
  await keyboard.press('+')
  await expect(timer(page)).toHaveText('15:00')
  await keyboard.press('ArrowDown')
  await expect(timer(page)).toHaveText('14:00')
  await keyboard.press('PageDown')
  await expect(title(page)).toHaveText('Rotation 2')
  await keyboard.press('ArrowRight')
  await expect(title(page)).toHaveText('Stretch')
  await keyboard.press('PageUp')
  await keyboard.press('ArrowLeft')
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('14:00')
  await keyboard.press('c')
  await expect(timer(page)).toHaveText('13:00')

  for (const dark of ['b', '.']) {
    await keyboard.press(dark)
    await expect(button(page, 'Show the board again')).toBeVisible()
    // What brings the light back does nothing else.
    await keyboard.press('PageDown')
    await expect(button(page, 'Show the board again')).toBeHidden()
    await expect(title(page)).toHaveText('Rotation 1')
  }
  // The arrows are the board's own: the buttons are no toolbar. Every one is reached by Tab, and a button that has the focus is pressed by the space bar.
  await expect(page.getByRole('group', { name: 'Presenting' })).toBeVisible()
  await keyboard.press('Tab')
  await expect(button(page, 'One minute less')).toBeFocused()
  await keyboard.press('Space')
  await expect(timer(page)).toHaveText('12:00')
  await keyboard.press('Escape')
  await expect(board(page)).toBeHidden()
  await expect(button(page, 'Present')).toBeVisible()
})

test('a helper is picked by lot, nobody twice before everybody was, and a name tells where somebody is', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await page.keyboard.press('h')
  const picking = page.getByRole('dialog', { name: 'Pick a helper' })
  const there = await page.locator('[data-student]').count()
  const picked = new Set<string>()
  for (let one = 0; one < there; one++) {
    await page.keyboard.press('Enter')
    await expect(picking).toContainText(`${one + 1} of 28 have been picked`)
    picked.add((await picking.getByRole('status').textContent()) ?? '')
  }
  expect(picked.size).toBe(there)
  const last = await picking.getByRole('status').textContent()
  await button(page, 'Pick another').click()
  await expect(picking.getByRole('status')).not.toHaveText(last ?? '')
  await page.keyboard.press('Escape')
  await expect(picking).toBeHidden()
  await expect(board(page)).toBeVisible()

  await page.keyboard.press('f')
  const finding = page.getByRole('dialog', { name: 'Who is where?' })
  await page.keyboard.type('huong')
  await expect(finding.getByRole('listitem')).toHaveText(/^Hương\s*Teacher table\s*then 9:25 Word study$/)
  await finding.getByLabel('Name').fill('nobody')
  await expect(finding).toContainText('Nobody who is here today has a name like that.')
  await button(page, 'Close').click()
  await button(page, 'Who is where?').click()
  await expect(finding).toBeVisible()
})

test('who is absent is not on the board, and the board knows at once', async ({ program: { page } }) => {
  await openSample(page)
  await present(page, '09:12:00')
  await expect(page.getByText('Amina', { exact: true })).toBeVisible()
  const { planId, amina } = await readSample(page)
  await ask(page, 'setAbsent', { planId, studentId: amina, day: '2026-11-24', absent: true })
  await expect(page.getByText('Amina', { exact: true })).toBeHidden()
  await page.keyboard.press('f')
  await page.keyboard.type('amina')
  await expect(page.getByText('Amina is absent today.')).toBeVisible()
  await page.keyboard.press('Escape')

  // Without a week there is nothing to present.
  await ask(page, 'removeRotation', { planId })
  await expect(board(page)).toBeHidden()
  await expect(button(page, 'Export')).toBeVisible()
  await expect(button(page, 'Present')).toHaveCount(0)
})

test('what the teacher sees of a day is what the board will say, and nobody is marked on a day that is not read', async ({
  program: { page },
}) => {
  await openSample(page)
  await page.clock.install({ time: day('08:00') })
  await page.reload()
  const { planId, amina } = await readSample(page)
  await ask(page, 'moveStudents', { planId, studentIds: [amina], groupId: null })
  await button(page, 'Rotation').click()
  await page.getByRole('button', { name: 'Today', exact: true }).click()
  const today = page.getByRole('dialog', { name: 'Today' })
  const wall = today.getByRole('region', { name: 'The board' })
  await expect(wall).toContainText(/See the teacher\s*Amina/)
  const chip = today.getByRole('button', { name: 'Amina' })
  await chip.click()
  await expect(chip).toHaveAttribute('aria-pressed', 'true')
  await expect(wall).not.toContainText('See the teacher')

  await page.route('**/call', async route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    if (operation !== 'readAbsent') return route.continue()
    const problem = { code: 'internal', message: 'It failed.', remedy: '' }
    await route.fulfill({ json: { ok: false, problem } })
  })
  await today.getByLabel('Day', { exact: true }).fill('2026-11-25')
  await expect(chip).toBeDisabled()
  await expect(chip).toHaveAttribute('aria-pressed', 'false')
})

test('leaving the full screen closes what is over the board first, then the board', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await expect(button(page, 'Leave full screen')).toBeVisible()
  await page.keyboard.press('f')
  // As Escape does there, without a word to the page.
  await page.evaluate(() => document.exitFullscreen())
  await expect(page.getByRole('dialog', { name: 'Who is where?' })).toBeHidden()
  await expect(board(page)).toBeVisible()
  await button(page, 'Full screen').click()
  await expect(button(page, 'Leave full screen')).toBeVisible()
  await page.evaluate(() => document.exitFullscreen())
  await expect(board(page)).toBeHidden()
})

test('who is pulled out is at no station, a group with nobody says so, pages are turned by a key', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await expect(station(page, 'Read to a partner').locator('[data-student]')).toHaveText([
    'Ben',
    'Kofi',
    'Mateo',
  ])
  const shape = boardOf({ stations: 8, groups: 8, size: 15, isLong: true })
  const blocks = shape.blocks.map(block => ({
    ...block,
    stations: block.stations.map(one => ({
      ...one,
      groups: one.groups.map(group => (group.letter === 'A' ? { ...group, students: [] } : group)),
    })),
  }))
  await page.route('**/call', async route => {
    const { operation, input } = route.request().postDataJSON() as { operation: string; input: object }
    if (operation !== 'readDay') return route.continue()
    await route.fulfill({ json: { ok: true, value: { ...shape, blocks, ...input } } })
  })
  await page.reload()
  await expect(station(page, 'Teacher table')).toContainText('nobody today')
  await expect(page.getByRole('button', { name: /^Page 1/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const turn = page.getByRole('button', { name: /^Page 2/ })
  await expect(turn).toBeVisible()
  await passes(page, 0, 25)
  await expect(turn).toBeVisible()
  // In the next block they take turns again.
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('button', { name: /^Page 1/ })).toBeVisible()
  await passes(page, 0, 11)
  await expect(turn).toBeVisible()
})

test('it is without fault to assistive technology, light and dark, and moves nothing that should not', async ({
  program: { page },
}) => {
  await openSample(page)
  await page.clock.install({ time: day('09:24:50') })
  await page.reload()
  await button(page, 'Present').click()
  await expect(title(page)).toHaveText('Rotation 2')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectNoFault(page, `a rotation, ${colorScheme}`)
    await button(page, 'Options').click()
    await expectNoFault(page, `the options, ${colorScheme}`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('h')
    await expectNoFault(page, `picking, ${colorScheme}`)
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    await expectNoFault(page, `finding, ${colorScheme}`)
    await page.keyboard.press('Escape')
  }
  // What is lit after a change stays lit while it is looked at.
  await page.clock.pauseAt(day('09:44:00'))
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageUp')
  const frame = page.locator('.frame')
  await expect(frame).toHaveCSS('animation-name', 'none')
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await expect(frame).not.toHaveCSS('animation-name', 'none')
  await page.keyboard.press('PageDown')
  await expect(title(page)).toHaveText('Stretch')
  await page.clock.resume()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectNoFault(page, 'a break')
})

test('the line that says what could not be read is without fault to assistive technology, light and dark', async ({
  program: { page },
}) => {
  await openSample(page)
  await page.clock.install({ time: day('11:30') })
  await page.reload()
  await button(page, 'Present').click()
  const problem = { code: 'internal', message: 'The disk did not answer.', remedy: '' }
  await page.route('**/call', async route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    if (operation !== 'readDay') return route.continue()
    await route.fulfill({ json: { ok: false, problem } })
  })
  await button(page, 'Look at Wednesday').click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.getByRole('alert')).toContainText('Wednesday could not be read.')
    await expectNoFault(page, `a day that cannot be read, ${colorScheme}`)
  }
})

test('the board goes with its class when another window removes that, and shows no other', async ({
  program: { page },
  host,
}) => {
  test.skip(host !== 'browser', 'Playwright opens no second page in Electron.')
  await openSample(page)
  await ask(page, 'createSampleClass', {})
  const [own, another] = await ask(page, 'listClasses', {})
  if (!own || !another) throw new Error('There are no two classes.')
  await ask(page, 'renameClass', { classId: another.id, name: 'Grade 5' })
  await ask(page, 'updateSettings', { lastClassId: own.id })
  await present(page, '09:12:00')
  const other = await page.context().newPage()
  await other.goto(new URL('/', page.url()).href)
  await ask(other, 'removeClass', { classId: own.id })
  await expect(board(page)).toBeHidden()
  await expect(
    page.getByText('The board is closed: the week that it showed has been removed.').first(),
  ).toBeVisible()
  await expect(page).toHaveTitle(/Grade 5/)
  await other.close()
})

test('when the board is ended, the focus is on the button that opens it, also by key', async ({
  program: { page },
}) => {
  await openSample(page)
  await button(page, 'Present').click()
  await button(page, 'End presenting').click()
  await expect(button(page, 'Present')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(board(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(button(page, 'Present')).toBeFocused()
})

test('the keys of the board are shown by a key, and closed by Escape before the board is', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  const keys = page.getByRole('dialog', { name: 'Keys of the board' })
  for (const key of ['?', 'F1']) {
    await page.keyboard.press(key)
    await expect(keys.locator('div', { hasText: /^Pick a helper\s*H$/ })).toBeVisible()
    await expect(keys.locator('div', { hasText: /^Go on to the next block\s*→\s*or\s*PgDn$/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(keys).toBeHidden()
    await expect(board(page)).toBeVisible()
  }
  // Where characters do nothing, none is shown.
  await ask(page, 'updateSettings', { singleKeys: false })
  await page.reload()
  await expect(board(page)).toBeVisible()
  await page.keyboard.press('?')
  await page.keyboard.press('F1')
  await expect(keys.getByText('Go on to the next block')).toBeVisible()
  await expect(keys.getByText('Pick a helper')).toHaveCount(0)
})
