import type { Page } from '@playwright/test'

const CODES: Readonly<Record<string, number>> = { Escape: 27, Enter: 13, ArrowDown: 40 }

/**
 * Presses keys faster than the window does anything about them, as they come to one that is busy. Letters in
 * lower case, and what `CODES` names; with `Control+` before it, if wanted.
 */
export async function pressAtOnce(page: Page, ...presses: readonly string[]): Promise<void> {
  const client = await page.context().newCDPSession(page)
  await Promise.all(
    presses.flatMap(press => {
      const isWithControl = press.startsWith('Control+')
      const key = press.replace('Control+', '')
      const written = key === 'Enter' ? '\r' : key.length === 1 ? key : ''
      return (['keyDown', 'keyUp'] as const).map(type =>
        client.send('Input.dispatchKeyEvent', {
          type,
          key,
          code: key.length === 1 ? `Key${key.toUpperCase()}` : key,
          windowsVirtualKeyCode: CODES[key] ?? key.toUpperCase().charCodeAt(0),
          modifiers: isWithControl ? 2 : 0,
          text: isWithControl ? '' : written,
        }),
      )
    }),
  )
  await client.detach()
}
