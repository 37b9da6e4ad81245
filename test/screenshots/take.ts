// Takes the README's pictures: npm run screenshots. With a folder, every screen in every size and theme as well:
// npm run screenshots -- DIR [--only TEXT]
import { chromium, type Browser } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BROWSER_ARGUMENTS, findBrowser } from '../end-to-end/find-browser.ts'
import { dropFile, openSample } from '../end-to-end/teacher.ts'
import { carryViktor, compareWithACopy, LOOKS, takeEverything, view } from './every-screen.ts'
import { inventedClass } from './invented-class.ts'
import { withWindow } from './window.ts'

const PICTURES = resolve(import.meta.dirname, '../../docs/pictures')
const SIZE = { width: 1280, height: 800 }

async function takeReadmePictures(browser: Browser): Promise<void> {
  for (const look of LOOKS.slice(0, 2)) {
    await withWindow(browser, SIZE, look, async page => {
      const shot = (name: string) => page.screenshot({ path: join(PICTURES, `${name}-${look.name}.png`) })
      await openSample(page)
      await page.mouse.move(5, 400)
      await shot('map')
      if (look.name === 'dark') return
      await carryViktor(page)
      await shot('drag')
      await page.keyboard.press('Escape')
      await page.mouse.up()
      await page.getByRole('button', { name: 'Grid', exact: true }).click()
      await page.mouse.move(5, 400)
      await shot('grid')
      await page.getByRole('button', { name: 'Constellation', exact: true }).click()
      await compareWithACopy(page)
      await shot('compare')
      await view(page, 'Groups')
      await shot('groups')
      await view(page, 'Roster')
      await shot('roster')
      await view(page, 'Rotation')
      await page.getByRole('grid').waitFor()
      await page.mouse.move(5, 400)
      await shot('rotation')
      // In the middle of a rotation, whenever the picture is taken.
      await page.clock.setFixedTime('2026-11-24T09:12:00')
      await view(page, 'Present')
      await page.getByRole('heading', { name: 'Teacher table' }).waitFor()
      await shot('present')
      await page.keyboard.press('Escape')
      await view(page, 'Roster')
      await dropFile(page, 'Fractions quiz 2026-11-20.csv', inventedClass(28))
      await page.getByLabel('Into').selectOption('new')
      await page.getByText(/28 new students/).waitFor()
      await shot('import')
    })
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '' } },
})
const executablePath = findBrowser()
if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')
const [folder] = positionals
const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] })
mkdirSync(folder ?? PICTURES, { recursive: true })
if (folder) await takeEverything(browser, folder, values.only)
else await takeReadmePictures(browser)
await browser.close()
