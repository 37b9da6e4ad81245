// Takes the README's pictures: npm run screenshots. With a folder, every screen in every size and theme as well:
// npm run screenshots -- DIR
import { chromium, type Browser, type Page } from '@playwright/test'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { BROWSER_ARGUMENTS, findBrowser } from '../end-to-end/find-browser.ts'
import { ended, startBrowserHost } from '../end-to-end/program.ts'
import { card, carry, dropFile, groupOf, openSample } from '../end-to-end/teacher.ts'

const PICTURES = resolve(import.meta.dirname, '../../docs/pictures')
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const THEMES = ['light', 'dark'] as const
type Theme = (typeof THEMES)[number]

/** A class of any size with invented people, some with long names. */
function inventedClass(students: number): Uint8Array {
  const skills = [
    'Reading fluency',
    'Vocabulary',
    'Main idea',
    'Inference',
    'Place value',
    'Multiplication',
    'Fractions',
    'Area and perimeter of composed shapes',
  ]
  const given = [
    'Amina',
    'Tomás',
    'Wren',
    'Priya',
    'Mateo',
    'Quinn',
    'Oskar',
    'Yara',
    'Maximiliane Theodora',
    'Hana',
    'Kofi',
    'Lena',
  ]
  const family = [
    'Yusuf',
    'Herrera',
    'Okafor',
    'von Hohenfels-Nakamura',
    'Jiménez',
    'Delacroix',
    'Lindqvist',
    'Haddad',
    'Novák',
    'Li',
    'Mensah',
  ]
  let state = 12345
  const random = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
  const rows = Array.from({ length: students }, (_, at) => {
    const level = 45 + 35 * random()
    const weak = Math.floor(random() * skills.length)
    const scores = skills.map((_skill, skill) =>
      random() < 0.05
        ? ''
        : Math.round(Math.max(5, Math.min(100, level + 25 * random() - (skill === weak ? 30 : 0)))),
    )
    return [`${given[at % given.length] ?? ''} ${family[(at * 7) % family.length] ?? ''}`, ...scores].join(
      ',',
    )
  })
  return new TextEncoder().encode([['Name', ...skills].join(','), ...rows].join('\n'))
}

/** A window on a program of its own, with the sample class, nothing, or an invented class. */
async function withWindow(
  browser: Browser,
  size: { width: number; height: number },
  theme: Theme,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'horseshoe-'))
  const { url, child } = await startBrowserHost(data)
  const context = await browser.newContext({ viewport: size, colorScheme: theme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: 'Settings' }).waitFor()
  await use(page)
  await context.close()
  child.kill('SIGTERM')
  await ended(child)
  rmSync(data, { recursive: true, force: true })
}

/** Holds a student over a group that is not theirs. */
async function carryViktor(page: Page): Promise<void> {
  const target = (await groupOf(page, 'Viktor')) === 'B' ? 'C' : 'B'
  await carry(page, page.locator('[data-student="Viktor"]'), card(page, target))
  await card(page, target).getByText(/fits/).waitFor()
}

const view = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function takeReadmePictures(browser: Browser): Promise<void> {
  for (const theme of THEMES) {
    await withWindow(browser, SIZES[0], theme, async page => {
      const shot = (name: string) => page.screenshot({ path: join(PICTURES, `${name}-${theme}.png`) })
      await openSample(page)
      await page.mouse.move(5, 400)
      await shot('map')
      if (theme === 'dark') return
      await carryViktor(page)
      await shot('drag')
      await page.keyboard.press('Escape')
      await page.mouse.up()
      await view(page, 'Groups')
      await shot('groups')
      await view(page, 'Roster')
      await shot('roster')
      await dropFile(page, 'Fractions quiz 2026-11-20.csv', inventedClass(28))
      await page.getByLabel('Into').selectOption('new')
      await page.getByText(/28 new students/).waitFor()
      await shot('import')
    })
  }
}

async function takeEverything(browser: Browser, folder: string): Promise<void> {
  for (const size of SIZES) {
    for (const theme of THEMES) {
      const shot = (page: Page, name: string) =>
        page.screenshot({ path: join(folder, `${name}-${size.width}-${theme}.png`) })
      await withWindow(browser, size, theme, async page => {
        await shot(page, 'first-run')
        await page.getByRole('button', { name: 'Start with an empty class' }).click()
        await page.getByLabel('Name of the class').fill('Room 12')
        await page.keyboard.press('Enter')
        await page.getByText('Nobody is in this class yet').waitFor()
        for (const name of ['Map', 'Groups', 'Roster']) {
          await view(page, name)
          await shot(page, `0-${name.toLowerCase()}`)
        }
        await dropFile(page, 'grade.csv', inventedClass(120))
        await page.getByRole('button', { name: 'Import 120 students' }).click()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        await view(page, 'Map')
        await shot(page, '120-ungrouped')
        await page.getByRole('button', { name: 'Group', exact: true }).click()
        await card(page, 'X').waitFor({ timeout: 60_000 })
        for (const name of ['Map', 'Groups', 'Roster']) {
          await view(page, name)
          await shot(page, `120-${name.toLowerCase()}`)
        }
      })
      await withWindow(browser, size, theme, async page => {
        await openSample(page)
        for (const name of ['Map', 'Groups', 'Roster']) {
          await view(page, name)
          await shot(page, `28-${name.toLowerCase()}`)
        }
        await view(page, 'Map')
        await carryViktor(page)
        await shot(page, '28-drag')
        await page.keyboard.press('Escape')
        await page.mouse.up()
        await page.locator('[data-student="Hương"]').focus()
        await shot(page, '28-card')
        await page.keyboard.press('m')
        await page.getByRole('dialog').getByText(/fits/).first().waitFor()
        await shot(page, '28-move')
        await page.keyboard.press('Escape')
        await page.getByLabel('Across').selectOption({ label: 'Inference' })
        await shot(page, '28-two-skills')
        await page.getByRole('button', { name: 'all 10 skills' }).click()
        await shot(page, '28-skills')
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: /pairs apart/ }).click()
        await shot(page, '28-rules')
        await page.keyboard.press('Escape')
        await page.emulateMedia({ media: 'print' })
        await page.pdf({ path: join(folder, `print-${theme}.pdf`), format: 'A4' })
        await page.emulateMedia({ media: 'screen' })
        const odd = 'Name,Fractions,Spelling\nAmina Yusuf,85,3\nRosa Maria Santos,x1,2\nBen Carter,absent,4'
        await dropFile(page, 'quiz.csv', new TextEncoder().encode(odd))
        await page.getByText('Several students have the same name').waitFor()
        await shot(page, '28-import')
      })
    }
  }
}

const executablePath = findBrowser()
if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')
const [folder] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] })
mkdirSync(PICTURES, { recursive: true })
if (folder) {
  mkdirSync(folder, { recursive: true })
  await takeEverything(browser, folder)
} else {
  await takeReadmePictures(browser)
}
await browser.close()
