import type { Page } from '@playwright/test'
import { ask, kept } from './ask.ts'
import { expect, test } from './program.ts'
import {
  board,
  button,
  day,
  isWholeOnScreen,
  passes,
  present,
  said,
  sleeps,
  station,
  timer,
  title,
} from './projector.ts'
import { openSample } from './teacher.ts'

/** Counts the notes that sound, in place of the computer's loudspeaker. */
async function listen(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const heard = { notes: 0 }
    const part = () => ({ connect: (next: object) => next })
    class Silent {
      currentTime = 0
      destination = {}
      resume = () => Promise.resolve()
      suspend = () => Promise.resolve()
      createGain() {
        const nothing = () => undefined
        const gain = { setValueAtTime: nothing, linearRampToValueAtTime: nothing }
        return { ...part(), gain: { ...gain, exponentialRampToValueAtTime: nothing } }
      }
      createOscillator() {
        return { ...part(), frequency: {}, stop: () => undefined, start: () => void heard.notes++ }
      }
    }
    Object.assign(window, { heard, AudioContext: Silent })
  })
  return () => page.evaluate(() => (window as unknown as { heard: { notes: number } }).heard.notes)
}

test('the board follows the clock: who is where, the time left, cleaning up, and what is next', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('13:00')
  await expect(station(page, 'Teacher table')).toContainText('Your reading folder and a pencil.')
  await expect(station(page, 'Teacher table').locator('[data-student]')).toHaveText([
    'Amina',
    'Hana',
    'Hương',
    'Jamal',
    'Ximena',
  ])
  await expect(station(page, 'Reading lab')).toContainText('with Ms. Ortiz')
  await expect(page.locator('footer')).toContainText('9:25 Rotation 2')
  await expect(page.getByRole('list', { name: 'Where the groups are next' })).toContainText('Teacher table D')
  await expect(said(page)).toContainText('Rotation 1, until 9:25. F at Teacher table. A at Reading lab.')
  await expect(board(page)).toBeFocused()

  await passes(page, 10, 59)
  await expect(timer(page)).toHaveText('2:01')
  await expect(page.getByText('Clean up now')).toBeHidden()
  await passes(page, 0, 1)
  await expect(page.getByText('Clean up now')).toBeVisible()
  await expect(said(page)).toHaveText('Clean up. 2:00 left.')

  await passes(page, 2)
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('20:00')
  await expect(page.getByText('Change: find your place')).toBeVisible()
  await expect(said(page)).toContainText('Rotation 2, until 9:45. D at Teacher table.')
  await passes(page, 0, 15)
  await expect(page.getByText('Change: find your place')).toBeHidden()

  await passes(page, 20)
  await expect(title(page)).toHaveText('Stretch')
  await expect(page.getByText('until 9:50', { exact: true })).toBeVisible()
  await passes(page, 35)
  await expect(title(page)).toHaveText('Today')
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()
  await button(page, 'End presenting').click()
  await expect(page.getByRole('region', { name: 'Skill map' })).toBeVisible()
})

test('it survives sleep and a new size, and is soft: one sound a change, none after sleep, off if she wants', async ({
  program,
}) => {
  let { page } = program
  let heard = await listen(page)
  await openSample(page)
  await present(page, '09:12:00')
  await passes(page, 10, 59)
  expect(await heard()).toBe(0)
  // One note for cleaning up, two for the change.
  await passes(page, 0, 1)
  expect(await heard()).toBe(1)
  await passes(page, 2)
  expect(await heard()).toBe(3)

  await sleeps(page, 26)
  await expect(title(page)).toHaveText('Rotation 3')
  await expect(timer(page)).toHaveText('19:00')
  expect(await heard()).toBe(3)
  await page.setViewportSize({ width: 1024, height: 768 })
  await expect(timer(page)).toHaveText('19:00')
  await expect.poll(() => isWholeOnScreen(page)).toEqual([])

  await button(page, 'Options').click()
  await page.getByLabel('Soft sound at a change').uncheck()
  await page.getByLabel('Light the board up at a change').uncheck()
  await button(page, 'Clean-up warning, minutes: one more').click()
  await page.keyboard.press('Escape')
  await passes(page, 16)
  await expect(page.getByText('Clean up now')).toBeVisible()
  await passes(page, 3)
  await expect(title(page)).toHaveText('Share and tidy up')
  await expect(page.locator('.frame')).toBeHidden()
  expect(await heard()).toBe(3)

  // It is remembered.
  await kept(page, { presenting: { followsClock: true, sound: false, flash: false, cleanUpMinutes: 3 } })
  page = await program.restart()
  heard = await listen(page)
  await present(page, '09:21:59')
  await passes(page, 0, 1)
  await expect(page.getByText('Clean up now')).toBeVisible()
  await button(page, 'Options').click()
  await expect(page.getByLabel('Soft sound at a change')).not.toBeChecked()
  await expect(page.getByLabel('Light the board up at a change')).not.toBeChecked()
  expect(await heard()).toBe(0)
  // Turned on, it is heard once.
  await page.getByLabel('Soft sound at a change').check()
  expect(await heard()).toBe(2)
  await page.getByLabel('Change with the clock').uncheck()
  await page.keyboard.press('Escape')
  await expect(button(page, 'By hand: follow the clock again')).toBeVisible()
  await passes(page, 10)
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('0:00')
})

test('on a day without a block it shows the next one, not running', async ({ program: { page } }) => {
  await openSample(page)
  await page.clock.install({ time: new Date('2026-11-28T06:00') })
  await page.reload()
  await page.clock.pauseAt(new Date('2026-11-28T09:00'))
  await button(page, 'Present').click()
  await expect(page.getByText('Nothing is planned for Saturday', { exact: true })).toBeVisible()
  await button(page, 'Look at Monday').click()
  await expect(title(page)).toHaveText('Whole-class lesson')
  await page.keyboard.press('PageDown')
  await expect(title(page)).toHaveText('Rotation 1')
  await passes(page, 3)
  await expect(timer(page)).toHaveText('20:00')
  await button(page, 'Back to today').click()
  await expect(page.getByText('Nothing is planned for Saturday', { exact: true })).toBeVisible()
})

test('by hand it waits at the first block that begins, and a board that cannot be read stays', async ({
  program: { page },
}) => {
  await openSample(page)
  await ask(page, 'updateSettings', {
    presenting: { followsClock: false, sound: true, flash: true, cleanUpMinutes: 2 },
  })
  await present(page, '08:40:00')
  await expect(button(page, 'By hand: follow the clock again')).toBeVisible()
  await passes(page, 26)
  await expect(title(page)).toHaveText('Whole-class lesson')
  await expect(timer(page)).toHaveText('0:00')
  let isRefused = false
  await page.route('**/call', async route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    if (operation !== 'readDay') return route.continue()
    isRefused = true
    const problem = { code: 'internal', message: 'It failed.', remedy: '' }
    await route.fulfill({ json: { ok: false, problem } })
  })
  const [{ plans } = { plans: [] }] = await ask(page, 'listClasses', {})
  await ask(page, 'setAlternation', { planId: plans[0]?.id, weekAFrom: '2026-11-23' })
  await expect.poll(() => isRefused).toBe(true)
  await expect(title(page)).toHaveText('Whole-class lesson')
})

test('a day that cannot be read is said in a line, and the board stays on today until it can', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '11:30:00')
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()
  const problem = { code: 'internal', message: 'The disk did not answer.', remedy: '' }
  await page.route('**/call', async route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    if (operation !== 'readDay') return route.continue()
    await route.fulfill({ json: { ok: false, problem } })
  })
  await button(page, 'Look at Wednesday').click()
  const failure = page.getByRole('alert')
  await expect(failure).toHaveText('Wednesday could not be read. The disk did not answer.')
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()
  await expect(button(page, 'Back to today')).toHaveCount(0)
  await button(page, 'Dismiss').click()
  await expect(failure).toHaveCount(0)

  await button(page, 'Look at Wednesday').click()
  await expect(failure).toBeVisible()
  await page.unroute('**/call')
  await button(page, 'Look at Wednesday').click()
  await expect(title(page)).toHaveText('Whole-class lesson')
  await expect(button(page, 'Back to today')).toBeVisible()
  await expect(failure).toHaveCount(0)
})

test('who presents by hand and follows the clock again is where the clock is, and goes on with it', async ({
  program: { page },
}) => {
  await openSample(page)
  await ask(page, 'updateSettings', {
    presenting: { followsClock: false, sound: true, flash: true, cleanUpMinutes: 2 },
  })
  await present(page, '09:12:00')
  await expect(title(page)).toHaveText('Rotation 1')
  await page.keyboard.press('PageDown')
  await expect(title(page)).toHaveText('Rotation 2')
  await button(page, 'By hand: follow the clock again').click()
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('13:00')
  await expect(button(page, 'By the clock: hold here')).toBeVisible()
  await passes(page, 13)
  await expect(title(page)).toHaveText('Rotation 2')

  // The same by key and by the option.
  await page.keyboard.press('c')
  await page.keyboard.press('PageDown')
  await expect(title(page)).toHaveText('Stretch')
  await page.keyboard.press('c')
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(button(page, 'By the clock: hold here')).toBeVisible()
  await button(page, 'Options').click()
  await page.getByLabel('Change with the clock').uncheck()
  await page.getByLabel('Change with the clock').check()
  await page.keyboard.press('Escape')
  await expect(button(page, 'By the clock: hold here')).toBeVisible()
  await passes(page, 20)
  await expect(title(page)).toHaveText('Stretch')
})

test('at midnight the board is about the new day, also one that was gone to by hand or looked at before', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '23:59:30')
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()
  await passes(page, 1)
  await expect(page.getByText('We begin at 8:45', { exact: true })).toBeVisible()
  await expect(timer(page)).toHaveText('8:44:30')
  await expect(button(page, 'Look at Wednesday')).toHaveCount(0)
  await expect(said(page)).toContainText('8:45')

  // Wednesday's last block, in hand until midnight.
  await page.keyboard.press('PageDown')
  await expect(title(page)).not.toHaveText('Today')
  await sleeps(page, 24 * 60)
  await expect(title(page)).toHaveText('Today')
  await expect(page.getByText('We begin at 8:45', { exact: true })).toBeVisible()
  await expect(button(page, 'By the clock: hold here')).toBeVisible()

  // In the evening Friday is looked at, and then it comes.
  await sleeps(page, 20 * 60)
  await button(page, 'Look at Friday').click()
  await expect(button(page, 'Back to today')).toBeVisible()
  await sleeps(page, 13 * 60)
  await expect(button(page, 'Back to today')).toHaveCount(0)
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('14:30')
})

test('a computer that slept for forty minutes wakes in the right block of the right day, without a sound', async ({
  program: { page },
}) => {
  const heard = await listen(page)
  await openSample(page)
  await present(page, '09:12:00')
  await sleeps(page, 40)
  await expect(title(page)).toHaveText('Rotation 3')
  expect(await heard()).toBe(0)
  await expect(timer(page)).toHaveText('18:00')
  await expect(said(page)).toContainText('Rotation 3, until 10:10.')
  await expect(page.getByText('Change: find your place')).toBeHidden()

  // What is paused stays so, however long.
  await page.keyboard.press('Space')
  await sleeps(page, 40)
  await expect(timer(page)).toHaveText('18:00')
  await expect(page.getByText('Paused')).toBeVisible()
  await page.keyboard.press('c')
  await page.keyboard.press('c')
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()

  // To 23:52 and then over midnight. What was done by hand was heard.
  const before = await heard()
  await sleeps(page, 800)
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()
  await sleeps(page, 40)
  await expect(page.getByText('We begin at 8:45', { exact: true })).toBeVisible()
  await expect(timer(page)).toHaveText('8:13:00')
  await page.keyboard.press('b')
  // Into the middle of Thursday's first rotation.
  await sleeps(page, 24 * 60 + 8 * 60 + 40)
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('13:00')
  await expect(said(page)).toContainText('Rotation 1, until 9:25.')
  expect(await heard()).toBe(before)
})

test('a page that is loaded anew is where she had gone by hand, with as much left, and the same when it is paused', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('+')
  await passes(page, 3)
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('18:00')
  await page.reload()
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('18:00')
  await expect(button(page, 'By hand: follow the clock again')).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByText('Paused')).toBeVisible()
  await sleeps(page, 40)
  await page.reload()
  await expect(title(page)).toHaveText('Rotation 2')
  await expect(timer(page)).toHaveText('18:00')
  await expect(page.getByText('Paused')).toBeVisible()

  // What she left to the clock goes on by it.
  await button(page, 'By hand: follow the clock again').click()
  await expect(title(page)).toHaveText('Rotation 3')
  await page.reload()
  await expect(title(page)).toHaveText('Rotation 3')
  await expect(timer(page)).toHaveText('15:00')
  await expect(button(page, 'By the clock: hold here')).toBeVisible()
})

test('a class that comes late has every block with its whole length, by key and by button', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '10:28:00')
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()
  for (let back = 0; back < 5; back++) await page.keyboard.press('PageUp')
  await expect(title(page)).toHaveText('Rotation 1')
  await expect(timer(page)).toHaveText('20:00')
  await expect(page.getByText('Time to change')).toBeHidden()
  await expect(button(page, 'Start')).toBeEnabled()
  // It waits for her, and not for the clock.
  await passes(page, 3)
  await expect(timer(page)).toHaveText('20:00')
  await page.keyboard.press('+')
  await expect(timer(page)).toHaveText('21:00')
  await page.keyboard.press('Space')
  await passes(page, 21)
  await expect(page.getByText('Time to change')).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(title(page)).toHaveText('Rotation 2')
  await passes(page, 2)
  await expect(timer(page)).toHaveText('18:00')

  // The same where she never lets the clock change it.
  await button(page, 'Options').click()
  await page.getByLabel('Change with the clock').check()
  await page.getByLabel('Change with the clock').uncheck()
  await page.keyboard.press('Escape')
  await button(page, 'Go back').click()
  await expect(title(page)).toHaveText('Share and tidy up')
  await expect(timer(page)).toHaveText('10:00')
  await button(page, 'Start').click()
  await passes(page, 1)
  await expect(timer(page)).toHaveText('9:00')
})

test('the option and the button say the same of the clock, whatever she does', async ({
  program: { page },
}) => {
  await openSample(page)
  await present(page, '09:12:00')
  const option = page.getByLabel('Change with the clock')
  const byHand = button(page, 'By hand: follow the clock again')
  const byClock = button(page, 'By the clock: hold here')
  const note = page.getByText('By hand: each block stays until you go on.')
  await page.keyboard.press('PageDown')
  await button(page, 'Options').click()
  await expect(byHand).toBeVisible()
  await expect(option).not.toBeChecked()
  await expect(note).toBeVisible()
  await option.check()
  await expect(byClock).toBeVisible()
  await expect(note).toBeHidden()
  await expect(title(page)).toHaveText('Rotation 1')
  await option.uncheck()
  await expect(byHand).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  await expect(byClock).toBeVisible()
  await button(page, 'Options').click()
  await expect(option).toBeChecked()
})

test('what is chosen before the options were read is not taken back by them', async ({
  program: { page },
}) => {
  await openSample(page)
  await page.clock.install({ time: day('06:00') })
  await page.reload()
  await page.clock.pauseAt(day('09:12:00'))
  // The window has its own settings by then; what comes late is what the board reads.
  await expect(button(page, 'Present')).toBeVisible()
  const [read, go] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  await page.route('**/call', async route => {
    const { operation } = route.request().postDataJSON() as { operation: string }
    if (operation !== 'readSettings') return route.continue()
    const response = await route.fetch()
    read.resolve(undefined)
    await go.promise
    await route.fulfill({ response })
  })
  await button(page, 'Present').click()
  await read.promise
  await button(page, 'Options').click()
  await page.getByLabel('Soft sound at a change').uncheck()
  go.resolve(undefined)
  await expect(said(page)).toContainText('Rotation 1')
  await expect(page.getByLabel('Soft sound at a change')).not.toBeChecked()
})

test('the board says which day it is about, and that another is not today', async ({ program: { page } }) => {
  await openSample(page)
  await present(page, '11:30:00')
  const day = page.locator('header .day')
  await expect(day).toHaveText('Tuesday')
  await button(page, 'Look at Wednesday').click()
  await expect(day).toHaveText('Wednesday, not today')
  const size = await day.evaluate(one => parseFloat(getComputedStyle(one).fontSize) / innerHeight)
  expect(size).toBeGreaterThanOrEqual(1 / 40)
  await button(page, 'Back to today').click()
  await expect(day).toHaveText('Tuesday')
})
