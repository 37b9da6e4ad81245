import { tick } from 'svelte'
import { bridge, call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { weekPrinting } from './week-printing.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/** Prints the sheets of the open plan's groups. */
export async function print(): Promise<void> {
  await showGroups()
  await notices.guard(() => bridge.print())
}

/** Saves the same sheets as a PDF; a browser does that in its own print dialog. */
export async function savePdf(): Promise<void> {
  if (bridge.host === 'browser') {
    notices.say('Choose “Save as PDF” where the printer is chosen.')
    return print()
  }
  await showGroups()
  const title = [workspace.book?.name, workspace.board?.name].filter(Boolean).join(' - ')
  // What no system allows in a file's name.
  const fileName = `${title.replace(/[\\/:*?"<>|]/g, ' ').slice(0, 200)} - groups.pdf`
  const answer = await notices.guard(() => call('savePdf', { fileName }))
  if (answer?.saved) notices.say('The PDF is saved.')
}

/** The rotation may still be on the paper where the system never said that it was printed. */
async function showGroups(): Promise<void> {
  weekPrinting.takeAway()
  await tick()
}
