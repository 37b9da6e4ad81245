import type { Locator, Page } from '@playwright/test'
import { ask } from './ask.ts'
import { openSample } from './teacher.ts'

/** The sheet as the dialog shows it, which is the very one that prints. */
export async function sheet(page: Page, name: string): Promise<Locator> {
  await page.keyboard.press('Control+Shift+P')
  const dialog = page.getByRole('dialog', { name: 'Print the rotation' })
  await dialog.getByRole('radio', { name }).check()
  const found = dialog.locator('figure .sheet')
  await found.locator('h1').first().waitFor({ state: 'attached' })
  return found
}

/** The sample class, open, and its plan. */
export async function samplePlan(page: Page) {
  await openSample(page)
  const [sample] = await ask(page, 'listClasses', {})
  const plan = sample?.plans[0]
  if (!sample || !plan) throw new Error('There is no plan.')
  return { planId: plan.id, classId: sample.id }
}
