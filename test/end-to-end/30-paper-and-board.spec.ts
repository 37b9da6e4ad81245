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

test('a group of which nobody is there says so on the wall, and no substitute waits for it', async ({
  program: { page },
}) => {
  const { planId, classId } = await samplePlan(page)
  await page.clock.setFixedTime('2026-11-24T08:00:00')
  const { students } = await ask(page, 'readClass', { classId })
  const week = await ask(page, 'readRotation', { planId })
  const today = week?.blocks.filter(({ weekday }) => weekday === 2).map(({ id }) => id)
  const meeting = week?.weeks[0]?.meetings.find(({ blockId }) => today?.includes(blockId))
  const gone = week?.groups.find(({ position }) => position === meeting?.position)
  if (!gone) throw new Error('Nobody is at the table on a Tuesday.')
  for (const studentId of gone.studentIds)
    await ask(page, 'setAbsent', { planId, studentId, day: '2026-11-24', absent: true })
  const row = { hasText: new RegExp(`${gone.name}\\s*nobody today`) }

  const wall = await sheet(page, 'One day’s board')
  await expect(wall.locator('tr', row)).toHaveCount(1)
  await page.keyboard.press('Escape')
  const substitute = await sheet(page, 'For a substitute teacher')
  await expect(substitute.locator('tr', row)).toHaveCount(1)
  const meetings = substitute.locator('.meeting', { hasText: gone.name })
  await expect(meetings.first()).toContainText(`${gone.name}: nobody today.`)
  for (const text of await meetings.allTextContents()) expect(text).not.toContain('Aim')
  const labels = students.filter(({ id }) => gone.studentIds.includes(id)).map(({ label }) => label)
  const told = await substitute.locator('p', { hasText: /^Absent today:/ }).textContent()
  const places = labels.sort((a, b) => a.localeCompare(b, 'en')).map(label => told?.indexOf(`${label} (`))
  expect(places).toEqual(places.toSorted((a, b) => (a ?? 0) - (b ?? 0)))
  expect(places).not.toContain(-1)
})
