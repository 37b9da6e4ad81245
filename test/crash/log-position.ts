import type Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { UNDOABLE } from '../../src-main/storage/row-images.ts'
import { dumpOf } from '../unit/application/open.ts'

/** Where a database is: how far its log has come, and what all its other tables hold. */
export interface Position {
  /** Id of the newest operation; 0 = none. */
  readonly newest: number
  readonly undone: number
  readonly abandoned: number
  /** SHA-256 of every row of every table but the log. */
  readonly content: string
}

/** Reads the position through an open connection. */
export function positionOf(database: Database.Database): Position {
  const log = database
    .prepare(
      `SELECT coalesce(max(id), 0) AS newest, count(*) FILTER (WHERE state = 'undone') AS undone,
         count(*) FILTER (WHERE state = 'abandoned') AS abandoned FROM operation`,
    )
    .get() as Omit<Position, 'content'>
  return { ...log, content: createHash('sha256').update(dumpOf(database)).digest('hex') }
}

type Cell = string | number | null

/**
 * Puts all tables together again from nothing but the log, by applying every change that is done, and compares them
 * with the tables that are there: a change that is in the log is in the tables, and what is in the tables is in the log.
 *
 * @returns the tables that differ; none = the log and the tables tell the same
 */
export function tablesThatDifferFromLog(database: Database.Database): string[] {
  const tables = UNDOABLE.map(name => {
    const columns = database.pragma(`table_info("${name}")`) as { name: string; pk: number }[]
    return {
      name,
      columns: columns.map(column => `"${column.name}"`).join(', '),
      keys: columns.flatMap(({ pk }, place) => (pk > 0 ? [place] : [])),
      replayed: new Map<string, string>(),
    }
  })
  const changes = database
    .prepare(`SELECT change FROM operation WHERE state = 'done' ORDER BY id`)
    .pluck()
    .all() as Buffer[]
  for (const change of changes) {
    const images = JSON.parse(inflateRawSync(change).toString()) as [number, Cell[] | null, Cell[] | null][]
    for (const [number, before, after] of images) {
      const table = tables[number]
      const keyOf = (row: readonly Cell[]) => JSON.stringify(table?.keys.map(place => row[place]))
      if (before) table?.replayed.delete(keyOf(before))
      if (after) table?.replayed.set(keyOf(after), JSON.stringify(after))
    }
  }
  return tables
    .filter(({ name, columns, replayed }) => {
      // Through SQLite's JSON, as the log has it.
      const rows = database.prepare(`SELECT json_array(${columns}) FROM "${name}"`).pluck().all() as string[]
      const there = rows.map(row => JSON.stringify(JSON.parse(row))).sort()
      return JSON.stringify(there) !== JSON.stringify([...replayed.values()].sort())
    })
    .map(({ name }) => name)
}
