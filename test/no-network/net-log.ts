import { readFileSync } from 'node:fs'

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly {
    readonly type: number
    readonly params?: {
      readonly url?: string
      readonly host?: string
      readonly initiator?: string
      readonly network_anonymization_key?: string
    }
  }[]
}

/**
 * What a page asked for, from the log that Chromium's `--log-net-log` makes: addresses, and names it had looked
 * up. What the browser asks for by itself (its updates, its guesses at forms) has no page as its origin and is
 * not among it.
 *
 * @param origin where the page is from
 */
export function askedByPage(file: string, origin: string): string[] {
  const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as NetLog
  const { URL_REQUEST_START_JOB: request, HOST_RESOLVER_MANAGER_REQUEST: lookUp } = constants.logEventTypes
  const site = `http://${new URL(origin).hostname}`
  const requests = events.filter(({ type }) => type === request).map(({ params = {} }) => params)
  const isOfPage = ({ initiator }: { readonly initiator?: string }) => initiator === origin
  const hostOf = (url = '') => URL.parse(url)?.host
  // The browser looks names up for its own requests in the page's name.
  const ofBrowser = requests.filter(params => !isOfPage(params)).map(({ url }) => hostOf(url))
  const lookUps = events
    .filter(({ type, params }) => type === lookUp && params?.network_anonymization_key?.startsWith(site))
    .map(({ params }) => params?.host ?? '')
    .filter(name => !ofBrowser.includes(hostOf(name) ?? name))
  return [...new Set([...requests.filter(isOfPage).map(({ url = '' }) => url), ...lookUps])]
}

/** Those that lead elsewhere than to the host itself. */
export function foreignIn(asked: readonly string[], origin: string): string[] {
  return asked.filter(text => {
    const host = URL.parse(text)?.host ?? text
    return host !== new URL(origin).host
  })
}
