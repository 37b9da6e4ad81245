import type { Locator, Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** What a teacher does, in the words of the screen. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample class' }).click()
  await page.getByRole('region', { name: 'Skill map' }).waitFor()
  await page.locator('[data-group="A"]').waitFor()
}

/** The sample class's week. */
export async function openRotation(page: Page): Promise<void> {
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  await page.getByRole('grid').waitFor()
}

/** Drops a file somewhere on the window, as from the desktop. */
export async function dropFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const data = new DataTransfer()
      const content = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
      data.items.add(new File([content], fileName, { type: 'text/csv' }))
      return data
    },
    [basename(name), Buffer.from(bytes).toString('base64')] as const,
  )
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer })
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  await page.getByRole('dialog').waitFor()
}

export function dropPath(page: Page, path: string): Promise<void> {
  return dropFile(page, path, readFileSync(path))
}

export function card(page: Page, letter: string): Locator {
  return page.locator(`[data-group="${letter}"]`)
}

/** Labels of a group's members, in the order of the card. */
export async function members(page: Page, letter: string): Promise<string[]> {
  const chips = card(page, letter).locator('[data-member]')
  return chips.evaluateAll(elements => elements.map(element => element.getAttribute('data-member') ?? ''))
}

/** Picks an element up and carries it over another, without letting go. */
export async function carry(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded()
  // A student on the map is taken by the dot: the middle of dot and name together may be beside both.
  const dot = from.locator('circle.target')
  const start = await ((await dot.count()) === 1 ? dot : from).boundingBox()
  if (!start) throw new Error('There is nothing to pick up.')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 6, { steps: 3 })
  const end = await to.boundingBox()
  if (!end) throw new Error('There is nowhere to carry it to.')
  await page.mouse.move(end.x + end.width / 2, end.y + Math.min(20, end.height / 2), { steps: 8 })
}

/** The group a student sits in, by the student's label. */
export async function groupOf(page: Page, label: string): Promise<string | null> {
  return page
    .locator('[data-group]', { has: page.locator(`[data-member="${label}"]`) })
    .getAttribute('data-group')
}
