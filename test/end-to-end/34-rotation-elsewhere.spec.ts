import type { Locator, Page } from '@playwright/test'
import type { PlanId } from '../../src-main/contract/ids.ts'
import { ask } from './big-week.ts'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

/* What comes from outside the view while somebody works in it: another window, the date, a read that fails. */

test.skip(({ host }) => host !== 'browser', 'What another window does is asked of the program over HTTP.')

const PLAN = 1 as PlanId

async function openRotation(page: Page): Promise<void> {
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.getByRole('grid').waitFor()
}
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
  await cell(page, 'A', 'Wednesday 9:25').focus()
  await page.keyboard.press('m')
  const other = cell(page, 'C', 'Tuesday 9:50')
  await other.focus()
  await expect(page.getByText('Teacher table takes 1 group at a time')).toBeVisible()
  await expect(other).toHaveClass(/\brule\b/)
  await ask(page, 'updateStation', { stationId: table.id, capacity: 6 })
  await expect(page.getByText('Teacher table takes 1 group at a time')).toBeHidden()
  await expect(other).not.toHaveClass(/\brule\b/)
  await expect(inTheAir(page)).toBeVisible()
  await ask(page, 'removeBlock', { blockId: block.id })
  await expect(page.getByRole('gridcell', { name: /group A, Wednesday 9:25/ })).toHaveCount(0)
  await expect(inTheAir(page)).toHaveCount(0)
})
