import type { Browser, Page } from '@playwright/test'
import { join } from 'node:path'
import { card, carry, dropFile, groupOf, members, openSample } from '../end-to-end/teacher.ts'
import { takeExports, takeFiles } from './files.ts'
import { inventedClass } from './invented-class.ts'
import { takeBigRotation, takeRotation } from './rotation.ts'
import { withWindow, type Look } from './window.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 640 },
] as const
/** Light and dark come first: the README shows these. */
export const LOOKS: readonly Look[] = [
  { name: 'light', colorScheme: 'light', contrast: 'no-preference' },
  { name: 'dark', colorScheme: 'dark', contrast: 'no-preference' },
  { name: 'contrast', colorScheme: 'light', contrast: 'more' },
]
const MAP_LOOKS = ['Constellation', 'Grid', 'Profiles'] as const

type Shoot = (page: Page, name: string) => Promise<unknown>

/** Holds a student over a group that is not theirs. */
export async function carryViktor(page: Page): Promise<void> {
  const target = (await groupOf(page, 'Viktor')) === 'B' ? 'C' : 'B'
  await carry(page, page.locator('[data-member="Viktor"]'), card(page, target))
  await card(page, target).getByText(/fits/).waitFor()
}

export const view = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/**
 * Every screen, in three sizes, light, dark and with more contrast, into a folder.
 *
 * @param only takes only the pictures whose part (`empty`, `class`, `rotation` and so on, see below) has this in its name
 */
export async function takeEverything(browser: Browser, folder: string, only: string): Promise<void> {
  const parts = {
    empty: takeEmpty,
    class: takeClass,
    grade: takeGrade,
    dialogs: takeDialogs,
    files: takeFiles,
    exports: takeExports,
    rotation: takeRotation,
    rotationOfAGrade: takeBigRotation,
  }
  for (const size of SIZES) {
    for (const look of LOOKS) {
      const shoot: Shoot = (page, name) =>
        page.screenshot({ path: join(folder, `${name}-${size.width}-${look.name}.png`) })
      for (const [name, take] of Object.entries(parts)) {
        if (name.includes(only)) await withWindow(browser, size, look, page => take(page, shoot))
      }
    }
  }
}

export async function takeEmpty(page: Page, shoot: Shoot): Promise<void> {
  await shoot(page, 'first-run')
  await page.getByRole('button', { name: 'Start with an empty class' }).click()
  await page.getByLabel('Name of the class').fill('Room 12')
  await page.keyboard.press('Enter')
  await page.getByText('Nobody is in this class yet').waitFor()
  for (const name of ['Map', 'Groups', 'Roster']) {
    await view(page, name)
    await shoot(page, `0-${name.toLowerCase()}`)
  }
}

/** Each look of the map, at rest and with a student in the air. */
async function takeLooks(page: Page, shoot: Shoot, prefix: string): Promise<void> {
  for (const look of MAP_LOOKS) {
    await page.getByRole('button', { name: look, exact: true }).click()
    await page.mouse.move(5, 400)
    await shoot(page, `${prefix}-${look.toLowerCase()}`)
    const [student] = await members(page, 'A')
    await carry(page, page.locator(`[data-member="${student ?? ''}"]`), card(page, 'B'))
    await card(page, 'B').getByText(/fits/).waitFor()
    await shoot(page, `${prefix}-${look.toLowerCase()}-drag`)
    await page.keyboard.press('Escape')
    await page.mouse.up()
  }
  await page.getByRole('button', { name: 'Constellation', exact: true }).click()
}

export async function takeClass(page: Page, shoot: Shoot): Promise<void> {
  await openSample(page)
  await takeLooks(page, shoot, '28')
  await page.getByRole('button', { name: 'Inference' }).click()
  await page.getByRole('button', { name: 'Choose them', exact: true }).click()
  await shoot(page, '28-need')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Inference' }).click()
  await page.getByLabel('Across').selectOption({ label: 'Inference' })
  await shoot(page, '28-two-skills')
  for (const name of ['Groups', 'Roster']) {
    await view(page, name)
    await shoot(page, `28-${name.toLowerCase()}`)
  }
  await page.emulateMedia({ media: 'print' })
  await shoot(page, '28-print')
  await page.emulateMedia({ media: 'screen' })
}

async function takeGrade(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole('button', { name: 'Start with an empty class' }).click()
  await page.getByLabel('Name of the class').fill('Grade 4')
  await page.keyboard.press('Enter')
  await dropFile(page, 'grade.csv', inventedClass(120))
  await page.getByRole('button', { name: 'Import 120 students' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await view(page, 'Map')
  await shoot(page, '120-ungrouped')
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await card(page, 'X').waitFor({ timeout: 60_000 })
  await takeLooks(page, shoot, '120')
  for (const name of ['Groups', 'Roster']) {
    await view(page, name)
    await shoot(page, `120-${name.toLowerCase()}`)
  }
}

/** Makes a scenario in which one student sits elsewhere, and compares it with the plan it was copied from. */
export async function compareWithACopy(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Plan:/ }).click()
  await page.getByRole('button', { name: 'Duplicate this plan' }).click()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /^Plan:.*scenario/ }).waitFor()
  await page.locator('[data-student="Viktor"]').focus()
  await page.keyboard.press('m')
  await page.keyboard.press('b')
  await card(page, 'B').locator('[data-member="Viktor"]').waitFor()
  await page.getByRole('button', { name: 'Compare plans' }).click()
  await page
    .getByText(/moves? /)
    .first()
    .waitFor()
  // What was said of the copy goes by itself after a while; if it is still there, it goes now.
  await page
    .getByRole('button', { name: 'Dismiss' })
    .evaluateAll((buttons: HTMLElement[]) => buttons.forEach(button => button.click()))
}

/** Closes a dialog and waits until it is gone: keys belong to it as long. */
async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

export async function takeDialogs(page: Page, shoot: Shoot): Promise<void> {
  await openSample(page)
  await page.locator('[data-student="Hương"]').focus()
  await shoot(page, '28-card')
  await page.keyboard.press('m')
  await page.getByRole('dialog').getByText(/fits/).first().waitFor()
  await shoot(page, '28-move')
  await escape(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('in')
  await shoot(page, '28-palette')
  await escape(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await shoot(page, '28-shortcuts')
  await escape(page)
  for (const name of ['all 10 skills', /pairs apart/, 'Settings'] as const) {
    await page.getByRole('button', { name }).click()
    await shoot(page, `28-${typeof name === 'string' ? name.replace(/\W+/g, '-').toLowerCase() : 'rules'}`)
    await escape(page)
  }
  await page.getByRole('button', { name: 'Picture…' }).click()
  await page.getByRole('dialog').waitFor()
  await shoot(page, '28-picture')
  await escape(page)
  await compareWithACopy(page)
  await shoot(page, '28-compare')
  const odd = 'Name,Fractions,Spelling\nAmina Yusuf,85,3\nRosa Maria Santos,x1,2\nBen Carter,absent,4'
  await dropFile(page, 'quiz.csv', new TextEncoder().encode(odd))
  await page.getByText('Several students have the same name').waitFor()
  await shoot(page, '28-import')
}
