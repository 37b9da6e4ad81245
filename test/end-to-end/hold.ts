import type { Page } from '@playwright/test'

/** Holds an operation back on its way until it is let go; `times` says how often it was asked. */
export async function hold(page: Page, operation: string) {
  let times = 0
  const go = Promise.withResolvers<undefined>()
  const asked = Promise.withResolvers<undefined>()
  await page.route('**/call', async route => {
    const call = route.request().postDataJSON() as { operation: string }
    if (call.operation === operation) {
      times += 1
      asked.resolve(undefined)
      await go.promise
    }
    await route.continue()
  })
  return { asked: asked.promise, letGo: () => go.resolve(undefined), times: () => times }
}
