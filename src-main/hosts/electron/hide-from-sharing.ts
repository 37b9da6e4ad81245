import type { BrowserWindow } from 'electron'
import type { SettingsStore } from '../../application/settings-store.ts'

/**
 * Leaves a window out of shared and recorded screens while the person wants that, from now on. The system does it
 * (Windows; macOS where the recording program heeds it); on Linux nothing can.
 *
 * @returns settings whose change is followed
 */
export function hideFromSharing(
  settings: SettingsStore,
  windowNow: () => Pick<BrowserWindow, 'setContentProtection'> | null,
): SettingsStore {
  return {
    read: settings.read,
    update(part) {
      settings.update(part)
      if (part.hiddenFromSharing !== undefined) windowNow()?.setContentProtection(part.hiddenFromSharing)
    },
  }
}
