// The module `electron` as a sandboxed preload sees it: two names.
import { strict } from './strict.ts'

export interface PreloadState {
  readonly exposed: [name: string, api: unknown][]
  readonly invoked: unknown[][]
  readonly listeners: Map<string, Set<(...args: unknown[]) => void>>
}

/** What a preload did. */
export const preloadState: PreloadState = { exposed: [], invoked: [], listeners: new Map() }

export const contextBridge = strict('contextBridge', {
  exposeInMainWorld: (name: string, api: unknown) => void preloadState.exposed.push([name, api]),
})

const renderer = {
  invoke: (...message: unknown[]) => {
    preloadState.invoked.push(message)
    return Promise.resolve('answer')
  },
  on: (channel: string, listener: (...args: unknown[]) => void): unknown => {
    const listeners = preloadState.listeners.get(channel) ?? new Set()
    preloadState.listeners.set(channel, listeners.add(listener))
    return ipcRenderer
  },
  removeListener: (channel: string, listener: (...args: unknown[]) => void): unknown => {
    preloadState.listeners.get(channel)?.delete(listener)
    return ipcRenderer
  },
}
export const ipcRenderer: typeof renderer = strict('ipcRenderer', renderer)
