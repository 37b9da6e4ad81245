import type { Locator, Page } from '@playwright/test'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from './ask.ts'
import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { card, carry, dropFile, groupOf, members, openSample } from './teacher.ts'
import { canBreakDisks, dataFolder, startTroubled } from './troubled.ts'

/** What is on the clipboard, as a person finds out: by pasting it. */
async function pasted(page: Page): Promise<string> {
  await page.keyboard.press('Control+k')
  const search = page.getByRole('dialog').getByRole('combobox')
  await search.focus()
  await page.keyboard.press('Control+v')
  const text = await search.inputValue()
  await page.keyboard.press('Escape')
  return text
}

/** Everything in the log of a data folder. */
function logOf(dataDirectory: string): string {
  const folder = join(dataDirectory, 'log')
  return readdirSync(folder)
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('')
}

async function pressed(page: Page, button: Locator, key: 'pointer' | 'keyboard'): Promise<void> {
  if (key === 'pointer') return button.click()
  await button.focus()
  await page.keyboard.press('Enter')
}

for (const by of ['pointer', 'keyboard'] as const) {
  test(`an error's details are copied by ${by}, without the names it speaks of`, async ({ program }) => {
    const { page, dataDirectory } = program
    await openSample(page)
    await dropFile(page, 'Amina Yusuf.csv', Buffer.from('%PDF-1.7 Amina Yusuf 41'))
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Amina Yusuf')
    await expect(dialog.getByRole('alert')).toContainText('This is a PDF')
    await pressed(page, dialog.getByRole('button', { name: 'Copy details' }), by)
    await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible()
    await page.keyboard.press('Escape')
    const details = await pasted(page)
    expect(details).toMatch(/Horseshoe \d+\.\d+\.\d+ \(\w+\), \w+ \w+, Node \d+/)
    expect(details).toContain('unreadableFile: previewImport: UnreadableFile at ')
    expect(details).not.toContain('Amina')
    const log = logOf(dataDirectory)
    expect(log).toContain('"code":"unreadableFile"')
    expect(log).not.toContain('Amina')
    if (process.platform !== 'win32') {
      expect(statSync(join(dataDirectory, 'log', 'horseshoe.0.jsonl')).mode & 0o777).toBe(0o600)
    }
  })
}

test.describe('when the disk cannot be written', () => {
  test.skip(({ host }) => host !== 'browser' || !canBreakDisks, 'Only Linux lets a test break a disk.')

  for (const by of ['pointer', 'keyboard'] as const) {
    test(`a move is never shown as done, stays in sight and is done by ${by} when it can be`, async () => {
      using data = dataFolder('data')
      await using program = await startTroubled(data.path)
      const { page } = program
      await openSample(page)
      const [first] = await members(page, 'A')
      const student = first ?? ''
      program.breakDisk(true)
      await carry(page, page.locator(`[data-member="${student}"]`), card(page, 'C'))
      await page.mouse.up()
      const banner = page.getByRole('region', { name: 'Not saved' })
      await expect(banner).toContainText('Not saved: your last change.')
      await expect(banner).toContainText('Check that the disk or stick is still there, then try again.')
      expect(await groupOf(page, student)).toBe('A')
      await expectNoFault(page, 'banner', '.banners')

      await pressed(page, banner.getByRole('button', { name: 'Copy details' }), by)
      expect(await pasted(page)).toMatch(/notSaved: moveStudents: NotSaved io SQLITE_IOERR\w* at /)
      // Still broken: still in sight, and still not done.
      await pressed(page, banner.getByRole('button', { name: 'Try again' }), by)
      await expect(page.getByRole('status').filter({ hasText: 'Still not saved.' })).toBeAttached()
      await expect(banner).toBeVisible()
      expect(await groupOf(page, student)).toBe('A')

      program.breakDisk(false)
      await pressed(page, banner.getByRole('button', { name: 'Try again' }), by)
      await expect(card(page, 'C').locator(`[data-member="${student}"]`)).toBeVisible()
      await expect(banner).toBeHidden()
      await expect(page.getByRole('button', { name: /^Undo: move / })).toBeVisible()
    })
  }

  test('what is given up is gone, and what is done anew is not waited for any more', async () => {
    using data = dataFolder('data')
    await using program = await startTroubled(data.path)
    const { page } = program
    await openSample(page)
    program.breakDisk(true)
    await page.getByRole('button', { name: /^Undo: open/ }).click()
    const banner = page.getByRole('region', { name: 'Not saved' })
    await expect(banner).toBeVisible()
    await banner.getByRole('button', { name: 'Leave it' }).click()
    await expect(banner).toBeHidden()
    await page.getByRole('button', { name: /^Undo: open/ }).click()
    await expect(banner).toBeVisible()
    program.breakDisk(false)
    await page.getByRole('button', { name: /^Undo: open/ }).click()
    await expect(page.getByRole('button', { name: 'Open the sample class' })).toBeVisible()
    await expect(banner).toBeHidden()
  })
})

test.describe('where nothing may be written', () => {
  test.skip(({ host }) => host !== 'browser' || process.platform === 'win32', 'Rights as on Unix.')

  test('everything can be seen and exported, nothing changed, and the window says so', async () => {
    using data = dataFolder('data')
    {
      await using program = await startTroubled(data.path)
      await openSample(program.page)
    }
    const before = readFileSync(join(data.path, 'horseshoe.db'))
    {
      await using program = await startTroubled(data.path, true)
      const { page } = program
      await expect(page.getByRole('region', { name: 'Only to look at' })).toBeVisible()
      await expectNoFault(page, 'banner', '.banners')
      const [first] = await members(page, 'A')
      await carry(page, page.locator(`[data-member="${first ?? ''}"]`), card(page, 'C'))
      await page.mouse.up()
      const notices = page.getByRole('region', { name: 'Notices' })
      await expect(notices).toContainText('Nothing can be changed now')
      await notices.getByRole('button', { name: 'Dismiss' }).click()
      expect(await groupOf(page, first ?? '')).toBe('A')
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      expect((await download).suggestedFilename()).toMatch(/\.xlsx$/)
    }
    expect(readFileSync(join(data.path, 'horseshoe.db')).equals(before)).toBe(true)
  })
})

test.describe('a folder that is synced', () => {
  test.skip(({ host }) => host !== 'browser', 'A folder of its own.')

  test('is warned about once, and never again', async () => {
    using data = dataFolder('Dropbox')
    {
      await using program = await startTroubled(data.path)
      const { page } = program
      const warning = page.getByRole('region', { name: 'Worth knowing' })
      await expect(warning).toContainText('a folder that Dropbox copies while you work')
      await expectNoFault(page, 'banner', '.banners')
      await openSample(page)
      await expect(warning).toBeVisible()
      await warning.getByRole('button', { name: 'Understood' }).focus()
      await page.keyboard.press('Enter')
      await expect(warning).toBeHidden()
      await expect.poll(async () => (await ask(page, 'readSettings', {})).warningsRead).toHaveLength(1)
    }
    await using program = await startTroubled(data.path)
    await expect(program.page.getByRole('region', { name: 'Skill map' })).toBeVisible()
    await expect(program.page.getByRole('region', { name: 'Worth knowing' })).toBeHidden()
  })
})

test.describe('a program that is gone', () => {
  test.skip(({ host }) => host !== 'browser', 'The window of Electron goes with it.')

  test('is told, and its details can be copied', async () => {
    using data = dataFolder('data')
    await using program = await startTroubled(data.path)
    const { page } = program
    await openSample(page)
    await program.die()
    await page.getByRole('button', { name: /^Undo: open/ }).click()
    const notice = page.getByRole('region', { name: 'Notices' }).getByRole('listitem').first()
    await expect(notice).toContainText('What was shown as done is saved')
    await notice.getByRole('button', { name: 'Copy details' }).click()
    await expect(notice.getByRole('button', { name: 'Copied' })).toBeVisible()
    expect(existsSync(join(data.path, 'log', 'horseshoe.0.jsonl'))).toBe(true)
  })
})
