import type { Page } from '@playwright/test'
import { MARK, plantSecrets, SECRETS } from '../fixtures/planted-secrets.ts'
import { expect, test } from './program.ts'
import { button, passes, present, title } from './projector.ts'
import { openSample } from './teacher.ts'

/** Everything that is in the page: elements, attributes, what is typed, styles, title, and what a page can keep. */
function wholePage(page: Page): Promise<string> {
  return page.evaluate(() => {
    const styles = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText))
    const typed = [...document.querySelectorAll('input, textarea')].map(one =>
      'value' in one ? String(one.value) : '',
    )
    const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href]
    // Rules that were made by a script, as those of a printed page are.
    for (const sheet of document.adoptedStyleSheets)
      styles.push(...[...sheet.cssRules].map(rule => rule.cssText))
    return [document.title, document.documentElement.outerHTML, ...typed, ...styles, ...kept].join('\n')
  })
}

test('no score, level, aim, need or detail is anywhere in the page, in any state', async ({ program }) => {
  await openSample(program.page)
  const page = await program.restart(() => plantSecrets(program.dataDirectory))
  // The map shows them: what is looked for is there to be found.
  await page.locator('[data-group="A"]').waitFor()
  expect(await wholePage(page)).toMatch(SECRETS)
  await button(page, 'Groups').click()
  await expect(page.getByLabel('Aim').first()).toHaveValue(`${MARK} aim`)

  const isClean = async (where: string) => {
    const text = await wholePage(page)
    expect(text.length, where).toBeGreaterThan(2000)
    expect(SECRETS.exec(text)?.[0], where).toBeUndefined()
  }
  const answers: string[] = []
  page.on('response', async response => {
    if (!(response.request().postData() ?? '').includes('"readDay"')) return
    answers.push(await response.text())
  })
  await present(page, '09:12:00')
  await expect.poll(() => answers.length).toBeGreaterThan(0)
  await isClean('a rotation')
  await page.keyboard.press('Space')
  await isClean('paused')
  await page.keyboard.press('Space')
  await page.keyboard.press('h')
  await page.keyboard.press('Enter')
  await isClean('picking a helper')
  await page.keyboard.press('Escape')
  await page.keyboard.press('f')
  for (const query of ['a', MARK, 'r']) {
    await page.getByLabel('Name').fill(query)
    await expect(
      page
        .getByRole('dialog')
        .getByText(query === MARK ? 'Nobody' : 'then')
        .first(),
    ).toBeVisible()
    // What was typed in is not what the class is about.
    await page.getByLabel('Name').fill(query === MARK ? 'nobody' : query)
    await isClean(`looking for ${query}`)
  }
  await page.keyboard.press('Escape')
  await button(page, 'Options').click()
  await isClean('the options')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys of the board' })).toBeVisible()
  await isClean('the keys')
  await page.keyboard.press('Escape')
  await passes(page, 11)
  await expect(page.getByText('Clean up now')).toBeVisible()
  await isClean('cleaning up')
  await passes(page, 2)
  await expect(page.getByText('Change: find your place')).toBeVisible()
  await isClean('a change')
  for (const block of ['Stretch', 'Rotation 3', 'Share and tidy up']) {
    await page.keyboard.press('PageDown')
    await expect(title(page)).toHaveText(block)
    await isClean(block)
  }
  await page.keyboard.press('c')
  await page.keyboard.press('b')
  await isClean('dark')
  await page.keyboard.press('b')
  await passes(page, 60)
  await expect(page.getByText('That is all for today', { exact: true })).toBeVisible()
  await isClean('the end')
  await button(page, 'Look at Wednesday').click()
  await isClean('tomorrow')
  // What the application sends for the board does not hold it either, seen or not.
  expect(answers.join()).toContain('Amina')
  expect(SECRETS.exec(answers.join())?.[0]).toBeUndefined()

  // Neither keys of the window nor its menu bring the class up.
  for (const keys of ['Control+k', 'Control+f', 'g m', 'Control+z', 'F1']) {
    for (const key of keys.split(' ')) await page.keyboard.press(key)
    await isClean(keys)
  }
})
