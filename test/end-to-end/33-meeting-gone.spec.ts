import type { BlockId, ClassId, PlanId } from '../../src-main/contract/ids.ts'
import { ask } from './ask.ts'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

/** The sample class's own. */
const PLAN = 1 as PlanId

test('a meeting that goes while its dialog is open says so, and what is typed in it stays', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  const cell = page.locator('[data-stop][aria-label^="Teacher table"][aria-label*="group A, Tuesday"]')
  const blockId = Number(await cell.getAttribute('data-block')) as BlockId
  await cell.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Plan this meeting' }).click()
  const aim = dialog.getByRole('textbox', { name: 'Aim' })
  const moves = dialog.getByRole('textbox', { name: 'My moves' })
  await aim.fill('Tells the twist from the ending.')
  await ask(page, 'removeBlock', { blockId })
  await expect(dialog.getByRole('alert')).toContainText('That meeting is not there any more')
  await expect(aim).toHaveValue('Tells the twist from the ending.')
  await moves.fill('Two stories side by side')
  await aim.focus()
  await expect(moves).toHaveValue('Two stories side by side')
  await expect(aim).toHaveValue('Tells the twist from the ending.')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
})

test('a meeting whose whole rotation goes while its dialog is open stays with what is typed in it', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.locator('[data-stop][aria-label^="Teacher table"][aria-label*="group A, Tuesday"]').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Plan this meeting' }).click()
  const aim = dialog.getByRole('textbox', { name: 'Aim' })
  await aim.fill('Tells the twist from the ending.')
  await ask(page, 'removeRotation', { planId: PLAN })
  await expect(dialog.getByRole('alert')).toContainText('That meeting is not there any more')
  await expect(aim).toHaveValue('Tells the twist from the ending.')
  await expect(aim).toBeFocused()
})

test('what a plan is for is saved to no other plan when the plan goes while it is typed', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  const written: { planId: number; purpose?: string }[] = []
  page.on('request', request => {
    const { operation, input } = (request.postDataJSON() ?? {}) as {
      operation?: string
      input: (typeof written)[number]
    }
    if (operation === 'updatePlan') written.push(input)
  })
  await ask(page, 'createPlan', { classId: 1 as ClassId, name: 'Two', copyOf: PLAN })
  await page.getByRole('button', { name: 'Groups', exact: true }).click()
  await page.getByRole('textbox', { name: 'Purpose' }).fill('Typed for the first plan')
  await ask(page, 'removePlan', { planId: PLAN })
  await expect(page.getByRole('button', { name: 'Plan: Two' })).toBeVisible()
  await expect.poll(() => written.length).toBeGreaterThan(0)
  expect(written.filter(({ planId }) => planId !== PLAN)).toEqual([])
})

test('after the week was turned with the keyboard in it, an empty place that is filled keeps the keyboard', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.locator('[data-stop][aria-label^="Teacher table"][aria-label*="group A, Tuesday"]').focus()
  await page.keyboard.press('s')
  await expect(page.getByRole('grid', { name: /by stations/ })).toBeVisible()
  const empty = page.locator('[data-stop]:not([aria-label*="group"])').last()
  const [block, station] = [await empty.getAttribute('data-block'), await empty.getAttribute('data-station')]
  await empty.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.locator(':focus')).toHaveAttribute('data-block', block ?? '')
  await expect(
    page.locator(
      `[data-block="${block}"][data-station="${station}"] :focus, [data-block="${block}"][data-stop]:focus`,
    ),
  ).toHaveCount(1)
})
