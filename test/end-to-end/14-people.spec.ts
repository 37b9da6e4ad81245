import type { Page } from '@playwright/test'
import { zipSync } from 'fflate'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { axe } from './axe.ts'
import { expect, test } from './program.ts'
import { dropFile } from './teacher.ts'

const FIXTURES = resolve(import.meta.dirname, '../fixtures/exchange/one-roster')
const text = (content: string) => new TextEncoder().encode(content)

/** Drops a file and imports all of it. */
async function importAll(page: Page, name: string, content: string): Promise<void> {
  await dropFile(page, name, text(content))
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Import( \d|$)/ }).click()
  await expect(dialog).toBeHidden()
}

const roster = (page: Page) => page.getByRole('button', { name: 'Roster' }).click()
const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })

const FIRST = 'ID,Name,Fractions\n1,Amina Yusuf,80\n2,Ben Carter,60\n3,Wren Okafor,40'
const SECOND = 'ID,Name,Fractions\n1,Amina Yusuf,80\n2,Benjamin Carter,65\n4,Zoe New,70'

test('the same students come again: told by their id, renamed only if wanted, and nobody goes', async ({
  program,
}) => {
  const { page } = program
  await importAll(page, 'Quiz 2026-11-12.csv', FIRST)
  await dropFile(page, 'Quiz 2026-11-12.csv', text(SECOND))
  const dialog = page.getByRole('dialog')
  const list = dialog.getByRole('list', { name: /^Students: / })
  await dialog.getByRole('button', { name: '1 new' }).click()
  await expect(list).toContainText('Zoe New')
  await dialog.getByRole('button', { name: '1 changed' }).click()
  await expect(list).toHaveText(/Ben Carter\s*1 corrected score/)
  await dialog.getByRole('button', { name: '1 not in this file' }).click()
  await expect(list).toHaveText(/^\s*Wren Okafor\s*$/)
  await expect(dialog.getByText('They stay in the class as they are.')).toBeVisible()
  await dialog.getByLabel(/another name in the file/).check()
  await dialog.getByRole('button', { name: '1 changed' }).click()
  await expect(list).toContainText('new name Benjamin Carter')
  await dialog.getByRole('button', { name: 'Import 1 student' }).click()
  await expect(dialog).toBeHidden()

  await roster(page)
  for (const name of ['Amina Yusuf', 'Benjamin Carter', 'Wren Okafor', 'Zoe New']) {
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible()
  }
  await dropFile(page, 'Quiz 2026-11-12.csv', text(SECOND))
  await expect(page.getByText('Everything in this file is here already.')).toBeVisible()
})

const namesakes = (first: number, second: number) =>
  `Name,Fractions\nRosa Santos,${first}\nRosa Santos,${second}`

test('namesakes are asked about once, with the keyboard, and the answer is remembered', async ({
  program,
}) => {
  const { page } = program
  await importAll(page, 'a 2026-11-05.csv', namesakes(80, 40))
  await dropFile(page, 'b 2026-11-12.csv', text(namesakes(45, 85)))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Say first who each row is.')).toBeVisible()
  // What tells namesakes apart: the row's scores, and theirs so far.
  await expect(dialog.getByRole('group', { name: 'Row 2, Rosa Santos' })).toContainText(
    /Fractions 45.*Rosa S\.\s*so far Fractions 80\s*Rosa S\. 2\s*so far Fractions 40/s,
  )
  const answer = (row: number, label: string) =>
    dialog.getByRole('group', { name: `Row ${row}, Rosa Santos` }).getByLabel(label, { exact: true })
  await answer(2, 'Rosa S. 2').focus()
  await page.keyboard.press('Space')
  await answer(3, 'Rosa S.').focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Import 2 scores' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()

  await dropFile(page, 'c 2026-11-19.csv', text(namesakes(50, 90)))
  await expect(dialog.getByText('as you said before')).toHaveCount(2)
  await expect(answer(2, 'Rosa S. 2')).toBeChecked()
  await expect(answer(3, 'Rosa S.')).toBeChecked()
  await dialog.getByRole('button', { name: 'Import 2 scores' }).click()
  await expect(dialog).toBeHidden()
  await roster(page)
  await expect(page.getByText('2 students · 1 skill')).toBeVisible()
  await expect(page.locator('[data-roster-student="Rosa S."]')).toContainText('90')
  await expect(page.locator('[data-roster-student="Rosa S. 2"]')).toContainText('50')
})

const SECRET = 'Tigrinya at home'
const KNOWN = `Name,ELL status,Homeroom,Fractions,Spelling\nAmina Yusuf,${SECRET},12B,80,70\nBen Carter,,12B,60,50\nWren Okafor,,12A,40,90`

/** Nothing sensitive is anywhere in the page, not even out of sight. */
async function expectNoSecret(page: Page): Promise<void> {
  expect(await page.content()).not.toContain(SECRET)
  const values = await page
    .locator('input')
    .evaluateAll(inputs => inputs.map(input => 'value' in input && input.value))
  expect(values).not.toContain(SECRET)
}

test('sensitive details are nowhere before they are asked for: not in the preview, the roster, print or pictures', async ({
  program,
}) => {
  const { page } = program
  await dropFile(page, 'List.csv', text(KNOWN))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('What ELL status is')).toHaveValue('attribute')
  await expect(dialog.getByLabel('Sensitive: ELL status')).toBeChecked()
  await dialog.getByLabel('What Homeroom is').selectOption('attribute')
  await expect(dialog.getByLabel('Sensitive: Homeroom')).not.toBeChecked()
  await expectNoSecret(page)
  await dialog.getByRole('button', { name: 'Import 3 students' }).click()
  await expect(dialog).toBeHidden()
  for (const look of ['Constellation', 'Grid', 'Profiles']) {
    await page.getByRole('button', { name: look }).click()
    await expectNoSecret(page)
  }
  await page.getByRole('button', { name: 'Groups', exact: true }).click()
  await expectNoSecret(page)
  await page.emulateMedia({ media: 'print' })
  await expectNoSecret(page)
  await page.emulateMedia({ media: 'screen' })

  await roster(page)
  await expectNoSecret(page)
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await page.getByLabel('Homeroom').check()
  await expect(page.getByLabel('ELL status')).toBeDisabled()
  await expect(rowOf(page, 'Amina Yusuf')).toContainText('12B')
  await expectNoSecret(page)

  await page.getByRole('switch', { name: 'Show sensitive details' }).check()
  await page.getByLabel('ELL status').check()
  await page.keyboard.press('Escape')
  await expect(rowOf(page, 'Amina Yusuf')).toContainText(SECRET)
  await expect(page.getByText('Sensitive details are shown on this page.')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.sheets')).not.toContainText(SECRET)
  await page.emulateMedia({ media: 'screen' })
  expect((await axe(page).analyze()).violations.map(({ id }) => id)).toEqual([])

  await page.getByRole('button', { name: 'Hide them' }).click()
  await expectNoSecret(page)
})

test('the switch is worked with the keyboard, and is off again elsewhere and after a restart', async ({
  program,
}) => {
  let { page } = program
  await importAll(page, 'List.csv', KNOWN)
  await roster(page)
  const show = async () => {
    await page.getByRole('button', { name: 'Details', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('switch', { name: 'Show sensitive details' }).focus()
    await page.keyboard.press('Space')
    await expect(page.getByLabel('ELL status')).toBeEnabled()
    await page.getByLabel('ELL status').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Escape')
    await expect(rowOf(page, 'Amina Yusuf')).toContainText(SECRET)
  }
  await show()
  await page.getByRole('button', { name: 'Groups', exact: true }).click()
  await expectNoSecret(page)
  await roster(page)
  await expectNoSecret(page)
  page = await program.restart()
  await page.getByRole('button', { name: 'Details', exact: true }).waitFor()
  await expectNoSecret(page)
})

test('what is known about a student is written in their page, and undone', async ({ program }) => {
  const { page } = program
  await importAll(page, 'List.csv', KNOWN)
  await roster(page)
  await page.getByRole('button', { name: 'Ben Carter' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ben Carter' })
  await dialog.getByLabel('Interests').fill('chess, maps')
  await dialog.getByRole('button', { name: 'Add a detail' }).click()
  await page.keyboard.type('House')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Oak')
  await dialog.getByLabel('Sensitive: House').uncheck()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(rowOf(page, 'Ben Carter')).toContainText('chess, maps')
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await page.getByLabel('House').check()
  await page.keyboard.press('Escape')
  await expect(rowOf(page, 'Ben Carter')).toContainText('Oak')

  await page.getByRole('button', { name: 'Amina Yusuf' }).focus()
  await page.keyboard.press('Enter')
  const other = page.getByRole('dialog', { name: 'Amina Yusuf' })
  expect(await page.content()).not.toContain(SECRET)
  await other.getByRole('switch', { name: 'Show sensitive details' }).focus()
  await page.keyboard.press('Space')
  await expect(other.getByLabel('ELL status', { exact: true })).toHaveValue(SECRET)
  await other.getByLabel('ELL status', { exact: true }).fill('Amharic')
  await page.keyboard.press('Enter')
  await expect(other).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone: write what is known about Amina Yusuf.').first()).toBeAttached()
})

const TWICE =
  'Name,Fractions,Fraction test,Spelling\nAmina Yusuf,80,,70\nBen Carter,60,65,50\nWren Okafor,,40,90'
const skillHeads = (page: Page) => page.locator('th.skill .sort span').allInnerTexts()

test('two skills that are the same become one, and two again', async ({ program }) => {
  const { page } = program
  await importAll(page, 'Quiz 2026-11-12.csv', TWICE)
  await roster(page)
  await page.getByRole('columnheader', { name: /^Fractions/ }).hover()
  await page.getByRole('button', { name: 'Change the skill Fractions' }).click()
  await page.getByRole('button', { name: 'Merge with another skill…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge Fractions' })
  await dialog.getByLabel('Which skill is the same as Fractions?').selectOption('Fraction test')
  await expect(dialog.getByText('1 score of Fraction test becomes a score of Fractions.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Merge', exact: true })).toBeDisabled()
  await dialog.getByLabel('The one of Fraction test').check()
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(() => skillHeads(page)).toEqual(['Fractions', 'Spelling'])
  await expect(rowOf(page, 'Ben Carter')).toContainText('65')
  await expect(rowOf(page, 'Wren Okafor')).toContainText('40')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => skillHeads(page)).toEqual(['Fractions', 'Fraction test', 'Spelling'])
  await expect(page.getByText('Undone: merge the skill Fraction test into Fractions.').first()).toBeAttached()
})

test('merging works with the keyboard, and says in words why it cannot be', async ({ program }) => {
  const { page } = program
  await importAll(
    page,
    'Quiz 2026-11-12.csv',
    TWICE.replace('80,,70', '80,,7').replace('65,50', '65,5').replace('40,90', '40,9'),
  )
  await roster(page)
  await page.getByRole('button', { name: 'Change the skill Fractions' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Merge with another skill…' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Merge Fractions' })
  const field = dialog.getByLabel('Which skill is the same as Fractions?')
  await expect(field).toBeFocused()
  await page.keyboard.type('Spell')
  await expect(
    dialog.getByText(/Their scales differ: Fractions has percent 0 to 100, Spelling has points 0 to 10/),
  ).toBeVisible()
  await field.focus()
  await page.keyboard.press('ArrowUp')
  await expect(field.locator('option:checked')).toHaveText('Fraction test')
  await dialog.getByLabel('The one of Fractions').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect.poll(() => skillHeads(page)).toEqual(['Fractions', 'Spelling'])
  await expect(rowOf(page, 'Ben Carter')).toContainText('60')
})

const CASE = JSON.stringify({
  CFDocument: { title: 'Mathematics 4' },
  CFItems: [
    {
      identifier: 'a',
      humanCodingScheme: '4.NF.A.1',
      fullStatement: 'Explain why two fractions are equivalent.',
    },
    { identifier: 'b', humanCodingScheme: '4.MD.A.1', fullStatement: 'Know relative sizes of units.' },
    { identifier: 'c', fullStatement: 'Fractions' },
  ],
  CFAssociations: [
    {
      associationType: 'isChildOf',
      originNodeURI: { identifier: 'a' },
      destinationNodeURI: { identifier: 'c' },
    },
  ],
})

test('a dropped list of standards is there to give a skill its code, and a broken one says why', async ({
  program,
}) => {
  const { page } = program
  await importAll(page, 'Quiz 2026-11-12.csv', TWICE)
  await dropFile(page, 'broken.json', text('{"CFItems": ['))
  const lists = page.getByRole('dialog', { name: 'Lists of standards' })
  await expect(lists.getByRole('alert')).toContainText('This JSON file is broken or was cut off.')
  await lists.getByRole('button', { name: 'Close' }).last().click()
  await dropFile(page, 'maths.json', text(CASE))
  await expect(lists.getByRole('listitem').first()).toContainText('2 standards, from maths.json')
  await page.keyboard.press('Escape')
  await roster(page)

  await page.getByRole('button', { name: 'Change the skill Fractions' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Fractions' })
  await dialog.getByRole('combobox', { name: 'Standard' }).focus()
  await page.keyboard.type('equivalent')
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('4.NF.A.1')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: 'Change the skill Spelling' }).focus()
  await page.keyboard.press('Enter')
  const other = page.getByRole('dialog', { name: 'Spelling' })
  await other.getByRole('combobox', { name: 'Standard' }).fill('4.MD')
  await other
    .getByRole('option', { name: /4\.MD\.A\.1/ })
    .getByRole('button')
    .click()
  await other.getByRole('button', { name: 'Take the standard 4.MD.A.1 away' }).click()
  // The list is open: what is pressed under it does not move away.
  await other.getByRole('combobox', { name: 'Standard' }).fill('4')
  await expect(other.getByRole('option')).toHaveCount(2)
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Undone: make Fractions the standard 4.NF.A.1.').first()).toBeAttached()
})

test('a OneRoster zip is known by itself, and one of its classes is chosen', async ({ program }) => {
  const { page } = program
  const files = readdirSync(FIXTURES).map(name => [name, readFileSync(join(FIXTURES, name))] as const)
  await dropFile(page, 'export.zip', zipSync(Object.fromEntries(files)))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('OneRoster (zip of CSV files)')).toBeVisible()
  await expect(dialog.getByRole('status').first()).toContainText('4 new students, 2 new skills')
  await dialog.getByLabel('Class', { exact: true }).selectOption('Reading 4')
  await expect(dialog.getByRole('status').first()).toContainText('1 new student, 1 new skill')
  await dialog.getByLabel('Class', { exact: true }).selectOption('Mathematics 4')
  await dialog.getByRole('button', { name: 'Import 4 students' }).click()
  await expect(dialog).toBeHidden()
  await roster(page)
  await expect(rowOf(page, 'Amina Yusuf')).toContainText('18')
  await expect(rowOf(page, 'Ben Carter')).toContainText('not assessed')
  await expect(page.getByRole('button', { name: 'Rosa Santos' })).toHaveCount(2)
})
