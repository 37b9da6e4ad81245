import type { Output, ValidInput } from '../contract/contract.ts'
import type { StandardListId } from '../contract/ids.ts'
import { MAX_STANDARDS_FOUND, type Standard } from '../contract/standards.ts'
import { nameKey } from '../exchange/names.ts'
import { readStandards } from '../exchange/read-standards.ts'
import type { Context } from './context.ts'

export function listStandards({ storage }: Context): Output<'listStandards'> {
  return storage.standards.lists().map(({ id, name, sourceFile, standardCount }) => ({
    id: id as StandardListId,
    name,
    sourceFile,
    standardCount,
  }))
}

/** Standards that hold every word of the query; those whose code begins with it come first. */
export function searchStandards(
  { storage }: Context,
  { query }: ValidInput<'searchStandards'>,
): Output<'searchStandards'> {
  const lists = new Map(storage.standards.lists().map(({ id, name }) => [id, name]))
  const rows = storage.standards.all()
  const byId = new Map(rows.map(row => [row.id, row]))
  const words = nameKey(query).split(' ').filter(Boolean)
  const wanted = nameKey(query)
  /** What is found in each, with what stands above it; each text is made comparable once. */
  const texts = new Map<number, string>()
  const found: { row: (typeof rows)[number]; rank: number }[] = []
  for (const row of rows) {
    const statement = nameKey(row.statement)
    const code = nameKey(row.code)
    // A parent always comes before its child.
    const above = row.parentId === null ? '' : (texts.get(row.parentId) ?? '')
    texts.set(row.id, `${statement} ${above}`)
    if (code === '' || !words.every(word => `${code} ${statement} ${above}`.includes(word))) continue
    const rank = code === wanted ? 0 : code.startsWith(wanted) ? 1 : code.includes(wanted) ? 2 : 3
    found.push({ row, rank })
  }
  // Sorting is stable: within a rank the order of the lists stays.
  found.sort((a, b) => a.rank - b.rank)
  const shown = found
    .slice(0, MAX_STANDARDS_FOUND)
    .map(({ row: { code, statement, listId, parentId } }): Standard => {
      const under: string[] = []
      for (let id = parentId; id !== null; id = byId.get(id)?.parentId ?? null) {
        under.unshift(byId.get(id)?.statement ?? '')
      }
      return { code, statement, under, list: lists.get(listId) ?? '' }
    })
  return { found: shown, total: found.length }
}

/** Takes a list in whole; one of the same name is replaced by it. */
export function importStandards(
  { storage, change, now }: Context,
  { fileName, content }: ValidInput<'importStandards'>,
) {
  const { name, standards } = readStandards(Buffer.from(content, 'base64'), fileName)
  return change(() => {
    for (const list of storage.standards.lists()) {
      if (nameKey(list.name) === nameKey(name)) storage.standards.removeList(list.id)
    }
    const importedAt = now().toISOString()
    const listId = storage.standards.insertList({ name, sourceFile: fileName, importedAt }) as StandardListId
    const ids: number[] = []
    for (const { code, statement, parent } of standards) {
      ids.push(storage.standards.insert(listId, parent === null ? null : ids[parent], code, statement))
    }
    const standardCount = standards.filter(({ code }) => code !== '').length
    return {
      result: { listId, name, standardCount },
      entry: { name: 'importStandards', label: `import the standards ${name}`, classId: null, planId: null },
    }
  })
}

export function removeStandards({ storage, change }: Context, { listId }: ValidInput<'removeStandards'>) {
  return change(() => {
    const name = storage.standards.lists().find(({ id }) => id === listId)?.name ?? ''
    storage.standards.removeList(listId)
    return {
      result: {},
      entry: { name: 'removeStandards', label: `remove the standards ${name}`, classId: null, planId: null },
    }
  })
}
