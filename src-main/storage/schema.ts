import type Database from 'better-sqlite3'

export interface ForeignKey {
  readonly column: string
  /** The parent, by its id. */
  readonly table: string
  /** The row stays when the parent goes. */
  readonly isOptional: boolean
  /** Every row has a parent. */
  readonly isRequired: boolean
}

/** A table as the database itself describes it. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly keyColumns: readonly string[]
  /** The column that numbers the rows; null where the key is made of other things. */
  readonly idColumn: string | null
  readonly foreignKeys: readonly ForeignKey[]
}

/**
 * Every table of the database but SQLite's own, by name.
 *
 * @throws Error when a foreign key has several columns, which nothing here could follow
 */
export function readSchema(database: Database.Database): Table[] {
  const names = database
    .prepare(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .pluck()
    .all() as string[]
  return names.map(name => {
    const columns = database.pragma(`table_info("${name}")`) as {
      name: string
      type: string
      notnull: number
      pk: number
    }[]
    const keys = database.pragma(`foreign_key_list("${name}")`) as {
      id: number
      seq: number
      table: string
      from: string
      on_delete: string
    }[]
    if (keys.some(({ seq }) => seq > 0)) throw new Error(`A foreign key of ${name} has several columns.`)
    const keyColumns = columns
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map(column => column.name)
    const [only] = columns.filter(({ pk }) => pk > 0)
    const isId =
      keyColumns.length === 1 && only?.type === 'INTEGER' && !keys.some(({ from }) => from === only.name)
    return {
      name,
      columns: columns.map(column => column.name),
      keyColumns,
      idColumn: isId ? only.name : null,
      foreignKeys: keys.map(({ from, table, on_delete }) => ({
        column: from,
        table,
        isOptional: on_delete === 'SET NULL',
        isRequired: columns.some(column => column.name === from && column.notnull === 1),
      })),
    }
  })
}
