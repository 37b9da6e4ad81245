import type { Page } from '@playwright/test'
import { inventedScores } from '../bench/invented-scores.ts'
import { expect, test } from './program.ts'
import { dropFile } from './teacher.ts'

/** Drops invented scores of Student0, Student1 and so on. */
async function dropSchool(page: Page, students: number, skills: number): Promise<void> {
  await dropFile(page, 'School 2026-11-20.csv', new TextEncoder().encode(inventedScores(students, skills)))
}

test('an import under way is cancelled, and nothing of it is there', async ({ program }) => {
  const { page } = program
  for (const cancel of ['pointer', 'keyboard']) {
    await dropSchool(page, 10_000, 30)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Import 10,000 students' }).click()
    if (cancel === 'pointer') await dialog.getByRole('button', { name: 'Cancel' }).click()
    else await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('button', { name: 'Open the sample class' })).toBeVisible()
  }
  const again = await program.restart()
  await expect(again.getByRole('button', { name: 'Open the sample class' })).toBeVisible()
})

test('the roster of a school draws what is in sight, and shows everybody who is looked for', async ({
  program,
}) => {
  const { page } = program
  await dropSchool(page, 300, 12)
  await page.getByRole('dialog').getByRole('button', { name: 'Import 300 students' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Roster', exact: true }).click()

  const table = page.getByRole('table')
  const rows = page.locator('[data-roster-student]')
  await expect(table).toHaveAttribute('aria-rowcount', '302')
  await expect(rows.first()).toHaveAttribute('aria-rowindex', '2')
  expect(await rows.count()).toBeLessThan(100)

  const region = page.getByRole('region', { name: 'Students and scores' })
  await region.evaluate(element => element.scrollTo(0, element.scrollHeight))
  const last = page.locator('[data-roster-student="Student299"]')
  await expect(last).toBeInViewport()
  await expect(last).toHaveAttribute('aria-rowindex', '301')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('Student150 Family53')
  await expect(page.getByRole('option').first()).toContainText('Student150')
  await page.keyboard.press('Enter')
  const middle = page.locator('[data-roster-student="Student150"]')
  await expect(middle).toBeInViewport()
  await expect(middle.getByRole('button')).toBeFocused()

  await page.getByRole('searchbox', { name: 'Find a student' }).fill('student299')
  await expect(rows).toHaveCount(1)
  await expect(last).toBeInViewport()
})
