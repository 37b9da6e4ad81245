import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { homedir } from 'node:os'
import { Settings } from '../contract/workspace.ts'
import { DATABASE_NAME } from '../application/application.ts'
import { DEFAULT_SETTINGS, type SettingsStore } from '../application/settings-store.ts'

/** Where a window stands on the screen, in CSS pixels; only a host with windows of its own uses it. */
export interface WindowPlace {
  x?: number
  y?: number
  width: number
  height: number
  maximized: boolean
}

/** What both settings files hold. */
export interface StoredSettings {
  settings: Settings
  window: WindowPlace
  /** Paths of files that were opened from outside the window, newest first; only a host with a menu has any. */
  recentFiles: readonly string[]
}

/** Options that `conf` and `electron-store` both take, so that a settings file is the same under either. */
export const SETTINGS_OPTIONS = {
  configName: 'settings',
  clearInvalidConfig: true,
  configFileMode: 0o600,
  defaults: {
    settings: DEFAULT_SETTINGS,
    window: { width: 1280, height: 800, maximized: false },
    recentFiles: [],
  } satisfies StoredSettings as StoredSettings,
}

/** The store that `conf` and `electron-store` share, as far as it is used. */
interface KeyedStore {
  get<K extends keyof StoredSettings>(key: K): StoredSettings[K]
  set(values: Partial<StoredSettings>): void
}

/** Settings kept in a file; what does not fit the contract any more is left at its default. */
export function settingsIn(store: KeyedStore): SettingsStore {
  const read = () => {
    // A setting that is newer than the file is at its default; the others are kept.
    const stored = Settings.safeParse(Object.assign({}, DEFAULT_SETTINGS, store.get('settings')))
    return stored.success ? stored.data : DEFAULT_SETTINGS
  }
  return { read, update: part => store.set({ settings: { ...read(), ...part } }) }
}

/**
 * Opens the file of settings. What cannot be written holds until the program ends: the look of a window is no reason
 * not to open the data, nor to say that something was not saved.
 */
export function openSettings(make: () => KeyedStore): KeyedStore {
  let store: KeyedStore | null = null
  let unwritten: Partial<StoredSettings> = {}
  const tolerant = (write: () => void) => {
    try {
      write()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!UNWRITABLE.has(code)) throw error
    }
  }
  tolerant(() => (store = make()))
  return {
    get: key => unwritten[key] ?? (store ?? FORGETFUL).get(key),
    set: values => {
      unwritten = { ...unwritten, ...values }
      tolerant(() => {
        if (!store) return
        store.set(unwritten)
        unwritten = {}
      })
    },
  }
}

/** A folder or disk that takes nothing, now or ever. */
const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'])

/** In the place of a file that cannot even be made. */
const FORGETFUL: KeyedStore = {
  get: key => SETTINGS_OPTIONS.defaults[key],
  set: () => undefined,
}

/**
 * Makes the data folder, readable by this user alone, before anything is put into it. One that is there is closed
 * to others if it is ours; a folder with other things in it is left as it is, and its files are closed one by one.
 * Rights are only taken away: a folder that may not be written stays so.
 */
export function makeDataDirectory(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const names = readdirSync(folder)
  const { mode } = statSync(folder)
  if ((names.length > 0 && !names.includes(DATABASE_NAME)) || (mode & 0o077) === 0) return
  try {
    chmodSync(folder, mode & 0o700)
  } catch (error) {
    // Somebody else's folder, or a disk that takes nothing: what is in it may still be looked at.
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!UNWRITABLE.has(code)) throw error
  }
}

/**
 * The folder for a user's local data, the same for both hosts. Local and not roaming: a database must not be
 * copied to a server while it is open.
 */
export function defaultDataDirectory(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string {
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Horseshoe')
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Horseshoe')
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'horseshoe')
}
