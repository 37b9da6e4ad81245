import { request } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kept } from './ask.ts'
import { ended, expect, startBrowserHost, test } from './program.ts'
import { openSample } from './teacher.ts'

test.describe('starting', () => {
  test('the empty window says the next step, and one click opens the sample class', async ({ program }) => {
    const { page } = program
    await expect(page.getByRole('heading', { level: 1 })).toContainText('for a purpose you can name')
    await expect(page.getByText('Drop a spreadsheet of scores here')).toBeVisible()
    await openSample(page)
    await expect(page.locator('[data-student]')).toHaveCount(28)
    await expect(page.getByRole('button', { name: /^Class: Grade 4/ })).toBeVisible()
    await page.getByRole('button', { name: 'Roster' }).click()
    await expect(page.getByText('28 students · 10 skills')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Rosa Maria Santos' })).toHaveCount(2)
  })

  test('what was done before the window hears of changes is caught up with', async ({ program, host }) => {
    test.skip(host !== 'browser', 'Only over HTTP does it take a moment until events come.')
    const { page } = program
    const { promise: isListening, resolve: listen } = Promise.withResolvers<void>()
    await page.route('**/events', async route => {
      await isListening
      await route.continue()
    })
    await page.reload()
    await openSample(page)
    await expect(page.getByRole('button', { name: 'There is nothing to undo.' })).toBeVisible()
    listen()
    await expect(page.getByRole('button', { name: /^Undo: open the sample class/ })).toBeVisible()
  })

  test('the first run works by keyboard alone', async ({ program }) => {
    const { page } = program
    await page.getByRole('button', { name: 'Choose a file' }).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-group="F"]')).toBeVisible()
  })

  test('it opens again where it was left', async ({ program }) => {
    await openSample(program.page)
    await program.page.getByRole('button', { name: 'Roster' }).click()
    await expect(program.page.getByRole('columnheader', { name: 'Inference' })).toBeVisible()
    await kept(program.page, { view: 'roster' })
    const page = await program.restart()
    await expect(page.getByRole('columnheader', { name: 'Inference' })).toBeVisible()
  })
})

test.describe('the browser host', () => {
  test.skip(({ host }) => host !== 'browser', 'Only the browser host has an address.')

  /** fetch would not let a test say another Host. */
  function get(url: string, headers: Record<string, string> = {}, method = 'GET') {
    return new Promise<{
      status: number
      location: string | undefined
      cookie: string | undefined
      csp: string
    }>((answer, fail) => {
      request(url, { headers, method }, response => {
        response.resume()
        answer({
          status: response.statusCode ?? 0,
          location: response.headers.location,
          cookie: response.headers['set-cookie']?.[0],
          csp: String(response.headers['content-security-policy']),
        })
      })
        .on('error', fail)
        .end()
    })
  }

  test('prints one line, wants its token once, checks Host and Origin, and ends cleanly', async () => {
    const data = mkdtempSync(join(tmpdir(), 'horseshoe-'))
    const { url, child, output } = await startBrowserHost(data)
    const { origin, port } = new URL(url)
    expect(output()).toMatch(/^Horseshoe is ready at http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/)

    expect((await get(origin)).status).toBe(403)
    expect((await get(`${origin}/?token=wrong`)).status).toBe(403)
    expect((await get(url, { Host: 'evil.example' })).status).toBe(403)
    const first = await get(url)
    expect(first).toMatchObject({ status: 303, location: '/' })
    expect(first.cookie).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await get(url)).status).toBe(403)

    const cookie = first.cookie?.split(';')[0] ?? ''
    const page = await get(origin, { Cookie: cookie })
    expect(page.status).toBe(200)
    expect(page.csp).toContain("default-src 'none'")
    expect((await get(url, { Cookie: cookie })).status).toBe(303)
    expect((await get(origin, { Cookie: cookie, Host: `evil.example:${port}` })).status).toBe(403)
    expect(
      (await get(`${origin}/call`, { Cookie: cookie, Origin: 'http://evil.example' }, 'POST')).status,
    ).toBe(403)
    expect((await get(`${origin}/call`, { Cookie: cookie }, 'POST')).status).toBe(403)
    expect((await get(`${origin}/..%2fmain%2fbrowser.js`, { Cookie: cookie })).status).toBe(404)

    child.kill('SIGINT')
    expect(await ended(child)).toBe(0)
    rmSync(data, { recursive: true })
  })

  test('says in one line that its data is open already', async () => {
    const data = mkdtempSync(join(tmpdir(), 'horseshoe-'))
    const { child } = await startBrowserHost(data)
    await expect(startBrowserHost(data)).rejects.toThrow(/Horseshoe is open already with this data/)
    child.kill('SIGTERM')
    await ended(child)
    rmSync(data, { recursive: true })
  })
})
