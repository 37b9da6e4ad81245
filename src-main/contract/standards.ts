import { z } from 'zod'
import { StandardListId } from './ids.ts'
import { change, Done, Nothing, read } from './operation.ts'

/** A list of standards that was imported; it serves every class. */
export const StandardList = z.object({
  id: StandardListId,
  name: z.string(),
  sourceFile: z.string(),
  standardCount: z.int(),
})
export type StandardList = z.infer<typeof StandardList>

/** A standard that a skill can be. */
export const Standard = z.object({
  code: z.string(),
  statement: z.string(),
  /** The headings it stands under, outermost first. */
  under: z.array(z.string()),
  list: z.string(),
})
export type Standard = z.infer<typeof Standard>

/** Most standards that a search answers. */
export const MAX_STANDARDS_FOUND = 40

export const standardOperations = {
  listStandards: read(Nothing, z.array(StandardList)),
  /** Standards that hold every word of the query in their code, statement or headings; those by code first. */
  searchStandards: read(
    z.strictObject({ query: z.string().max(200) }),
    z.object({ found: z.array(Standard).max(MAX_STANDARDS_FOUND), total: z.int() }),
  ),
  /** Reads a CASE file (JSON of 1EdTech) or a CSV of codes and names. A list of the same name is replaced. */
  importStandards: change(
    z.strictObject({ fileName: z.string().min(1).max(400), content: z.base64().max(28_000_000) }),
    z.object({ listId: StandardListId, name: z.string(), standardCount: z.int() }),
  ),
  /** Skills keep the codes they have. */
  removeStandards: change(z.strictObject({ listId: StandardListId }), Done),
}
