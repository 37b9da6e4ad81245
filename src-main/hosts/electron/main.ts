import { app, dialog, session, type BrowserWindow } from 'electron'
import Store from 'electron-store'
import type { Application } from '../../application/application.ts'
import { openOrRecover } from '../../application/open-or-recover.ts'
import { toProblem } from '../../application/problems.ts'
import {
  defaultDataDirectory,
  makeDataDirectory,
  SETTINGS_OPTIONS,
  settingsIn,
  type StoredSettings,
} from '../settings-schema.ts'
import { readWindowFiles } from '../window-files.ts'
import { connectWindow } from './ipc.ts'
import { setMenu } from './menu.ts'
import { registerScheme, serveWindowFiles } from './protocol.ts'
import { guardSession } from './session-guard.ts'
import { forbidLeaving, openWindow } from './window.ts'

/** Switches that keep Chromium from asking anybody anything. */
const QUIET: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
]

let window: BrowserWindow | null = null

function start(): void {
  app.enableSandbox()
  registerScheme()
  for (const [name, value] of QUIET) app.commandLine.appendSwitch(name, value)
  const dataDirectory =
    app.commandLine.getSwitchValue('data') || defaultDataDirectory(process.platform, process.env)
  app.setPath('userData', dataDirectory)
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('session-created', guardSession)
  app.on('web-contents-created', (_event, contents) => forbidLeaving(contents))
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(() => open(dataDirectory))
}

function open(dataDirectory: string): void {
  makeDataDirectory(dataDirectory)
  const store = new Store<StoredSettings>({ ...SETTINGS_OPTIONS, name: 'settings', cwd: dataDirectory })
  let application: Application
  try {
    application = openOrRecover({
      dataDirectory,
      settings: settingsIn(store),
      host: 'electron',
      version: app.getVersion(),
      groupingWorker: new URL('./grouping-worker.js', import.meta.url),
      readingWorker: new URL('./reading-worker.js', import.meta.url),
      sealingWorker: new URL('./sealing-worker.js', import.meta.url),
      keepingWorker: new URL('./keeping-worker.js', import.meta.url),
    })
  } catch (error) {
    const { message, remedy } = toProblem(error)
    dialog.showErrorBox(message, remedy)
    app.exit(1)
    return
  }
  const own = session.fromPartition('horseshoe', { cache: false })
  serveWindowFiles(own, readWindowFiles(new URL('../renderer/', import.meta.url)))
  window = openWindow(own, { read: () => store.get('window'), write: place => store.set('window', place) })
  connectWindow(application, window)
  setMenu(application, window, process.platform === 'darwin')

  let closed = false
  app.on('will-quit', event => {
    if (closed) return
    event.preventDefault()
    void application.close().then(() => {
      closed = true
      app.quit()
    })
  })
}

start()
