import type { StudentId } from '../../src-main/contract/ids.ts'
import { choosingCommands } from './choosing.ts'
import type { Command } from './command.ts'
import { goingCommands } from './going.ts'
import { helpingCommands } from './helping.ts'
import { lookingCommands } from './looking.ts'
import { movingCommands } from './moving.ts'
import { planningCommands } from './planning.ts'
import { projectingCommands } from './projecting.ts'
import { rotatingCommands } from './rotating.ts'
import { undoingCommands } from './undoing.ts'

/**
 * Everything the app can be told to do now. Every shortcut stands here and nowhere else; the palette, the shortcuts
 * sheet and the buttons' hints read it. Built anew from what is shown, O(groups + skills + plans + classes).
 *
 * @param meant the students whom commands on students are about: who has the focus, or the chosen ones
 */
export function commandTable(meant: readonly StudentId[]): Command[] {
  return [
    ...goingCommands(),
    ...choosingCommands(meant),
    ...movingCommands(meant),
    ...planningCommands(),
    ...rotatingCommands(),
    ...projectingCommands(),
    ...undoingCommands(),
    ...lookingCommands(),
    ...helpingCommands(),
  ]
}
