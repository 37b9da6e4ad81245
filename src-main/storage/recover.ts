import Database from 'better-sqlite3'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { emptyFile, rowCounts, writeThrough } from './backup.ts'
import { migrate, MIGRATIONS } from './migrate.ts'
import { readSchema, type Table } from './schema.ts'

/** What could be read of one table. */
export interface RecoveredTable {
  readonly table: string
  readonly recovered: number
  /** Rows that the damaged file says it has; null = it cannot say any more. */
  readonly expected: number | null
  /** Rows that were read but left out, because what they belong to is gone. */
  readonly leftOut: number
}

export interface Recovery {
  /** Path of a new, sound database with what could be read, in the shape of today; null = nothing could be read. */
  readonly file: string | null
  readonly tables: readonly RecoveredTable[]
  /** The log of changes was not whole, or did not fit any more, and was left out: undo starts anew. */
  readonly isLogDropped: boolean
}

/** Looks into places of a damaged tree by number: more would take too long, and a class has far fewer. */
const MOST_PROBES = 300_000

/**
 * Copies whatever can still be read of a damaged database into a new one: each table from its first row, from its
 * last, and between the two from every id that is known. What is read is checked against every constraint. The damaged
 * file and its journal are only read: the work is done on a copy, for SQLite would roll a half-done change back.
 */
export function recover(damaged: string, folder: string): Recovery {
  const work = emptyFile(folder, 'work')
  const target = emptyFile(folder, 'making')
  const remove = (file: string) => {
    for (const end of ['', '-journal']) rmSync(`${file}${end}`, { force: true })
  }
  try {
    const source = openCopy(damaged, work)
    if (!source) {
      remove(target)
      return { file: null, tables: [], isLogDropped: true }
    }
    try {
      const outcome = copyRows(source, target)
      if (outcome.tables.every(({ recovered }) => recovered === 0)) {
        remove(target)
        return { ...outcome, file: null }
      }
      writeThrough(target, 'r+')
      return { ...outcome, file: target }
    } finally {
      source.close()
    }
  } catch (error) {
    remove(target)
    throw error
  } finally {
    remove(work)
  }
}

/** The damaged database, as a copy; without its journal where that cannot be played back. null = not readable at all. */
function openCopy(damaged: string, work: string): Database.Database | null {
  for (const withJournal of [true, false]) {
    for (const end of ['', '-journal']) rmSync(`${work}${end}`, { force: true })
    copyFileSync(damaged, work)
    const journal = `${damaged}-journal`
    if (withJournal && existsSync(journal)) copyFileSync(journal, `${work}-journal`)
    let source: Database.Database | null = null
    try {
      source = new Database(work)
      source.pragma('trusted_schema = OFF')
      source.pragma('cell_size_check = ON')
      source.prepare('SELECT count(*) FROM sqlite_schema').get()
      return source
    } catch (error) {
      source?.close()
      if (!isSqliteError(error)) throw error
    }
  }
  return null
}

function copyRows(source: Database.Database, file: string): Omit<Recovery, 'file'> {
  const target = new Database(file)
  try {
    target.pragma('journal_mode = DELETE')
    migrate(target, MIGRATIONS.slice(0, versionOf(source)))
    target.pragma('foreign_keys = OFF')
    const tables = parentsFirst(readSchema(target))
    const copied = target.transaction(() => tables.map(table => copyTable(source, target, table)))()
    const leftOut = removeOrphans(target)
    const counts = rowCounts(target)
    const report = copied.map(({ table, expected }) => ({
      table,
      expected,
      recovered: counts.get(table) ?? 0,
      leftOut: leftOut.get(table) ?? 0,
    }))
    // Undo puts whole rows back over those it expects to find; after a loss it could not be trusted.
    const isLogDropped = report.some(({ recovered, expected }) => recovered !== expected)
    if (isLogDropped) target.exec('DELETE FROM operation')
    target.pragma('foreign_keys = ON')
    migrate(target, MIGRATIONS)
    target.exec('VACUUM')
    if (target.pragma('integrity_check', { simple: true }) !== 'ok')
      throw new Error('What was recovered is not sound.')
    return { tables: report.filter(({ table }) => table !== 'operation'), isLogDropped }
  } finally {
    target.close()
  }
}

/** The version of the tables in a damaged file; today's where it makes no sense. */
function versionOf(source: Database.Database): number {
  const version = Number(source.pragma('user_version', { simple: true }))
  return version >= 1 && version <= MIGRATIONS.length ? version : MIGRATIONS.length
}

function parentsFirst(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  const isReady = ({ name, foreignKeys }: Table) =>
    foreignKeys.every(({ table }) => table === name || ordered.some(one => one.name === table))
  while (ordered.length < tables.length) {
    const next = tables.filter(table => !ordered.includes(table) && isReady(table))
    ordered.push(...(next.length > 0 ? next : tables.filter(table => !ordered.includes(table))))
  }
  return ordered
}

/** Copies one table. Answers how many rows the damaged file says it has. */
function copyTable(
  source: Database.Database,
  target: Database.Database,
  { name, columns, keyColumns, foreignKeys }: Table,
): { table: string; expected: number | null } {
  const list = columns.map(quoted).join(', ')
  const insert = target.prepare(
    `INSERT OR IGNORE INTO ${quoted(name)} (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  /** Reads until the end or the first bad page; true = until the end. */
  const read = (where: string, order: 'ASC' | 'DESC', ...values: unknown[]): boolean => {
    const keys = keyColumns.map(column => `${quoted(column)} ${order}`).join(', ')
    try {
      const rows = source.prepare(`SELECT ${list} FROM ${quoted(name)} ${where} ORDER BY ${keys}`).raw()
      for (const row of rows.iterate(...values)) insertOne(insert, row as unknown[])
      return true
    } catch (error) {
      if (!isSqliteError(error)) throw error
      return false
    }
  }
  const expected = countRows(source, name)
  if (!read('', 'ASC') && expected !== 0) {
    read('', 'DESC')
    const [first, second] = keyColumns
    let probes = 0
    for (const value of first === undefined ? [] : knownValues(target, name, first, foreignKeys)) {
      if (first === undefined || ++probes > MOST_PROBES) break
      const where = `WHERE ${quoted(first)} = ?`
      if (read(where, 'ASC', value) || second === undefined) continue
      read(where, 'DESC', value)
      for (const inner of knownValues(target, name, second, foreignKeys)) {
        if (++probes > MOST_PROBES) break
        read(`${where} AND ${quoted(second)} = ?`, 'ASC', value, inner)
      }
    }
  }
  return { table: name, expected }
}

/** Values that a key column may have: the ids of its parent, or every number up to the highest that was read. */
function knownValues(
  target: Database.Database,
  table: string,
  column: string,
  foreignKeys: Table['foreignKeys'],
): number[] {
  const parent = foreignKeys.find(key => key.column === column)?.table
  if (parent !== undefined) {
    return target
      .prepare(`SELECT id FROM ${quoted(parent)} ORDER BY id`)
      .pluck()
      .all() as number[]
  }
  const highest: unknown = target
    .prepare(`SELECT max(${quoted(column)}) FROM ${quoted(table)}`)
    .pluck()
    .get()
  return typeof highest === 'number'
    ? Array.from({ length: Math.min(highest, MOST_PROBES) }, (_, at) => at + 1)
    : []
}

/** A row that breaks a constraint is none that Horseshoe wrote. */
function insertOne(insert: Database.Statement, row: readonly unknown[]): void {
  try {
    insert.run(...row)
  } catch (error) {
    if (!isSqliteError(error) || !error.code.startsWith('SQLITE_CONSTRAINT')) throw error
  }
}

function countRows(source: Database.Database, table: string): number | null {
  try {
    return Number(
      source
        .prepare(`SELECT count(*) FROM ${quoted(table)}`)
        .pluck()
        .get(),
    )
  } catch (error) {
    if (!isSqliteError(error)) throw error
    return null
  }
}

/** Leaves out the rows whose parents are gone, until what is left fits together; a pointer that may be empty is emptied. */
function removeOrphans(target: Database.Database): Map<string, number> {
  const gone = new Map<string, number>()
  const tables = readSchema(target)
  for (let isSound = false; !isSound;) {
    isSound = true
    for (const { name, foreignKeys } of tables) {
      for (const { column, table, isOptional } of foreignKeys) {
        const orphaned = `${quoted(column)} IS NOT NULL AND ${quoted(column)} NOT IN (SELECT id FROM ${quoted(table)})`
        const { changes } = target
          .prepare(
            isOptional
              ? `UPDATE ${quoted(name)} SET ${quoted(column)} = NULL WHERE ${orphaned}`
              : `DELETE FROM ${quoted(name)} WHERE ${orphaned}`,
          )
          .run()
        if (changes > 0) isSound = false
        if (!isOptional) gone.set(name, (gone.get(name) ?? 0) + changes)
      }
    }
  }
  return gone
}

const isSqliteError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('SQLITE_')

const quoted = (name: string) => `"${name}"`
