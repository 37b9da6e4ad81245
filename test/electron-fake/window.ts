import { strict, StrictEmitter } from './strict.ts'
import { need, state, type Handler } from './state.ts'

const CONTENTS_EVENTS = [
  'will-navigate',
  'will-redirect',
  'will-frame-navigate',
  'will-attach-webview',
  'before-input-event',
  'render-process-gone',
  'context-menu',
]
const WINDOW_EVENTS = [
  'ready-to-show',
  'close',
  'closed',
  'maximize',
  'unmaximize',
  'unresponsive',
  'responsive',
]

/** A page as the main process sees it. */
export class FakeContents extends StrictEmitter {
  readonly mainFrame = { parent: null, origin: 'app://horseshoe' }
  readonly sent: unknown[][] = []
  readonly webRtcPolicies: string[] = []
  openHandler: Handler | null = null

  constructor() {
    super('webContents', CONTENTS_EVENTS)
  }

  setWindowOpenHandler(handler: Handler): void {
    this.openHandler = handler
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicies.push(policy)
  }

  send(...message: unknown[]): void {
    this.sent.push(message)
  }

  print(_options: unknown, done?: (success: boolean) => void): void {
    state.journal.push('print')
    done?.(true)
  }

  printToPDF(): Promise<Buffer> {
    state.journal.push('print to PDF')
    return Promise.resolve(Buffer.from('%PDF'))
  }
}

/** A window as the program sees it. */
export class FakeWindow extends StrictEmitter {
  readonly options: { readonly webPreferences?: Readonly<Record<string, unknown>> }
  readonly contents = new FakeContents()
  readonly webContents = strict('webContents', this.contents)
  readonly loaded: string[] = []
  readonly contentProtection: boolean[] = []

  constructor(options: FakeWindow['options']) {
    super('window', WINDOW_EVENTS)
    need('after', 'new BrowserWindow')
    this.options = options
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    state.journal.push('load')
    return Promise.resolve()
  }

  setContentProtection(isOn: boolean): void {
    this.contentProtection.push(isOn)
  }

  show(): void {
    state.journal.push('show')
  }

  focus(): void {
    state.journal.push('focus')
  }

  restore(): void {
    state.journal.push('restore')
  }

  maximize(): void {
    state.journal.push('maximize')
  }

  isMinimized(): boolean {
    return true
  }

  isMaximized(): boolean {
    return false
  }

  isFullScreen(): boolean {
    return false
  }

  setFullScreen(): void {
    state.journal.push('full screen')
  }

  setTitle(): void {
    state.journal.push('title')
  }

  isDestroyed(): boolean {
    return false
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 0, y: 0, width: 1280, height: 800 }
  }
}
