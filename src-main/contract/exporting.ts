import { z } from 'zod'
import { ClassId, PlanId } from './ids.ts'
import { SHORTEST_PASSPHRASE } from './limits.ts'
import { change, read, work } from './operation.ts'

/**
 * How groups are passed on: an Excel workbook to print, a CSV file, text for an e-mail, a list for Google Classroom
 * or Seesaw, or a OneRoster 1.2 zip.
 */
export const GroupsFileKind = z.enum(['workbook', 'csv', 'text', 'list', 'oneRoster'])
export type GroupsFileKind = z.infer<typeof GroupsFileKind>

/** What is in a file: a text, or the first rows of a table. One for each sheet of a workbook or file of a zip. */
export const FilePart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), name: z.string(), text: z.string() }),
  z.object({
    kind: z.literal('table'),
    name: z.string(),
    rows: z.array(z.array(z.string())),
    /** Rows in the file, the column names among them. */
    rowCount: z.int(),
  }),
])
export type FilePart = z.infer<typeof FilePart>

/** A file to save, and what is in it. */
export const ExportedFile = z.object({
  fileName: z.string(),
  mediaType: z.string(),
  /** The bytes, as base64. */
  content: z.base64(),
  parts: z.array(FilePart),
})
export type ExportedFile = z.infer<typeof ExportedFile>

const LONGEST_PASSPHRASE = 300

export const exportOperations = {
  /** The groups on a plan's board, without scores. */
  exportGroups: read(z.strictObject({ planId: PlanId, kind: GroupsFileKind }), ExportedFile),
  /** All data of all classes as CSV files in a zip. */
  takeEverything: read(z.strictObject({ withSensitive: z.boolean() }), ExportedFile),
  /** A class with everything in it, encrypted (age format) for somebody who knows the passphrase. */
  sealClass: work(
    z.strictObject({
      classId: ClassId,
      passphrase: z
        .string()
        .min(SHORTEST_PASSPHRASE, `A passphrase needs at least ${SHORTEST_PASSPHRASE} characters.`)
        .max(LONGEST_PASSPHRASE),
    }),
    ExportedFile,
  ),
  /** Makes a new class of a file that `sealClass` made, in one transaction, or changes nothing. */
  openClassFile: change(
    z.strictObject({
      fileName: z.string().min(1).max(400),
      /** 20 MB of file, as base64. */
      content: z.base64().max(28_000_000),
      passphrase: z.string().min(1).max(LONGEST_PASSPHRASE),
    }),
    z.object({ classId: ClassId, planId: PlanId, summary: z.string() }),
  ),
}
