import { dialog, ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Application } from '../../application/application.ts'
import { LARGEST_FILE_BYTES } from '../../contract/bridge.ts'
import { ORIGIN } from './protocol.ts'
import { nameAlone } from './save-name.ts'

const SavableFile = z.object({
  fileName: z.string().min(1).max(300),
  mediaType: z.string().max(100),
  content: z.union([
    z.string().max(LARGEST_FILE_BYTES),
    z
      .instanceof(Uint8Array)
      .refine(bytes => bytes.byteLength <= LARGEST_FILE_BYTES, 'The file is too large.'),
  ]),
})

/** Whether a message comes from our own page in the main frame of our own window. */
function isOurs(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame
  return (
    frame !== null && frame.parent === null && event.sender === window.webContents && frame.origin === ORIGIN
  )
}

/** The one channel between window and application. */
export function connectWindow(application: Application, window: BrowserWindow): void {
  // electron-store opens a channel that tells any sender where the data is.
  ipcMain.removeAllListeners('electron-store-get-data')
  ipcMain.handle('horseshoe', async (event, kind: unknown, ...rest: unknown[]) => {
    if (!isOurs(event, window)) throw new Error('This sender is not the window of Horseshoe.')
    if (kind === 'call' && typeof rest[0] === 'string') return application.call(rest[0], rest[1])
    if (kind === 'saveFile') return saveFile(window, SavableFile.parse(rest[0]))
    if (kind === 'print') return print(window)
    throw new Error('Unknown message.')
  })
  const stop = application.onEvent(event => window.webContents.send('horseshoe-event', event))
  window.on('closed', () => {
    stop()
    ipcMain.removeHandler('horseshoe')
  })
}

/** Asks where to save; false when the person changed their mind. */
async function saveFile(window: BrowserWindow, file: z.infer<typeof SavableFile>): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: nameAlone(file.fileName),
  })
  if (canceled || !filePath) return false
  await writeFile(filePath, file.content)
  return true
}

function print(window: BrowserWindow): Promise<void> {
  return new Promise(resolve => window.webContents.print({}, () => resolve()))
}
