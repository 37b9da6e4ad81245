import { workspace } from '../state/workspace.svelte.ts'
import type { Command } from './command.ts'

/** Undo and redo, which say what they would do. */
export function undoingCommands(): Command[] {
  const { undo, redo } = workspace.history
  return [
    {
      id: 'undo',
      name: undo === null ? 'Undo' : `Undo: ${undo}`,
      general: 'Undo',
      section: 'Undo',
      shortcuts: ['Mod+Z'],
      repeats: true,
      alsoCalled: ['take back'],
      unavailable: undo === null ? 'There is nothing to undo.' : null,
      run: () => workspace.undo(),
    },
    {
      id: 'redo',
      name: redo === null ? 'Redo' : `Redo: ${redo}`,
      general: 'Redo',
      section: 'Undo',
      shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
      repeats: true,
      alsoCalled: ['do again'],
      unavailable: redo === null ? 'There is nothing to redo.' : null,
      run: () => workspace.redo(),
    },
  ]
}
