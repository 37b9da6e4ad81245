import { strict, StrictEmitter } from './strict.ts'
import { need, state, type Handler } from './state.ts'

const EVENTS = ['will-download']

/** A session as the program sees it, with what it was told. */
export class FakeSession extends StrictEmitter {
  readonly partition: string
  readonly options: unknown
  /** Every handler that was set, by the method's name, in order; null takes one away. */
  readonly handlers: [name: string, handler: Handler | null][] = []
  readonly served = new Map<string, Handler>()
  readonly spelling: unknown[] = []
  readonly proxies: unknown[] = []

  constructor(partition: string, options: unknown) {
    super(`session ${partition}`, EVENTS)
    this.partition = partition
    this.options = options
  }

  /** The handler that is in force, or null. */
  handler(name: string): Handler | null {
    return this.handlers.findLast(([other]) => other === name)?.[1] ?? null
  }

  setPermissionRequestHandler(handler: Handler | null): void {
    this.handlers.push(['permission request', handler])
  }

  setPermissionCheckHandler(handler: Handler | null): void {
    this.handlers.push(['permission check', handler])
  }

  setDevicePermissionHandler(handler: Handler | null): void {
    this.handlers.push(['device', handler])
  }

  setSpellCheckerEnabled(isOn: boolean): void {
    this.spelling.push(isOn)
  }

  setSpellCheckerDictionaryDownloadURL(url: string): void {
    this.spelling.push(url)
  }

  setProxy(proxy: unknown): Promise<void> {
    this.proxies.push(proxy)
    return Promise.resolve()
  }

  readonly webRequest = strict('webRequest', {
    onBeforeRequest: (handler: Handler) => void this.handlers.push(['request', handler]),
  })

  readonly protocol = strict('session.protocol', {
    handle: (scheme: string, handler: Handler) => {
      if (this.served.has(scheme)) throw new Error(`The protocol ${scheme} has a handler already.`)
      this.served.set(scheme, handler)
    },
  })
}

const views = new WeakMap<FakeSession, FakeSession>()

/** The session for a partition, as the program may hold it; made, and told to the app, when there is none. */
export function sessionFor(
  partition: string,
  options: unknown,
  tell: (session: FakeSession) => void,
): FakeSession {
  need('after', 'a session')
  const old = state.sessions.find(session => session.partition === partition)
  const raw = old ?? new FakeSession(partition, options)
  const view = views.get(raw) ?? strict(`session`, raw)
  views.set(raw, view)
  if (!old) {
    state.sessions.push(raw)
    tell(view)
  }
  return view
}
