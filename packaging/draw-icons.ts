// Draws the icons of the installers from resources/icons/*.svg: node packaging/draw-icons.ts
import { chromium } from '@playwright/test'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { BROWSER_ARGUMENTS, findBrowser } from '../test/end-to-end/find-browser.ts'
import { icnsFile, ICNS_SIZES, icoFile, ICO_SIZES, type IconPicture } from './icon-files.ts'

const FOLDER = resolve(import.meta.dirname, '../resources/icons')
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
/** On a Mac the shape fills 824 of 1,024 (Apple's template), with room for its shadow. */
const MAC_SHARE = 824 / 1024

const executablePath = findBrowser()
if (!executablePath) throw new Error('No browser was found; set HORSESHOE_BROWSER to one.')
const browser = await chromium.launch({ executablePath, args: [...BROWSER_ARGUMENTS] })
const page = await browser.newPage()

/** @param share of the width that the drawing fills, 0 to 1 */
async function draw(name: string, size: number, share: number): Promise<IconPicture> {
  const svg = readFileSync(join(FOLDER, `${name}.svg`), 'utf8')
  await page.setViewportSize({ width: size, height: size })
  const side = Math.round(size * share)
  await page.setContent(
    `<style>body{margin:0;display:grid;place-items:center;height:100vh}svg{width:${side}px;height:${side}px}</style>${svg}`,
  )
  return { size, png: await page.screenshot({ omitBackground: true }) }
}

async function drawAll(name: string, sizes: readonly number[], share: number): Promise<IconPicture[]> {
  const pictures: IconPicture[] = []
  for (const size of sizes) pictures.push(await draw(name, size, share))
  return pictures
}

for (const name of ['icon', 'document']) {
  const macShare = name === 'icon' ? MAC_SHARE : 1
  writeFileSync(join(FOLDER, `${name}.ico`), icoFile(await drawAll(name, ICO_SIZES, 1)))
  writeFileSync(join(FOLDER, `${name}.icns`), icnsFile(await drawAll(name, ICNS_SIZES, macShare)))
}
mkdirSync(join(FOLDER, 'linux'), { recursive: true })
for (const { size, png } of await drawAll('icon', LINUX_SIZES, 1)) {
  writeFileSync(join(FOLDER, 'linux', `${size}x${size}.png`), png)
}
await browser.close()
