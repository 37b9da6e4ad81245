import type { Page } from '@playwright/test'
import { inventedScores } from '../bench/invented-scores.ts'
import { axe } from './axe.ts'
import { expect, test } from './program.ts'
import { dropFile } from './teacher.ts'
import { TWO_TERMS } from './two-terms.ts'

const text = (content: string) => new TextEncoder().encode(content)

const LONG = [
  'Student,Student ID,Skill,Score,Date',
  'Amina Yusuf,7,Fractions,85,2026-11-20',
  'Amina Yusuf,7,Area,70,2026-11-20',
  'Amina Yusuf,7,Fractions,60,2026-10-02',
  'Ben Carter,9,Fractions,40,2026-11-20',
  'Ben Carter,9,Area,absent,2026-11-20',
].join('\n')

const QUIZ = 'Pupil,Code,Spelling\nAmina Yusuf,17,3\nBen Carter,23,4'

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await axe(page).include('dialog').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)])).toEqual([])
}

test('a workbook is read sheet by sheet, with merged headings, percent, points and levels in words', async ({
  program,
}) => {
  const { page } = program
  await dropFile(page, 'Room 12 2026-11-20.xlsx', TWO_TERMS)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('An Excel workbook')).toBeVisible()
  await expect(dialog.getByLabel('Sheet')).toHaveValue('Autumn')
  await expect(dialog.getByText('Hidden sheets are not read: “Drafts”.')).toBeVisible()
  await expect(dialog.getByRole('status').first()).toContainText('4 new students, 4 new skills')
  await expect(dialog.getByLabel('Name of the skill in Math: Fractions')).toHaveValue('Math: Fractions')
  await expect(dialog.getByLabel('Scale of Math: Area')).toHaveValue('points')
  await expect(dialog.getByText('Levels, lowest first')).toBeAttached()
  await expect(
    dialog.getByText('“=E4+1” cannot be taken as a score: it is a formula whose value is not in the file'),
  ).toBeVisible()
  await expect(dialog.getByText('“2026-10-08” cannot be taken as a score: it is a date')).toBeVisible()
  await expectAccessible(page)

  await dialog.getByLabel('Sheet').selectOption('Spring')
  await expect(dialog.getByRole('status').first()).toContainText('2 new students, 1 new skill')
  await dialog.getByLabel('Sheet').selectOption('Autumn')
  await dialog.getByLabel('Take these 2 cells as not assessed').check()
  await dialog.getByRole('button', { name: 'Import 4 students' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Roster' }).click()
  const row = page.getByRole('row', { name: /Amina Yusuf/ })
  await expect(row).toContainText('85')
  await expect(row.locator('td.score').nth(2)).toHaveText('Secure')
})

test('a long table is gathered, shows the day that is asked for, and works by keyboard', async ({
  program,
}) => {
  const { page } = program
  await dropFile(page, 'export.csv', text(LONG))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('gathered into one row for each student')).toBeVisible()
  await expect(dialog.getByRole('status').first()).toContainText('2 new students, 2 new skills')
  await expect(dialog.getByText('1 older score is left out')).toBeVisible()
  await expect(dialog.getByLabel('Held on')).toHaveValue('2026-11-20')

  const windows = dialog.getByLabel('Test window')
  await windows.focus()
  await page.keyboard.press('End')
  await expect(windows).toHaveValue('2026-10-02')
  await expect(dialog.getByRole('status').first()).toContainText('1 new student, 1 new skill')
  await windows.focus()
  await page.keyboard.press('Home')
  await expect(dialog.getByRole('status').first()).toContainText('2 new students, 2 new skills')

  await dialog.getByRole('button', { name: 'Leave the rows as they are' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('What Score is')).toHaveValue('skill')
  await dialog.getByText('How the file is read').focus()
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Rows', { exact: true }).focus()
  await page.keyboard.press('End')
  await expect(dialog.getByText('gathered into one row for each student')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Import 2 students' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Roster' }).click()
  await expect(page.getByText('2 students · 2 skills')).toBeVisible()
})

test('a file whose names are not found shows its rows, so that the column can be chosen', async ({
  program,
}) => {
  const { page } = program
  await dropFile(page, 'codes.csv', text('Code,Quiz\nK7,80\nM2,60\nK7b,70\nM2b,65'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What Code is').selectOption('ignored')
  await expect(dialog.getByRole('status').first()).toHaveText('No student was found in this file yet.')
  await expect(dialog.getByText('choose “Full name” over the column that holds them')).toBeVisible()
  await expect(dialog.getByRole('cell', { name: 'M2', exact: true })).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
  await dialog.getByLabel('What Code is').focus()
  await page.keyboard.type('Full')
  await expect(dialog.getByRole('status').first()).toContainText('4 new students, 1 new skill')
  await expectAccessible(page)
})

test('what was corrected is offered for the next file of its kind, also after a restart', async ({
  program,
}) => {
  const first = program.page
  await dropFile(first, 'first.csv', text(QUIZ))
  await first.getByLabel('What Code is').selectOption('ignored')
  await first.getByLabel('Name of the skill in Spelling').fill('Spelling of long words')
  await first.getByLabel('Name of the skill in Spelling').blur()
  await expect(first.getByText('2 new students, 1 new skill')).toBeVisible()
  await first.getByRole('button', { name: 'Import 2 students' }).click()
  await expect(first.getByRole('dialog')).toBeHidden()

  const page = await program.restart()
  await page.getByRole('button', { name: 'Class: first' }).waitFor()
  await dropFile(page, 'second.csv', text(QUIZ.replace('Ben Carter', 'Cy Rowan')))
  const dialog = page.getByRole('dialog')
  await expect(
    dialog.getByText('As last time: “Code” ignored and “Spelling” called “Spelling of long words”.'),
  ).toBeVisible()
  await expect(dialog.getByLabel('What Code is')).toHaveValue('ignored')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Start over' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('What Code is')).toHaveValue('skill')
  await expect(dialog.getByText('As last time')).toBeHidden()
})

test('a long reading is cancelled with nothing imported, and the window reads the next file', async ({
  program,
}) => {
  const { page } = program
  const large = text(inventedScores(10_000, 60))
  for (const cancel of ['pointer', 'keyboard']) {
    await dropFile(page, 'large.csv', large)
    if (cancel === 'pointer') await page.getByRole('button', { name: 'Cancel' }).click()
    else await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByRole('button', { name: 'Open the sample class' })).toBeVisible()
  }
  await dropFile(page, 'quiz.csv', text(QUIZ))
  await expect(page.getByRole('dialog').getByRole('status').first()).toContainText('2 new students')
})

test('a file that is too large is refused without being read', async ({ program }) => {
  const { page } = program
  await dropFile(page, 'huge.csv', new Uint8Array(50_000_000))
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toContainText(
    'huge.csv is 50 MB large; at most 20 MB can be read.',
  )
})
