import { app, BrowserWindow, type Session, type WebContents } from 'electron'
import { fileURLToPath } from 'node:url'
import type { WindowPlace } from '../settings-schema.ts'
import { ORIGIN } from './protocol.ts'

const LEAST_WIDTH = 960
const LEAST_HEIGHT = 600

/** Where the window stood, and what to call when it stands elsewhere. */
export interface PlaceStore {
  read(): WindowPlace
  write(place: WindowPlace): void
}

/** Opens the window on the app's own files, as locked as a window can be. */
export function openWindow(session: Session, places: PlaceStore): BrowserWindow {
  const place = places.read()
  const window = new BrowserWindow({
    ...place,
    minWidth: LEAST_WIDTH,
    minHeight: LEAST_HEIGHT,
    show: false,
    webPreferences: {
      session,
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      // Most are Electron's defaults. They are said here, so that no other default ever decides.
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      plugins: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      // The middle mouse button opens links in new windows.
      disableBlinkFeatures: 'Auxclick',
    },
  })
  if (place.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => places.write({ ...window.getNormalBounds(), maximized: window.isMaximized() }))
  void window.loadURL(`${ORIGIN}/index.html`)
  return window
}

/**
 * A page cannot go elsewhere, open windows, hold a webview or talk past the proxy. Called for every page as it
 * is made.
 */
export function forbidLeaving(contents: WebContents): void {
  const stay = (event: { preventDefault(): void }) => event.preventDefault()
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', stay)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // A content security policy does not reach WebRTC.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
