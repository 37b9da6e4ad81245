import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Bridge } from '../../contract/bridge.ts'
import type { HorseshoeEvent } from '../../contract/events.ts'
import type { Answer } from '../../contract/problem.ts'

/** All that a window gets: the bridge, and no Electron. */
const bridge: Bridge = {
  host: 'electron',
  call: (operation, input) =>
    ipcRenderer.invoke('horseshoe', 'call', operation, input) as Promise<Answer<unknown>>,
  onEvent: listener => {
    const heard = (_: IpcRendererEvent, event: HorseshoeEvent) => listener(event)
    ipcRenderer.on('horseshoe-event', heard)
    return () => {
      // Electron answers with ipcRenderer itself, which is nothing for a page.
      ipcRenderer.removeListener('horseshoe-event', heard)
    }
  },
  saveFile: file => ipcRenderer.invoke('horseshoe', 'saveFile', file) as Promise<boolean>,
  print: () => ipcRenderer.invoke('horseshoe', 'print') as Promise<void>,
}

contextBridge.exposeInMainWorld('horseshoe', bridge)
