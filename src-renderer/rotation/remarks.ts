import type { Conflict } from '../../src-main/contract/rotation.ts'
import { rotation } from '../state/rotation.svelte.ts'

/** Nobody has a station in the week that is shown. */
export function isUnfilled(): boolean {
  return rotation.week?.cells.every(({ stationId }) => stationId === null) ?? true
}

/**
 * What is said at a cell. In a week that is still to be filled only what breaks a rule: that a group has no station
 * yet is said once, and not of every cell.
 */
export function remarksAt(name: string): readonly Conflict[] {
  const conflicts = rotation.conflicts.get(name) ?? []
  return isUnfilled() ? conflicts.filter(({ isRule }) => isRule) : conflicts
}
