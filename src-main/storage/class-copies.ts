import Database from 'better-sqlite3'
import { NotFound, UnfitCopy } from './errors.ts'
import { ManyRows, type Cell } from './many-rows.ts'
import { migrate, MIGRATIONS } from './migrate.ts'
import { readSchema, type Table } from './schema.ts'
import { atOnce } from './slices.ts'

/** Rows of one table. */
export interface TableRows {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/**
 * Takes one class out of the database with everything that belongs to it, and puts such a copy in as a new class.
 * What belongs to a class follows from the schema: the class, its students, and every row whose parents all belong to
 * it. Ids are renumbered from 1 in their old order, so that two copies of equal classes are equal.
 *
 * SQL is put together here from the schema's own names, as in the ledger, so that a new table is covered without
 * being thought of.
 */
export function classCopies(database: Database.Database) {
  return {
    /** Version of the tables that `take` gives. */
    version: MIGRATIONS.length,
    /** Every table of a class, parents before children. @throws NotFound */
    take: (classId: number): TableRows[] => take(database, classId),
    /**
     * Makes today's tables of a copy from an older version by the migrations that brought the database here. The copy
     * is tried in a database in memory, against every constraint; nothing else is touched.
     *
     * @throws UnfitCopy when it does not fit the tables of its version
     */
    bringUpToDate: (tables: readonly TableRows[], version: number): TableRows[] =>
      bringUpToDate(tables, version),
    /** Puts in what `take` or `bringUpToDate` gave, inside a change, under a name of its own. Answers the class's id. */
    insert: (tables: readonly TableRows[], name: string): number => insert(database, tables, name),
  }
}

const ROOT = 'class'
/** Belongs to classes by being enrolled, not by a foreign key. */
const STUDENT = 'student'
const STUDENTS_OF_CLASS =
  'SELECT * FROM student WHERE id IN (SELECT student_id FROM enrollment WHERE class_id = ?)'

/** The tables that belong to a class, parents before children. */
function tablesOfClass(schema: readonly Table[]): Table[] {
  const ordered = schema.filter(({ name }) => name === ROOT || name === STUDENT)
  const has = (name: string) => ordered.some(table => table.name === name)
  for (let grew = true; grew;) {
    const ready = schema.filter(
      ({ name, foreignKeys }) =>
        !has(name) &&
        foreignKeys.some(({ table, isOptional }) => has(table) && !isOptional) &&
        foreignKeys.every(({ table, isOptional }) => has(table) || table === name || isOptional),
    )
    ordered.push(...ready)
    grew = ready.length > 0
  }
  return ordered
}

function take(database: Database.Database, classId: number): TableRows[] {
  const numbers = new Map<string, Map<Cell, number>>()
  const tables = tablesOfClass(readSchema(database)).map(table => {
    const rows = rowsOfClass(database, table, classId, numbers)
    if (table.name === ROOT && rows.length === 0) throw new NotFound('class')
    if (table.idColumn !== null) {
      const at = table.columns.indexOf(table.idColumn)
      numbers.set(table.name, new Map(rows.map((row, place) => [row[at] ?? null, place + 1])))
    }
    return { table, rows }
  })
  return tables.map(({ table, rows }) => ({
    name: table.name,
    columns: table.columns,
    rows: rows.map(row => renumbered(table, row, numbers)),
  }))
}

function rowsOfClass(
  database: Database.Database,
  table: Table,
  classId: number,
  numbers: ReadonlyMap<string, ReadonlyMap<Cell, number>>,
): Cell[][] {
  const order = `ORDER BY ${table.keyColumns.map(quoted).join(', ')}`
  const all = (sql: string, ...values: unknown[]) =>
    database
      .prepare(`${sql} ${order}`)
      .raw()
      .all(...values) as Cell[][]
  if (table.name === ROOT) return all('SELECT * FROM class WHERE id = ?', classId)
  if (table.name === STUDENT) return all(STUDENTS_OF_CLASS, classId)
  const binding = table.foreignKeys.filter(
    ({ table: parent, isOptional }) => parent !== table.name && !isOptional,
  )
  // Asked about NULL as well, SQLite would read the whole table instead of an index.
  const where = binding.map(({ column, isRequired }) => {
    const isIn = `${quoted(column)} IN (SELECT value FROM json_each(?))`
    return isRequired ? isIn : `(${quoted(column)} IS NULL OR ${isIn})`
  })
  const parents = binding.map(({ table: parent }) => JSON.stringify([...(numbers.get(parent)?.keys() ?? [])]))
  return all(`SELECT * FROM ${quoted(table.name)} WHERE ${where.join(' AND ')}`, ...parents)
}

function renumbered(
  { name, columns, idColumn, foreignKeys }: Table,
  row: readonly Cell[],
  numbers: ReadonlyMap<string, ReadonlyMap<Cell, number>>,
): Cell[] {
  return row.map((cell, at) => {
    if (cell === null) return null
    const column = columns[at]
    if (column === idColumn) return numbers.get(name)?.get(cell) ?? null
    const key = foreignKeys.find(one => one.column === column)
    return key ? (numbers.get(key.table)?.get(cell) ?? null) : cell
  })
}

function bringUpToDate(tables: readonly TableRows[], version: number): TableRows[] {
  const memory = new Database(':memory:')
  try {
    memory.pragma('foreign_keys = ON')
    migrate(memory, MIGRATIONS.slice(0, version))
    const known = tablesOfClass(readSchema(memory))
    memory.transaction(() => {
      memory.pragma('defer_foreign_keys = ON')
      for (const { name, columns, rows } of tables) {
        const table = known.find(one => one.name === name)
        if (!table || !columns.every(column => table.columns.includes(column))) {
          throw new UnfitCopy(`There is no such table: ${name}.`)
        }
        insertRows(memory, name, columns, rows)
      }
    })()
    migrate(memory, MIGRATIONS)
    const ids = memory.prepare('SELECT id FROM class').pluck().all() as number[]
    const [id] = ids
    if (id === undefined || ids.length > 1) throw new UnfitCopy(`${ids.length} classes are in it.`)
    return take(memory, id)
  } catch (error) {
    // Constraints, types and numbers of cells: whatever SQLite refuses does not fit.
    throw error instanceof UnfitCopy ? error : new UnfitCopy('The rows do not fit.', { cause: error })
  } finally {
    memory.close()
  }
}

function insert(database: Database.Database, tables: readonly TableRows[], className: string): number {
  // A row may point to one that comes after it; the keys are checked when the change is done.
  database.pragma('defer_foreign_keys = ON')
  const schema = readSchema(database)
  const offsets = new Map(schema.map(table => [table.name, highestId(database, table)]))
  for (const { name, columns, rows } of tables) {
    const table = schema.find(one => one.name === name)
    if (!table) throw new UnfitCopy(`There is no such table: ${name}.`)
    const shifts = columns.map(column => {
      const key = table.foreignKeys.find(one => one.column === column)
      return column === table.idColumn ? offsets.get(name) : key && offsets.get(key.table)
    })
    const shifted = rows.map(row =>
      row.map((cell, at) => {
        const shift = shifts[at]
        if (name === ROOT && columns[at] === 'name') return className
        return shift === undefined || typeof cell !== 'number' ? cell : cell + shift
      }),
    )
    insertRows(database, name, columns, shifted)
  }
  return (offsets.get(ROOT) ?? 0) + 1
}

/** The highest id that a table has or had: an id that an undone change may bring back is not given again. */
function highestId(database: Database.Database, { name, idColumn }: Table): number {
  if (idColumn === null) return 0
  const now = database
    .prepare(`SELECT max(${quoted(idColumn)}) FROM ${quoted(name)}`)
    .pluck()
    .get()
  const ever = database.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(name)
  return Math.max(Number(now ?? 0), Number(ever ?? 0))
}

function insertRows(
  database: Database.Database,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): void {
  const into = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')})`
  atOnce(new ManyRows(database, columns.length, places => `${into} VALUES ${places}`).run(rows))
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
