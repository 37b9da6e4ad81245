import type { Page } from '@playwright/test'

/**
 * Controls that are seen and not as large as a finger, with their size in CSS pixels; the label is a part of its box to
 * tick. Empty = all are large enough.
 *
 * @param within selector of what is looked through
 */
export function smallControls(page: Page, within = 'body'): Promise<string[]> {
  return page.locator(within).evaluateAll(parts => {
    const least = 44
    const controls = 'button, a, select, input, label:has(input)'
    const all = parts.flatMap(part => [...part.querySelectorAll<HTMLElement>(controls)])
    if (all.length === 0) return ['There is no control.']
    return all
      .filter(one => one.checkVisibility() && one.closest('label') !== one.parentElement)
      .map(one => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width < least || box.height < least)
      .map(({ one, box }) => `${one.ariaLabel ?? one.textContent}: ${box.width} x ${box.height}`)
  })
}
