import { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { LARGEST_FILE_BYTES } from '../../../src-main/contract/bridge.ts'
import { temporaryFolder } from '../application/open.ts'

type Handler = (...args: never[]) => unknown

/** What the main process did with Electron, in order. */
const seen = vi.hoisted(() => ({
  order: [] as string[],
  windowOptions: [] as { webPreferences: Record<string, unknown> }[],
  session: {} as Record<string, Handler>,
  ipc: {} as Record<string, Handler>,
  served: {} as Record<string, (request: { url: string }) => Response>,
  opened: [] as string[],
  asks: vi.fn<(window: unknown, options: unknown) => Promise<{ canceled: boolean; filePath: string }>>(),
}))
const folder = temporaryFolder()

class FakeContents extends EventEmitter {
  mainFrame = { parent: null, origin: 'app://horseshoe' }
  openHandler: (() => unknown) | null = null
  send = vi.fn()
  setWindowOpenHandler(handler: () => unknown) {
    this.openHandler = handler
  }
}

class FakeWindow extends EventEmitter {
  static last: FakeWindow
  webContents = new FakeContents()
  constructor(options: (typeof seen.windowOptions)[number]) {
    super()
    seen.windowOptions.push(options)
    FakeWindow.last = this
  }
  loadURL(url: string) {
    seen.opened.push(url)
    return Promise.resolve()
  }
  maximize = vi.fn()
  show = vi.fn()
}

vi.mock('electron', () => {
  const app = Object.assign(new EventEmitter(), {
    enableSandbox: () => seen.order.push('sandbox'),
    commandLine: {
      appendSwitch: (name: string) => seen.order.push(`switch ${name}`),
      getSwitchValue: () => folder.path,
    },
    setPath: () => seen.order.push('path'),
    requestSingleInstanceLock: () => true,
    whenReady: () => {
      seen.order.push('ready')
      return Promise.resolve()
    },
    getVersion: () => '0.0.0',
    quit: vi.fn(),
    exit: vi.fn(),
  })
  const session = Object.fromEntries(
    ['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler'].map(name => [
      name,
      (handler: Handler) => (seen.session[name] = handler),
    ]),
  )
  const own = {
    ...session,
    webRequest: { onBeforeRequest: (handler: Handler) => (seen.session['onBeforeRequest'] = handler) },
    on: (name: string, handler: Handler) => (seen.session[name] = handler),
    setSpellCheckerEnabled: vi.fn(),
    setSpellCheckerDictionaryDownloadURL: vi.fn(),
    protocol: {
      handle: (scheme: string, handler: (typeof seen.served)[string]) => (seen.served[scheme] = handler),
    },
  }
  return {
    app,
    protocol: { registerSchemesAsPrivileged: () => seen.order.push('scheme') },
    session: {
      fromPartition: () => {
        app.emit('session-created', own)
        return own
      },
    },
    BrowserWindow: FakeWindow,
    ipcMain: {
      handle: (channel: string, handler: Handler) => (seen.ipc[channel] = handler),
      removeHandler: vi.fn(),
    },
    dialog: { showErrorBox: vi.fn(), showSaveDialog: seen.asks },
    nativeTheme: { themeSource: 'system' },
    screen: {
      getPrimaryDisplay: () => ({ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
      getAllDisplays: () => [],
    },
    Menu: { setApplicationMenu: vi.fn(), buildFromTemplate: (template: unknown) => template },
  }
})
vi.mock('electron-store', () => ({
  default: class {
    get = (key: string) => (key === 'window' ? { width: 1280, height: 800, maximized: false } : undefined)
    set = vi.fn()
  },
}))
vi.mock('../../../src-main/hosts/window-files.ts', async original => ({
  ...(await original<object>()),
  readWindowFiles: () => new Map([['/index.html', { body: Buffer.from('<p>'), type: 'text/html' }]]),
}))

describe('the Electron host', () => {
  beforeAll(async () => {
    await import('../../../src-main/hosts/electron/main.ts')
    await vi.waitFor(() => expect(seen.opened).toHaveLength(1))
    return () => folder[Symbol.dispose]()
  })

  it('sets sandbox, scheme and switches before the app is ready', () => {
    const ready = seen.order.indexOf('ready')
    for (const before of [
      'sandbox',
      'scheme',
      'switch host-resolver-rules',
      'switch disable-background-networking',
      'path',
    ]) {
      expect(seen.order.indexOf(before), before).toBeGreaterThanOrEqual(0)
      expect(seen.order.indexOf(before), before).toBeLessThan(ready)
    }
  })

  it('opens one window on its own files, isolated and sandboxed', () => {
    expect(seen.opened).toEqual(['app://horseshoe/index.html'])
    expect(seen.windowOptions[0]?.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      preload: expect.stringMatching(/preload\.cjs$/) as string,
    })
  })

  it('serves its own files with a policy that lets nothing out, and nothing else', async () => {
    const serve = seen.served['app']
    const page = serve?.({ url: 'app://horseshoe/index.html' })
    expect(page?.status).toBe(200)
    expect(page?.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(page?.headers.get('Content-Security-Policy')).toContain("connect-src 'none'")
    expect(serve?.({ url: 'app://horseshoe/../../etc/passwd' }).status).toBe(404)
    expect(serve?.({ url: 'app://elsewhere/index.html' }).status).toBe(404)
    await page?.text()
  })

  it('denies permissions, foreign requests, downloads, navigation and new windows', () => {
    const granted = vi.fn()
    seen.session['setPermissionRequestHandler']?.(...([null, 'geolocation', granted] as never[]))
    expect(granted).toHaveBeenCalledWith(false)
    expect(seen.session['setPermissionCheckHandler']?.()).toBe(false)
    expect(seen.session['setDevicePermissionHandler']?.()).toBe(false)
    const ask = (url: string) => {
      let cancelled: boolean | undefined
      seen.session['onBeforeRequest']?.(
        ...([{ url }, (answer: { cancel: boolean }) => (cancelled = answer.cancel)] as never[]),
      )
      return cancelled
    }
    expect(ask('app://horseshoe/index.html')).toBe(false)
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1/',
      'ws://example.org',
      'file:///etc/passwd',
      'app://horseshoe.evil/',
    ]) {
      expect(ask(url), url).toBe(true)
    }
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
      const event = { preventDefault: vi.fn() }
      FakeWindow.last.webContents.emit(name, event)
      expect(event.preventDefault, name).toHaveBeenCalled()
    }
    expect(FakeWindow.last.webContents.openHandler?.()).toEqual({ action: 'deny' })
    const download = { preventDefault: vi.fn() }
    seen.session['will-download']?.(...([download] as never[]))
    expect(download.preventDefault).toHaveBeenCalled()
  })

  it('answers its own window over one channel, and nobody else', async () => {
    const contents = FakeWindow.last.webContents
    const from = (senderFrame: unknown, sender: unknown = contents) => ({ senderFrame, sender }) as never
    const call = (event: never, ...rest: unknown[]) =>
      seen.ipc['horseshoe']?.(event, ...(rest as never[])) as Promise<unknown>
    expect(Object.keys(seen.ipc)).toEqual(['horseshoe'])
    const mine = from(contents.mainFrame)
    expect(await call(mine, 'call', 'listClasses', {})).toEqual({ ok: true, value: [] })
    expect(await call(mine, 'call', 'nothing', {})).toMatchObject({ ok: false })
    await expect(call(mine, 'open', '/etc/passwd')).rejects.toThrow('Unknown message')
    for (const stranger of [
      from({ parent: null, origin: 'https://example.org' }),
      from({ parent: {}, origin: 'app://horseshoe' }),
      from(null),
      from(contents.mainFrame, {}),
    ]) {
      await expect(call(stranger, 'call', 'listClasses', {})).rejects.toThrow('not the window of Horseshoe')
    }
  })

  it('saves text and bytes where the person says, and nothing when they change their mind', async () => {
    const { webContents: contents } = FakeWindow.last
    const save = (file: unknown) =>
      seen.ipc['horseshoe']?.(
        ...([{ senderFrame: contents.mainFrame, sender: contents }, 'saveFile', file] as never[]),
      ) as Promise<boolean>
    const { asks } = seen
    const text = join(folder.path, 'groups.csv')
    asks.mockResolvedValueOnce({ canceled: false, filePath: text })
    expect(await save({ fileName: 'groups.csv', mediaType: 'text/csv', content: 'Zoë,5' })).toBe(true)
    expect(asks).toHaveBeenLastCalledWith(FakeWindow.last, { defaultPath: 'groups.csv' })
    expect(readFileSync(text, 'utf8')).toBe('Zoë,5')

    const picture = join(folder.path, 'map.png')
    const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 255])
    asks.mockResolvedValueOnce({ canceled: false, filePath: picture })
    expect(await save({ fileName: 'map.png', mediaType: 'image/png', content: bytes })).toBe(true)
    expect(new Uint8Array(readFileSync(picture))).toEqual(bytes)

    const never = join(folder.path, 'never.svg')
    asks.mockResolvedValueOnce({ canceled: true, filePath: never })
    expect(await save({ fileName: 'never.svg', mediaType: 'image/svg+xml', content: '<svg/>' })).toBe(false)
    expect(existsSync(never)).toBe(false)
  })

  it('asks nobody where to save what is no file or too large', async () => {
    const { webContents: contents } = FakeWindow.last
    const asks = seen.asks.mockClear()
    const file = { fileName: 'map.png', mediaType: 'image/png', content: 'x' }
    for (const wrong of [
      { ...file, content: [1, 2, 3] },
      { ...file, content: new ArrayBuffer(4) },
      { ...file, content: new Uint8Array(LARGEST_FILE_BYTES + 1) },
      { ...file, content: 'x'.repeat(LARGEST_FILE_BYTES + 1) },
      { ...file, fileName: '' },
      { fileName: 'map.png', mediaType: 'image/png' },
      null,
    ]) {
      const saving = seen.ipc['horseshoe']?.(
        ...([{ senderFrame: contents.mainFrame, sender: contents }, 'saveFile', wrong] as never[]),
      ) as Promise<boolean>
      await expect(saving).rejects.toThrow()
    }
    expect(asks).not.toHaveBeenCalled()
  })
})
