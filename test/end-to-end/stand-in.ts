import type { Page } from '@playwright/test'

/** What stands in for Electron's bridge in a browser's window. */
interface StandIn {
  tell(event: object): void
  give(fileName: string, base64: string): void
  readonly calls: [string, unknown][]
}
type StandInWindow = Window & { standIn: StandIn }

/**
 * Loads the window anew with a bridge like the preload's: what only Electron does is answered here, every other call
 * goes to the real application.
 *
 * @param early a file that was given before there was a window
 */
export async function standInForElectron(
  page: Page,
  early?: { fileName: string; content: string },
): Promise<void> {
  if (early) await page.evaluate(file => sessionStorage.setItem('given', JSON.stringify(file)), early)
  // In front of the window's own script, for the policy of the page lets no other in.
  await page.route('**/assets/*.js', async route => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `(${putBridge.toString()})();\n${await response.text()}` })
  })
  await page.reload()
  await page.getByRole('button', { name: 'Settings' }).waitFor()
}

/** Runs in the window, so it knows nothing of what is around it here. */
function putBridge(): void {
  const listeners: ((event: object) => void)[] = []
  const early = sessionStorage.getItem('given')
  let given = early === null ? null : (JSON.parse(early) as object)
  const standIn: StandIn = {
    calls: [],
    tell: event => listeners.forEach(listener => listener(event)),
    give: (fileName, content) => {
      given = { fileName, content }
      standIn.tell({ type: 'fileGiven' })
    },
  }
  const answers: Record<string, () => object | null> = {
    chooseFile: () => ({}),
    savePdf: () => ({ saved: true }),
    takeGivenFile: () => {
      const file = given
      given = null
      return file
    },
  }
  const call = async (operation: string, input: unknown) => {
    standIn.calls.push([operation, input])
    const answer = answers[operation]
    if (answer) return { ok: true, value: answer() }
    const response = await fetch('/call', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ operation, input }),
    }).catch(() => null)
    // The test is over and the program closed.
    if (!response) return { ok: false, problem: { code: 'internal', message: 'Closed.', remedy: '' } }
    return response.json() as Promise<unknown>
  }
  const onEvent = (listener: (event: object) => void) => {
    // The first listener is there before anything can happen.
    if (listeners.length === 0) {
      const events = new EventSource('/events')
      events.onmessage = message => standIn.tell(JSON.parse(message.data as string) as object)
    }
    listeners.push(listener)
  }
  const resolved = () => Promise.resolve(true)
  Object.assign(window, {
    standIn,
    horseshoe: { host: 'electron', call, onEvent, saveFile: resolved, print: resolved },
  })
}

/** Chooses an entry of the computer's menu. */
export function choose(page: Page, command: string): Promise<void> {
  return page.evaluate(
    asked => (window as unknown as StandInWindow).standIn.tell({ type: 'asked', command: asked }),
    command,
  )
}

/** Gives a file as a double click does. */
export function give(page: Page, fileName: string, bytes: Buffer): Promise<void> {
  return page.evaluate(
    ([name, content]) => (window as unknown as StandInWindow).standIn.give(name, content),
    [fileName, bytes.toString('base64')] as const,
  )
}

/** What the window asked of the application, in order. */
export function calls(page: Page): Promise<[string, unknown][]> {
  return page.evaluate(() => (window as unknown as StandInWindow).standIn.calls)
}
