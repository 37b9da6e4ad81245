import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from './program.ts'
import { dropFile, dropPath } from './teacher.ts'

const DATA = resolve(import.meta.dirname, '../../../shared/data')
const text = (content: string) => new TextEncoder().encode(content)

const QUIZ = [
  'Name;Fractions;Place value;Spelling;Notes',
  'Amina Yusuf;85%;8/10;3,5;quiet',
  'Ben Carter;40%;absent;4;',
  'Chloé Marchand;N/A;6/10;banana;likes chess',
].join('\r\n')

test('a dropped file is shown, corrected, and imported whole', async ({ program }) => {
  const { page } = program
  await dropFile(page, 'Fractions quiz 2026-11-12.csv', text(QUIZ))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('status').first()).toContainText('3 new students, 3 new skills')
  await expect(dialog.getByLabel('What Name is')).toHaveValue('fullName')
  await expect(dialog.getByLabel('What Notes is')).toHaveValue('ignored')
  await expect(dialog.getByLabel('Scale of Place value')).toHaveValue('points')
  await expect(dialog.getByLabel('Held on')).toHaveValue('2026-11-12')
  await expect(dialog.getByText('Row 4, Spelling: “banana” cannot be taken as a score')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Import 3 students' })).toBeDisabled()

  await dialog.getByLabel('Take this cell as not assessed').check()
  await dialog.getByLabel('What Spelling is').selectOption('ignored')
  await expect(dialog.getByRole('status').first()).toContainText('2 new skills')
  await dialog.getByLabel('Name of the class').fill('Room 12')
  await dialog.getByLabel('Name of the class').blur()
  await dialog.getByRole('button', { name: 'Import 3 students' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Class: Room 12' })).toBeVisible()
  await expect(page.getByText('3 students and 4 scores imported.').first()).toBeAttached()

  await page.getByRole('button', { name: 'Roster' }).click()
  const row = page.getByRole('row', { name: /Amina Yusuf/ })
  await expect(row).toContainText('85')
  await expect(row).toContainText('8')
})

test('the same file again changes nothing and says so; newer scores are a new assessment', async ({
  program,
}) => {
  const { page } = program
  const good = QUIZ.replace('banana', '5')
  await dropFile(page, 'quiz.csv', text(good))
  await page.getByRole('button', { name: 'Import 3 students' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()

  await dropFile(page, 'quiz again.csv', text(good))
  await expect(page.getByText('Everything in this file is here already. Nothing would change.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await dropFile(page, 'Later quiz 2099-01-15.csv', text(good.replace('40%', '70%')))
  await page.getByRole('button', { name: /^Import \d+ scores$/ }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Roster' }).click()
  await expect(page.getByRole('button', { name: /2 assessments/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Ben Carter/ })).toContainText('70')
})

test('two students of one name stay two, and are asked about when a file cannot tell them apart', async ({
  program,
}) => {
  const { page } = program
  await dropFile(page, 'one.csv', text('Name,Fractions\nRosa Santos,80\nRosa Santos,40\nBen Carter,70'))
  await page.getByRole('button', { name: 'Import 3 students' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await dropFile(
    page,
    'two 2099-01-15.csv',
    text('Name,Fractions\nRosa Santos,85\nRosa Santos,45\nBen Carter,75'),
  )
  await expect(page.getByText('Several students have the same name. Who is who?')).toBeVisible()
  await expect(page.getByText('Say first who each row is.')).toBeVisible()
  await page.getByRole('group', { name: 'Row 2, Rosa Santos' }).getByLabel('Rosa S.', { exact: true }).check()
  await page.getByRole('group', { name: 'Row 3, Rosa Santos' }).getByLabel('Rosa S. 2').check()
  await page.getByRole('button', { name: 'Import 3 scores' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Roster' }).click()
  await expect(page.getByText('3 students · 1 skill')).toBeVisible()
})

test('the import works by keyboard, and cancelling imports nothing', async ({ program }) => {
  const { page } = program
  await dropFile(page, 'quiz.csv', text(QUIZ.replace('banana', '5')))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Open the sample class' })).toBeVisible()
  await dropFile(page, 'quiz.csv', text(QUIZ.replace('banana', '5')))
  await page.getByRole('button', { name: 'Import 3 students' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Class: quiz' })).toBeVisible()
})

test('an old workbook is refused with what to do instead', async ({ program }) => {
  const { page } = program
  await dropFile(page, 'scores.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1))
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toContainText(
    'This is a workbook in the old Excel format',
  )
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toContainText('CSV UTF-8')
})

for (const [file, students] of [
  ['fraction-subtraction.csv', 536],
  ['timss07-grade4-math.csv', 698],
  ['timss03-grade8-math.csv', 757],
] as const) {
  test(`real data is imported whole: ${file}`, async ({ program }) => {
    test.skip(!existsSync(join(DATA, file)), 'The shared data is not on this computer.')
    const { page } = program
    await dropPath(page, join(DATA, file))
    await page.getByRole('button', { name: `Import ${students} students` }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('button', { name: 'Roster' }).click()
    await expect(page.getByText(`${students} students · `)).toBeVisible()
    // Only the rows in sight are drawn; all have the number of their place, the averages the last one.
    await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(students + 2))
    const lines = readFileSync(join(DATA, file), 'utf8').trim().split('\n')
    for (const at of [17, students]) {
      const row = page.locator(`tbody tr[aria-rowindex="${at + 1}"]`)
      if (at === students) await page.getByRole('region', { name: 'Students and scores' }).press('End')
      const cells = (lines[at] ?? '').split(',').slice(1).filter(Boolean)
      await expect(row).toBeVisible()
      const shown = await row.locator('td.score').allInnerTexts()
      expect(shown.map(value => Number(value.replace(/,.*/, '')))).toEqual(cells.map(Number))
    }
  })
}
