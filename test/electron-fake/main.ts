// The module `electron` as the main process sees it: what Horseshoe may use, and nothing else. Whoever needs more
// of Electron adds it here, and says in docs/security.md why it is safe.
import { isAbsolute } from 'node:path'
import type { FakeSession } from './session.ts'
import { sessionFor } from './session.ts'
import { need, state, type Handler, type MenuItem } from './state.ts'
import { strict, StrictEmitter } from './strict.ts'
import { FakeWindow } from './window.ts'

const APP_EVENTS = [
  'second-instance',
  'session-created',
  'web-contents-created',
  'window-all-closed',
  'will-quit',
  'before-quit',
  'open-file',
  'activate',
]

const note = (what: string) => state.journal.push(what)

const appEvents = new StrictEmitter('app', APP_EVENTS)

/** The events of the app, for the checks to raise; the program itself cannot reach this name. */
export const raise = (event: string, ...args: unknown[]) => appEvents.emit(event, ...args)

const created = (session: FakeSession) => void appEvents.emit('session-created', session)

function becomeReady(): void {
  state.isReady = true
  note('ready')
  // Electron makes the default session by itself.
  sessionFor('', undefined, created)
}

export const app = strict(
  'app',
  Object.assign(appEvents, {
    enableSandbox: () => {
      need('before', 'app.enableSandbox')
      note('sandbox')
    },
    commandLine: strict('app.commandLine', {
      appendSwitch: (name: string, value = '') => {
        need('before', 'app.commandLine.appendSwitch')
        state.switches.set(name, value)
      },
      getSwitchValue: (name: string) => (name === 'data' ? state.data : ''),
      hasSwitch: (name: string) => name === 'data',
    }),
    setPath: (name: string, path: string) => {
      if (!isAbsolute(path)) throw new Error('Path must be absolute')
      note(`path ${name} ${path}`)
    },
    getPath: () => state.data,
    getVersion: () => '0.0.0',
    getName: () => 'Horseshoe',
    getLocaleCountryCode: () => 'US',
    setAboutPanelOptions: () => note('about'),
    showAboutPanel: () => note('about'),
    addRecentDocument: () => note('recent'),
    clearRecentDocuments: () => note('recent'),
    setAppUserModelId: () => note('model id'),
    requestSingleInstanceLock: () => {
      note('lock')
      return state.isFirst
    },
    whenReady: async () => {
      await new Promise(resolve => setImmediate(resolve))
      becomeReady()
    },
    quit: () => note('quit'),
    exit: (code: number) => note(`exit ${code}`),
    isPackaged: false,
  }),
)
Object.defineProperty(appEvents, 'isPackaged', { get: () => state.isPackaged })

export const session = strict('session', {
  fromPartition: (partition: string, options?: unknown) => sessionFor(partition, options, created),
  get defaultSession() {
    return sessionFor('', undefined, created)
  },
})

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes: typeof state.schemes) => {
    need('before', 'protocol.registerSchemesAsPrivileged')
    note('scheme')
    state.schemes.push(...schemes)
  },
})

/** `new` answers a strict view of the window, and the app hears of its page as it does of every page. */
export const BrowserWindow = new Proxy(FakeWindow, {
  construct(Window, [options]: [FakeWindow['options']]) {
    const made = new Window(options)
    state.windows.push(made)
    note('window')
    appEvents.emit('web-contents-created', {}, made.webContents)
    return strict('window', made)
  },
  get(_target, key) {
    throw new Error(`electron: BrowserWindow.${String(key)} is not in the list.`)
  },
})

const powerEvents = new StrictEmitter('powerMonitor', ['lock-screen'])
/** Only heard, never asked. */
export const powerMonitor = strict('powerMonitor', powerEvents)
/** Locks the screen, for the checks. */
export const lockScreen = () => powerEvents.emit('lock-screen')

const ipcEvents = new StrictEmitter('ipcMain', ['electron-store-get-data'])
export const ipcMain = strict(
  'ipcMain',
  Object.assign(ipcEvents, {
    handle: (channel: string, handler: Handler) => {
      if (state.ipc.has(channel)) throw new Error(`The channel ${channel} has a handler already.`)
      state.ipc.set(channel, handler)
    },
    removeHandler: (channel: string) => state.ipc.delete(channel),
  }),
)

export const dialog = strict('dialog', {
  showSaveDialog: (_window: unknown, options: unknown) => {
    state.savesAsked.push(options)
    const answer = state.saveAnswers.shift()
    return answer ? Promise.resolve(answer) : Promise.reject(new Error('Nobody answers the dialog.'))
  },
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
  showMessageBoxSync: ({ message, detail }: { message: string; detail: string }) => {
    state.errorBoxes.push([message, detail])
    return 1
  },
})

export const Menu = strict('Menu', {
  buildFromTemplate: (template: MenuItem[]) => template,
  setApplicationMenu: (menu: MenuItem[]) => void state.menus.push(menu),
})

/** Only what a person may want to hand on is written, and nothing is ever read. */
export const clipboard = strict('clipboard', {
  writeText: (text: string) => {
    state.copied.push(text)
    return Promise.resolve()
  },
})

/** Sealed instead of strict: the theme is set, and nothing else can be. */
export const nativeTheme = Object.seal({ themeSource: 'system' })

export const screen = strict('screen', {
  getPrimaryDisplay: () => ({ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
  getAllDisplays: () => [],
})

/** Not one thing of it may be used: no address is opened, no file is shown by another program. */
export const shell = strict('shell', {})

export default { app, session, protocol, BrowserWindow, ipcMain, dialog, clipboard, Menu, shell }

/** Takes every listener away, so that the program can be started again in the same process. */
export function forgetListeners(): void {
  appEvents.removeAllListeners()
  ipcEvents.removeAllListeners()
  powerEvents.removeAllListeners()
}

/** Events of `ipcMain` that somebody listens to. */
export const ipcListeners = () => ipcEvents.eventNames()
