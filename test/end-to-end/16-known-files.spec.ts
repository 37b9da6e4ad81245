import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { fileAskedBy } from './choose-file.ts'
import { KNOWN_FILES, pathOf, scoresIn, type KnownFile } from './known-files.ts'
import { expect, test } from './program.ts'
import { dropFile, dropPath } from './teacher.ts'

/** The skills in the import dialog: name, kind and ends of the scale, or the names of the levels. */
function proposedSkills(page: Page) {
  return page.getByRole('dialog').evaluate(dialog =>
    [...dialog.querySelectorAll('thead th')].flatMap(head => {
      const name = head.querySelector<HTMLInputElement>('input[aria-label^="Name of the skill"]')?.value
      const scale = head.querySelector<HTMLSelectElement>('select[aria-label^="Scale of"]')?.value
      const ends = [...head.querySelectorAll<HTMLInputElement>('.scale input')].map(input =>
        Number(input.value),
      )
      const levels = [...head.querySelectorAll('.levels > span')].map(level =>
        (level.lastChild?.textContent ?? '').trim(),
      )
      return name === undefined ? [] : [{ name, scale: scale === undefined ? levels : [scale, ...ends] }]
    }),
  )
}

/** The scores of a skill in the roster, sorted; who was not assessed is left out. */
function scoresOnScreen(page: Page, skill: string) {
  return page.getByRole('region', { name: 'Students and scores' }).evaluate((frame, name) => {
    const heads = [...frame.querySelectorAll('thead th')]
    const at = heads.findIndex(head => head.querySelector('.sort')?.getAttribute('title') === name)
    const cells = [...frame.querySelectorAll('tbody tr')].map(row => row.children[at])
    return cells
      .filter(cell => cell?.classList.contains('score'))
      .map(cell => (cell?.textContent ?? '').replace(', below', '').trim())
      .sort()
  }, skill)
}

const NEW_CLASS = 'new'

async function expectRecognised(page: Page, { title, students, skills, looks }: KnownFile): Promise<void> {
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(`${title}.`, { exact: true })).toBeVisible()
  await dialog.getByLabel('Into', { exact: true }).selectOption(NEW_CLASS)
  await expect(dialog.getByRole('status').first()).toContainText(
    `${students} new students, ${skills} new skills`,
  )
  const proposed = await proposedSkills(page)
  expect(proposed).toHaveLength(skills)
  for (const { skill, scale } of looks) expect(proposed).toContainEqual({ name: skill, scale: [...scale] })
}

async function expectImported(page: Page, known: KnownFile): Promise<void> {
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Roster' }).click()
  await expect(page.getByText(`${known.students} students · ${known.skills} skills`)).toBeVisible()
  for (const look of known.looks) {
    await expect
      .poll(() => scoresOnScreen(page, look.skill), `${known.file}, ${look.skill}`)
      .toEqual(scoresIn(known, look))
  }
}

const NOTHING_NEW = 'Everything in this file is here already. Nothing would change.'

const PARTS = ['NWEA, i-Ready, Star', 'mCLASS, DIBELS, Acadience, FastBridge', 'other tests and quizzes']
const PART_SIZE = Math.ceil(KNOWN_FILES.length / PARTS.length)

// In parts, so that they run beside each other; one start of the program for each.
for (const [at, part] of PARTS.entries()) {
  test(`known files are recognised, keep their scales, come in as they stand, and change nothing again: ${part}`, async ({
    program,
  }) => {
    const { page } = program
    for (const known of KNOWN_FILES.slice(at * PART_SIZE, (at + 1) * PART_SIZE)) {
      await test.step(known.file, async () => {
        await dropPath(page, pathOf(known.file))
        await expectRecognised(page, known)
        await page.getByRole('button', { name: `Import ${known.students} students` }).click()
        await expectImported(page, known)
        await dropPath(page, pathOf(known.file))
        const dialog = page.getByRole('dialog')
        await expect(dialog.getByText(NOTHING_NEW)).toBeVisible()
        await dialog.getByRole('button', { name: 'Close' }).last().click()
        await expect(dialog).toBeHidden()
      })
    }
  })
}

test('a OneRoster zip is opened, imported and found unchanged by keyboard', async ({ program }) => {
  const { page } = program
  const folder = pathOf('one-roster')
  const files = readdirSync(folder).map(name => [name, readFileSync(join(folder, name))] as const)
  const zip = { name: 'roster.zip', mimeType: 'application/zip', buffer: Buffer.from(zipSync(Object.fromEntries(files))) } // prettier-ignore
  const choose = async () => {
    const chooser = await fileAskedBy(page, async () => {
      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.type('Import scores')
      await page.keyboard.press('Enter')
    })
    await chooser.setFiles(zip)
  }
  await choose()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('OneRoster (zip of CSV files).')).toBeVisible()
  await expect(dialog.getByRole('status').first()).toContainText('4 new students, 2 new skills')
  expect(await proposedSkills(page)).toEqual([
    { name: 'Fractions', scale: ['points', 0, 20] },
    { name: 'Place value', scale: ['points', 1, 4] },
  ])
  await dialog.getByLabel('Class', { exact: true }).focus()
  await page.keyboard.press('End')
  await expect(dialog.getByRole('status').first()).toContainText('1 new student, 1 new skill')
  await page.keyboard.press('Home')
  await expect(dialog.getByRole('status').first()).toContainText('4 new students, 2 new skills')
  await dialog.getByRole('button', { name: 'Import 4 students' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Roster' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('4 students · 2 skills')).toBeVisible()
  await expect.poll(() => scoresOnScreen(page, 'Fractions')).toEqual(['18', '7.5'])
  await expect.poll(() => scoresOnScreen(page, 'Place value')).toEqual(['2'])
  await choose()
  await expect(dialog.getByText(NOTHING_NEW)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

const QUIZ = 'google-forms-quiz.csv'
const LARGER = 'Which fraction is larger, 2/3 or 3/5?'

test('questions of a quiz are put together into a skill, and the next quiz knows it', async ({ program }) => {
  const { page } = program
  await dropPath(page, pathOf(QUIZ))
  const dialog = page.getByRole('dialog')
  const panel = dialog.getByRole('region', { name: 'Which skill is each question about?' })
  await panel.getByText('What is 3/4 of 12?').click()
  await panel.getByText('Shade 5/8').click()
  await expect(panel.getByRole('status')).toHaveText('2 questions, 3 points')
  await panel.getByLabel('about', { exact: true }).fill('Parts of a whole')
  await panel.getByRole('button', { name: 'Put together' }).click()
  await expect(panel.getByText('Parts of a whole, out of 3')).toHaveCount(2)
  await expect(dialog.getByRole('status').first()).toContainText('7 new students, 3 new skills')
  await expectNoFault(page, 'questions', 'dialog')
  await page.getByRole('button', { name: 'Import 7 students' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Roster' }).click()
  await expect
    .poll(() => scoresOnScreen(page, 'Parts of a whole'))
    .toEqual(['1', '2', '2', '3', '3', '3', '3'])

  await dropPath(page, pathOf(QUIZ))
  await expect(dialog.getByText('As last time:')).toBeVisible()
  await expect(dialog.getByText(NOTHING_NEW)).toBeVisible()
})

test('questions are put together and taken apart by keyboard', async ({ program }) => {
  const { page } = program
  await dropPath(page, pathOf(QUIZ))
  const dialog = page.getByRole('dialog')
  const panel = dialog.getByRole('region', { name: 'Which skill is each question about?' })
  const status = dialog.getByRole('status').first()
  await panel.getByLabel(LARGER).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(panel.getByRole('status')).toHaveText('2 questions, 3 points')
  await panel.getByLabel('about', { exact: true }).focus()
  await page.keyboard.type('Fractions')
  await page.keyboard.press('Enter')
  await expect(panel.getByText('Fractions, out of 3')).toHaveCount(2)
  await expect(status).toContainText('3 new skills')

  await panel.getByLabel('All questions').focus()
  await page.keyboard.press('Space')
  await expect(panel.getByRole('status')).toHaveText('4 questions, 7 points')
  await panel.getByRole('button', { name: 'Each by itself' }).focus()
  await page.keyboard.press('Enter')
  await expect(panel.getByText('a skill by itself')).toHaveCount(4)
  await expect(status).toContainText('4 new skills')
})

test('no cut score is made up, and the teacher can say one', async ({ program }) => {
  const { page } = program
  await dropPath(page, pathOf('nwea-map-growth.csv'))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('No cut score is known for Mathematics RIT')).toBeVisible()
  const mastery = dialog.getByLabel('Has it from, TestRITScore').first()
  await expect(mastery).toHaveValue('196')
  await expect(dialog.getByText('half of the file; no cut score is known').first()).toBeVisible()
  await mastery.fill('20')
  await mastery.blur()
  await expect(dialog.getByText('nobody can have it from 20').first()).toBeVisible()
  await mastery.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('203')
  await page.keyboard.press('Tab')
  await expect(dialog.getByText('nobody can have it')).toHaveCount(0)
  await page.getByRole('button', { name: 'Import 7 students' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Roster' }).click()
  await page.getByRole('button', { name: 'Change the skill Mathematics RIT' }).click()
  await expect(page.getByLabel('Has the skill from')).toHaveValue('203')
})

const LONG = 'Who,What,Try,Mark,Rubric\nAna Li,Area,one,3,40\nAna Li,Halves,one,2,50\nBen Ko,Area,one,1,60\nBen Ko,Halves,one,4,70' // prettier-ignore

test('which columns of a long table hold skill and score can be said', async ({ program }) => {
  const { page } = program
  await dropFile(page, 'export.csv', new TextEncoder().encode(LONG))
  const dialog = page.getByRole('dialog')
  await dialog.getByText('How the file is read').click()
  await dialog.getByLabel('Rows', { exact: true }).selectOption('long')
  await dialog.getByLabel('Skill is in').selectOption({ label: 'What' })
  await dialog.getByLabel('Score is in').focus()
  await page.keyboard.press('End')
  await expect(dialog.getByLabel('Score is in')).toHaveValue('4')
  await expect(dialog.getByRole('status').first()).toContainText('2 new students, 2 new skills')
  expect((await proposedSkills(page)).map(({ name }) => name)).toEqual(['Area', 'Halves'])
  await expectNoFault(page, 'long table', 'dialog')
  await page.getByRole('button', { name: 'Import 2 students' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Roster' }).click()
  await expect.poll(() => scoresOnScreen(page, 'Area')).toEqual(['40', '60'])
})

test('a choice with which a file cannot be read is taken back', async ({ program }) => {
  const { page } = program
  const [header = '', ...rows] = readFileSync(pathOf('fastbridge-earlyreading.csv'), 'utf8')
    .trim()
    .split('\n')
  const more = Array.from({ length: 940 }, (_, at) => `Spring Measure ${at} Percentile at School`)
  const wide = [`${header},${more.join()}`, ...rows.map(row => row + ','.repeat(more.length))].join('\n')
  await dropFile(page, 'export.csv', new TextEncoder().encode(wide))
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('FastBridge.', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: 'Read it like any other table' }).click()
  await expect(dialog.getByRole('alert')).toContainText('at most 500 can be read')
  await dialog.getByRole('button', { name: 'Back' }).click()
  await expect(dialog.getByRole('status').first()).toContainText('7 new students, 10 new skills')
})
