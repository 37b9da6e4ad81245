import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './program.ts'

/**
 * Fails, naming the place, where axe finds a fault; the test goes on to its other places.
 *
 * @param within only this part of the page
 */
export async function expectNoFault(page: Page, where: string, within?: string): Promise<void> {
  const builder = new AxeBuilder({ page })
  const { violations } = await (within ? builder.include(within) : builder).analyze()
  const faults = violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map(node => node.html).join(' | ')}`,
  )
  expect.soft(faults).toEqual([])
}
