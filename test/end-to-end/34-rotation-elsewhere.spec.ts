import type { Locator, Page } from '@playwright/test'
import type { PlanId } from '../../src-main/contract/ids.ts'
import { expectNoFault } from './axe.ts'
import { ask } from './ask.ts'
import { expect, test } from './program.ts'
import { openRotation, openSample } from './teacher.ts'

/* What comes from outside the view while somebody works in it: another window, the date, a read that fails. */

test.skip(({ host }) => host !== 'browser', 'What another window does is asked of the program over HTTP.')

const PLAN = 1 as PlanId

const cell = (page: Page, letter: string, when: string): Locator =>
  page.locator(`[data-stop][aria-label*="group ${letter}, ${when}"]`)
const inTheAir = (page: Page) => page.locator('table.carrying')

async function readWeek(page: Page) {
  const board = await ask(page, 'readRotation', { planId: PLAN })
  if (!board) throw new Error('The sample class has changed.')
  return board
}

test('what is in the air says what the week is now, and is let go when its block is gone', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  const { stations, blocks } = await readWeek(page)
  const table = stations.find(({ kind }) => kind === 'table')
  const block = blocks.find(({ weekday, start }) => weekday === 3 && start === 565)
  if (!table || !block) throw new Error('The sample class has changed.')
  await cell(page, 'C', 'Wednesday 9:25').focus()
  await page.keyboard.press('m')
  const other = cell(page, 'F', 'Tuesday 9:50')
  await other.focus()
  await expect(page.getByText('Teacher table takes 1 group at a time')).toBeVisible()
  await expect(other).toHaveClass(/\brule\b/)
  await ask(page, 'updateStation', { stationId: table.id, capacity: 6 })
  await expect(page.getByText('Teacher table takes 1 group at a time')).toBeHidden()
  await expect(other).not.toHaveClass(/\brule\b/)
  await expect(inTheAir(page)).toBeVisible()
  await ask(page, 'removeBlock', { blockId: block.id })
  await expect(page.getByRole('gridcell', { name: /group C, Wednesday 9:25/ })).toHaveCount(0)
  await expect(inTheAir(page)).toHaveCount(0)
})

test('what was changed while the week was filled is said calmly in its line, and one press fills it again', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.route('**/call', route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    return operation === 'proposeRotation'
      ? route.fulfill({ json: { ok: true, value: { kind: 'stopped', by: 'change' } } })
      : route.continue()
  })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('main').getByText('The week was not filled, because')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy details' })).toHaveCount(0)
  await page.unroute('**/call')
  await page.getByRole('button', { name: 'Fill it again' }).click()
  await expect(page.getByText(/All demands are met/).first()).toBeVisible()
})

test('a plan in which nothing is filled says nothing of the plan whose week is', async ({ program }) => {
  const { page } = program
  await openRotation(page)
  const [{ id: classId } = {}] = await ask(page, 'listClasses', {})
  if (classId === undefined) throw new Error('There is no class.')
  await ask(page, 'createPlan', { classId, name: 'Second plan', copyOf: PLAN })
  const go = Promise.withResolvers<undefined>()
  const stopped: unknown[] = []
  await page.route('**/call', async route => {
    const { operation, input } = route.request().postDataJSON() as { operation: string; input: unknown }
    if (operation === 'stopRotation') stopped.push(input)
    if (operation === 'proposeRotation') await go.promise
    await route.continue()
  })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Filling the week…')).toBeVisible()
  await page
    .getByRole('button', { name: /Before the winter break/ })
    .first()
    .click()
  await page.getByText('Second plan').first().click()
  await expect(page.getByText('Filling the week…')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Propose', exact: true })).toBeEnabled()
  await page.locator('[data-stop][tabindex="0"]').focus()
  await page.keyboard.press('Escape')
  go.resolve(undefined)
  await page
    .getByRole('button', { name: /Second plan/ })
    .first()
    .click()
  await page
    .getByText(/Before the winter break/)
    .first()
    .click()
  await expect(page.getByText(/All demands are met/).first()).toBeVisible()
  expect(stopped).toEqual([])
})

test('a week that could not be read says so, and is read on one press', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const problem = { code: 'internal', message: 'The disk did not answer.', remedy: '' }
  await page.route('**/call', route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    return operation === 'readRotation' ? route.fulfill({ json: { ok: false, problem } }) : route.continue()
  })
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await expect(page.getByText('This plan’s week could not be read.')).toBeVisible()
  await expectNoFault(page, 'a week that could not be read')
  await page.unroute('**/call')
  const again = page.getByRole('button', { name: 'Try again' })
  await again.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('grid')).toBeVisible()
  await expect(page.locator('[data-stop]:focus')).toHaveAttribute('aria-label', /group A, Monday 9:05/)
})

test('left open over the weekend, the week is this week’s on Monday', async ({ program }) => {
  const { page } = program
  await page.clock.install({ time: new Date('2026-11-27T15:00') })
  await openRotation(page)
  await ask(page, 'setAlternation', { planId: PLAN, weekAFrom: '2026-11-23' })
  const week = (name: string) => page.getByRole('button', { name, exact: true })
  await expect(week('Week A (now)')).toHaveAttribute('aria-pressed', 'true')
  await page.clock.fastForward(65 * 3_600_000)
  await expect(week('Week B (now)')).toHaveAttribute('aria-pressed', 'true')
  await expect(week('Week A')).toBeVisible()
})

test('a note that is undone elsewhere goes from the open meeting; one that is being typed does not', async ({
  program,
}) => {
  const { page } = program
  await page.clock.install({ time: new Date('2026-11-25T08:00') })
  await openRotation(page)
  await cell(page, 'C', 'Wednesday 9:25').click()
  await page.getByRole('button', { name: 'Plan this meeting…' }).click()
  // From now on it is the clock here that says when typing pauses, however long a key takes.
  await page.clock.pauseAt(new Date('2026-11-25T11:00'))
  const note = page.getByRole('dialog').getByLabel(/^Note for/)
  const noted = async () => (await ask(page, 'readMeetingNotes', { planId: PLAN })).map(({ text }) => text)
  await note.fill('Amina got it.')
  await note.blur()
  await expect.poll(noted).toContain('Amina got it.')
  await expect(note).toHaveValue('Amina got it.')
  await ask(page, 'undo', {})
  await expect(note).toHaveValue('')
  await note.pressSequentially('Lena asked')
  await page.clock.runFor(2000)
  await expect.poll(noted).toContain('Lena asked')
  await note.pressSequentially(' why')
  await ask(page, 'undo', {})
  await note.pressSequentially(' twice.')
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await expect.poll(noted).toContain('Lena asked why twice.')
})
