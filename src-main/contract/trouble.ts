import { z } from 'zod'
import { Nothing, read } from './operation.ts'

/** Something about where the data is that a person should know, though everything works. */
export const Warning = z.object({
  /** The same for the same thing: a warning that was read is not shown again. */
  key: z.string(),
  message: z.string(),
  remedy: z.string(),
})
export type Warning = z.infer<typeof Warning>

export const Trouble = z.object({
  /** The database may not be written: everything can be looked at and exported, nothing changed. */
  isViewingOnly: z.boolean(),
  warnings: z.array(Warning),
  /** Version, host and platform, for "Copy details". */
  system: z.string(),
})
export type Trouble = z.infer<typeof Trouble>

export const troubleOperations = {
  /** What is out of the ordinary about the place of the data and the clock, in words. */
  readTrouble: read(Nothing, Trouble),
}
