import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { forgetListeners, ipcListeners, raise } from '../electron-fake/main.ts'
import { preloadState, type PreloadState } from '../electron-fake/preload.ts'
import { begin, state, type FakeState, type Handler } from '../electron-fake/state.ts'

/** The program after its start, and what the fake Electron saw of it. */
export interface ElectronWorld {
  readonly electron: FakeState
  readonly preload: PreloadState
  /** Events of ipcMain that somebody listens to. */
  readonly ipcListeners: readonly (string | symbol)[]
  /** Network modules that were loaded, and by whom. */
  readonly networkModules: readonly string[]
  /** Names of all permissions that this Electron knows. */
  readonly permissions: readonly string[]
  /** Raises an event of the app. */
  raise(event: string, ...args: unknown[]): void
  /** Sends a message over the one channel as the window's own page would. */
  send(...message: unknown[]): Promise<unknown>
  /** Sends a message with another event. */
  sendAs(event: unknown, ...message: unknown[]): Promise<unknown>
}

export interface Scenario {
  readonly isPackaged: boolean
  readonly isFirst: boolean
  readonly platform: NodeJS.Platform
  /** The bundle to start: its file below the folder of the build. */
  readonly bundle: string
  /** What `--data` says, by the empty folder that was made for it; left out = that folder. */
  readonly dataOf?: (folder: string) => string
}

const networkModules = (globalThis as { networkModules?: string[] }).networkModules ?? []
const failures: unknown[] = []
process.on('unhandledRejection', error => failures.push(error))

/** Starts the built program in a scenario. Gives the world, or the error that ended the start. */
export async function startElectron(
  out: string,
  name: string,
  scenario: Scenario,
): Promise<ElectronWorld | Error> {
  const data = mkdtempSync(join(tmpdir(), 'horseshoe-security-'))
  process.on('exit', () => rmSync(data, { recursive: true, force: true }))
  forgetListeners()
  failures.length = 0
  const { isPackaged, isFirst, dataOf = (folder: string) => folder } = scenario
  begin({ isPackaged, isFirst, data: dataOf(data) })
  const realPlatform = process.platform
  Object.defineProperty(process, 'platform', { value: scenario.platform })
  try {
    await import(`${pathToFileURL(join(out, scenario.bundle)).href}?${name}`)
    const hasEnded = () => state.journal.some(what => /^(load|quit|exit)/.test(what)) || failures.length > 0
    await until(hasEnded)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    Object.defineProperty(process, 'platform', { value: realPlatform })
  }
  if (failures.length > 0) return new Error(`The start failed: ${String(failures[0])}`)
  return worldOf(state)
}

/** Loads the built preload, as Electron does before a page. */
export function loadPreload(out: string): void {
  createRequire(import.meta.url)(join(out, 'preload/preload.cjs'))
}

/** Closes the program of a scenario as the app does at its end. */
export async function endElectron(): Promise<void> {
  // What ended by itself, or never opened anything, has nothing to close.
  if (raise('will-quit', { preventDefault: () => undefined }))
    await until(() => state.journal.includes('quit'))
}

/** Waits for something that happens as soon as the computer comes to it; two minutes at most, for a changed program. */
async function until(hasHappened: () => boolean): Promise<void> {
  for (let turn = 0; turn < 24_000 && !hasHappened(); turn += 1)
    await new Promise(resolve => setTimeout(resolve, 5))
}

function worldOf(electron: FakeState): ElectronWorld {
  const window = electron.windows[0]
  const channel = (): Handler => {
    const handler = electron.ipc.get('horseshoe')
    if (!handler) throw new Error('Nobody answers on the channel.')
    return handler
  }
  const sendAs = async (event: unknown, ...message: unknown[]) => channel()(event, ...message)
  return {
    electron,
    preload: preloadState,
    ipcListeners: ipcListeners(),
    networkModules,
    permissions: permissionNames(),
    raise,
    sendAs,
    send: (...message) =>
      sendAs({ senderFrame: window?.contents.mainFrame, sender: window?.webContents }, ...message),
  }
}

/** Read from Electron's own types, so that a permission that a new version brings is asked for as well. */
function permissionNames(): string[] {
  const types = createRequire(import.meta.url).resolve('electron/electron.d.ts')
  const lists = readFileSync(types, 'utf8').matchAll(/permission: ((?:'[\w-]+'(?: \| )?)+)/g)
  return [...new Set([...lists].flatMap(([, list = '']) => list.match(/[\w-]+/g) ?? []))]
}
