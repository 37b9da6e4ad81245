import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { ValidInput } from '../contract/contract.ts'
import { Licence, type GivenFile } from '../contract/desktop.ts'
import { OperationError } from '../contract/problem.ts'
import type { Context } from './context.ts'

/** What a host with windows of its own can do; a browser has none of it. */
export interface Desktop {
  /**
   * The file that waits, and it waits no more; null = none.
   *
   * @throws OperationError when it cannot be read
   */
  takeFile(): Promise<GivenFile | null>
  /** Asks for a file. Nothing is chosen when the person changed their mind. */
  chooseFile(): Promise<void>
  /** Asks where to, and saves what would be printed. False when the person changed their mind. */
  savePdf(fileName: string): Promise<boolean>
  /** Forgets which files were opened; their names may be those of classes. */
  forgetRecent(): void
}

export async function takeGivenFile({ desktop }: Context) {
  return desktop ? desktop.takeFile() : null
}

export async function chooseFile({ desktop }: Context) {
  await here(desktop).chooseFile()
  return {}
}

export async function savePdf({ desktop }: Context, { fileName }: ValidInput<'savePdf'>) {
  return { saved: await here(desktop).savePdf(fileName) }
}

/** The licences of all that Horseshoe is made of, as the build has listed them. */
export async function readLicences({ licencesFile }: Context): Promise<Licence[]> {
  if (!licencesFile) throw notHere()
  return z.array(Licence).parse(JSON.parse(await readFile(licencesFile, 'utf8')))
}

function here(desktop: Desktop | null): Desktop {
  if (!desktop) throw notHere()
  return desktop
}

function notHere(): OperationError {
  return new OperationError({
    code: 'notFound',
    message: 'This cannot be done in a browser.',
    remedy: 'Use the browser’s own menu.',
  })
}
