import type { Locator, Page } from '@playwright/test'
import type { OperationName } from '../../src-main/contract/contract.ts'
import type { PlanId } from '../../src-main/contract/ids.ts'
import type { Hours } from '../../src-main/contract/rotation.ts'
import { ask } from './ask.ts'
import { expect, test } from './program.ts'
import { present } from './projector.ts'
import { openRotation, openSample } from './teacher.ts'

/* What stands in the fields of the week: what is stored, in the row that it belongs to, whatever became of a change. */

test.skip(({ host }) => host !== 'browser', 'What is held back or refused is told of the program over HTTP.')

const PLAN = 1 as PlanId
const MONDAY = '2026-11-23'
const REFUSED = { code: 'invalidInput', message: 'That cannot be.', remedy: '' }

const dialog = (page: Page) => page.getByRole('dialog')
const notices = (page: Page) => dialog(page).getByRole('region', { name: 'Notices' })
const cell = (page: Page, letter: string, when: string): Locator =>
  page.locator(`[data-stop][aria-label*="group ${letter}, ${when}"]`)
const at = (weekday: number, until = 600): Hours => ({ weekday, weeks: 'every', from: 540, until })

async function readWeek(page: Page) {
  const board = await ask(page, 'readRotation', { planId: PLAN })
  if (!board) throw new Error('The sample class has changed.')
  return board
}

/** Counts what the window asks of an operation from now on, and can refuse it or keep it back. */
async function watch(page: Page, wanted: OperationName) {
  const about = { count: 0, isRefused: false, go: Promise.resolve() }
  await page.route('**/call', async route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    if (operation !== wanted) return route.continue()
    about.count++
    await about.go
    return about.isRefused ? route.fulfill({ json: { ok: false, problem: REFUSED } }) : route.continue()
  })
  return about
}

test('the hours of an adult that come to stand elsewhere take the keyboard along, and a change that waits', async ({
  program: { page },
}) => {
  await openRotation(page)
  const [adult] = (await readWeek(page)).adults
  if (!adult) throw new Error('The sample class has changed.')
  await ask(page, 'updateAdult', { adultId: adult.id, hours: [at(1), at(2), at(3)] })
  await page.getByRole('button', { name: /more adult/ }).click()
  const rows = dialog(page).getByRole('listitem', { name: adult.name }).getByRole('listitem')
  await expect(rows).toHaveCount(3)
  const day = (row: number) => rows.nth(row).getByLabel(`Day, ${adult.name}`)
  const until = (row: number) => rows.nth(row).getByLabel(`Until, ${adult.name}`)
  const stored = async () => (await readWeek(page)).adults.find(({ id }) => id === adult.id)?.hours

  await day(0).focus()
  await day(0).selectOption({ label: 'Friday' })
  await expect(day(2)).toHaveValue('5')
  await expect(day(2)).toBeFocused()
  expect(await stored()).toEqual([at(2), at(3), at(5)])

  const { promise, resolve } = Promise.withResolvers<undefined>()
  const changes = await watch(page, 'updateAdult')
  changes.go = promise.then(() => undefined)
  await day(2).selectOption({ label: 'Monday' })
  await until(2).fill('11:30')
  await until(2).press('Enter')
  await expect.poll(() => changes.count).toBe(1)
  resolve(undefined)
  await expect.poll(stored).toEqual([at(1, 690), at(2), at(3)])
  await expect(until(0)).toHaveValue('11:30')
  await expect(until(0)).toBeFocused()
})

test('week A begins on a day that was typed to its end, and what was done is said when it was', async ({
  program: { page },
}) => {
  await openRotation(page)
  await ask(page, 'setAlternation', { planId: PLAN, weekAFrom: MONDAY })
  await page.getByRole('button', { name: /rotations on 5 days/ }).click()
  const day = dialog(page).getByLabel('A day of a week A')
  const changes = await watch(page, 'setAlternation')
  await day.focus()
  await page.keyboard.type('10152026')
  await expect(day).toHaveValue('2026-10-15')
  await page.keyboard.press('Enter')
  await expect(day).toHaveValue('2026-10-12')
  expect(changes.count).toBe(1)
  expect((await readWeek(page)).weekAFrom).toBe('2026-10-12')

  await day.fill('0026-10-15')
  await day.press('Enter')
  await expect(day).toHaveValue('2026-10-12')
  await expect(
    dialog(page).getByText('A year from 2000 to 2100 is needed: October 12, 2026 stays.'),
  ).toBeVisible()
  expect(changes.count).toBe(1)

  changes.isRefused = true
  const alternates = dialog(page).getByLabel('Whether weeks alternate')
  await alternates.selectOption({ label: 'is the same' })
  await expect(notices(page)).toContainText(REFUSED.message)
  await expect(alternates).toHaveValue('alternate')
  await expect(notices(page)).not.toContainText('as week A was')
  changes.isRefused = false
  await alternates.selectOption({ label: 'is the same' })
  await expect(notices(page)).toContainText('Every week is as week A was.')
  await expect(day).toHaveCount(0)
})

test('what is refused stays in no select, no text and no box', async ({ program: { page } }) => {
  await openRotation(page)
  const { stations, demands } = await readWeek(page)
  const lab = stations.find(({ name }) => name === 'Reading lab')
  const corner = stations.find(({ name }) => name === 'Library corner')
  if (!lab || !corner) throw new Error('The sample class has changed.')
  for (const { id } of demands) await ask(page, 'removeDemand', { demandId: id })
  for (const position of [0, 1])
    await ask(page, 'addDemand', {
      planId: PLAN,
      terms: { kind: 'mustNotVisit', position, stationId: lab.id },
    })
  await page.getByRole('button', { name: '2 demands' }).click()
  const group = dialog(page).getByLabel('Group', { exact: true }).nth(1)
  await group.selectOption('0')
  await expect(notices(page)).toContainText('is asked for already')
  await expect(group).toHaveValue('1')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: '7 stations' }).click()
  const station = dialog(page).getByRole('listitem', { name: corner.name })
  const changes = await watch(page, 'updateStation')
  changes.isRefused = true
  const needsAdult = station.getByLabel('needs an adult')
  await needsAdult.click()
  await expect(notices(page)).toContainText(REFUSED.message)
  await expect(needsAdult).not.toBeChecked()
  const name = station.getByLabel('Name', { exact: true })
  await name.fill('Reading nook')
  await name.press('Enter')
  await expect(name).toHaveValue(corner.name)
  changes.isRefused = false
  await needsAdult.click()
  await expect(needsAdult).toBeChecked()
  await name.fill('Reading nook')
  await name.press('Enter')
  await expect(dialog(page).getByRole('listitem', { name: 'Reading nook' })).toBeVisible()
})

test('what is typed while the change before it is on its way is not written over', async ({
  program: { page },
}) => {
  await openRotation(page)
  await page.getByRole('button', { name: /rotations on 5 days/ }).click()
  const field = (what: string) => dialog(page).getByLabel(`${what} of the block on Monday 9:05`)
  const nameOf = async () =>
    (await readWeek(page)).blocks.find(({ weekday, start }) => weekday === 1 && start === 545)
  const changes = await watch(page, 'updateBlock')
  for (const [what, one, other, part, stored] of [
    ['Minutes', '15', '12', 'minutes', 12],
    ['Name', 'Reading', 'Reading and words', 'name', 'Reading and words'],
  ] as const) {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const before = changes.count
    changes.go = promise.then(() => undefined)
    await field(what).fill(one)
    await field(what).press('Enter')
    await expect.poll(() => changes.count).toBe(before + 1)
    await field(what).fill(other)
    resolve(undefined)
    await expect.poll(async () => (await nameOf())?.[part]).toBe(part === 'minutes' ? Number(one) : one)
    await expect(field(what)).toHaveValue(other)
    await field(what).press('Enter')
    await expect.poll(async () => (await nameOf())?.[part]).toBe(stored)
  }
})

test('the days that were chosen stay chosen where copying to them is refused', async ({
  program: { page },
}) => {
  await openRotation(page)
  await page.getByRole('button', { name: /rotations on 5 days/ }).click()
  const changes = await watch(page, 'copyDay')
  changes.isRefused = true
  const days = [/^Tue/, /^Thu/].map(name => dialog(page).getByRole('checkbox', { name }))
  const copy = dialog(page).getByRole('button', { name: 'Copy', exact: true })
  for (const day of days) await day.check()
  await copy.click()
  await expect(notices(page)).toContainText(REFUSED.message)
  for (const day of days) await expect(day).toBeChecked()
  changes.isRefused = false
  await copy.click()
  await expect(notices(page)).toContainText('Tuesday and Thursday now as Monday.')
  for (const day of days) await expect(day).not.toBeChecked()
})

test('a key that is held down does what it does once', async ({ program: { page } }) => {
  await openRotation(page)
  const [first, second] = [cell(page, 'B', 'Tuesday 9:25'), cell(page, 'C', 'Tuesday 9:25')]
  const hold = async (key: string) => {
    await page.keyboard.down(key)
    await page.keyboard.down(key)
    await page.keyboard.up(key)
  }
  const changes = await watch(page, 'lockCells')
  await first.focus()
  await hold('l')
  // Changes are done one after the other: with this one all of the key before are done.
  await second.focus()
  await page.keyboard.press('l')
  await expect(second).toHaveAccessibleName(/locked/)
  await expect(first).toHaveAccessibleName(/locked/)
  expect(changes.count).toBe(2)

  const third = cell(page, 'D', 'Tuesday 9:25')
  await third.focus()
  await hold('m')
  await expect(page.locator('table.carrying')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('table.carrying')).toHaveCount(0)

  await third.focus()
  await hold('Enter')
  await expect(dialog(page)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
})

test('the key that darkens the board does not light it while it is held down', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await page.keyboard.down('b')
  await page.keyboard.down('b')
  await page.keyboard.up('b')
  await expect(page.locator('button.black')).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.locator('button.black')).toHaveCount(0)
})
