import { tick } from 'svelte'
import { bridge } from './door.ts'
import { notices } from './notices.svelte.ts'
import { savePdfOf } from './pdf.ts'
import { weekPrinting } from './week-printing.svelte.ts'

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
  await savePdfOf('groups')
}

/** The rotation may still be on the paper where the system never said that it was printed. */
async function showGroups(): Promise<void> {
  weekPrinting.takeAway()
  await tick()
}
