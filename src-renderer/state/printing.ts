import { bridge } from './door.ts'
import { notices } from './notices.svelte.ts'

/** Prints the sheets of the open plan's groups. */
export async function print(): Promise<void> {
  await notices.guard(() => bridge.print())
}
