import type { Locator } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from './program.ts'
import { card, carry, dropFile, groupOf, members, openSample } from './teacher.ts'

const TIMSS = resolve(import.meta.dirname, '../../../shared/data/timss07-grade4-math.csv')

test('a student is dragged from card to card, with the consequences on every group', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const [first] = await members(page, 'A')
  const student = first ?? ''
  await carry(page, page.locator(`[data-member="${student}"]`), card(page, 'C'))
  for (const letter of ['B', 'C', 'D', 'E', 'F']) {
    await expect(card(page, letter)).toContainText(/fits (much |a little )?(better|worse|as well)/)
  }
  await page.mouse.up()
  await expect(card(page, 'C').locator(`[data-member="${student}"]`)).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'moved to group C' })).toBeAttached()
})

test('a student is dragged on the map into a hull, and from the map to a card', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const target = (await groupOf(page, 'Priya')) ?? ''
  await carry(page, page.locator('[data-student="Viktor"]'), page.locator('[data-student="Priya"]'))
  await page.mouse.up()
  await expect(card(page, target).locator('[data-member="Viktor"]')).toBeVisible()
  await carry(page, page.locator('[data-student="Viktor"]'), card(page, 'A'))
  await page.mouse.up()
  await expect(card(page, 'A').locator('[data-member="Viktor"]')).toBeVisible()
})

test('Escape and dropping outside leave everybody where they are', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const before = await members(page, 'A')
  await carry(page, page.locator(`[data-member="${before[0] ?? ''}"]`), card(page, 'B'))
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await carry(page, page.locator(`[data-member="${before[0] ?? ''}"]`), page.getByRole('navigation'))
  await page.mouse.up()
  expect(await members(page, 'A')).toEqual(before)
  await expect(page.getByRole('button', { name: 'Undo: open the sample class' })).toBeVisible()
})

test('from a card onto the map: a broken rule is said before the drop, and the teacher decides', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  const home = (await groupOf(page, 'Elif')) ?? ''
  await carry(page, page.locator('[data-member="Ben"]'), page.locator('[data-student="Elif"]'))
  await expect(card(page, home)).toContainText('Ben and Elif are to be kept apart')
  await page.mouse.up()
  await expect(card(page, home).locator('[data-member="Ben"]')).toBeVisible()
  await expect(card(page, home)).toContainText('are to be kept apart')
})

test('the keyboard moves a student: M and the letter', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const [student] = await members(page, 'A')
  await page.locator(`[data-student="${student ?? ''}"]`).focus()
  await page.keyboard.press('m')
  await expect(page.getByRole('dialog', { name: `Move ${student ?? ''} to…` })).toBeVisible()
  await page.keyboard.press('d')
  await expect(card(page, 'D').locator(`[data-member="${student ?? ''}"]`)).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(card(page, 'A').locator(`[data-member="${student ?? ''}"]`)).toBeVisible()
  await page.keyboard.press('Control+Shift+z')
  await expect(card(page, 'D').locator(`[data-member="${student ?? ''}"]`)).toBeVisible()
})

test('without dragging: click students, then a group', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const [first, second] = await members(page, 'B')
  await page.locator(`[data-member="${first ?? ''}"]`).click()
  await page.locator(`[data-member="${second ?? ''}"]`).click({ modifiers: ['Shift'] })
  await card(page, 'E').getByRole('button', { name: 'Move 2 students here' }).click()
  await expect(card(page, 'E').locator(`[data-member="${first ?? ''}"]`)).toBeVisible()
  await expect(card(page, 'E').locator(`[data-member="${second ?? ''}"]`)).toBeVisible()
  await page.getByRole('button', { name: /^Undo: move/ }).click()
  await expect(card(page, 'B').locator(`[data-member="${first ?? ''}"]`)).toBeVisible()
})

test('a student can be taken out of the groups and put back', async ({ program }) => {
  const { page } = program
  await openSample(page)
  await page.locator('[data-member="Amina"]').focus()
  await page.keyboard.press('m')
  await page.getByRole('button', { name: 'Take out of the groups' }).click()
  await expect(card(page, 'none')).toContainText('Amina')
  await carry(page, card(page, 'none').locator('[data-member="Amina"]'), card(page, 'A'))
  await page.mouse.up()
  await expect(card(page, 'A').locator('[data-member="Amina"]')).toBeVisible()
})

test('undo and redo work after the program was closed and opened', async ({ program }) => {
  await openSample(program.page)
  const [student] = await members(program.page, 'A')
  await program.page.locator(`[data-member="${student ?? ''}"]`).focus()
  await program.page.keyboard.press('m')
  await program.page.keyboard.press('f')
  await expect(card(program.page, 'F').locator(`[data-member="${student ?? ''}"]`)).toBeVisible()
  const page = await program.restart()
  await page.getByRole('button', { name: `Undo: move ${student ?? ''} to F` }).click()
  await expect(card(page, 'A').locator(`[data-member="${student ?? ''}"]`)).toBeVisible()
  const again = await program.restart()
  await again.getByRole('button', { name: `Redo: move ${student ?? ''} to F` }).click()
  await expect(card(again, 'F').locator(`[data-member="${student ?? ''}"]`)).toBeVisible()
})

test('28 real students: import, group into 6, drag one, kill the program: the drag is there and undo takes it back', async ({
  program,
  host,
}) => {
  test.skip(!existsSync(TIMSS), 'The shared data is not on this computer.')
  const { page } = program
  const lines = readFileSync(TIMSS, 'utf8').split('\n').slice(0, 29).join('\n')
  await dropFile(page, 'timss.csv', new TextEncoder().encode(lines))
  await page.getByRole('button', { name: 'Import 28 students' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page
    .getByRole('button', { name: '4 to 6' })
    .or(page.getByRole('button', { name: '6 groups' }))
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Group', exact: true }).click()
  await expect(card(page, 'F')).toBeVisible()
  const [student] = await members(page, 'A')
  const label = student ?? ''
  await carry(page, page.locator(`[data-member="${label}"]`), card(page, 'B'))
  await page.mouse.up()
  await expect(card(page, 'B').locator(`[data-member="${label}"]`)).toBeVisible()

  const after = await program.killAndRestart()
  await expect(card(after, 'B').locator(`[data-member="${label}"]`)).toBeVisible()
  const titles = await card(after, 'B')
    .locator('[data-member]')
    .evaluateAll(chips => chips.map(chip => chip.getAttribute('title')))
  await after.emulateMedia({ media: 'print' })
  expect(await after.locator('.sheets section').nth(1).locator('li').allInnerTexts()).toEqual(titles)
  await after.emulateMedia({ media: 'screen' })
  if (host === 'browser') {
    const downloading = after.waitForEvent('download')
    await after.getByRole('button', { name: 'Export' }).click()
    await after.getByRole('radio', { name: /^CSV file/ }).check()
    await after.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    const csv = readFileSync(await (await downloading).path(), 'utf8')
    const inB = csv.split('\r\n').filter(line => line.startsWith('B,'))
    expect(inB.map(line => line.split(',')[2])).toEqual(titles)
  }
  await expect(card(after, 'B').locator(`[data-member="${label}"]`)).toBeVisible()
  await after.keyboard.press('Control+z')
  await expect(card(after, 'A').locator(`[data-member="${label}"]`)).toBeVisible()
})

test('a finger picks a student up by holding still, a pen by moving', async ({ program }) => {
  const { page } = program
  await openSample(page)
  const client = await page.context().newCDPSession(page)
  const middle = async (of: Locator) => {
    const box = await of.boundingBox()
    if (!box) throw new Error('It is not on the screen.')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  const [first, second] = await members(page, 'A')
  const target = await middle(card(page, 'B'))

  const finger = await middle(page.locator(`[data-member="${first ?? ''}"]`))
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [finger] })
  await expect(page.locator('.ghost')).toBeVisible()
  await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [target] })
  await expect(page.locator('.ghost')).toContainText('B:')
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect(card(page, 'B').locator(`[data-member="${first ?? ''}"]`)).toBeVisible()

  const pen = { pointerType: 'pen', button: 'left', clickCount: 1 } as const
  const from = await middle(page.locator(`[data-member="${second ?? ''}"]`))
  await client.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...from, ...pen, buttons: 1 })
  await client.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...target, ...pen, buttons: 1 })
  await expect(page.locator('.ghost')).toContainText('B:')
  await client.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...target, ...pen, buttons: 0 })
  await expect(card(page, 'B').locator(`[data-member="${second ?? ''}"]`)).toBeVisible()
})
