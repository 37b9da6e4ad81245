import type { Locator } from '@playwright/test'
import { expect, test } from './program.ts'
import { openSample } from './teacher.ts'

test('a finger picks a visit up by holding still and swaps it; one that moves at once scrolls', async ({
  program,
}) => {
  const { page } = program
  await openSample(page)
  await page.getByRole('button', { name: 'Rotation', exact: true }).click()
  const cell = (letter: string) => page.locator(`[data-stop][aria-label*="group ${letter}, Monday 9:05"]`)
  const stationOf = async (place: Locator) => (await place.getAttribute('aria-label'))?.split(',')[0] ?? ''
  const middle = async (place: Locator) => {
    const box = await place.boundingBox()
    if (!box) throw new Error('It is not on the screen.')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  const [one, other] = [await stationOf(cell('A')), await stationOf(cell('B'))]
  expect(one).not.toBe(other)
  const [from, to] = [await middle(cell('A')), await middle(cell('B'))]
  const client = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints })

  await touch('touchStart', from)
  await touch('touchMove', to)
  await touch('touchEnd')
  expect(await stationOf(cell('A'))).toBe(one)

  await touch('touchStart', from)
  await expect(page.locator('.ghost')).toBeVisible()
  await touch('touchMove', to)
  await expect(page.locator('.ghost')).toContainText('with B')
  await touch('touchEnd')
  await expect(cell('A')).toHaveAttribute('aria-label', new RegExp(`^${other},`))
  await expect(cell('B')).toHaveAttribute('aria-label', new RegExp(`^${one},`))
})
