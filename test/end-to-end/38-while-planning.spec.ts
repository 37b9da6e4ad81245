import type { Page } from '@playwright/test'
import { ask } from './ask.ts'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'
import type { PlanId } from '../../src-main/contract/ids.ts'

/* What a teacher types and presses while the week is planned goes on holding, however the program answers. */

/** The sample class's own. */
const PLAN = 1 as PlanId

async function openRotation(page: Page): Promise<void> {
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.getByRole('grid').waitFor()
}

/** Holds an operation back on its way until it is let go. */
async function hold(page: Page, operation: string) {
  const go = Promise.withResolvers<undefined>()
  const asked = Promise.withResolvers<undefined>()
  await page.route('**/call', async route => {
    const call = route.request().postDataJSON() as { operation: string }
    if (call.operation === operation) {
      asked.resolve(undefined)
      await go.promise
    }
    await route.continue()
  })
  return { asked: asked.promise, letGo: () => go.resolve(undefined) }
}

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
