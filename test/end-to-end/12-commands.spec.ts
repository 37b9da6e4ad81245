import type { Locator, Page } from '@playwright/test'
import { kept } from './ask.ts'
import { pressAtOnce } from './keys-at-once.ts'
import { expect, test } from './program.ts'
import { card, carry, groupOf, members, openSample } from './teacher.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search', exact: true })
const field = (page: Page) =>
  page.getByRole('combobox', { name: 'Search students, groups, skills and commands' })
const options = (page: Page) => page.getByRole('dialog').getByRole('option')
const spoken = (page: Page, words: string | RegExp) =>
  expect(page.getByRole('status').filter({ hasText: words })).toBeAttached()

async function look(page: Page, query: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await field(page).fill(query)
}

test.describe('the command palette', () => {
  test('by keyboard: finds a student, shows them, and moves them', async ({ program }) => {
    const { page } = program
    await openSample(page)
    await look(page, 'huong')
    await expect(options(page).first()).toContainText('Đặng Thị Thu Hương')
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-student="Hương"]')).toBeFocused()
    await expect(page.locator('[data-member="Hương"]')).toHaveAttribute('aria-pressed', 'true')
    const home = await groupOf(page, 'Hương')
    const target = home === 'D' ? 'E' : 'D'
    await look(page, 'move huong')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Move Hương to…' })).toBeVisible()
    await page.keyboard.press(target.toLowerCase())
    await expect(card(page, target).locator('[data-member="Hương"]')).toBeVisible()
    await spoken(page, new RegExp(`^Hương moved to group ${target}, fit .*; group ${target} now has \\d\\.`))
    await look(page, 'undo')
    await page.keyboard.press('Enter')
    await expect(card(page, home ?? '').locator('[data-member="Hương"]')).toBeVisible()
    await spoken(page, `Undone: move Hương to ${target}.`)
  })

  test('by pointer: finds a student, moves them, and shows a group', async ({ program }) => {
    const { page } = program
    await openSample(page)
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await field(page).fill('wren')
    await page.getByRole('option', { name: 'Move Wren to…' }).click()
    const target = (await groupOf(page, 'Wren')) === 'A' ? 'B' : 'A'
    await page.locator(`[data-move-to="${target}"]`).click()
    await expect(card(page, target).locator('[data-member="Wren"]')).toBeVisible()
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await field(page).fill('f')
    await page.getByRole('option', { name: /^Group F:/ }).click()
    await expect(card(page, 'F')).toBeFocused()
    await expect(card(page, 'F')).toBeInViewport()
  })

  test('goes to views and looks, chooses by need, and remembers what was picked', async ({ program }) => {
    const { page } = program
    await openSample(page)
    await look(page, 'roster')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('columnheader', { name: 'Inference' })).toBeVisible()
    await look(page, 'map as grid')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Grid', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await look(page, 'need inference')
    await page.keyboard.press('Enter')
    await spoken(page, /^\d+ students who need Inference chosen\.$/)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option').first()).toContainText(
      'Inference',
    )
    await field(page).fill('xyzzy')
    await expect(palette(page)).toContainText('You can search for')
    await page.keyboard.press('Control+k')
    await expect(palette(page)).toBeHidden()
  })

  test('that Escape has closed is opened again by the very next key', async ({ program }) => {
    const { page } = program
    await openSample(page)
    await look(page, 'redo')
    await pressAtOnce(page, 'Escape', 'Control+k')
    await expect(field(page)).toHaveValue('')
    // Later than whatever would have closed it.
    await field(page).fill('huong')
    await expect(options(page).first()).toContainText('Đặng Thị Thu Hương')
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-student="Hương"]')).toBeFocused()
  })

  test('says why something cannot be done, and stays open', async ({ program }) => {
    const { page } = program
    await openSample(page)
    await look(page, 'redo')
    await expect(options(page).first()).toContainText('There is nothing to redo.')
    await page.keyboard.press('Enter')
    await expect(palette(page)).toBeVisible()
  })
})

test.describe('shortcuts', () => {
  test('go from view to view and from look to look; the sheet names them', async ({ program }) => {
    const { page } = program
    await openSample(page)
    await pressAtOnce(page, 'g', 'r')
    await expect(page.getByRole('columnheader', { name: 'Inference' })).toBeVisible()
    await pressAtOnce(page, 'g', 'm')
    await page.keyboard.press('3')
    await expect(page.getByRole('button', { name: 'Profiles', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await page.keyboard.press('1')
    await expect(page.locator('[data-student]')).toHaveCount(28)
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(sheet).toContainText('Drag to a card or an outline')
    await page.getByRole('searchbox', { name: 'Look for a shortcut' }).fill('everybody')
    await expect(sheet.getByRole('definition')).toHaveCount(2)
    await page.getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('Control+a')
    await spoken(page, '28 students chosen.')
    await page.keyboard.press('Escape')
    await spoken(page, 'Nobody is chosen now.')
  })

  test('leave alone what is typed in a field', async ({ program }) => {
    const { page } = program
    await openSample(page)
    const purpose = page.getByLabel('Purpose')
    await purpose.fill('')
    await purpose.pressSequentially('gr? m 2 l0')
    await expect(purpose).toHaveValue('gr? m 2 l0')
    await expect(page.locator('[data-student]')).toHaveCount(28)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await purpose.press('Control+a')
    await expect(page.getByRole('group', { name: 'Chosen students' })).toHaveCount(0)
  })

  test('of single keys can be turned off, and stay off', async ({ program }) => {
    await openSample(program.page)
    await program.page.getByRole('button', { name: 'Settings' }).click()
    await program.page.getByLabel('Single-key shortcuts').uncheck()
    await program.page.keyboard.press('Escape')
    await kept(program.page, { singleKeys: false })
    const page = await program.restart()
    await page.locator('[data-student="Amina"]').focus()
    for (const key of ['m', '?', 'g', 'r']) await page.keyboard.press(key)
    // Later than any of them: if one had worked, it would be seen by now.
    await look(page, 'find a student')
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Find a student' })).toBeVisible()
    await expect(page.locator('[data-student]')).toHaveCount(28)
  })
})

test.describe('the list of groups at a student', () => {
  const list = (page: Page, label: string) => page.getByRole('dialog', { name: `Move ${label} to…` })
  const ways: Record<string, (page: Page, chip: Locator) => Promise<void>> = {
    'the right button': (_page, chip) => chip.click({ button: 'right' }),
    'Shift F10': (_page, chip) => chip.press('Shift+F10'),
    'the menu key': (_page, chip) => chip.press('ContextMenu'),
    M: (_page, chip) => chip.press('m'),
  }
  for (const [name, open] of Object.entries(ways)) {
    test(`opens with ${name}, at the student, on the best place`, async ({ program }) => {
      const { page } = program
      await openSample(page)
      const chip = page.locator('[data-member="Viktor"]')
      await open(page, chip)
      await expect(list(page, 'Viktor').getByRole('status').first()).toContainText(/^\s*Best place: [A-F], /)
      await expect(page.locator('[data-best]')).toBeFocused()
      const [at, panel] = [await chip.boundingBox(), await list(page, 'Viktor').boundingBox()]
      // Beside the chip: it ends where the chip begins, or where the pointer was within it.
      expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBeLessThanOrEqual((at?.x ?? 0) + (at?.width ?? 0))
      await page.keyboard.press('Escape')
      await expect(list(page, 'Viktor')).toBeHidden()
      await expect(chip).toBeFocused()
    })
  }

  test('locks, unlocks, and chooses all with the same need', async ({ program }) => {
    const { page } = program
    await openSample(page)
    const chip = page.locator('[data-member="Viktor"]')
    await chip.click({ button: 'right' })
    await page.getByRole('button', { name: /^Lock here/ }).click()
    await spoken(page, 'Viktor locked: stays here when grouping again.')
    await expect(chip.getByLabel('locked')).toBeVisible()
    await chip.click({ button: 'right' })
    await page.getByRole('button', { name: /^Unlock/ }).click()
    await expect(chip.getByLabel('locked')).toBeHidden()
    await chip.press('m')
    await page.getByRole('button', { name: /^Choose all with the same need/ }).click()
    await spoken(page, /^\d+ students who need .* most chosen\.$/)
    await expect(chip).toHaveAttribute('aria-pressed', 'true')
  })

  test('that Escape has closed is closed for the very next key', async ({ program }) => {
    const { page } = program
    await openSample(page)
    const [student = ''] = await members(page, 'B')
    await page.locator(`[data-member="${student}"]`).press('m')
    await expect(list(page, student)).toBeVisible()
    await pressAtOnce(page, 'Escape', 'm')
    await expect(list(page, student).getByRole('status').first()).toContainText('Best place')
    await page.keyboard.press('a')
    await expect(card(page, 'A').locator(`[data-member="${student}"]`)).toBeVisible()
  })

  test('the keyboard stays with a student whose chip goes to another card', async ({ program }) => {
    const { page } = program
    await openSample(page)
    const [student] = await members(page, 'B')
    const chip = page.locator(`[data-member="${student ?? ''}"]`)
    await chip.press('m')
    await page.keyboard.press('a')
    await expect(card(page, 'A').locator(`[data-member="${student ?? ''}"]`)).toBeFocused()
  })

  test('all ways of moving several students do the same', async ({ program }) => {
    const { page } = program
    await openSample(page)
    const [one = '', two = ''] = await members(page, 'B')
    const chip = (label: string) => page.locator(`[data-member="${label}"]`)
    const seats = () =>
      page
        .locator('[data-member]')
        .evaluateAll(chips =>
          chips.map(
            element =>
              `${element.closest('[data-group]')?.getAttribute('data-group') ?? ''} ${element.textContent}`,
          ),
        )
    const results: string[][] = []
    const move = async (how: () => Promise<void>) => {
      await chip(one).click()
      await chip(two).click({ modifiers: ['Shift'] })
      await how()
      await expect(card(page, 'C').locator(`[data-member="${two}"]`)).toBeVisible()
      await spoken(page, `${one} and ${two} moved to group C, fit`)
      results.push(await seats())
      await page.getByRole('button', { name: `Undo: move ${one} and ${two} to C` }).click()
      await expect(card(page, 'B').locator(`[data-member="${two}"]`)).toBeVisible()
    }
    await move(() => card(page, 'C').getByRole('button', { name: 'Move 2 students here' }).click())
    await move(async () => {
      await chip(two).click({ button: 'right' })
      await page.locator('[data-move-to="C"]').click()
    })
    await move(async () => {
      await chip(one).press('m')
      await page.keyboard.press('c')
    })
    await move(async () => {
      await carry(page, chip(one), card(page, 'C'))
      await page.mouse.up()
    })
    expect(results[0]?.length).toBe(28)
    for (const result of results) expect(result).toEqual(results[0])
  })
})

test.describe('for every eye', () => {
  test('high contrast comes by itself where the computer asks for it, and stays where it was chosen', async ({
    program,
  }) => {
    const { page } = program
    const root = page.locator('html')
    await openSample(page)
    await expect(root).toHaveAttribute('data-contrast', 'normal')
    await page.emulateMedia({ contrast: 'more' })
    await expect(root).toHaveAttribute('data-contrast', 'more')
    await page.emulateMedia({ contrast: 'no-preference' })
    await expect(root).toHaveAttribute('data-contrast', 'normal')
    await look(page, 'high contrast')
    await page.keyboard.press('Enter')
    await expect(root).toHaveAttribute('data-contrast', 'more')
    await kept(page, { highContrast: true })
    const again = await program.restart()
    await expect(again.locator('html')).toHaveAttribute('data-contrast', 'more')
  })

  test('with the system’s own colours, what is chosen and what is missing can still be seen', async ({
    program,
  }) => {
    const { page } = program
    await openSample(page)
    await page.emulateMedia({ forcedColors: 'active' })
    const ground = (element: Locator) => element.evaluate(node => getComputedStyle(node).backgroundColor)
    const [chosen, other] = [page.locator('[data-member="Viktor"]'), page.locator('[data-member="Wren"]')]
    await chosen.click()
    expect(await ground(chosen)).not.toBe(await ground(other))
    const views = page.getByRole('navigation', { name: 'Views' })
    expect(await ground(views.getByRole('button', { name: 'Map' }))).not.toBe(
      await ground(views.getByRole('button', { name: 'Roster' })),
    )
    await views.getByRole('button', { name: 'Roster' }).click()
    const missing = page.getByRole('cell', { name: 'not assessed' }).first()
    expect(await missing.evaluate(node => getComputedStyle(node).backgroundImage)).toContain('gradient')
  })

  test('at 200 % zoom of 1280 x 800 the main flow works, and nothing scrolls sideways', async ({
    program,
  }) => {
    const { page } = program
    await page.setViewportSize({ width: 640, height: 400 })
    await page.getByRole('button', { name: 'Open the sample class' }).click()
    await expect(page.locator('[data-student]')).toHaveCount(28)
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(await sideways()).toBe(false)
    await expect(page.getByRole('button', { name: 'Group again' })).toBeInViewport()
    // By keyboard on the map.
    const [dot, chip] = [page.locator('[data-student="Viktor"]'), page.locator('[data-member="Viktor"]')]
    await dot.press('m')
    await page.locator('[data-best]').waitFor()
    await page.keyboard.press('a')
    await spoken(page, /^Viktor moved to group A/)
    // By pointer on the cards, which lie behind a button.
    await expect(chip).toBeHidden()
    await page.getByRole('button', { name: 'Show the groups' }).click()
    await chip.click()
    await card(page, 'B').getByRole('button', { name: 'Move Viktor here' }).click()
    await expect(card(page, 'B').locator('[data-member="Viktor"]')).toBeVisible()
    await page.getByRole('button', { name: 'Hide the groups' }).click()
    // By dragging: the cards come by themselves.
    await carry(page, dot.locator('path').first(), page.locator('[data-student="Priya"] path').first())
    await expect(page.getByRole('complementary', { name: 'Groups' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await page.getByRole('button', { name: /^Undo: move Viktor to B/ }).click()
    for (const name of ['Groups', 'Roster']) {
      await page.getByRole('button', { name, exact: true }).click()
      await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-current', 'page')
      expect(await sideways()).toBe(false)
    }
    await page.keyboard.press('Control+k')
    await field(page).fill('viktor')
    await expect(options(page).first()).toBeInViewport()
  })
})
