import type { Licence } from '../../src-main/contract/desktop.ts'
import type { Output } from '../../src-main/contract/contract.ts'
import { call } from './door.ts'
import { notices } from './notices.svelte.ts'

/** What the program says about itself; undefined when it does not answer, which is said then. */
export function readAbout(): Promise<Output<'readAbout'> | undefined> {
  return notices.guard(() => call('readAbout', {}))
}

/** The licences of all it is made of. */
export function readLicences(): Promise<readonly Licence[] | undefined> {
  return notices.guard(() => call('readLicences', {}))
}
