import type { Page } from '@playwright/test'
import { ask } from './ask.ts'
import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { board, boardOf, button, isWholeOnScreen, present, said, smallestName } from './projector.ts'
import { openSample } from './teacher.ts'

/** The rotation of the sample's plan, as the program tells it. */
async function rotationOf(page: Page) {
  const [found] = await ask(page, 'listClasses', {})
  const planId = found?.plans[0]?.id
  const rotation = planId === undefined ? null : await ask(page, 'readRotation', { planId })
  if (!rotation) throw new Error('The sample class has changed.')
  return rotation
}

const goToRotation = (page: Page) => button(page, 'Rotation').click()

test('who fills one of two weeks is told that the other is empty, and fills it with one press', async ({
  program: { page },
}) => {
  await openSample(page)
  const { planId } = await rotationOf(page)
  // Both weeks, one after the other, or the second would be as the first is.
  await ask(page, 'clearCells', { planId, cells: null })
  await ask(page, 'setAlternation', { planId, weekAFrom: '2026-11-23' })
  await page.reload()
  await goToRotation(page)
  const weeks = page.getByRole('group', { name: 'Week', exact: true })
  await weeks.getByRole('button', { name: /^Week A.*, empty$/ }).click()
  await button(page, 'Propose').click()
  await expect(page.getByText('Week B is still empty.', { exact: true })).toBeVisible()
  await expect(weeks.getByRole('button', { name: /^Week A/ })).not.toContainText('empty')
  await expect(weeks.getByRole('button', { name: /^Week B.*, empty$/ })).toBeVisible()
  await expectNoFault(page, 'a week of which the other is empty')
  await button(page, 'Fill week B').click()
  await expect(weeks.getByRole('button', { name: /^Week B/ })).toHaveAttribute('aria-pressed', 'true')
  await expect(weeks.getByRole('button', { name: /empty$/ })).toHaveCount(0)
  await expect(page.getByText('is still empty')).toHaveCount(0)
  const { weeks: after } = await rotationOf(page)
  for (const { cells } of after) expect(cells.every(({ stationId }) => stationId !== null)).toBe(true)
})

test('a new station has a sign of its own, which follows what it is until one is chosen', async ({
  program: { page },
}) => {
  await openSample(page)
  await goToRotation(page)
  await button(page, '7 stations').click()
  const stations = page.getByRole('dialog', { name: 'Stations' })
  const signs = stations.getByLabel(/^Sign of/)
  const taken = async () => signs.evaluateAll(all => all.map(one => (one as HTMLSelectElement).value))
  const before = await taken()
  for (const name of ['Station 8', 'Station 9']) {
    await button(page, 'Add a station').click()
    await expect(stations.getByLabel(`Sign of ${name}`)).toBeVisible()
  }
  const [one, other] = (await taken()).slice(-2)
  expect(new Set([...before, one, other]).size).toBe(new Set(before).size + 2)

  const sign = stations.getByLabel('Sign of Station 9')
  const kind = stations.getByLabel('Kind of Station 9')
  await kind.selectOption('the library')
  const isShelfTaken = before.includes('shelf')
  await expect(sign).toHaveValue(isShelfTaken ? (other ?? '') : 'shelf')
  await sign.selectOption('Headphones')
  await expect(sign).toHaveValue('ears')
  await kind.selectOption('technology')
  await expect(kind).toHaveValue('technology')
  await expect(sign).toHaveValue('ears')
})

test('a station with places for every group says so, and what goes with one that is removed is told', async ({
  program: { page },
}) => {
  await openSample(page)
  const { stations, weeks } = await rotationOf(page)
  const table = stations.find(({ kind }) => kind === 'table')
  const other = stations.find(({ kind }) => kind !== 'table')
  if (!table || !other) throw new Error('The sample class has changed.')
  await ask(page, 'updateStation', { stationId: other.id, capacity: 40 })
  await page.reload()
  await goToRotation(page)
  await button(page, '7 stations').click()
  const dialog = page.getByRole('dialog', { name: 'Stations' })
  await expect(dialog.getByRole('listitem', { name: other.name })).toContainText(
    'groups at a time: room for every group.',
  )
  const visits = weeks.flatMap(({ cells }) => cells).filter(({ stationId }) => stationId === other.id)
  await button(page, `Remove ${other.name}`).click()
  await expect(dialog.getByRole('region', { name: 'Notices' })).toContainText(
    `Removed: ${other.name}. With it went ${visits.length} visits. Undo brings them back.`,
  )
})

test('names that the app gave follow the kind of a block and its order', async ({ program: { page } }) => {
  await openSample(page)
  await goToRotation(page)
  await page.getByRole('button', { name: /^Monday/ }).click()
  const blocks = page.getByRole('list', { name: 'Blocks of Monday' })
  const names = blocks.getByLabel(/^Name of the block/)
  const said = () => names.evaluateAll(all => all.map(one => (one as HTMLInputElement).value))
  const before = await said()
  expect(before.filter(name => name.startsWith('Rotation'))).toEqual([
    'Rotation 1',
    'Rotation 2',
    'Rotation 3',
  ])
  await blocks.getByLabel('Kind of the block on Monday 9:25').selectOption('a break')
  const after = before.map(name => (name === 'Rotation 2' ? '' : name === 'Rotation 3' ? 'Rotation 2' : name))
  await expect.poll(said).toEqual(after)
})

test('the board of another day does not speak of today', async ({ program: { page } }) => {
  await openSample(page)
  // A Wednesday that ends with a rotation.
  const ofWednesday = (await rotationOf(page)).blocks.filter(({ weekday }) => weekday === 3)
  const last = ofWednesday.findLast(({ kind }) => kind === 'rotation')
  for (const { id, start } of ofWednesday) {
    if (last && start > last.start) await ask(page, 'removeBlock', { blockId: id })
  }
  await present(page, '11:00:00')
  await button(page, 'Look at Wednesday').click()
  await expect(board(page)).toContainText('Wednesday, not today')
  const footer = board(page).locator('footer')
  for (const { start } of ofWednesday) {
    if (last && start < last.start) await page.keyboard.press('ArrowRight')
  }
  await expect(footer).toContainText('The last one, until')
  await expect(said(page)).not.toContainText('today')
})

test('one long name does not break the words of 22 groups on the board', async ({ program: { page } }) => {
  const day = boardOf({ stations: 5, groups: 22, size: 5, isLong: false })
  const LONG = 'Wolfeschlegelsteinhausenbergerdorff'
  const blocks = day.blocks.map(block => {
    const groups = block.stations.flatMap(one => one.groups)
    return {
      ...block,
      stations: groups.map((group, at) => ({
        ...block.stations[at % block.stations.length],
        stationId: at + 1,
        groups: [
          at > 0
            ? group
            : {
                ...group,
                students: group.students.map((one, row) => (row > 0 ? one : { ...one, name: LONG })),
              },
        ],
      })),
    }
  })
  await page.addInitScript(() => {
    Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('Not allowed.'))
  })
  await page.route('**/call', async route => {
    const { operation, input } = route.request().postDataJSON() as { operation: string; input: object }
    if (operation !== 'readDay') return route.continue()
    await route.fulfill({ json: { ok: true, value: { ...day, blocks, ...input } } })
  })
  await openSample(page)
  await present(page, '09:12:00')
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1280, height: 720 },
  ]) {
    await page.setViewportSize(size)
    await expect.poll(() => smallestName(page)).toBeGreaterThanOrEqual(size.height / 40)
    await expect.poll(() => isWholeOnScreen(page)).toEqual([])
    await expect.poll(() => brokenWords(page)).toEqual([])
  }
  expect(await page.locator('[data-student]').allTextContents()).toContain(LONG)

  /** Words of the places and the names, but for the long one, that go on in another line within them. */
  function brokenWords(of: Page): Promise<string[]> {
    return of.locator('.card h2 bdi:visible, [data-student]:visible bdi').evaluateAll(
      (texts, long) =>
        texts.flatMap(({ firstChild }) => {
          if (!(firstChild instanceof Text) || firstChild.data === long) return []
          return [...firstChild.data.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
            const range = document.createRange()
            range.setStart(firstChild, index)
            range.setEnd(firstChild, index + word.length)
            return range.getClientRects().length > 1 ? [word] : []
          })
        }),
      LONG,
    )
  }
})
