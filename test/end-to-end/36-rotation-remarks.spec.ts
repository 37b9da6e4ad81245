import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { openRotation } from './teacher.ts'

/* What the week says of itself without being asked. */

const cell = (page: Page, letter: string, when: string) =>
  page.locator(`[data-stop][aria-label*="group ${letter}, ${when}"]`)

test('who is pulled out of a rotation is said at its cell, quietly and whatever the station', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  const place = cell(page, 'D', 'Wednesday 9:50')
  await expect(place).toHaveAttribute('aria-label', /Viktor is at Band\.$/)
  await expect(place.locator('[data-fewer="1"]')).toBeVisible()
  await expect(place.getByTitle(/Viktor is at Band\.$/)).toBeVisible()
  await expect(cell(page, 'C', 'Wednesday 9:50').locator('[data-fewer]')).toHaveCount(0)
  await place.click()
  await expect(page.getByRole('dialog').getByText('Viktor is at Band.')).toBeVisible()
  await page.keyboard.press('Escape')
  // The sign and the mark have room beside each other, within the cell, in wide ones and in narrow ones.
  for (const width of [1280, 1024, 640]) {
    await page.setViewportSize({ width, height: 800 })
    await place.scrollIntoViewIfNeeded()
    const boxes = await place.evaluate(it => {
      const box = (selector: string) => it.querySelector(selector)?.getBoundingClientRect()
      return { own: it.getBoundingClientRect(), icon: box('svg'), mark: box('.fewer'), name: box('.name') }
    })
    const { own, icon, mark, name } = boxes
    if (!icon || !mark) throw new Error('There is no mark.')
    expect(mark.right).toBeLessThanOrEqual(own.right)
    expect(mark.bottom).toBeLessThanOrEqual(own.bottom)
    expect(mark.left >= icon.right || mark.top >= icon.bottom).toBe(true)
    expect(name === undefined || mark.bottom <= name.top + 1).toBe(true)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: 'By station' }).click()
  await expect(place).toHaveAttribute('aria-label', /Viktor is at Band\.$/)
  await expect(place.locator('[data-fewer="1"]')).toBeVisible()
  await expectNoFault(page, 'who is pulled out, by station')
})

test('who is pulled out is said on the teacher’s board of a day, and not of who is absent', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  await page.getByRole('button', { name: 'Today', exact: true }).click()
  await page.getByLabel('Day', { exact: true }).fill('2026-11-25')
  const board = page.getByRole('region', { name: 'The board' })
  await expect(board.getByText('Rosa S., Siobhán and Wren Viktor is at Band.')).toBeVisible()
  await page.getByRole('button', { name: 'Viktor' }).click()
  await expect(page.getByText('1 student absent.')).toBeVisible()
  await expect(board.getByText('Viktor is at Band.')).toHaveCount(0)
})

test('a group for which a demand is not met is marked at its row, with what is missing', async ({
  program,
}) => {
  const { page } = program
  await openRotation(page)
  const row = page.getByRole('rowheader', { name: /Maple/ })
  await expect(row.locator('.about svg')).toHaveCount(0)
  const visits = page.getByRole('gridcell', { name: /^Teacher table, group A,/ })
  for (let left = await visits.count(); left > 1; left--) {
    await visits.first().focus()
    await page.keyboard.press('Delete')
    await expect(visits).toHaveCount(left - 1)
  }
  await expect(row).toHaveAccessibleName(/1 visit, 15 min.*Group A is once at the table/)
  await expect(row.locator('.about svg')).toBeVisible()
  await expect(row.getByTitle(/^Group A is once at the table/)).toBeVisible()
  await expectNoFault(page, 'a demand that is not met')
})
