import type { Bridge, SavableFile } from '../../src-main/contract/bridge.ts'
import type { HorseshoeEvent } from '../../src-main/contract/events.ts'
import type { Answer, Problem } from '../../src-main/contract/problem.ts'

const UNREACHABLE: Problem = {
  code: 'internal',
  message: 'Horseshoe does not answer any more. What was shown as done is saved.',
  remedy: 'Start Horseshoe again and open the address it prints.',
}

/** Another Horseshoe is at the address than the one that opened the window, and does not know it. */
const FORBIDDEN = 403

/** How often a program that is gone is asked whether it is there again. */
const ASKED_AGAIN_MILLISECONDS = 3000

/** Browsers refuse to carry more than 64 KiB at a time for a page that may go; a character has up to 3 bytes. */
const MOST_CARRIED_CHARACTERS = 20_000

/** The bridge of the browser host: the same shape as Electron's, over HTTP to 127.0.0.1. */
export function createHttpBridge(): Bridge {
  let isReached = true
  let tell: (problem: Problem | null) => void = () => undefined

  /** Opens each stream anew that the browser has given up. */
  const reopening = new Set<() => void>()
  let asking: ReturnType<typeof setInterval> | undefined
  const ask = () => void call('readHistory', {})

  function found(isThere: boolean): void {
    if (isThere === isReached) return
    isReached = isThere
    if (isThere) {
      clearInterval(asking)
      for (const reopen of reopening) reopen()
    } else asking = setInterval(ask, ASKED_AGAIN_MILLISECONDS)
    tell(isThere ? null : UNREACHABLE)
  }

  /** Characters on their way that arrive also when the page goes. */
  let carried = 0

  async function call(operation: string, input: unknown): Promise<Answer<unknown>> {
    const body = JSON.stringify({ operation, input })
    const keepalive = carried + body.length <= MOST_CARRIED_CHARACTERS
    if (keepalive) carried += body.length
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch('/call', { method: 'POST', headers, body, keepalive }).catch(() => null)
    if (keepalive) carried -= body.length
    if (!response || response.status === FORBIDDEN) found(false)
    if (!response?.ok) return { ok: false, problem: UNREACHABLE }
    found(true)
    return (await response.json()) as Answer<unknown>
  }

  return {
    host: 'browser',
    call,
    onEvent(listener, onListening) {
      let events = open()
      function open(): EventSource {
        const stream = new EventSource('/events')
        stream.onmessage = message => listener(JSON.parse(message.data as string) as HorseshoeEvent)
        stream.onopen = () => {
          found(true)
          onListening?.()
        }
        // A stream that was cut may come back by itself; whether anybody is there, a question shows.
        stream.onerror = ask
        return stream
      }
      const reopen = () => {
        if (events.readyState === EventSource.CLOSED) events = open()
      }
      reopening.add(reopen)
      return () => {
        reopening.delete(reopen)
        events.close()
      }
    },
    onReached(listener) {
      tell = listener
    },
    saveFile(file) {
      download(file)
      return Promise.resolve(true)
    },
    print() {
      window.print()
      return Promise.resolve()
    },
  }
}

function download({ fileName, mediaType, content }: SavableFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type: mediaType }))
  link.download = fileName
  link.click()
  // The browser reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
