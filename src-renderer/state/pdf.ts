import { call } from './door.ts'
import { notices } from './notices.svelte.ts'
import { workspace } from './workspace.svelte.ts'

/**
 * Asks where to save what the window would print now, as a PDF. Only in Electron: a browser has its own dialog for that.
 *
 * @param what stands at the end of the file's name: "groups"
 * @param isForClass a plan's name may tell what nobody but the teacher should read
 */
export async function savePdfOf(what: string, isForClass = false): Promise<void> {
  const title = [workspace.book?.name, isForClass ? '' : workspace.board?.name].filter(Boolean).join(' - ')
  // What no system allows in a file's name.
  const fileName = `${title.replace(/[\\/:*?"<>|]/g, ' ').slice(0, 200)} - ${what}.pdf`
  const answer = await notices.guard(() => call('savePdf', { fileName }))
  if (answer?.saved) notices.say('The PDF is saved.')
}
