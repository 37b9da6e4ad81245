import type { Page } from '@playwright/test'
import { expectNoFault } from './axe.ts'
import { expect, test } from './program.ts'
import { card, carry, dropFile, openSample } from './teacher.ts'

for (const [theme, contrast] of [
  ['Light', 'plain'],
  ['Dark', 'plain'],
  ['Light', 'high contrast'],
  ['Dark', 'high contrast'],
] as const) {
  const dress = async (page: Page) => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByLabel(theme, { exact: true }).check()
    await page.getByLabel('High contrast').setChecked(contrast === 'high contrast')
  }
  // In parts, so that none is long where the computer is slow.
  test.describe(`axe finds nothing: ${theme}, ${contrast}`, () => {
    test('on the first screens', async ({ program: { page } }) => {
      await dress(page)
      await expectNoFault(page, 'settings')
      await page.keyboard.press('Escape')
      await expectNoFault(page, 'first run')
      await page.getByRole('button', { name: 'Start with an empty class' }).click()
      await expectNoFault(page, 'new class')
      await page.getByLabel('Name of the class').fill('Empty')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: 'Nobody is in this class yet' })).toBeVisible()
      await expectNoFault(page, 'empty map')
      await page.getByRole('button', { name: 'Class: Empty' }).click()
      await expectNoFault(page, 'class menu')
      await page.getByRole('button', { name: 'Open the sample class' }).click()
      await expect(page.locator('[data-student]')).toHaveCount(28)
    })

    test('on the map and what opens over it', async ({ program: { page } }) => {
      await dress(page)
      await page.keyboard.press('Escape')
      await openSample(page)
      await expectNoFault(page, 'map')
      await page.locator('[data-student="Amina"]').focus()
      await expectNoFault(page, 'student card')
      await page.keyboard.press('Space')
      await page.keyboard.press('m')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoFault(page, 'move menu')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('Control+k')
      await expectNoFault(page, 'palette')
      await page.getByRole('dialog').getByRole('combobox').fill('amina')
      await expectNoFault(page, 'palette with results')
      await page.getByRole('dialog').getByRole('combobox').fill('xyzzy')
      await expectNoFault(page, 'palette without results')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoFault(page, 'shortcuts')
    })

    for (const look of ['Grid', 'Profiles', 'Constellation']) {
      test(`on the map as ${look}, at rest and with somebody in the air`, async ({ program: { page } }) => {
        await dress(page)
        await page.keyboard.press('Escape')
        await openSample(page)
        await page.getByRole('button', { name: look, exact: true }).click()
        await expectNoFault(page, look)
        await carry(page, page.locator('[data-member="Amina"]'), card(page, 'B'))
        await expect(card(page, 'B')).toContainText(/fits|sits/)
        await expectNoFault(page, `${look}, in the air`)
        await page.keyboard.press('Escape')
        await page.mouse.up()
      })
    }

    test('in what is asked of the groups', async ({ program: { page } }) => {
      await dress(page)
      await page.keyboard.press('Escape')
      await openSample(page)
      for (const name of ['6 groups', '4 to 6', 'all 10 skills', '2 pairs apart and 1 pair together']) {
        await page.getByRole('button', { name }).click()
        await expectNoFault(page, name)
        await page.keyboard.press('Escape')
      }
    })

    test('in the groups, the roster and an import', async ({ program: { page } }) => {
      await dress(page)
      await page.keyboard.press('Escape')
      await openSample(page)
      await page.getByRole('button', { name: 'Groups', exact: true }).click()
      await expectNoFault(page, 'groups')
      await page.getByRole('button', { name: 'Roster' }).click()
      await expectNoFault(page, 'roster')
      await page.getByRole('button', { name: 'Amina Yusuf' }).click()
      await expectNoFault(page, 'student dialog')
      await page.keyboard.press('Escape')
      await dropFile(
        page,
        'quiz.csv',
        new TextEncoder().encode('Name,Fractions\nAmina Yusuf,85\nRosa Maria Santos,x1'),
      )
      await expect(page.getByText('Several students have the same name')).toBeVisible()
      await expectNoFault(page, 'import')
    })
  })
}

test('the window is usable at 1024 x 640 and at its least size', async ({ program }) => {
  const { page } = program
  await openSample(page)
  for (const size of [
    { width: 1024, height: 640 },
    { width: 960, height: 600 },
  ]) {
    await page.setViewportSize(size)
    await expect(page.getByRole('button', { name: 'Group again' })).toBeInViewport()
    await expect(page.locator('[data-student="Priya"]')).toBeInViewport()
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(sideways).toBe(false)
  }
})

test('no request leaves for anywhere but the program itself', async ({ program, host }) => {
  test.skip(host !== 'browser', 'The Electron session is asked in its own tests.')
  const { page } = program
  const asked = new Set<string>()
  page.on('request', request => asked.add(new URL(request.url()).hostname))
  await openSample(page)
  await page.getByRole('button', { name: 'Roster' }).click()
  await page.reload()
  await expect(page.getByRole('row', { name: /Amina/ })).toBeVisible()
  expect([...asked].filter(name => name !== '127.0.0.1')).toEqual([])
})
