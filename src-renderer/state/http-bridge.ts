import type { Bridge, SavableFile } from '../../src-main/contract/bridge.ts'
import type { HorseshoeEvent } from '../../src-main/contract/events.ts'
import type { Answer } from '../../src-main/contract/problem.ts'

const UNREACHABLE: Answer<never> = {
  ok: false,
  problem: {
    code: 'internal',
    message: 'Horseshoe does not answer any more. What was shown as done is saved.',
    remedy: 'Start Horseshoe again and open the address it prints.',
  },
}

/** The bridge of the browser host: the same shape as Electron's, over HTTP to 127.0.0.1. */
export function createHttpBridge(): Bridge {
  return {
    host: 'browser',
    async call(operation, input) {
      const response = await fetch('/call', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ operation, input }),
      }).catch(() => null)
      if (!response?.ok) return UNREACHABLE
      return (await response.json()) as Answer<unknown>
    },
    onEvent(listener, onListening) {
      const events = new EventSource('/events')
      events.onmessage = message => listener(JSON.parse(message.data as string) as HorseshoeEvent)
      if (onListening) events.onopen = () => onListening()
      return () => events.close()
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
