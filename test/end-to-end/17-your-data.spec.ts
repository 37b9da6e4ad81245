import type { Locator, Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expectNoFault } from './axe.ts'
import { fileAskedBy } from './choose-file.ts'
import { pressAtOnce } from './keys-at-once.ts'
import { expect, startAnother, test } from './program.ts'
import { openSample } from './teacher.ts'

const PASSPHRASE = 'four unrelated words: heron, ladle, moss'

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name })
const dialog = (page: Page) => page.getByRole('dialog')
const button = (page: Page | Locator, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true })
const heading = (page: Page) => page.getByRole('heading', { name: 'Your data', level: 1 })

/** Opens the page by keyboard, waits until it is filled. */
async function openPage(page: Page): Promise<void> {
  await pressAtOnce(page, 'g', 'd')
  await expect(region(page, 'Backups')).toBeVisible()
}

/** Every file under a folder. */
function filesOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

function folder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'horseshoe-stick-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

test('the page is found from the start page, the settings and the palette, and left again', async ({
  program,
}) => {
  const { page } = program
  await button(page, 'Your data and backups').click()
  await expect(heading(page)).toBeFocused()
  await expect(page.getByText(join(program.dataDirectory, 'horseshoe.db'))).toBeVisible()
  await expect(region(page, 'Backups')).toContainText('There is nothing to back up yet.')
  await expectNoFault(page, 'the empty page')
  await page.keyboard.press('Escape')
  await openSample(page)

  await button(page, 'Settings').click()
  await button(page.getByRole('dialog', { name: 'Settings' }), 'Your data').click()
  await expect(heading(page)).toBeVisible()
  await button(page, 'Grade 4 · Room 12 (sample)').click()
  await expect(page.getByRole('region', { name: 'Skill map' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('ferpa')
  await page.keyboard.press('Enter')
  await expect(heading(page)).toBeVisible()
  await pressAtOnce(page, 'g', 'r')
  await expect(heading(page)).toBeHidden()
})

test('a backup is made, restored after a look at what would change, and the restore is taken back', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await openPage(page)
  const backups = region(page, 'Backups')
  await button(page, 'Back up now').click()
  await expect(backups).toContainText('Everything you have done is in it')
  await expect(backups.getByRole('row')).toHaveCount(2)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('New class')
  await page.keyboard.press('Enter')
  await dialog(page).getByLabel('Name of the class').fill('Room 7')
  await page.keyboard.press('Enter')
  await expect(button(page, 'Class: Room 7')).toBeVisible()
  await openPage(page)
  await expect(backups).toContainText('You have changed something since')

  await button(backups, /^Restore the backup of/).click()
  const changes = dialog(page).getByRole('list', { name: 'What would change' })
  await expect(changes).toContainText('Room 7 goes away: it was made after this backup')
  await expect(changes).toContainText('Grade 4 · Room 12 (sample) stays as it is')
  await dialog(page).getByText('1 step since then').click()
  await expect(dialog(page)).toContainText('make the class Room 7')
  await expectNoFault(page, 'the preview of a restore')
  await button(dialog(page), 'Restore').click()
  await expect(dialog(page)).toBeHidden()
  await expect(region(page, 'Everything is on this computer')).toContainText(/class\s*1/)

  await button(page, 'Take the restore back…').click()
  await expect(dialog(page)).toContainText('Room 7 comes back')
  await button(dialog(page), 'Restore').click()
  await expect(region(page, 'Everything is on this computer')).toContainText(/classes\s*2/)
  await page.keyboard.press('Escape')
  await expect(button(page, /^Class: /)).toBeVisible()
})

test('by keyboard alone: back up, look at a backup, restore it', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await openPage(page)
  await button(page, 'Back up now').focus()
  await page.keyboard.press('Enter')
  await expect(region(page, 'Backups')).toContainText('Everything you have done is in it')
  await page.keyboard.press('Tab')
  await expect(button(page, /^Restore the backup of/)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toContainText('Everything in it is as it is now.')
  await page.keyboard.press('Escape')
  await expect(button(page, /^Restore the backup of/)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(button(dialog(page), 'Restore')).toBeEnabled()
  await button(dialog(page), 'Restore').focus()
  await page.keyboard.press('Enter')
  await expect(region(page, 'Backups')).toContainText('Before a restore')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Skill map' })).toBeVisible()
})

test('a backup that was damaged is shown so, and is not offered', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await openPage(page)
  await button(page, 'Back up now').click()
  await expect(button(page, /^Restore the backup of/)).toBeVisible()
  const inBackups = join(program.dataDirectory, 'backups')
  const [name = ''] = readdirSync(inBackups)
  const bytes = readFileSync(join(inBackups, name))
  bytes[bytes.length - 1] ^= 1
  writeFileSync(join(inBackups, name), bytes)
  const again = await program.restart()
  await expect(again.locator('[data-group="A"]')).toBeVisible()
  await openPage(again)
  await expect(region(again, 'Backups')).toContainText('Damaged')
  await expect(button(again, /^Restore the backup of/)).toHaveCount(0)
})

test('an encrypted copy on a stick opens on another computer with the passphrase', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'The second program is a browser host.')
  test.slow()
  using stick = folder()
  using elsewhere = folder()
  const { page } = program
  await openSample(page)
  await openPage(page)
  await button(page, 'Choose a folder…').click()
  await dialog(page).getByLabel('Folder on a stick or home drive').fill(join(stick.path, 'nowhere'))
  await dialog(page).getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await dialog(page).getByLabel('The same again').fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('alert')).toContainText('There is no such folder.')
  await expectNoFault(page, 'the dialog of the second place')
  await dialog(page).getByLabel('Folder on a stick or home drive').fill(stick.path)
  await button(dialog(page), 'Make the first copy').click()
  await expect(region(page, 'A second place')).toContainText('1 copy there, encrypted.')
  const [name = ''] = readdirSync(stick.path)
  expect(name).toMatch(/^Horseshoe copy \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.zip$/)

  const other = await startAnother(elsewhere.path)
  await button(other.page, 'Your data and backups').click()
  const copy = await fileAskedBy(other.page, () => button(other.page, 'Open a copy…').click())
  await copy.setFiles(join(stick.path, name))
  await dialog(other.page).getByLabel('Passphrase').fill('not this one')
  await other.page.keyboard.press('Enter')
  await expect(dialog(other.page).getByRole('alert')).toContainText('does not open this file')
  await dialog(other.page).getByLabel('Passphrase').fill(PASSPHRASE)
  await other.page.keyboard.press('Enter')
  await expect(dialog(other.page)).toContainText('Grade 4 · Room 12 (sample) comes back')
  await button(dialog(other.page), 'Restore').click()
  await expect(region(other.page, 'Everything is on this computer')).toContainText(/students\s*28/)
  await button(other.page, 'Grade 4 · Room 12 (sample)').click()
  await expect(other.page.locator('[data-group="F"]')).toBeVisible()
  await other.close()
})

test('a stick that was taken out is said calmly', async ({ program }) => {
  test.slow()
  using place = folder()
  const stick = mkdtempSync(join(place.path, 'stick-'))
  const { page } = program
  await openSample(page)
  await openPage(page)
  await button(page, 'Choose a folder…').click()
  await dialog(page).getByLabel('Folder on a stick or home drive').fill(stick)
  await dialog(page).getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE)
  await dialog(page).getByLabel('The same again').fill(PASSPHRASE)
  await button(dialog(page), 'Make the first copy').click()
  await expect(button(page, 'Copy now')).toBeEnabled()
  rmSync(stick, { recursive: true })
  await button(page, 'Back up now').click()
  await expect(region(page, 'A second place')).toContainText('The folder is not here now.')
  await expect(region(page, 'A second place')).toContainText('Last good copy:')
  await expect(button(page, 'Copy now')).toBeDisabled()
})

test('a student is deleted for good after their name was typed, with a report', async ({ program }) => {
  const { page, dataDirectory } = program
  await openSample(page)
  await openPage(page)
  await button(page, 'Back up now').click()
  await expect(region(page, 'Backups')).toContainText('Everything you have done is in it')
  await button(page, 'A student…').click()
  await dialog(page).getByLabel('Student', { exact: true }).selectOption('Chloé Marchand')
  await button(dialog(page), 'Show what would go').click()
  await expect(dialog(page).getByRole('list', { name: 'What would go' })).toContainText('19 scores')
  await expectNoFault(page, 'what would be deleted')
  const remove = button(dialog(page), 'Delete for good')
  await dialog(page).getByLabel(/^Type/).fill('Chloé')
  await expect(remove).toBeDisabled()
  await dialog(page).getByLabel(/^Type/).fill('Chloé Marchand')
  await remove.click()
  const report = dialog(page).getByRole('list', { name: 'What was deleted' })
  await expect(report).toContainText('1 student')
  await expect(report).toContainText('1 backup written anew without it.')
  await expectNoFault(page, 'the report')
  await button(dialog(page), 'Done').click()
  await expect(region(page, 'Everything is on this computer')).toContainText(/students\s*27/)
  expect(filesOf(dataDirectory).filter(file => readFileSync(file).includes('Chloé Marchand'))).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /undo/i }).first()).toHaveAttribute('aria-disabled', 'true')
})

test('everything is deleted by keyboard, and the start page is there again', async ({ program }) => {
  const { page, dataDirectory } = program
  await openSample(page)
  await openPage(page)
  await button(page, 'Everything…').focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByLabel(/^Type/)).toBeVisible()
  await dialog(page).getByLabel(/^Type/).focus()
  await page.keyboard.type('delete everything')
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('list', { name: 'What was deleted' })).toContainText('28 students')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(button(page, 'Open the sample class')).toBeVisible()
  expect(filesOf(dataDirectory).filter(file => file.endsWith('.backup'))).toEqual([])
})

test('old classes are shown before anything is deleted', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await openPage(page)
  await button(page, 'Old classes…').click()
  await expect(dialog(page)).toContainText('Every class was used since then.')
  await dialog(page).getByLabel('Not used since').fill('2199-01-01')
  await expect(dialog(page).getByRole('checkbox')).toBeChecked()
  await button(dialog(page), 'Show what would go').click()
  await expect(dialog(page)).toContainText('Type Grade 4 · Room 12 (sample) to delete')
  await button(dialog(page), 'Cancel').click()
  await expect(region(page, 'Everything is on this computer')).toContainText(/students\s*28/)
})

/** Spoils the page of the interests, as a failing disk would, and leaves the mark of an unclean end. */
function damage(dataDirectory: string): Buffer {
  const file = join(dataDirectory, 'horseshoe.db')
  const database = new Database(file, { readonly: true })
  const root = Number(
    database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'interest'").pluck().get(),
  )
  database.close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, (root - 1) * 4096, root * 4096)
  writeFileSync(file, bytes)
  writeFileSync(`${file}.open`, '')
  return bytes
}

test('a damaged database asks what to go on with; what can be read is shown first', async ({ program }) => {
  const { page, dataDirectory } = program
  await openSample(page)
  let bytes: Buffer = Buffer.alloc(0)
  const again = await program.restart(() => (bytes = damage(dataDirectory)))
  await expect(again.getByRole('heading', { level: 1 })).toHaveText(
    'The file with your classes cannot be read.',
  )
  await expectNoFault(again, 'the damaged database')
  expect(readFileSync(join(dataDirectory, 'horseshoe.db')).equals(bytes)).toBe(true)
  await button(again, 'Look what can be read').click()
  const read = again.getByRole('list', { name: 'What was read' })
  await expect(read).toContainText('All 28 students')
  await expect(read).toContainText('0 interests; nobody can say how many there were')
  await expectNoFault(again, 'what was read')
  await button(again, 'Go on with what was read').click()
  await expect(again.locator('[data-group="A"]')).toBeVisible()
  const kept = readdirSync(dataDirectory).filter(name => name.includes('.damaged-'))
  expect(kept).toHaveLength(1)
  expect(readFileSync(join(dataDirectory, kept[0] ?? '')).equals(bytes)).toBe(true)
})

test('by keyboard, the newest whole backup is put in the place of a damaged database', async ({
  program,
}) => {
  const { page, dataDirectory } = program
  await openSample(page)
  const again = await program.restart(() => damage(dataDirectory))
  await expect(button(again, 'Go on with this backup')).toBeVisible()
  await button(again, 'Go on with this backup').focus()
  await again.keyboard.press('Enter')
  await expect(again.locator('[data-group="A"]')).toBeVisible()
  await openPage(again)
  await expect(again.getByText('Kept, damaged')).toBeVisible()
  await expect(region(again, 'What is stored')).toContainText('interests')
})

test('a database that was taken away is not answered with an empty program, but with its backups', async ({
  program,
}) => {
  const { page, dataDirectory } = program
  await openSample(page)
  const file = join(dataDirectory, 'horseshoe.db')
  const again = await program.restart(() => rmSync(file))
  await expect(again.getByRole('heading', { level: 1 })).toHaveText('The file with your classes is gone.')
  await expect(button(again, 'Look what can be read')).toHaveCount(0)
  await expectNoFault(again, 'the database that is gone')
  expect(existsSync(file)).toBe(false)
  await button(again, 'Go on with this backup').click()
  await expect(again.locator('[data-group="A"]')).toBeVisible()
  expect(readdirSync(dataDirectory).filter(name => name.includes('.damaged-'))).toEqual([])
})
