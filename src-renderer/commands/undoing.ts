import { workspace } from '../state/workspace.svelte.ts'
import type { Command } from './command.ts'

/** Undo and redo, which say what they would do, and where it is not the open class, in which. */
export function undoingCommands(): Command[] {
  const { undo, redo, undoClassId, redoClassId } = workspace.history
  return [
    {
      id: 'undo',
      name: undo === null ? 'Undo' : `Undo${workspace.elsewhere(undoClassId)}: ${undo}`,
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
      name: redo === null ? 'Redo' : `Redo${workspace.elsewhere(redoClassId)}: ${redo}`,
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
