import type { FileChooser, Page } from '@playwright/test'

/**
 * What `act` opens to ask for a file. A click or a key has a way of its own into the page: without the question in
 * between it can be there before the page was told that its files are chosen here, and the real dialog opens instead.
 */
export async function fileAskedBy(page: Page, act: () => Promise<void>): Promise<FileChooser> {
  const asked = page.waitForEvent('filechooser')
  await page.evaluate(() => document.readyState)
  await act()
  return asked
}
