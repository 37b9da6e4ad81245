import type { Locator, Page } from '@playwright/test'
import { ask } from './big-week.ts'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

/** The sheet as the dialog shows it, which is the very one that prints. */
async function sheet(page: Page, name: string): Promise<Locator> {
  await page.keyboard.press('Control+Shift+P')
  const dialog = page.getByRole('dialog', { name: 'Print the rotation' })
  await dialog.getByRole('radio', { name }).check()
  const found = dialog.locator('figure .sheet')
  await found.locator('h1').first().waitFor({ state: 'attached' })
  return found
}

async function samplePlan(page: Page) {
  await openSample(page)
  const [sample] = await ask(page, 'listClasses', {})
  const plan = sample?.plans[0]
  if (!sample || !plan) throw new Error('There is no plan.')
  return { planId: plan.id, classId: sample.id }
}

/** Texts of a table that are wider than their cell. */
const leaving = (table: Locator) =>
  table.locator('th, td').evaluateAll(cells =>
    cells.flatMap(cell => {
      const text = document.createRange()
      text.selectNodeContents(cell)
      const { left, right } = cell.getBoundingClientRect()
      const isIn = [...text.getClientRects()].every(at => at.left >= left && at.right <= right)
      return isIn ? [] : [cell.textContent]
    }),
  )

test('days and times of a first week stand beside the groups, not in them', async ({ program: { page } }) => {
  const { planId } = await samplePlan(page)
  await ask(page, 'removeRotation', { planId })
  await ask(page, 'startRotation', { planId })
  for (const paper of ['A4', 'Letter']) {
    const week = await sheet(page, 'The week')
    await page.getByLabel('Paper').selectOption(paper)
    await expect(week.locator('tbody .time').last()).toHaveText('10:00–10:20')
    expect(await leaving(week.locator('table')), paper).toEqual([])
    await page.keyboard.press('Escape')
  }
})
