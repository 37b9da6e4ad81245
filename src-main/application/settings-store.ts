import type { Settings } from '../contract/workspace.ts'

/** Where the window's settings are kept; each host brings its own. */
export interface SettingsStore {
  read(): Settings
  update(part: Partial<Settings>): void
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  view: 'map',
  mapLook: 'constellation',
  weekLook: 'groups',
  presenting: { followsClock: true, sound: true, flash: true, cleanUpMinutes: 2 },
  highContrast: false,
  singleKeys: true,
  hiddenFromSharing: false,
  lastClassId: null,
  lastPlanId: null,
  comparedPlans: null,
  importMemory: [],
  warningsRead: [],
}
