import {
  app,
  clipboard,
  dialog,
  nativeTheme,
  powerMonitor,
  screen,
  session,
  type BrowserWindow,
} from 'electron'
import Store from 'electron-store'
import { accessSync, constants, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Application } from '../../application/application.ts'
import { placeOf } from '../../application/log.ts'
import { openOrRecover } from '../../application/open-or-recover.ts'
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
import { ElectronDesktop } from './desktop.ts'
import { filesInArguments } from './given-files.ts'
import { outliveWriteLimits } from '../write-limit.ts'
import { connectWindow } from './ipc.ts'
import { keepMenu } from './menu.ts'
import { checkNativeBinding } from './native-binding.ts'
import { registerScheme, serveWindowFiles } from './protocol.ts'
import { guardSession } from './session-guard.ts'
import { dressLike } from './dress.ts'
import { hideFromSharing } from './hide-from-sharing.ts'
import { placeInSight, type Area } from './window-place.ts'
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
let desktop: ElectronDesktop | null = null
/** Given before there was anything to give them to: macOS tells of a double click very early. */
let given: readonly string[] = []

function give(paths: readonly string[]): void {
  if (desktop) desktop.give(paths)
  else if (paths.length > 0) given = paths
}

function start(): void {
  app.enableSandbox()
  registerScheme()
  for (const [name, value] of QUIET) app.commandLine.appendSwitch(name, value)
  // Electron takes no relative path, and the next start may be in another folder.
  const dataDirectory = resolve(
    app.commandLine.getSwitchValue('data') || defaultDataDirectory(process.platform, process.env),
  )
  let folderError: unknown = null
  try {
    // Before Chromium puts its own files there.
    makeDataDirectory(dataDirectory)
  } catch (error) {
    folderError = error
  }
  app.setPath('userData', folderForChromium(dataDirectory))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.on('second-instance', (_event, argv, folder) => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
    give(filesInArguments(argv.slice(1), folder))
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    give([path])
  })
  give(filesInArguments(process.argv.slice(1), process.cwd()))
  app.on('session-created', guardSession)
  app.on('web-contents-created', (_event, contents) => forbidLeaving(contents))
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(() => open(dataDirectory, folderError))
}

/**
 * Where Chromium keeps its own files: beside the data, which it also asks whether another Horseshoe runs. Where that
 * may not be written, it would take that for another one running and end without a word.
 */
function folderForChromium(dataDirectory: string): string {
  try {
    accessSync(dataDirectory, constants.W_OK)
    return dataDirectory
  } catch {
    return mkdtempSync(join(tmpdir(), 'horseshoe-'))
  }
}

/** @param folderError why the data folder could not be made, or null */
function open(dataDirectory: string, folderError: unknown): void {
  guardSession(session.defaultSession)
  const log = new RingLog(dataDirectory)
  if (folderError !== null) {
    refuse(log, folderError)
    return
  }
  const store = openSettings(
    () => new Store<StoredSettings>({ ...SETTINGS_OPTIONS, name: 'settings', cwd: dataDirectory }),
  )
  const outside = new ElectronDesktop({
    read: () => z.array(z.string()).catch([]).parse(store.get('recentFiles')),
    write: paths => store.set({ recentFiles: paths }),
  })
  const settings = hideFromSharing(dressLike(settingsIn(store), nativeTheme), () => window)
  let application: Application
  try {
    if (app.isPackaged) checkNativeBinding()
    application = openOrRecover({
      dataDirectory,
      settings,
      desktop: outside,
      licencesFile: new URL('../licences.json', import.meta.url),
      host: 'electron',
      version: app.getVersion(),
      groupingWorker: new URL('./grouping-worker.js', import.meta.url),
      readingWorker: new URL('./reading-worker.js', import.meta.url),
      sealingWorker: new URL('./sealing-worker.js', import.meta.url),
      rotationWorker: new URL('./rotation-worker.js', import.meta.url),
      log,
      keepingWorker: new URL('./keeping-worker.js', import.meta.url),
    })
  } catch (error) {
    refuse(log, error)
    return
  }
  log.write({ event: 'start', version: app.getVersion() })
  logCrashes(log, placeOf)
  outliveWriteLimits()
  const own = session.fromPartition('horseshoe', { cache: false })
  serveWindowFiles(own, readWindowFiles(new URL('../renderer/', import.meta.url)))
  window = openWindow(own, {
    read: () => placeInSight(store.get('window'), screens()),
    write: place => store.set({ window: place }),
  })
  window.setContentProtection(settings.read().hiddenFromSharing)
  connectWindow(application, window)
  powerMonitor.on('lock-screen', () => application.tell({ type: 'screenLocked' }))
  outside.give(given)
  outside.attach(application, window)
  desktop = outside
  keepMenu(application, outside)

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

/** Says why Horseshoe cannot be opened, and ends it. */
function refuse(log: RingLog, error: unknown): void {
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
}

/** What of each screen a window may use, the main screen first. */
function screens(): Area[] {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  return [main, ...others].map(({ workArea }) => workArea)
}

start()
