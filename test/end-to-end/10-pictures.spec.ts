import type { Locator, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { card, carry, dropFile, members, openSample } from './teacher.ts'

const LOOKS = ['Constellation', 'Grid', 'Profiles'] as const
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const show = (page: Page, look: string) => page.getByRole('button', { name: look, exact: true }).click()
const panel = (page: Page, name: string) => page.locator(`[data-panel="${name}"]`)
/** A student's dot in a panel, in one skill. */
const dot = (where: Locator, label: string, skill: string) =>
  where.getByRole('group', { name: skill, exact: true }).locator(`[data-student="${label}"]`)

async function openProfiles(page: Page): Promise<void> {
  await openSample(page)
  await show(page, 'Profiles')
  await expect(panel(page, 'F')).toBeVisible()
}

/** Saves a picture with the dialog that is open, and reads the file. */
async function saved(page: Page): Promise<{ name: string; bytes: Buffer }> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  const download = await downloading
  await expect(page.getByRole('dialog')).toBeHidden()
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** The natural size that an SVG states, and what a browser that knows nothing else makes of it. */
async function sizeOf(page: Page, svg: string): Promise<{ width: number; height: number }> {
  const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  const stated = { width: Number(width), height: Number(height) }
  const drawn = await page.evaluate(async text => {
    const image = new Image()
    image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
    await image.decode()
    return { width: image.naturalWidth, height: image.naturalHeight }
  }, svg)
  expect(drawn).toEqual(stated)
  return stated
}

for (const look of LOOKS) {
  test(`${look} as SVG and as PNG, with names and without`, async ({ program, host }) => {
    test.skip(host !== 'browser', 'Electron asks with its own dialog where to save.')
    const { page } = program
    await openSample(page)
    const labels = (
      await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map(letter => members(page, letter)))
    ).flat()
    expect(labels).toHaveLength(28)
    await show(page, look)

    await page.getByRole('button', { name: 'Picture…' }).click()
    await expect(page.getByLabel('Title')).toHaveValue('Grade 4 · Room 12 (sample) · Before the winter break')
    await page.getByLabel('Title').fill('Room 12, November')
    const withNames = await saved(page)
    expect(withNames.name).toBe(`Room 12, November - ${look.toLowerCase()}.svg`)
    const named = withNames.bytes.toString('utf8')
    const { width, height } = await sizeOf(page, named)
    for (const label of ['Viktor', 'Priya', 'Siobhán']) expect(named).toContain(label)

    await page.getByRole('button', { name: 'Picture…' }).click()
    await page.getByLabel('Without names').check()
    const nameless = (await saved(page)).bytes.toString('utf8')
    await sizeOf(page, nameless)
    for (const label of labels) expect(nameless).not.toContain(label)
    for (const letter of ['A', 'B', 'C', 'D', 'E', 'F']) {
      expect(nameless).toMatch(new RegExp(`>(${letter} · |Group ${letter})[^<]*\\(\\d+\\)<`))
    }

    await page.getByRole('button', { name: 'Picture…' }).click()
    await page.getByLabel('Title').fill('Room 12, November')
    await page.getByLabel(/^PNG/).check()
    await expect(page.getByRole('dialog')).toContainText(
      `${(width * 2).toLocaleString('en')} × ${(height * 2).toLocaleString('en')} pixels`,
    )
    const png = await saved(page)
    expect(png.name).toBe(`Room 12, November - ${look.toLowerCase()}.png`)
    expect([...png.bytes.subarray(0, 8)]).toEqual(PNG_SIGNATURE)
    expect(png.bytes.readUInt32BE(16)).toBe(width * 2)
    expect(png.bytes.readUInt32BE(20)).toBe(height * 2)
  })
}

test('a picture is saved with the keyboard alone, dark as the screen, and Escape saves nothing', async ({
  program,
  host,
}) => {
  test.skip(host !== 'browser', 'Electron asks with its own dialog where to save.')
  const { page } = program
  await openSample(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: 'Picture…' }).press('Enter')
  await expect(page.getByLabel('Title')).toBeFocused()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Picture…' })).toBeFocused()

  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(page.getByLabel('Without names')).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByLabel('As on the screen')).toBeChecked()
  await expect(page.getByAltText('How it will look')).toHaveJSProperty('complete', true)
  const downloading = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const svg = (await readFile(await (await downloading).path())).toString('utf8')
  expect(svg).toContain('fill="#14171c"')
  await expect(page.getByRole('status').filter({ hasText: 'Saved: ' })).toBeAttached()
})

test('without names, a title that names a student is pointed out', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Picture…' }).click()
  await page.getByLabel('Title').fill('A plan for viktor')
  await page.getByLabel('Without names').check()
  await expect(page.getByText('The title may name Viktor.')).toBeVisible()
  await page.getByLabel('Title').fill('A plan')
  await expect(page.getByText('No name and no initials are anywhere in the file.')).toBeVisible()
})

test('two skills as axes are in the picture too', async ({ program, host }) => {
  test.skip(host !== 'browser', 'Electron asks with its own dialog where to save.')
  const { page } = program
  await openSample(page)
  await page.getByLabel('Across').selectOption({ label: 'Inference' })
  await page.getByLabel('Up', { exact: true }).selectOption({ label: 'Vocabulary in context' })
  await page.getByRole('button', { name: 'Picture…' }).click()
  const svg = (await saved(page)).bytes.toString('utf8')
  expect(svg).toContain('Inference →')
  expect(svg).toContain('↑ Vocabulary in context')
  expect(svg).not.toContain('the plane shows')
})

test('profiles name needs and strengths, and say every skill in a sentence', async ({ program }) => {
  const { page } = program
  await openProfiles(page)
  const sentence = /Inference: mean \d+, class \d+; \d of \d below mastery/
  for (const letter of ['A', 'B', 'C', 'D', 'E', 'F']) {
    const here = panel(page, letter)
    await expect(here).toContainText(/Needs .+/)
    await expect(here.getByRole('listitem').filter({ hasText: sentence })).toHaveCount(1)
    expect(await here.getByRole('listitem').allInnerTexts()).toHaveLength(10)
    const shown = await here
      .locator('[data-student]')
      .evaluateAll(dots => [...new Set(dots.map(one => one.getAttribute('data-student') ?? ''))])
    expect(shown.sort()).toEqual((await members(page, letter)).sort())
  }
  await expect(panel(page, 'F')).toContainText('1 not assessed')
})

test('the skills stand in the same order, or the most needed first', async ({ program }) => {
  const { page } = program
  await openProfiles(page)
  const order = (letter: string) =>
    panel(page, letter)
      .getByRole('group', { name: 'Students by skill' })
      .getByRole('group')
      .evaluateAll(rows => rows.map(row => row.getAttribute('aria-label')))
  expect(await order('B')).toEqual(await order('C'))
  await page.getByLabel('Skills', { exact: true }).and(page.locator('select')).selectOption('needed')
  expect(await order('B')).not.toEqual(await order('C'))
  const [first] = await order('C')
  await expect(panel(page, 'C')).toContainText(`Needs ${first ?? ''}`)
})

test('a dot is dragged to another panel, after its consequence was seen; Escape leaves everybody', async ({
  program,
}) => {
  const { page } = program
  await openProfiles(page)
  const [student = ''] = await members(page, 'A')
  const from = dot(panel(page, 'A'), student, 'Reading fluency')
  await from.hover()
  await expect(page.getByRole('tooltip')).toContainText(/Reading fluency \d+/)
  const title = panel(page, 'B').getByRole('heading')

  await carry(page, from, title)
  const before = await title.boundingBox()
  await expect(panel(page, 'B')).toContainText(/fits (much |a little )?(better|worse|as well)/)
  await expect(panel(page, 'A')).toContainText('sits here')
  expect(await title.boundingBox()).toEqual(before)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(panel(page, 'B')).not.toContainText(/fits/)
  expect(await members(page, 'A')).toContain(student)

  await carry(page, from, title)
  await page.mouse.up()
  await expect(card(page, 'B').locator(`[data-member="${student}"]`)).toBeVisible()
  await expect(dot(panel(page, 'B'), student, 'Reading fluency')).toBeVisible()
  await expect(dot(panel(page, 'A'), student, 'Reading fluency')).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'moved to group B' })).toBeAttached()
})

test('the keyboard walks the dots, chooses and moves', async ({ program }) => {
  const { page } = program
  await openProfiles(page)
  const stops = panel(page, 'A').locator('[data-student][tabindex="0"]')
  await expect(stops).toHaveCount(1)
  await stops.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  const focused = page.locator('[data-student]:focus')
  const student = (await focused.getAttribute('data-student')) ?? ''
  await expect(page.getByRole('tooltip')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(focused).toHaveAttribute('data-row', '1')
  await expect(focused).toHaveAttribute('data-student', student)
  await page.keyboard.press('Space')
  await expect(card(page, 'A').locator(`[data-member="${student}"]`)).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: `Move ${student} to…` })
  await expect(dialog).toContainText(/fits/)
  await page.keyboard.press('Escape')
  expect(await members(page, 'A')).toContain(student)
  await dot(panel(page, 'A'), student, 'Reading fluency').press('m')
  await page.keyboard.press('c')
  await expect(dot(panel(page, 'C'), student, 'Reading fluency')).toBeVisible()
  await expect(card(page, 'C').locator(`[data-member="${student}"]`)).toBeVisible()
})

test('students in no group have a panel of their own, and before there are groups the class has one', async ({
  program,
}) => {
  const { page } = program
  await openProfiles(page)
  const [student = ''] = await members(page, 'D')
  await dot(panel(page, 'D'), student, 'Reading fluency').press('m')
  await page.getByRole('button', { name: 'Take out of the groups' }).click()
  const loose = dot(panel(page, 'unplaced'), student, 'Reading fluency')
  await carry(page, loose, card(page, 'A'))
  await page.mouse.up()
  await expect(panel(page, 'unplaced')).toHaveCount(0)
  await expect(dot(panel(page, 'A'), student, 'Reading fluency')).toBeVisible()

  const file = 'Name,Fractions,Spelling\nAmina Yusuf,85,3\nBen Carter,40,4\nLi Wei,,'
  await dropFile(page, 'quiz.csv', new TextEncoder().encode(file))
  await page.getByLabel('Into').selectOption('new')
  await page.getByRole('button', { name: 'Import 3 students' }).click()
  await expect(panel(page, 'class')).toContainText('3 students')
  await expect(panel(page, 'class').getByRole('button', { name: 'Li, no scores yet' })).toBeVisible()
})

test('of a whole grade, the panels far below get their dots when they are scrolled to', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  const skills = Array.from({ length: 10 }, (_, at) => `Skill ${at + 1}`)
  const rows = Array.from({ length: 160 }, (_, row) =>
    [`Student N${row}`, ...skills.map((_skill, column) => (row * 37 + column * 23) % 101)].join(','),
  )
  await dropFile(
    page,
    'grade.csv',
    new TextEncoder().encode([['Name', ...skills].join(','), ...rows].join('\n')),
  )
  await page.getByLabel('Into', { exact: true }).selectOption('new')
  await page.getByRole('button', { name: 'Import 160 students' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await expect(card(page, 'AF')).toBeAttached()
  await show(page, 'Profiles')
  const last = panel(page, 'AF')
  await expect(panel(page, 'A').locator('[data-student]').first()).toBeVisible()
  await expect(last.getByRole('listitem')).toHaveCount(10)
  await expect(last.locator('[data-student]')).toHaveCount(0)
  await last.scrollIntoViewIfNeeded()
  const size = (await members(page, 'AF')).length
  await expect(last.locator('[data-student]')).toHaveCount(size * 10)
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in profiles and in the picture dialog: ${theme}`, async ({ program }) => {
    const { page } = program
    await openProfiles(page)
    await page.emulateMedia({ colorScheme: theme })
    await expectNoFault(page, 'profiles')
    await panel(page, 'B').locator('[data-student]').first().click()
    await panel(page, 'B').locator('[data-student]').nth(3).focus()
    await expectNoFault(page, 'profiles, chosen and focused')
    await carry(
      page,
      panel(page, 'B').locator('[data-student]').first(),
      panel(page, 'A').getByRole('heading'),
    )
    await expect(panel(page, 'A')).toContainText(/fits/)
    await expectNoFault(page, 'profiles, in the air', '[aria-label="Skill map"]')
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await page.getByRole('button', { name: 'Picture…' }).click()
    await expect(page.getByAltText('How it will look')).toBeVisible()
    await expectNoFault(page, 'picture dialog')
  })
}
