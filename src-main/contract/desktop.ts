import { z } from 'zod'
import { LARGEST_GIVEN_BYTES } from './limits.ts'
import { Done, Nothing, read } from './operation.ts'

/** A file that was given from outside the window: by a double click, on the program's icon, or in the menu. */
export const GivenFile = z.object({
  fileName: z.string().min(1),
  /** The bytes, as base64. */
  content: z.base64().max(Math.ceil(LARGEST_GIVEN_BYTES / 3) * 4),
})
export type GivenFile = z.infer<typeof GivenFile>

/** A library that Horseshoe is made of. */
export const Licence = z.object({
  name: z.string(),
  version: z.string(),
  /** As SPDX names it: `MIT`. */
  licence: z.string(),
  text: z.string(),
})
export type Licence = z.infer<typeof Licence>

/** What only the computer around the window can do. In a browser nothing is ever given, chosen or saved so. */
export const desktopOperations = {
  /** The file that waits, and it waits no more; null = none. */
  takeGivenFile: read(Nothing, GivenFile.nullable()),
  /** Asks for a file with the computer's own dialog; it is given then, as the event `fileGiven` says. */
  chooseFile: read(Nothing, Done),
  /** Saves what printing would print as a PDF, where the person says. */
  savePdf: read(z.strictObject({ fileName: z.string().min(1).max(300) }), z.object({ saved: z.boolean() })),
  readLicences: read(Nothing, z.array(Licence)),
}
