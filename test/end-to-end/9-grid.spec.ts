import type { Locator, Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { card, carry, dropFile, groupOf, members, openSample } from './teacher.ts'

async function openGrid(page: Page): Promise<void> {
  await openSample(page)
  // High enough for the whole class: rows out of sight are not drawn.
  await page.setViewportSize({ width: 1280, height: 1500 })
  await page.getByRole('button', { name: 'Grid', exact: true }).click()
  await expect(page.locator('[data-grid-student]')).toHaveCount(28)
}

const row = (page: Page, label: string) => page.locator(`[data-grid-student="${label}"]`)
const groupRow = (page: Page, letter: string) => page.locator(`[data-grid-group="${letter}"]`)
const head = (page: Page, skill: string) => page.getByRole('columnheader', { name: skill, exact: true })

/** A student's cell under a skill, by what a screen reader hears. */
function cell(page: Page, label: string, skill: string): Locator {
  return row(page, label).getByRole('gridcell', { name: `, ${skill}: ` })
}

/** Labels of the rows between two group headers, top to bottom. */
async function rowsOf(page: Page, letter: string): Promise<string[]> {
  const keys = await page
    .locator('[data-grid-student], [data-grid-group]')
    .evaluateAll(rows =>
      rows.map(
        one => one.getAttribute('data-grid-student') ?? `group ${one.getAttribute('data-grid-group') ?? ''}`,
      ),
    )
  const from = keys.indexOf(`group ${letter}`) + 1
  const to = keys.findIndex((key, at) => at >= from && key.startsWith('group '))
  return keys.slice(from, to < 0 ? undefined : to)
}

test('a row is dragged to another group, with the consequences on every group; Escape leaves it', async ({
  program,
}) => {
  const { page } = program
  await openGrid(page)
  const [student] = await members(page, 'A')
  const label = student ?? ''
  await carry(page, row(page, label), groupRow(page, 'B'))
  await expect(groupRow(page, 'A')).toContainText('sits here')
  await expect(groupRow(page, 'B')).toContainText(/fits (much |a little )?(better|worse|as well)/)
  await expect(groupRow(page, 'B')).toContainText('Group B would have 7; the limit is 6.')
  await expect(page.locator('[data-grid-group]').getByText(/^best place/)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(groupRow(page, 'B')).not.toContainText('fits')
  expect(await groupOf(page, label)).toBe('A')

  const [inB] = await rowsOf(page, 'B')
  await carry(page, row(page, label), row(page, inB ?? ''))
  await page.mouse.up()
  await expect(card(page, 'B').locator(`[data-member="${label}"]`)).toBeVisible()
  expect(await rowsOf(page, 'B')).toContain(label)
  await expect(page.getByRole('status').filter({ hasText: 'moved to group B' })).toBeAttached()
})

test('from a row to a card and from a card to a row', async ({ program }) => {
  const { page } = program
  await openGrid(page)
  const [first, second] = await members(page, 'A')
  await carry(page, row(page, first ?? ''), card(page, 'C'))
  await page.mouse.up()
  await expect(card(page, 'C').locator(`[data-member="${first ?? ''}"]`)).toBeVisible()
  await carry(page, page.locator(`[data-member="${second ?? ''}"]`), groupRow(page, 'B'))
  await page.mouse.up()
  await expect(card(page, 'B').locator(`[data-member="${second ?? ''}"]`)).toBeVisible()
})

test('the grid scrolls under a row held at its edges, down and up again', async ({ program }) => {
  const { page } = program
  await openGrid(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  const [student] = await members(page, 'A')
  const grid = page.getByRole('grid')
  const scrolled = () => grid.evaluate(element => element.scrollTop)
  const box = await grid.boundingBox()
  const needs = await page.getByRole('rowheader', { name: 'Below mastery' }).boundingBox()
  if (!box || !needs) throw new Error('There is no grid.')
  await carry(page, row(page, student ?? ''), groupRow(page, 'B'))
  await page.mouse.move(box.x + 300, box.y + box.height - 12, { steps: 4 })
  await expect(groupRow(page, 'F')).toBeInViewport()
  // The edge is where the rows begin, under the head that stays.
  await page.mouse.move(box.x + 300, needs.y + needs.height + 24, { steps: 4 })
  await expect.poll(scrolled).toBe(0)
  await expect(groupRow(page, 'A')).toContainText('sits here')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect(await groupOf(page, student ?? '')).toBe('A')
})

test('the keyboard moves a row, and the focus goes with the student', async ({ program }) => {
  const { page } = program
  await openGrid(page)
  const [student] = await members(page, 'A')
  const label = student ?? ''
  await page.locator('[role="grid"] [tabindex="0"]').focus()
  await expect(row(page, label).getByRole('rowheader')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('m')
  await expect(page.getByRole('dialog', { name: `Move ${label} to…` })).toBeVisible()
  await expect(groupRow(page, 'B')).toContainText('fits')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await groupOf(page, label)).toBe('A')
  await page.keyboard.press('m')
  await page.keyboard.press('d')
  await expect(card(page, 'D').locator(`[data-member="${label}"]`)).toBeVisible()
  expect(await rowsOf(page, 'D')).toContain(label)
  await expect(row(page, label).locator('[data-column="1"]')).toBeFocused()
})

test('rows are sorted by a skill inside their groups: up, down, and back to names', async ({ program }) => {
  const { page } = program
  await openGrid(page)
  const byName = await rowsOf(page, 'B')
  expect(byName).toEqual(await members(page, 'B'))
  const scores = async () => {
    const found: number[] = []
    for (const label of await rowsOf(page, 'B')) {
      const words = (await cell(page, label, 'Inference').getAttribute('aria-label')) ?? ''
      found.push(words.includes('not assessed') ? NaN : Number(/Inference: ([\d.]+)/.exec(words)?.[1]))
    }
    // Who was not assessed stands last in either direction.
    expect(found.findLastIndex(score => !Number.isNaN(score)) + 1).toBe(
      found.filter(score => !Number.isNaN(score)).length,
    )
    return found.filter(score => !Number.isNaN(score))
  }
  await head(page, 'Inference').click()
  await expect(head(page, 'Inference')).toHaveAttribute('aria-sort', 'ascending')
  const up = await scores()
  expect(up).toEqual(up.toSorted((a, b) => a - b))
  expect(new Set(up).size).toBeGreaterThan(1)
  // Again by keyboard, from the head where the focus is.
  await page.keyboard.press('Enter')
  await expect(head(page, 'Inference')).toHaveAttribute('aria-sort', 'descending')
  expect(await scores()).toEqual(up.toReversed())
  await page.keyboard.press('Enter')
  await expect(head(page, 'Inference')).toHaveAttribute('aria-sort', 'none')
  expect(await rowsOf(page, 'B')).toEqual(byName)
})

test('the exact value is read out under the pointer and at the focus; not assessed is hatched and never a number', async ({
  program,
}) => {
  const { page } = program
  await openGrid(page)
  const corner = page.getByRole('columnheader').first()
  await cell(page, 'Gabriel', 'Inference').hover()
  await expect(corner).toContainText('Gabriel Sousa')
  await expect(corner).toContainText('Inference')
  await expect(corner).toContainText('52, below mastery of 80')
  await cell(page, 'Gabriel', 'Inference').click()
  await page.keyboard.press('ArrowDown')
  const focused = page.locator('[role="gridcell"]:focus')
  await expect(focused).toHaveAttribute(
    'aria-label',
    'Lena Brandt, Inference: 87, above mastery of 80, group A',
  )
  await expect(corner).toContainText('87, above mastery of 80')

  const empty = page.locator('[role="gridcell"][aria-label*="not assessed"]').first()
  await empty.hover()
  await expect(corner).toContainText('not assessed')
  await expect(empty).toHaveText('')
  expect(await empty.evaluate(element => getComputedStyle(element).backgroundImage)).toContain(
    'repeating-linear-gradient',
  )
  await expect(cell(page, 'Gabriel', 'Inference')).toHaveText('52')
  // Without numbers the cell is a shade and a mark; what is read out stays exact.
  await page.getByLabel('Numbers').uncheck()
  await expect(cell(page, 'Gabriel', 'Inference')).toHaveText('')
  await cell(page, 'Gabriel', 'Inference').hover()
  await expect(corner).toContainText('52, below mastery of 80')
})

test('all who need a skill are chosen from its column, with the pointer and with N', async ({ program }) => {
  const { page } = program
  await openGrid(page)
  const choose = page.getByRole('button', { name: /^Choose all below mastery in Inference: / })
  const number = Number(await choose.innerText())
  expect(number).toBeGreaterThan(1)
  await choose.click()
  await expect(page.getByRole('group', { name: 'Chosen students' })).toContainText(
    `${number} students chosen`,
  )
  await expect(page.locator('[data-member][aria-pressed="true"]')).toHaveCount(number)
  await expect(row(page, 'Gabriel')).toHaveAttribute('aria-selected', 'true')
  await expect(row(page, 'Lena')).toHaveAttribute('aria-selected', 'false')
  await page.getByRole('button', { name: 'Constellation' }).click()
  await expect(page.locator('[data-student][aria-pressed="true"]')).toHaveCount(number)
  await page.getByRole('button', { name: 'Grid', exact: true }).click()
  await cell(page, 'Lena', 'Inference').click()
  await expect(page.locator('[data-member][aria-pressed="true"]')).toHaveCount(1)
  await page.keyboard.press('n')
  await expect(page.locator('[data-member][aria-pressed="true"]')).toHaveCount(number)
  await expect(page.getByRole('status').filter({ hasText: 'who need Inference chosen' })).toBeAttached()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-member][aria-pressed="true"]')).toHaveCount(0)
})

test('rows are chosen as in any table: click, Ctrl and Shift; by keyboard as well', async ({ program }) => {
  const { page } = program
  await openGrid(page)
  const all = [...(await rowsOf(page, 'A')), ...(await rowsOf(page, 'B'))]
  const chosen = () =>
    page
      .locator('[data-grid-student][aria-selected="true"]')
      .evaluateAll(rows => rows.map(one => one.getAttribute('data-grid-student')))
  await row(page, all[0] ?? '').click()
  await row(page, all[3] ?? '').click({ modifiers: ['ControlOrMeta'] })
  expect(await chosen()).toEqual([all[0], all[3]])
  await row(page, all[6] ?? '').click({ modifiers: ['Shift'] })
  expect(await chosen()).toEqual([all[0], ...all.slice(3, 7)])
  await row(page, all[4] ?? '').click({ modifiers: ['Shift'] })
  expect(await chosen()).toEqual([all[0], ...all.slice(3, 5)])
  await page.keyboard.press('Escape')
  expect(await chosen()).toEqual([])
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  expect(await chosen()).toEqual(all.slice(4, 7))
  await groupRow(page, 'A').getByRole('rowheader').click()
  expect(await chosen()).toEqual(await rowsOf(page, 'A'))
})

test('the arrow keys walk the whole grid, though only the rows in sight are drawn', async ({ program }) => {
  const { page } = program
  await openGrid(page)
  const skills = Array.from({ length: 40 }, (_, at) => `Skill ${at + 1}`)
  const lines = Array.from({ length: 1000 }, (_, at) =>
    [`S${at + 1} Kim`, ...skills.map((_skill, skill) => (at * 7 + skill * 13) % 101)].join(','),
  )
  await dropFile(
    page,
    'school.csv',
    new TextEncoder().encode([['Name', ...skills].join(','), ...lines].join('\n')),
  )
  await page.getByLabel('Into').selectOption('new')
  await page.getByRole('button', { name: 'Import 1,000 students' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const grid = page.getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', '1003')
  await expect(grid).toHaveAttribute('aria-colcount', '41')
  expect(await page.locator('[data-grid-student]').count()).toBeLessThan(80)
  await grid.locator('[tabindex="0"]').focus()
  await page.keyboard.press('Control+End')
  const focused = grid.locator('[data-column]:focus')
  await expect(focused).toHaveAttribute('aria-label', /^S1000 Kim, Skill \d+: /)
  await expect(focused).toHaveAttribute('aria-colindex', '41')
  await expect(focused).toBeInViewport({ ratio: 1 })
  await expect(grid.locator('[role="row"]:focus-within')).toHaveAttribute('aria-rowindex', '1003')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('Home')
  await expect(focused).toHaveRole('rowheader')
  await expect(focused).toBeInViewport({ ratio: 1 })
  // Scrolled far away the focused row stays, so that the keyboard goes on from there.
  const name = (await focused.innerText()).trim()
  await grid.evaluate(element => element.scrollTo(0, 0))
  await expect(row(page, 'S2')).toBeVisible()
  await expect(focused).toHaveText(name)
  await page.keyboard.press('Control+Home')
  await expect(page.getByRole('button', { name: 'Student', exact: true })).toBeFocused()
})

test('axe finds nothing in the grid, in either theme, at rest, chosen and while moving', async ({
  program,
}) => {
  const { page } = program
  await openGrid(page)
  for (const theme of ['Light', 'Dark']) {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByLabel(theme, { exact: true }).check()
    await page.keyboard.press('Escape')
    const [student] = await members(page, 'A')
    await row(page, student ?? '').click()
    const noFault = () => expectNoFault(page, theme, 'section[aria-label="Skill map"]')
    await noFault()
    await carry(page, row(page, student ?? ''), groupRow(page, 'B'))
    await expect(groupRow(page, 'B')).toContainText('fits')
    await noFault()
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await page.getByLabel('Numbers').uncheck()
    await noFault()
    await page.getByLabel('Numbers').check()
  }
})
