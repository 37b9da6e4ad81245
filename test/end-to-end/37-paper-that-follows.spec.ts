import type { Locator } from '@playwright/test'
import { ask } from './ask.ts'
import { samplePlan, sheet } from './paper.ts'
import { expect, test } from './program.ts'
import { dropFile } from './teacher.ts'

const TUESDAY = '2026-11-24'

/** Where each of some names stands in its line, from left to right. */
const standing = (line: Locator, names: readonly string[]) =>
  line.evaluate((element, wanted) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const found: { name: string; top: number; left: number; right: number }[] = []
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent ?? ''
      for (const name of wanted) {
        const from = text.indexOf(name)
        if (from < 0) continue
        const range = document.createRange()
        range.setStart(texts.currentNode, from)
        range.setEnd(texts.currentNode, from + name.length)
        for (const { top, left, right } of range.getClientRects()) found.push({ name, top, left, right })
      }
    }
    return found.sort((a, b) => a.top - b.top || a.left - b.left)
  }, names)

/** Where a letter of a name is, from the left. */
const leftOf = (box: Locator, letter: string) =>
  box.evaluate((element, wanted) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const at = texts.currentNode.textContent?.indexOf(wanted) ?? -1
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(texts.currentNode, at)
      range.setEnd(texts.currentNode, at + 1)
      return range.getBoundingClientRect().left
    }
    return NaN
  }, letter)

test('names that are written from right to left keep their numbers and full stops, each for itself', async ({
  program: { page },
}) => {
  await page.clock.setFixedTime(`${TUESDAY}T08:00:00`)
  const people = ['נועה בן־דוד', 'נועה ברק', 'علي 3', 'علي 4', 'Ben Miller', 'Li 5']
  await dropFile(
    page,
    'Class.csv',
    new TextEncoder().encode(['Name,Fractions', ...people.map(one => `${one},5`)].join('\n')),
  )
  await page.getByRole('button', { name: 'Import 6 students' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const [found] = await ask(page, 'listClasses', {})
  const planId = found?.plans[0]?.id
  if (!found || planId === undefined) throw new Error('There is no plan.')
  await ask(page, 'updateRequest', {
    planId,
    request: { mode: 'random', variety: false, groupCount: 1, sizeMin: 6, sizeMax: 6, skills: [] },
  })
  await ask(page, 'proposeGroups', { planId })
  await ask(page, 'startRotation', { planId })
  const { students } = await ask(page, 'readClass', { classId: found.id })
  const labels = students.map(({ label }) => label)
  const noa = labels.find(label => label.endsWith('.'))
  if (noa === undefined) throw new Error('No name has a full stop.')

  await page.getByRole('button', { name: 'Groups', exact: true }).click()
  const chip = page.locator(`[data-member="${noa}"]`)
  expect(await leftOf(chip, '.')).toBeLessThan(await leftOf(chip, noa.charAt(0)))

  const wall = await sheet(page, 'One day’s board')
  const line = wall.locator('.members')
  // An initial or a number stays beside its name.
  const onPaper = (label: string) => label.replaceAll(' ', '\u00a0')
  const places = await standing(line, labels.map(onPaper))
  expect(new Set(places.map(({ name }) => name))).toEqual(new Set(labels.map(onPaper)))
  // In the order of the list, and none within another.
  const [group] = (await ask(page, 'readRotation', { planId }))?.groups ?? []
  const inOrder = group?.studentIds.map(id => onPaper(students.find(one => one.id === id)?.label ?? ''))
  expect([...new Set(places.map(({ name }) => name))]).toEqual(inOrder)
  for (const [at, { top, left }] of places.entries()) {
    const before = places[at - 1]
    if (before?.top === top) expect(left).toBeGreaterThanOrEqual(before.right)
  }
})

test('what is changed in another window is changed on the paper that is being chosen', async ({
  program: { page },
}) => {
  const { planId, classId } = await samplePlan(page)
  await page.clock.setFixedTime(`${TUESDAY}T08:00:00`)
  const wall = await sheet(page, 'One day’s board')
  await expect(wall).toContainText('Farah')
  const board = await ask(page, 'readRotation', { planId })
  const [station] = board?.stations ?? []
  const farah = (await ask(page, 'readClass', { classId })).students.find(({ label }) => label === 'Farah')
  if (!station || !farah) throw new Error('There is no station, or no Farah.')
  await ask(page, 'updateStation', { stationId: station.id, name: 'Round table' })
  await expect(wall).toContainText('Round table')
  await expect(wall).not.toContainText(station.name)
  await ask(page, 'setAbsent', { planId, studentId: farah.id, day: TUESDAY, absent: true })
  await expect(wall).not.toContainText('Farah')
})

test('a week without a rotation is not printed, and the dialog says what to do', async ({
  program: { page },
}) => {
  const { planId } = await samplePlan(page)
  const dialog = page.getByRole('dialog', { name: 'Print the rotation' })
  const print = dialog.getByRole('button', { name: 'Print', exact: true })
  await sheet(page, 'The week')
  await expect(print).toBeEnabled()
  for (const weekday of [1, 2, 3, 4, 5]) await ask(page, 'removeDay', { planId, weekday })
  await expect(
    dialog.getByText('This week has no rotations yet. Add them under “Days and blocks”'),
  ).toBeVisible()
  await expect(print).toBeDisabled()
  await expect(dialog.getByRole('button', { name: 'Save as PDF…' })).toBeDisabled()
  await expect(dialog.getByRole('radio')).toHaveCount(0)
})

test('a long name of a station makes type smaller, not a second page with half of the groups', async ({
  program: { page },
}) => {
  const { planId } = await samplePlan(page)
  await page.clock.setFixedTime(`${TUESDAY}T08:00:00`)
  const board = await ask(page, 'readRotation', { planId })
  const name = 'Independent reading with response journals and sticky notes for the whole morning'
  for (const { id, kind } of board?.stations ?? []) {
    if (kind !== 'table') await ask(page, 'updateStation', { stationId: id, name, materials: '' })
  }
  const wall = await sheet(page, 'One day’s board')
  await page.getByLabel('Paper').selectOption('Letter')
  await expect(wall.locator('tbody tr')).toHaveCount(6)
  await expect(wall.locator('table')).toHaveCount(1)
  await expect(page.getByText('One page. Letter')).toBeVisible()
  const size = (locator: Locator) =>
    locator.evaluate(element => parseFloat(getComputedStyle(element).fontSize) * 0.75)
  expect(await size(wall.locator('table'))).toBeLessThan(15)
  expect(await size(wall.locator('table'))).toBeGreaterThanOrEqual(12)
})

test('the preview ends where the first page of paper does, and cuts nothing at its foot', async ({
  program: { page },
}) => {
  await samplePlan(page)
  await page.clock.setFixedTime(`${TUESDAY}T08:00:00`)
  const substitute = await sheet(page, 'For a substitute teacher')
  for (const paper of ['A4', 'Letter']) {
    await page.getByLabel('Paper').selectOption(paper)
    await expect(page.getByText(`The first page; more follow. ${paper}`)).toBeVisible()
    const pieces = await substitute.locator('.whole, tr').evaluateAll(parts => {
      const { top, bottom, left, right } =
        parts[0]?.closest('.pages')?.getBoundingClientRect() ?? new DOMRect()
      return parts.map(part => {
        const boxes = [...part.getClientRects()]
        const isSeen = boxes.some(box => box.left < right && box.left >= left && box.top < bottom)
        const isWhole = boxes.every(box => box.right <= right && box.top >= top && box.bottom <= bottom)
        return { isSeen, isCut: isSeen && !isWhole, text: part.textContent }
      })
    })
    expect(
      pieces.filter(({ isCut }) => isCut).map(({ text }) => text),
      paper,
    ).toEqual([])
    expect(
      pieces.some(({ isSeen }) => isSeen),
      paper,
    ).toBe(true)
    expect(
      pieces.some(({ isSeen }) => !isSeen),
      paper,
    ).toBe(true)
  }
})

test('the substitute is told what is known where nothing was written, and not that nothing is needed', async ({
  program: { page },
}) => {
  const { planId } = await samplePlan(page)
  await page.clock.setFixedTime(`${TUESDAY}T08:00:00`)
  const board = await ask(page, 'readPlan', { planId })
  for (const { id } of board.groups) {
    await ask(page, 'updateGroup', { groupId: id, aim: '', moves: '', materials: '', focusSkillId: null })
  }
  await ask(page, 'removeRotation', { planId })
  await ask(page, 'startRotation', { planId })
  const week = await ask(page, 'readRotation', { planId })
  const table = week?.stations.find(({ kind }) => kind === 'table')
  const block = week?.blocks.find(({ weekday }) => weekday === 2)
  if (!table || !block) throw new Error('There is no table on a Tuesday.')
  await ask(page, 'placeGroup', {
    ...{ planId, stationId: table.id },
    cell: { week: 'a', blockId: block.id, position: 2 },
  })
  const substitute = await sheet(page, 'For a substitute teacher')
  const visit = substitute.locator('.meeting')
  await expect(visit).toContainText(/Birch: .*Sami/)
  const { skills } = await ask(page, 'readClass', { classId: board.classId })
  const [need] = board.groups[2]?.needs ?? []
  const practised = skills.find(({ id }) => id === need)?.name ?? 'nothing'
  await expect(visit.locator('dt', { hasText: 'To practise' })).toBeAttached()
  await expect(visit).toContainText(practised)
  if (board.purpose) await expect(visit).toContainText(board.purpose)
  await expect(substitute.locator('thead', { hasText: 'Who leads' })).not.toContainText('What they need')
  await expect(substitute.getByText('Nothing', { exact: true })).toHaveCount(0)
})
