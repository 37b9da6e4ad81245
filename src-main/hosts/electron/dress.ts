import type { NativeTheme } from 'electron'
import type { SettingsStore } from '../../application/settings-store.ts'

/** Settings whose theme the window's frame, the menus and the computer's dialogs wear as well. */
export function dressLike(
  settings: SettingsStore,
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
): SettingsStore {
  nativeTheme.themeSource = settings.read().theme
  return {
    read: settings.read,
    update(part) {
      settings.update(part)
      nativeTheme.themeSource = settings.read().theme
    },
  }
}
