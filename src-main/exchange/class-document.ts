import { z } from 'zod'
import { UnreadableFile } from './unreadable-file.ts'

const FORMAT = 'horseshoe-class'
/** Of the document around the tables; the tables have a version of their own. */
const VERSION = 1

/** Far above what can be typed anywhere. */
const LONGEST_TEXT = 20_000

const Cell = z.union([z.string().max(LONGEST_TEXT), z.number(), z.null()])
const Table = z.object({ name: z.string(), columns: z.array(z.string()), rows: z.array(z.array(Cell)) })
const Document = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** Version of the database whose tables these are. */
  tablesVersion: z.int().min(1),
  /** Version of the Horseshoe that wrote it. */
  writtenBy: z.string(),
  tables: z.array(Table),
})
const AnyVersion = z.object({ format: z.literal(FORMAT), version: z.int() })

/** What is inside a class file, described in docs/file-format.md: tables with the rows of one class. */
export type ClassDocument = Omit<z.infer<typeof Document>, 'format' | 'version'>

export function writeClassDocument({ tablesVersion, writtenBy, tables }: ClassDocument): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, tablesVersion, writtenBy, tables })
}

/** @throws UnreadableFile when it is another document, a newer one, or not whole */
export function readClassDocument(text: string): ClassDocument {
  const value = parse(text)
  const found = AnyVersion.safeParse(value)
  if (!found.success) throw notAClass()
  if (found.data.version > VERSION) throw newerClassFile()
  const document = Document.safeParse(value)
  if (!document.success) throw notAClass()
  const { tablesVersion, writtenBy, tables } = document.data
  return { tablesVersion, writtenBy, tables }
}

export function newerClassFile(): UnreadableFile {
  return new UnreadableFile(
    'This class was saved by a newer Horseshoe.',
    'Install the newest Horseshoe on this computer, then open the file again. Nothing was changed.',
  )
}

/** The passphrase fits, but what is inside is no class. */
export function notAClass(cause?: unknown): UnreadableFile {
  return new UnreadableFile(
    'The passphrase is right, but there is no class in this file that Horseshoe can read.',
    'Ask for the class again. Nothing was changed.',
    { cause },
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notAClass(error)
  }
}
