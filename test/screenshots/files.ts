import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropFile, openSample } from '../end-to-end/teacher.ts'
import { TWO_TERMS } from '../end-to-end/two-terms.ts'

type Shoot = (page: Page, name: string) => Promise<unknown>

const FIXTURES = join(import.meta.dirname, '../fixtures/exchange')
const KNOWN = ['mclass.csv', 'nwea-map-growth.csv', 'google-forms-quiz.csv', 'canvas-gradebook.csv']
const text = (content: string) => new TextEncoder().encode(content)

const PEOPLE =
  'ID,Name,DOB,ELL status,Homeroom,Interests,Fractions,Spelling\n' +
  '7,Amina Yusuf,2016-05-06,Tigrinya at home,12B,"chess; maps",80,70\n8,Ben Carter,2016-01-02,,12B,football,60,50'

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** What the import dialog says of files of every kind, and every kind of export. */
export async function takeFiles(page: Page, shoot: Shoot): Promise<void> {
  await dropFile(page, 'Room 12 2026-11-20.xlsx', TWO_TERMS)
  await page.getByRole('button', { name: /^Import \d/ }).waitFor()
  await shoot(page, 'file-workbook')
  await close(page)
  for (const name of KNOWN) {
    await dropFile(page, name, readFileSync(join(FIXTURES, name)))
    await page.getByRole('button', { name: /^Import \d/ }).waitFor()
    await shoot(page, `file-${name.replace(/\.\w+$/, '')}`)
    await close(page)
  }
  await dropFile(page, 'old.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]))
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await shoot(page, 'file-refused')
  await close(page)
  await dropFile(page, 'People.csv', text(PEOPLE))
  await page.getByRole('button', { name: /^Import \d/ }).waitFor()
  await shoot(page, 'file-people')
  await page.getByRole('button', { name: /^Import \d/ }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Roster' }).click()
  await page.getByRole('button', { name: 'Amina Yusuf' }).click()
  await page.getByRole('dialog').waitFor()
  await shoot(page, 'people-student')
  await close(page)
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await shoot(page, 'people-details')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Change the skill Fractions' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await shoot(page, 'skill')
  await page.getByRole('button', { name: 'Merge with another skill…' }).click()
  await page.getByRole('dialog').getByRole('combobox').selectOption('Spelling')
  await shoot(page, 'skill-merge')
  await close(page)
}

export async function takeExports(page: Page, shoot: Shoot): Promise<void> {
  await openSample(page)
  await page.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog')
  for (const name of ['Excel workbook', 'CSV', 'Text', 'OneRoster', 'This class, encrypted', 'Everything']) {
    const choice = dialog.getByRole('radio', { name: new RegExp(`^${name}`) })
    if ((await choice.count()) === 0) throw new Error(`There is no export ${name}.`)
    await choice.check()
    await page.waitForLoadState('networkidle')
    await shoot(page, `export-${name.replace(/\W+/g, '-').toLowerCase()}`)
  }
  await close(page)
}
