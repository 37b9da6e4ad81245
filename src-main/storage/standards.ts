import type Database from 'better-sqlite3'
import { NotFound } from './errors.ts'

export interface StandardListValues {
  name: string
  sourceFile: string
  importedAt: string
}

export interface StandardListRow extends StandardListValues {
  id: number
  /** Standards with a code; headings do not count. */
  standardCount: number
}

export interface StandardRow {
  id: number
  listId: number
  parentId: number | null
  /** '' = a heading. */
  code: string
  statement: string
}

/** The tables standard_list and standard. */
export function standardTables(database: Database.Database) {
  const insertList = database.prepare(
    'INSERT INTO standard_list (name, source_file, imported_at) VALUES (:name, :sourceFile, :importedAt)',
  )
  const insert = database.prepare(
    'INSERT INTO standard (list_id, parent_id, code, statement) VALUES (?, ?, ?, ?)',
  )
  const lists = database.prepare<[], StandardListRow>(`
    SELECT id, name, source_file AS sourceFile, imported_at AS importedAt,
      (SELECT count(*) FROM standard WHERE list_id = standard_list.id AND code <> '') AS standardCount
    FROM standard_list ORDER BY name COLLATE NOCASE, id`)
  const all = database.prepare<[], StandardRow>(`
    SELECT id, list_id AS listId, parent_id AS parentId, code, statement FROM standard ORDER BY id`)
  const clear = database.prepare('DELETE FROM standard WHERE list_id = ?')
  const remove = database.prepare('DELETE FROM standard_list WHERE id = ?')

  return {
    insertList: (values: StandardListValues) => Number(insertList.run(values).lastInsertRowid),
    insert: (listId: number, parentId: number | null, code: string, statement: string) =>
      Number(insert.run(listId, parentId, code, statement).lastInsertRowid),
    /** Every list by name. */
    lists: () => lists.all(),
    /** Every standard and heading of every list, parents before children. */
    all: () => all.all(),
    /** Removes a list with its standards; skills keep their codes. @throws NotFound */
    removeList(id: number): void {
      clear.run(id)
      if (remove.run(id).changes === 0) throw new NotFound('list')
    },
  }
}
