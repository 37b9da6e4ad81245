import type { Page } from '@playwright/test'
import { openBigWeek } from '../end-to-end/big-week.ts'
import { openSample } from '../end-to-end/teacher.ts'

type Shoot = (page: Page, name: string) => Promise<unknown>

/** Each dialog of the week, by the words of the button that opens it. */
const DIALOGS: readonly (readonly [name: string, button: string | RegExp])[] = [
  ['stations', /^\d+ stations$/],
  ['blocks', /^\d+ rotations on/],
  ['adults', /^(no other adult|1 more adult|\d+ more adults)$/],
  ['pull-outs', /^(no pull-outs|\d+ pull-outs?)$/],
  ['demands', /^(no demands yet|\d+ demands?)$/],
  ['minutes', 'Minutes with you'],
  ['today', 'Today'],
]

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function takeWeek(page: Page, shoot: Shoot, prefix: string): Promise<void> {
  for (const look of ['By station', 'By group']) {
    await page.getByRole('button', { name: look, exact: true }).click()
    await page.mouse.move(5, 400)
    await shoot(page, `${prefix}-${look.replace(' ', '-').toLowerCase()}`)
  }
}

async function takeDialogsOf(page: Page, shoot: Shoot, prefix: string): Promise<void> {
  for (const [name, button] of DIALOGS) {
    await page
      .getByRole('button', { name: button, exact: typeof button === 'string' })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
    if (name === 'today') {
      await page.getByLabel('Day', { exact: true }).fill('2026-11-25')
      await page.getByText('Wednesday’s board').waitFor()
    }
    await shoot(page, `${prefix}-${name}`)
    await close(page)
  }
  await page
    .getByRole('gridcell', { name: /^Teacher table,/ })
    .first()
    .click()
  await page.getByRole('dialog').waitFor()
  await page.waitForLoadState('networkidle')
  await shoot(page, `${prefix}-cell`)
  await page.getByRole('button', { name: 'Plan this meeting…' }).click()
  await page.getByLabel('What happened on').waitFor()
  await shoot(page, `${prefix}-meeting`)
  await close(page)
}

/** The sample's week and its dialogs, first every week the same, then in turn, then with nobody anywhere. */
export async function takeRotation(page: Page, shoot: Shoot): Promise<void> {
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.getByRole('grid').waitFor()
  await takeWeek(page, shoot, 'week')
  await page.getByRole('button', { name: /rotations on/ }).click()
  await page.getByLabel('Whether weeks alternate').selectOption('is A or B in turn')
  await close(page)
  await page.getByRole('button', { name: 'Week B' }).click()
  await takeWeek(page, shoot, 'week-b')
  await takeDialogsOf(page, shoot, 'week-b')
  await page.getByRole('button', { name: 'By station', exact: true }).click()
  await page
    .getByRole('gridcell', { name: /^Nobody at/ })
    .first()
    .click()
  await page.waitForLoadState('networkidle')
  await shoot(page, 'week-place')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for this week' }).click()
  await page.getByRole('button', { name: /Take out every station/ }).click()
  await page.getByText('Nobody has a station yet.').waitFor()
  await takeWeek(page, shoot, 'week-empty')
}

/** 120 students, 25 blocks and names of every length. */
export async function takeBigRotation(page: Page, shoot: Shoot): Promise<void> {
  await openBigWeek(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.getByRole('grid').waitFor()
  await takeWeek(page, shoot, 'week-120')
  await takeDialogsOf(page, shoot, 'week-120')
}
