import type { Page } from '@playwright/test'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

/** Asks the application for something as another window would. */
function callElsewhere(page: Page, operation: string, input: unknown): Promise<void> {
  return page.evaluate(
    async body => {
      const { horseshoe } = window as { horseshoe?: { call(name: string, input: unknown): Promise<unknown> } }
      const headers = { 'Content-Type': 'application/json' }
      if (horseshoe) await horseshoe.call(body.operation, body.input)
      else await fetch('/call', { method: 'POST', headers, body: JSON.stringify(body) })
    },
    { operation, input },
  )
}

test('a meeting that goes while its dialog is open says so, and what is typed in it stays', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  const cell = page.locator('[data-stop][aria-label^="Teacher table"][aria-label*="group A, Tuesday"]')
  const blockId = Number(await cell.getAttribute('data-block'))
  await cell.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Plan this meeting' }).click()
  const aim = dialog.getByRole('textbox', { name: 'Aim' })
  const moves = dialog.getByRole('textbox', { name: 'My moves' })
  await aim.fill('Tells the twist from the ending.')
  await callElsewhere(page, 'removeBlock', { blockId })
  await expect(dialog.getByRole('alert')).toContainText('That meeting is not there any more')
  await expect(aim).toHaveValue('Tells the twist from the ending.')
  await moves.fill('Two stories side by side')
  await aim.focus()
  await expect(moves).toHaveValue('Two stories side by side')
  await expect(aim).toHaveValue('Tells the twist from the ending.')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
})
