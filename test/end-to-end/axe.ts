import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './program.ts'

/** axe on a page. Its newer way opens a second page beside it, which Electron has no place for. */
export function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode()
}

/**
 * Fails, naming the place, where axe finds a fault; the test goes on to its other places.
 *
 * @param within only this part of the page
 */
export async function expectNoFault(page: Page, where: string, within?: string): Promise<void> {
  const builder = axe(page)
  const { violations } = await (within ? builder.include(within) : builder).analyze()
  const faults = violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map(node => node.html).join(' | ')}`,
  )
  expect.soft(faults).toEqual([])
}
