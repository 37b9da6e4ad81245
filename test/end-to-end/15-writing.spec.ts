import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { axe } from './axe.ts'
import { expect, startAnother, test } from './program.ts'
import { dropFile, members, openSample } from './teacher.ts'

const PASSPHRASE = 'four unrelated words: heron, ladle, moss'
const FIXTURE = readFileSync(join(import.meta.dirname, '../fixtures/sample-class-1.horseshoe'))
const FIXTURE_PASSPHRASE = 'tami-kelo-sobu-dare'
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F']

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Export' })
const choice = (page: Page, name: string) => dialog(page).getByRole('radio', { name: new RegExp(`^${name}`) })
const content = (page: Page) => dialog(page).getByRole('region', { name: /^What is in the file/ })
const save = (page: Page) => dialog(page).getByRole('button', { name: 'Save' })
const openedClass = (page: Page, name: string) =>
  page.getByRole('button', { name: `Class: ${name}`, exact: true })

async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const downloading = page.waitForEvent('download')
  await act()
  const download = await downloading
  await expect(dialog(page)).toBeHidden()
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** Chooses a kind by pointer, waits until it is shown, and saves it. */
async function saved(page: Page, kind: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click()
  await choice(page, kind).check()
  await expect(content(page)).toBeVisible()
  return downloaded(page, () => save(page).click())
}

/** Full names by group, as the screen has them. */
function onScreen(page: Page): Promise<string[][]> {
  return Promise.all(
    LETTERS.map(letter =>
      page
        .locator(`[data-group="${letter}"] [data-member]`)
        .evaluateAll(chips => chips.map(chip => chip.getAttribute('title') ?? '')),
    ),
  )
}

test.beforeEach(({ host }) => {
  test.skip(host !== 'browser', 'Electron asks with its own dialog where to save.')
})

test('the groups as a workbook, a text, a list and a OneRoster zip agree with the screen', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  const groups = await onScreen(page)
  const everybody = groups.flat()
  expect(everybody).toHaveLength(28)

  const workbook = await saved(page, 'Excel workbook')
  expect(workbook.name).toBe('Grade 4 · Room 12 (sample) - Before the winter break - groups.xlsx')
  const sheets = unzipSync(workbook.bytes)
  expect(Object.keys(sheets).filter(name => /sheet\d+\.xml$/.test(name))).toHaveLength(8)
  const strings = strFromU8(sheets['xl/sharedStrings.xml'])
  for (const name of everybody) expect(strings).toContain(`>${name}<`)

  const text = (await saved(page, 'Text')).bytes.toString('utf8')
  for (const [at, letter] of LETTERS.entries()) {
    const block = text.split('\r\n\r\n').find(part => part.startsWith(`Group ${letter}: `)) ?? ''
    const listed = block.split('\r\n').filter(line => line.startsWith('• '))
    const isDay = (line: string) => /^• \w+day: \d/.test(line)
    expect(listed.filter(line => !isDay(line))).toEqual(groups[at].map(name => `• ${name}`))
    expect(listed.filter(isDay)).toHaveLength(5)
  }
  expect(text).toContain('Regroup on: ')

  const list = (await saved(page, 'Classroom or Seesaw')).bytes.toString('utf8')
  for (const name of everybody) expect(list).toContain(`• ${name}`)
  expect(list).not.toContain('Aim')

  const roster = unzipSync((await saved(page, 'OneRoster')).bytes)
  const lines = (name: string) => strFromU8(roster[name]).trim().split('\r\n')
  expect(lines('users.csv')).toHaveLength(29)
  expect(lines('classes.csv')).toHaveLength(8)
  expect(lines('enrollments.csv')).toHaveLength(1 + 28 * 2)
  expect(lines('manifest.csv')).toContain('oneroster.version,1.2')
})

test('by keyboard: arrow keys choose, what is in the file is shown, Enter saves, Escape gives the focus back', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  const button = page.getByRole('button', { name: 'Export' })
  await button.press('Enter')
  await expect(choice(page, 'Excel workbook')).toBeFocused()
  await expect(content(page)).toContainText('How we will know')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await expect(button).toBeFocused()

  const endings: string[] = []
  for (const [down, kind] of ['Excel workbook', 'Text', 'CSV file', 'Classroom', 'OneRoster'].entries()) {
    await button.press('Enter')
    await choice(page, 'Excel workbook').press('Space')
    for (let step = 0; step < down; step++) await page.keyboard.press('ArrowDown')
    await expect(choice(page, kind)).toBeChecked()
    await expect(save(page)).toBeEnabled()
    const { name, bytes } = await downloaded(page, () => page.keyboard.press('Enter'))
    expect(bytes.length).toBeGreaterThan(500)
    endings.push(name.split('.').at(-1) ?? '')
  }
  expect(endings).toEqual(['xlsx', 'txt', 'csv', 'txt', 'zip'])
})

test('the text is copied, to be pasted into an e-mail', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const [[first]] = await onScreen(page)
  await page.getByRole('button', { name: 'Export' }).click()
  await choice(page, 'Text').check()
  await expect(content(page)).toContainText(first)
  await dialog(page).getByRole('button', { name: 'Copy' }).click()
  await expect(dialog(page).getByRole('button', { name: 'Copied' })).toBeVisible()
  await choice(page, 'This class').check()
  await dialog(page).getByLabel('Passphrase', { exact: true }).press('Control+v')
  await expect(dialog(page).getByLabel('Passphrase', { exact: true })).toHaveValue(/^Groups of Grade 4/)
})

test('everything goes into one zip; what is sensitive only with a tick', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Export' }).click()
  await choice(page, 'Everything').check()
  await expect(content(page)).toContainText('What is sensitive was left out')
  await dialog(page).getByLabel('File', { exact: true }).selectOption({ label: 'student.csv' })
  await expect(content(page)).toContainText('Siobhán')
  const plain = await downloaded(page, () => save(page).press('Enter'))
  expect(plain.name).toMatch(/^Horseshoe - \d{4}-\d\d-\d\d\.zip$/)
  const files = unzipSync(plain.bytes)
  const head = (zip: Record<string, Uint8Array>, name: string) => strFromU8(zip[name]).split('\r\n')[0]
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['README.txt', 'student.csv', 'score.csv', 'plan.csv']),
  )
  expect(head(files, 'pair_rule.csv')).not.toContain('reason')
  expect(strFromU8(files['student.csv']).trim().split('\r\n')).toHaveLength(29)

  await page.getByRole('button', { name: 'Export' }).click()
  await dialog(page)
    .getByRole('checkbox', { name: /^With what is sensitive/ })
    .press('Space')
  await expect(content(page)).toContainText('What is sensitive is in these files')
  const all = await downloaded(page, () => save(page).click())
  expect(head(unzipSync(all.bytes), 'pair_rule.csv')).toContain('reason')
})

test('a class goes encrypted to another computer, with everything in it', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const groups = await onScreen(page)
  await page.getByRole('button', { name: 'Export' }).click()
  await choice(page, 'This class').check()
  await expect(dialog(page)).toContainText('28 students, 10 skills, 2 assessments')
  await expect(save(page)).toBeDisabled()
  const first = dialog(page).getByLabel('Passphrase', { exact: true })
  await first.fill('short')
  await expect(dialog(page).getByText('Too short: 5 more characters.')).toBeVisible()
  await first.fill('password1234')
  await expect(dialog(page).getByText(/^Weak: somebody who tries/)).toBeVisible()
  await first.fill(PASSPHRASE)
  await expect(dialog(page).getByText(/^Strong/)).toBeVisible()
  await dialog(page).getByLabel('The same again').fill('another')
  await expect(dialog(page).getByText('The two are not the same.')).toBeVisible()
  await expect(save(page)).toBeDisabled()
  await dialog(page).getByLabel('The same again').fill(PASSPHRASE)
  await expect(save(page)).toBeEnabled()
  const { name, bytes } = await downloaded(page, () => page.keyboard.press('Enter'))
  expect(name).toBe('Grade 4 · Room 12 (sample).horseshoe')
  expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S{22} 18\n/)
  for (const known of ['Siobhán', 'Viktor', 'Room 12']) expect(bytes.includes(known)).toBe(false)

  const other = mkdtempSync(join(tmpdir(), 'horseshoe-'))
  const there = await startAnother(other)
  await dropFile(there.page, name, bytes)
  const open = there.page.getByRole('dialog', { name: `Open ${name}` })
  await expect(open.getByLabel('Passphrase')).toBeFocused()
  await there.page.keyboard.type(PASSPHRASE)
  await there.page.keyboard.press('Enter')
  await expect(openedClass(there.page, 'Grade 4 · Room 12 (sample)')).toBeVisible()
  await expect(open).toBeHidden()
  await there.page.locator('[data-group="F"]').waitFor()
  expect(await onScreen(there.page)).toEqual(groups)
  await there.close()
  rmSync(other, { recursive: true, force: true })
})

test('a wrong passphrase can be typed again; a damaged file changes nothing; twice makes two', async ({
  program,
}) => {
  const { page } = program
  await dropFile(page, 'Room 12.horseshoe', FIXTURE)
  const open = page.getByRole('dialog', { name: 'Open Room 12.horseshoe' })
  const field = open.getByLabel('Passphrase')
  await field.fill('not this one')
  await open.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(open.getByRole('alert')).toContainText('The passphrase does not open this file.')
  await expect(field).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(open).toBeHidden()
  await expect(page.getByRole('button', { name: 'Open the sample class' })).toBeVisible()

  const damaged = Buffer.from(FIXTURE)
  damaged[damaged.length - 30] ^= 1
  // By how it begins, whatever it is called.
  await dropFile(page, 'from a colleague.csv', damaged)
  const other = page.getByRole('dialog', { name: 'Open from a colleague.csv' })
  await other.getByLabel('Passphrase').fill(FIXTURE_PASSPHRASE)
  await page.keyboard.press('Enter')
  await expect(other.getByRole('alert')).toContainText('This file is damaged')
  await other.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Open the sample class' })).toBeVisible()

  for (const number of ['', ' (2)']) {
    await dropFile(page, 'Room 12.horseshoe', FIXTURE)
    await field.fill(FIXTURE_PASSPHRASE)
    await open.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(openedClass(page, `Grade 4 · Room 12 (sample)${number}`)).toBeVisible()
    await expect(open).toBeHidden()
  }
  expect(await members(page, 'A')).not.toEqual([])
  await page.keyboard.press('Control+z')
  await expect(openedClass(page, 'Grade 4 · Room 12 (sample)')).toBeVisible()
})

test('without groups the class and everything can still be exported', async ({ program }) => {
  const { page } = program
  await page.getByRole('button', { name: 'Start with an empty class' }).click()
  await page.getByLabel('Name of the class').fill('Owls')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Export' }).click()
  await expect(dialog(page).getByText('There are no groups yet.')).toBeVisible()
  await expect(choice(page, 'Excel workbook')).toBeDisabled()
  await expect(choice(page, 'This class')).toBeChecked()
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the dialogs: ${theme}`, async ({ program }) => {
    const { page } = program
    await page.emulateMedia({ colorScheme: theme })
    await openSample(page)
    const look = async (where: string) => {
      const { violations } = await axe(page).analyze()
      const faults = violations.map(
        ({ id, nodes }) => `${where}: ${id}: ${nodes.map(node => node.html).join(' | ')}`,
      )
      expect.soft(faults).toEqual([])
    }
    await page.getByRole('button', { name: 'Export' }).click()
    for (const kind of ['Excel workbook', 'Text', 'CSV file', 'OneRoster', 'Everything']) {
      await choice(page, kind).check()
      await expect(content(page)).toBeVisible()
      await look(kind)
    }
    await choice(page, 'This class').check()
    await dialog(page).getByLabel('Passphrase', { exact: true }).fill('password1234')
    await dialog(page).getByLabel('The same again').fill('another')
    await look('class')
    await dialog(page).getByRole('button', { name: 'Suggest one' }).click()
    await expect(dialog(page).getByText(/^Strong/)).toBeVisible()
    await look('class, suggested')
    await page.keyboard.press('Escape')
    await dropFile(page, 'Room 12.horseshoe', FIXTURE)
    await page.getByLabel('Passphrase').fill('not this one')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert').filter({ hasText: 'does not open' })).toBeVisible()
    await look('opening')
  })
}
