import type { Locator } from '@playwright/test'
import { ask } from './ask.ts'
import { samplePlan, sheet } from './paper.ts'
import { expect, test } from './program.ts'
import { board, button, passes, present, title } from './projector.ts'
import { openSample } from './teacher.ts'

/** Texts of a table that are wider than their cell. */
const leaving = (table: Locator) =>
  table.locator('th, td').evaluateAll(cells =>
    cells.flatMap(cell => {
      const text = document.createRange()
      text.selectNodeContents(cell)
      const { left, right } = cell.getBoundingClientRect()
      const isIn = [...text.getClientRects()].every(at => at.left >= left && at.right <= right)
      return isIn ? [] : [cell.textContent]
    }),
  )

test('days and times of a first week stand beside the groups, not in them', async ({ program: { page } }) => {
  const { planId } = await samplePlan(page)
  await ask(page, 'removeRotation', { planId })
  await ask(page, 'startRotation', { planId })
  for (const paper of ['A4', 'Letter']) {
    const week = await sheet(page, 'The week')
    await page.getByLabel('Paper').selectOption(paper)
    await expect(week.locator('tbody .time').last()).toHaveText('10:00–10:20')
    expect(await leaving(week.locator('table')), paper).toEqual([])
    await page.keyboard.press('Escape')
  }
})

test('a group of which nobody is there says so on the wall, and no substitute waits for it', async ({
  program: { page },
}) => {
  const { planId, classId } = await samplePlan(page)
  await page.clock.setFixedTime('2026-11-24T08:00:00')
  const { students } = await ask(page, 'readClass', { classId })
  const week = await ask(page, 'readRotation', { planId })
  const today = week?.blocks.filter(({ weekday }) => weekday === 2).map(({ id }) => id)
  const meeting = week?.weeks[0]?.meetings.find(({ blockId }) => today?.includes(blockId))
  const gone = week?.groups.find(({ position }) => position === meeting?.position)
  if (!gone) throw new Error('Nobody is at the table on a Tuesday.')
  for (const studentId of gone.studentIds)
    await ask(page, 'setAbsent', { planId, studentId, day: '2026-11-24', absent: true })
  const row = { hasText: new RegExp(`${gone.name}\\s*nobody today`) }

  const wall = await sheet(page, 'One day’s board')
  await expect(wall.locator('tr', row)).toHaveCount(1)
  await page.keyboard.press('Escape')
  const substitute = await sheet(page, 'For a substitute teacher')
  await expect(substitute.locator('tr', row)).toHaveCount(1)
  const meetings = substitute.locator('.meeting', { hasText: gone.name })
  await expect(meetings.first()).toContainText(`${gone.name}: nobody today.`)
  for (const text of await meetings.allTextContents()) expect(text).not.toContain('Aim')
  const labels = students.filter(({ id }) => gone.studentIds.includes(id)).map(({ label }) => label)
  const told = await substitute.locator('p', { hasText: /^Absent today:/ }).textContent()
  const places = labels.sort((a, b) => a.localeCompare(b, 'en')).map(label => told?.indexOf(`${label} (`))
  expect(places).toEqual(places.toSorted((a, b) => (a ?? 0) - (b ?? 0)))
  expect(places).not.toContain(-1)
})

test('the teacher’s week shares its meetings evenly among as few pages as hold them', async ({
  program: { page },
}) => {
  const { planId } = await samplePlan(page)
  await ask(page, 'removeRotation', { planId })
  await ask(page, 'startRotation', { planId })
  const week = await ask(page, 'readRotation', { planId })
  const table = week?.stations.find(({ kind }) => kind === 'table')
  if (!week || !table) throw new Error('There is no week.')
  for (const [at, { id: blockId }] of week.blocks.entries()) {
    const cell = { blockId, week: 'a' as const, position: at % week.groups.length }
    await ask(page, 'placeGroup', { planId, cell, stationId: table.id })
  }
  const mine = await sheet(page, 'My week at the table')
  await page.getByLabel('Paper').selectOption('A4')
  // Seven rows fill a page.
  await expect(mine.locator('table')).toHaveCount(3)
  const tables = await mine.locator('table').all()
  expect(await Promise.all(tables.map(one => one.locator('tbody tr').count()))).toEqual([6, 7, 7])
})

test('presenting fills the screen at the press itself, by button and by key', async ({
  program: { page },
}) => {
  await openSample(page)
  const fills = () => page.evaluate(() => document.fullscreenElement !== null)
  for (const begin of [() => button(page, 'Present').click(), () => page.keyboard.press('F5')]) {
    await begin()
    await expect(button(page, 'Leave full screen')).toBeVisible()
    expect(await fills()).toBe(true)
    await button(page, 'End presenting').click()
    await expect(board(page)).toBeHidden()
    await expect.poll(fills).toBe(false)
  }
})

test('a screen that is refused keeps nobody from presenting, and is asked for again by F5', async ({
  program: { page },
}) => {
  await openSample(page)
  await page.evaluate(() => {
    const { documentElement } = document
    documentElement.requestFullscreen = () => {
      // The next time the browser allows it.
      Reflect.deleteProperty(documentElement, 'requestFullscreen')
      return Promise.reject(new TypeError('Not now.'))
    }
  })
  await button(page, 'Present').click()
  await expect(board(page)).toBeVisible()
  await expect(button(page, 'Full screen')).toBeVisible()
  await page.keyboard.press('F5')
  await expect(button(page, 'Leave full screen')).toBeVisible()
})

test('a page that is loaded anew goes on presenting the same plan, and shows nothing else of the class', async ({
  program: { page },
}) => {
  const { planId, classId } = await samplePlan(page)
  await present(page, '09:12:00')
  await expect(button(page, 'Leave full screen')).toBeVisible()
  await page.addInitScript(() => {
    const seen = new Set<string>()
    Object.assign(window, { seen })
    const look = () => document.querySelectorAll('main, h1').forEach(one => seen.add(one.ariaLabel ?? ''))
    new MutationObserver(look).observe(document, { childList: true, subtree: true })
  })
  // Another window is at another plan since.
  const another = await ask(page, 'createPlan', { classId, name: 'Another', copyOf: planId })
  await ask(page, 'updateSettings', { lastPlanId: another.planId })
  await page.reload()
  await expect(title(page)).toHaveText('Rotation 1')
  expect(await page.evaluate(() => [...(Reflect.get(window, 'seen') as Set<string>)])).toEqual([
    ...['The board', ''],
  ])
  // The first press fills the screen again.
  await page.keyboard.press('PageDown')
  await expect(button(page, 'Leave full screen')).toBeVisible()
  await button(page, 'End presenting').click()
  await expect(button(page, 'Present')).toBeVisible()
  await page.reload()
  await expect(button(page, 'Present')).toBeVisible()
})

test('the head of the board is as high whatever it tells', async ({ program: { page } }) => {
  await openSample(page)
  await present(page, '09:24:58')
  const height = () =>
    page
      .getByRole('main')
      .locator('header')
      .evaluate(({ clientHeight }) => clientHeight)
  const calm = await height()
  await passes(page, 0, 3)
  await expect(page.getByText('Change: find your place')).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByText('Paused')).toBeVisible()
  expect(await height()).toBe(calm)
})

test('a name that is written from right to left keeps its full stop at its end, wherever it stands', async ({
  program: { page },
}) => {
  const { classId } = await samplePlan(page)
  const name = 'נועה ב.'
  const { students } = await ask(page, 'readClass', { classId })
  const amina = students.find(({ label }) => label === 'Amina')
  if (!amina) throw new Error('Amina is not there.')
  await ask(page, 'updateStudent', { studentId: amina.id, callName: name })
  await present(page, '09:12:00')
  const ends = (where: Locator) =>
    where.evaluate((element, text) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const node = walker.currentNode
        const from = node.textContent?.indexOf(text) ?? -1
        if (from < 0) continue
        const leftOf = (at: number) => {
          const one = document.createRange()
          one.setStart(node, at)
          one.setEnd(node, at + 1)
          return one.getBoundingClientRect().left
        }
        return leftOf(from + text.length - 1) < leftOf(from) ? 'left' : 'right'
      }
      return 'nowhere'
    }, name)
  expect(await ends(page.getByRole('list', { name: 'Stations' }))).toBe('left')
  await page.keyboard.press('f')
  await page.keyboard.type('נועה')
  await expect(page.getByRole('list', { name: 'Found' })).toContainText(name)
  expect(await ends(page.getByRole('list', { name: 'Found' }))).toBe('left')
  await page.keyboard.press('Escape')
  await page.keyboard.press('h')
  const picked = page.getByRole('dialog').getByRole('status')
  // Everybody once: the name comes to where another stood.
  for (let one = 1; one <= 28 && (await picked.textContent()) !== name; one++) {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toContainText(`${one} of 28 have been picked`)
  }
  expect(await ends(picked)).toBe('left')
})

test('in the system’s own colours what is left of the time is seen on its track', async ({
  program: { page },
}) => {
  await openSample(page)
  await page.emulateMedia({ forcedColors: 'active' })
  await present(page, '09:12:00')
  const colours = () =>
    page
      .locator('header .line, header .line div')
      .evaluateAll(both => both.map(one => getComputedStyle(one).backgroundColor))
  const areTwo = async () => {
    const [track, fill] = await colours()
    expect(fill).not.toBe(track)
  }
  await areTwo()
  await passes(page, 12)
  await expect(page.getByText('Clean up now')).toBeVisible()
  await areTwo()
})
