import { readFile } from 'node:fs/promises'
import { expect, test } from './program.ts'
import { card, members, openSample } from './teacher.ts'

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F']

test('the printed sheet has the groups of the screen, and nothing else of the window', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  const onScreen = await Promise.all(
    LETTERS.map(letter =>
      card(page, letter)
        .locator('[data-member]')
        .evaluateAll(chips => chips.map(chip => chip.getAttribute('title') ?? '')),
    ),
  )
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('banner')).toBeHidden()
  const sheet = page.locator('.sheets')
  await expect(sheet.locator('h1')).toBeVisible()
  const onPaper = await Promise.all(
    LETTERS.map((_, at) => sheet.locator('section').nth(at).locator('li').allInnerTexts()),
  )
  expect(onPaper).toEqual(onScreen)
  await expect(sheet).toContainText('Regroup on')
})

test('Print asks the computer to print, by pointer and by keyboard', async ({ program, host }) => {
  test.skip(host !== 'browser', 'Electron prints through its own dialog.')
  const { page } = program
  await openSample(page)
  await page.evaluate(() => {
    window.print = () =>
      void document.body.setAttribute(
        'data-printed',
        String(Number(document.body.dataset['printed'] ?? 0) + 1),
      )
  })
  await page.getByRole('button', { name: 'Print' }).click()
  await page.getByRole('button', { name: 'Print' }).press('Enter')
  await expect(page.locator('body')).toHaveAttribute('data-printed', '2')
})

test('the exported CSV agrees with the screen and cannot run as a formula', async ({ program, host }) => {
  test.skip(host !== 'browser', 'Electron asks with its own dialog where to save.')
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Roster' }).click()
  await page.getByRole('button', { name: 'Ben Carter' }).click()
  await page.getByLabel('Full name').fill('=HYPERLINK("x") Carter')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('button', { name: /^=HYPERLINK/ })).toBeVisible()
  await page.getByRole('button', { name: 'Map', exact: true }).click()
  const inA = await members(page, 'A')

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).press('Enter')
  await page.getByRole('radio', { name: /^CSV file/ }).check()
  const save = page.getByRole('dialog').getByRole('button', { name: 'Save' })
  await expect(save).toBeEnabled()
  await save.press('Enter')
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/Grade 4.*groups\.csv$/)
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv.startsWith('\uFEFFGroup,Group name,Student')).toBe(true)
  expect(csv.trim().split('\r\n')).toHaveLength(29)
  expect(csv.split('\r\n').filter(line => line.startsWith('A,'))).toHaveLength(inA.length)
  expect(csv).toContain(`"'=HYPERLINK(""x"") Carter"`)
})
