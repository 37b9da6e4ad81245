import { tick } from 'svelte'
import { dialogs } from '../state/dialogs.svelte.ts'
import { presenting } from '../state/presenting.svelte.ts'
import { studentsMeant } from '../state/student-elements.ts'
import { commandTable } from './command-table.ts'
import { isHeldBack, isTyped, run } from './keys.svelte.ts'

/**
 * Does what was chosen in the computer's menu. While something is typed, undo and redo are the text's, as their keys
 * are. A dialog that any place can open gives way; one in which work is under way stays, and nothing happens.
 *
 * @param id of a command; one that is not there now is nothing
 */
export async function doAsked(id: string): Promise<void> {
  if ((id === 'undo' || id === 'redo') && isTyped(document.activeElement)) {
    // The only way to a text field's own history.
    document.execCommand(id)
    return
  }
  // On the projector nothing else of the class may come up.
  if (presenting.isOpen) return
  if (dialogs.open !== null) {
    dialogs.close()
    await tick()
  }
  const command = commandTable(studentsMeant()).find(one => one.id === id)
  if (command && !isHeldBack(command)) run(command)
}
