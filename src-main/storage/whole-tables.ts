import type Database from 'better-sqlite3'
import type { TableRows } from './class-copies.ts'
import type { Cell } from './many-rows.ts'
import { readSchema, type Table } from './schema.ts'

/** Not a person's data but how undo works; it holds what was removed as well. */
const NOT_EXPORTED: readonly string[] = ['operation']
/** The column that names a row to a person, in the order of preference. */
const NAMES = ['full_name', 'name', 'code']

/**
 * Every table that holds a person's data, whole, found in the schema so that none is forgotten. After each column
 * that points to another table stands what that row is called: after `student_id` the student's full name.
 */
export function readWholeTables(database: Database.Database): TableRows[] {
  const schema = readSchema(database)
  const names = new Map(schema.map(table => [table.name, namesOf(database, table)]))
  return schema
    .filter(({ name }) => !NOT_EXPORTED.includes(name))
    .map(table => {
      const order = table.keyColumns.map(column => `"${column}"`).join(', ')
      const rows = database.prepare(`SELECT * FROM "${table.name}" ORDER BY ${order}`).raw().all() as Cell[][]
      const named = table.columns.map(column => {
        const key = table.foreignKeys.find(one => one.column === column)
        const labels = key && names.get(key.table)
        return labels ? { column: column.replace(/_id$/, ''), labels } : null
      })
      return {
        name: table.name,
        columns: table.columns.flatMap((column, at) => [column, ...(named[at] ? [named[at].column] : [])]),
        rows: rows.map(row =>
          row.flatMap((cell, at) => [cell, ...(named[at] ? [named[at].labels.get(cell) ?? null] : [])]),
        ),
      }
    })
}

/** What each row of a table is called; null where rows have no names. */
function namesOf(database: Database.Database, { name, columns, idColumn }: Table): Map<Cell, Cell> | null {
  const column = NAMES.find(one => columns.includes(one))
  if (idColumn === null || column === undefined) return null
  const rows = database.prepare(`SELECT "${idColumn}", "${column}" FROM "${name}"`).raw().all()
  return new Map(rows as [Cell, Cell][])
}
