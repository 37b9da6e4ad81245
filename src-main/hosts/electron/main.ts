import { app, clipboard, dialog, session, type BrowserWindow } from 'electron'
import Store from 'electron-store'
import { openApplication, type Application } from '../../application/application.ts'
import { placeOf } from '../../application/log.ts'
import { toProblem } from '../../application/problems.ts'
import { logCrashes, RingLog } from '../ring-log.ts'
import {
  defaultDataDirectory,
  makeDataDirectory,
  openSettings,
  SETTINGS_OPTIONS,
  settingsIn,
  type StoredSettings,
} from '../settings-schema.ts'
import { readWindowFiles } from '../window-files.ts'
import { outliveWriteLimits } from '../write-limit.ts'
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
  const log = new RingLog(dataDirectory)
  const store = openSettings(
    () => new Store<StoredSettings>({ ...SETTINGS_OPTIONS, name: 'settings', cwd: dataDirectory }),
  )
  let application: Application
  try {
    application = openApplication({
      dataDirectory,
      settings: settingsIn(store),
      host: 'electron',
      version: app.getVersion(),
      groupingWorker: new URL('./grouping-worker.js', import.meta.url),
      readingWorker: new URL('./reading-worker.js', import.meta.url),
      sealingWorker: new URL('./sealing-worker.js', import.meta.url),
      log,
    })
  } catch (error) {
    const { code, message, remedy } = toProblem(error)
    const place = placeOf(error)
    log.write({ event: 'problem', code, place })
    const answer = dialog.showMessageBoxSync({
      type: 'error',
      title: 'Horseshoe',
      message,
      detail: remedy,
      buttons: ['Close', 'Copy details'],
      defaultId: 0,
      cancelId: 0,
    })
    const details = `Horseshoe ${app.getVersion()} (electron), ${process.platform}\n${code}: ${place}`
    void (answer === 1 ? clipboard.writeText(details) : Promise.resolve()).then(() => app.exit(1))
    return
  }
  log.write({ event: 'start', version: app.getVersion() })
  logCrashes(log, placeOf)
  outliveWriteLimits()
  const own = session.fromPartition('horseshoe', { cache: false })
  serveWindowFiles(own, readWindowFiles(new URL('../renderer/', import.meta.url)))
  window = openWindow(own, { read: () => store.get('window'), write: place => store.set({ window: place }) })
  connectWindow(application, window)
  setMenu(application, window, process.platform === 'darwin')

  let closed = false
  app.on('will-quit', event => {
    if (closed) return
    event.preventDefault()
    void application.close().then(() => {
      log.write({ event: 'end' })
      closed = true
      app.quit()
    })
  })
}

start()
