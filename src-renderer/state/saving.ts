import type { SavableFile } from '../../src-main/contract/bridge.ts'
import { bridge } from './door.ts'
import { notices } from './notices.svelte.ts'

/** Asks where to save a file and says that it is saved. False when the person changed their mind or it failed. */
export async function saveFile(file: SavableFile): Promise<boolean> {
  const saved = await notices.guard(() => bridge.saveFile(file))
  if (saved) notices.say(`Saved: ${file.fileName}`)
  return saved === true
}
