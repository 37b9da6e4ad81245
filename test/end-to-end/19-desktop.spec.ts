import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { expectNoFault } from './axe.ts'
import { fileAskedBy } from './choose-file.ts'
import { expect, test } from './program.ts'
import { calls, choose, give, standInForElectron } from './stand-in.ts'
import { members, openSample } from './teacher.ts'

const SEALED = readFileSync(join(import.meta.dirname, '../fixtures/sample-class-1.horseshoe'))
const PASSPHRASE = 'tami-kelo-sobu-dare'

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })

/** Opens something through the palette, as whoever knows its name does. */
async function askPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Search/ }).fill(words)
  await page.keyboard.press('Enter')
}

test('who it is, which version and whose work it stands on are a click from the first screen', async ({
  program,
}) => {
  const { page, dataDirectory } = program
  await page.getByRole('button', { name: 'About' }).click()
  const about = dialog(page, 'About Horseshoe')
  await expect(about).toContainText(`Version ${manifest.version}`)
  await expect(about).toContainText(join(dataDirectory, 'horseshoe.db'))
  await expect(about.getByText(/Node \d+\.\d+\.\d+, (Linux|Windows|macOS)/)).toBeVisible()

  await about.getByRole('button', { name: 'Check the version' }).click()
  const version = dialog(page, 'Check the version')
  await expect(version).toContainText(`You have Horseshoe ${manifest.version}.`)
  await expect(version).toContainText('never looks for a newer one')
  await version.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(version).toBeHidden()

  await page.getByRole('button', { name: 'About' }).click()
  await about.getByRole('button', { name: 'Licences' }).click()
  const licences = dialog(page, 'Licences')
  await expect(licences.getByRole('listitem').first()).toContainText('Horseshoe')
  for (const name of ['better-sqlite3', 'SQLite', 'svelte', 'd3-zoom', 'Electron'])
    await expect(licences.getByText(name, { exact: true })).toBeVisible()
  await expect(licences.getByText('Copyright (c) 2017 Joshua Wise')).toBeHidden()
  await licences.getByText('better-sqlite3', { exact: true }).click()
  await expect(licences.getByText('Copyright (c) 2017 Joshua Wise')).toBeVisible()
})

test('the same by keyboard, and Escape gives the focus back', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const settings = page.getByRole('button', { name: 'Settings' })
  await settings.press('Enter')
  await page.getByRole('button', { name: /^About Horseshoe/ }).press('Enter')
  await expect(dialog(page, 'About Horseshoe')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog(page, 'About Horseshoe')).toBeHidden()

  await page.getByRole('button', { name: 'Export' }).focus()
  for (const [words, name] of [
    ['newer', 'Check the version'],
    ['open source', 'Licences'],
    ['about', 'About Horseshoe'],
  ] as const) {
    await askPalette(page, words)
    await expect(dialog(page, name)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog(page, name)).toBeHidden()
    await expect(page.getByRole('button', { name: 'Export' })).toBeFocused()
  }

  await askPalette(page, 'licences')
  const first = dialog(page, 'Licences').locator('summary').first()
  await first.focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page, 'Licences').getByText('Permission is hereby granted').first()).toBeVisible()
})

test('keys open a file, export, and show the keys', async ({ program, host }) => {
  test.skip(host !== 'browser', 'Electron asks with its own dialog for a file.')
  const { page } = program
  await openSample(page)
  const chooser = await fileAskedBy(page, () => page.keyboard.press('Control+o'))
  await chooser.setFiles({
    name: 'Room 12.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Name,Area\nAmina,3'),
  })
  await expect(page.getByRole('dialog', { name: /Room 12/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('Control+e')
  await expect(dialog(page, 'Export')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('F1')
  await expect(page.getByRole('dialog', { name: /shortcuts/i })).toBeVisible()
})

test('in a browser a PDF is made where the printer is chosen, and that is said', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'Electron makes the PDF itself.')
  const { page } = program
  await openSample(page)
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes')
  })
  await askPalette(page, 'pdf')
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
  await expect(page.getByText('Choose “Save as PDF” where the printer is chosen.').last()).toBeVisible()
})

test.describe('as Electron’s window', () => {
  test.skip(({ host }) => host !== 'browser', 'Here a bridge stands in for Electron’s.')

  test('a class that is double-clicked asks for its passphrase, a table is looked at first', async ({
    program,
  }) => {
    const { page } = program
    await standInForElectron(page)
    await give(page, 'Room 12.horseshoe', SEALED)
    await page.getByLabel('Passphrase').fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Class: Grade 4 · Room 12 (sample)' })).toBeVisible()
    await give(page, 'Quiz.csv', Buffer.from('Name,Area\nAmina Yusuf,3'))
    await expect(page.getByRole('dialog', { name: /Quiz\.csv/ })).toBeVisible()
    // Another one, given while this is open, takes its place.
    await give(page, 'Quiz 2.csv', Buffer.from('Name,Area\nAmina Yusuf,4'))
    await expect(page.getByRole('dialog', { name: /Quiz 2\.csv/ })).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(1)
  })

  test('a file that was given before the window was there is opened when it is', async ({ program }) => {
    const { page } = program
    const content = Buffer.from('Name,Area\nAmina Yusuf,3').toString('base64')
    await standInForElectron(page, { fileName: 'Early.csv', content })
    await expect(page.getByRole('dialog', { name: /Early\.csv/ })).toBeVisible()
  })

  test('undo in the menu is the window’s, and while something is typed the text’s', async ({ program }) => {
    const { page } = program
    await standInForElectron(page)
    await openSample(page)
    const before = await members(page, 'A')
    await page.locator(`[data-student="${before[0]}"]`).focus()
    await page.keyboard.press('m')
    await page.keyboard.press('b')
    await expect(page.locator('[data-group="A"] [data-member]')).toHaveCount(before.length - 1)

    await page.getByRole('button', { name: 'Groups', exact: true }).click()
    const aim = page.getByLabel('Aim').first()
    const text = await aim.inputValue()
    await aim.focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' soon')
    await choose(page, 'undo')
    await expect(aim).toHaveValue(text)
    await choose(page, 'redo')
    await expect(aim).toHaveValue(`${text} soon`)
    await choose(page, 'undo')
    await page.getByRole('button', { name: 'Map', exact: true }).click()
    await expect(page.locator('[data-group="A"] [data-member]')).toHaveCount(before.length - 1)
    await page.locator('[data-group="A"] [data-member]').first().focus()

    await choose(page, 'undo')
    await expect(page.locator('[data-group="A"] [data-member]')).toHaveCount(before.length)
    await expect(page.getByText(/^Undone: move/).last()).toBeVisible()
    await choose(page, 'redo')
    await expect(page.locator('[data-group="A"] [data-member]')).toHaveCount(before.length - 1)
  })

  test('the menu opens dialogs, one in the place of another, and waits for work that is under way', async ({
    program,
  }) => {
    const { page } = program
    await standInForElectron(page)
    await openSample(page)
    await choose(page, 'about')
    await expect(dialog(page, 'About Horseshoe')).toBeVisible()
    await choose(page, 'licences')
    await expect(dialog(page, 'Licences')).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await choose(page, 'view:roster')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/roster$/)

    await give(page, 'Quiz.csv', Buffer.from('Name,Area\nAmina Yusuf,3'))
    await expect(page.getByRole('dialog', { name: /Quiz\.csv/ })).toBeVisible()
    await choose(page, 'export')
    await choose(page, 'undo')
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await choose(page, 'no-such-command')
    await choose(page, 'export')
    await expect(dialog(page, 'Export')).toBeVisible()
  })

  test('a file is chosen and a PDF saved with the computer’s own dialogs', async ({ program }) => {
    const { page } = program
    await standInForElectron(page)
    await openSample(page)
    await page.keyboard.press('Control+o')
    await askPalette(page, 'pdf')
    await expect(page.getByText('The PDF is saved.').last()).toBeVisible()
    const asked = await calls(page)
    expect(asked.map(([name]) => name)).toContain('chooseFile')
    expect(asked).toContainEqual([
      'savePdf',
      { fileName: 'Grade 4 · Room 12 (sample) - Before the winter break - groups.pdf' },
    ])
  })
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in what the program says about itself: ${theme}`, async ({ program }) => {
    const { page } = program
    await page.emulateMedia({ colorScheme: theme })
    await page.getByRole('main').waitFor()
    await expectNoFault(page, 'start')
    for (const [words, name] of [
      ['about', 'About Horseshoe'],
      ['newer', 'Check the version'],
      ['open source', 'Licences'],
    ] as const) {
      await askPalette(page, words)
      await expect(dialog(page, name)).toBeVisible()
      if (name === 'Licences') await page.locator('summary').first().click()
      await expectNoFault(page, name)
      await page.keyboard.press('Escape')
      await expect(dialog(page, name)).toBeHidden()
    }
  })
}
