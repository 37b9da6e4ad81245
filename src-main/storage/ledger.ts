import type Database from 'better-sqlite3'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { DatabaseUnusable, NothingToUndo, NotSaved } from './errors.ts'

/**
 * Tables whose changes a person can take back; the operation log itself is not one of them. The log knows a table by
 * its place here and a column by its place in the table: both only ever grow at the end, columns not at all.
 */
const UNDOABLE = [
  'class',
  'student',
  'enrollment',
  'interest',
  'skill',
  'assessment',
  'score',
  'pair_rule',
  'plan',
  'plan_skill',
  'grouping',
  'group',
  'membership',
  'student_source_id',
  'birth_date',
  'attribute',
  'remembered_row',
  'skill_alias',
  'standard_list',
  'standard',
] as const

type Cell = string | number | null
/** One row of one table before and after a change; null = the row was not there. */
type RowImage = readonly [table: number, before: readonly Cell[] | null, after: readonly Cell[] | null]

/** What an operation is called and which class and plan it is about. */
export interface OperationEntry {
  /** Name of the operation in the contract. */
  readonly name: string
  /** What it did, in words: "move Amina to C". */
  readonly label: string
  readonly classId: number | null
  readonly planId: number | null
}

export interface LoggedOperation {
  readonly label: string
  readonly classId: number | null
  readonly planId: number | null
}

interface TableStatements {
  readonly insert: Database.Statement
  readonly remove: Database.Statement
  readonly update: Database.Statement
  /** Places of the key columns in an image. */
  readonly key: readonly number[]
}

interface OperationRow {
  id: number
  label: string
  class_id: number | null
  plan_id: number | null
  change: Buffer
}

/**
 * The one way to change what is stored. A change runs in one transaction; triggers note every row it
 * touches, before and after, and the notes become its row in the operation log. Undo and redo put the noted
 * rows back (after the recipe of sqlite.org/undoredo.html, with row images in the place of SQL text).
 *
 * SQL is put together only here and where whole tables are copied (class-copies.ts, whole-tables.ts): one trigger set
 * and three statements a table, from the schema's own names, so that a new column is covered without being thought of.
 */
export class Ledger {
  readonly #database: Database.Database
  readonly #tables: readonly TableStatements[]
  readonly #now: () => Date
  readonly #takeNotes: Database.Statement<[], { image: string }>
  readonly #log: Database.Statement
  readonly #setState: Database.Statement
  readonly #abandon: Database.Statement
  readonly #newestDone: Database.Statement<[], OperationRow>
  readonly #oldestUndone: Database.Statement<[], OperationRow>
  readonly #undoLabel: Database.Statement<[], { label: string }>
  readonly #redoLabel: Database.Statement<[], { label: string }>

  constructor(database: Database.Database, now: () => Date) {
    this.#database = database
    this.#now = now
    database.exec('CREATE TEMP TABLE note (id INTEGER PRIMARY KEY, image TEXT NOT NULL) STRICT')
    this.#tables = UNDOABLE.map(table => statementsFor(database, table))
    this.#watch()
    this.#takeNotes = database.prepare('SELECT image FROM temp.note ORDER BY id')
    this.#log = database.prepare(`
      INSERT INTO operation (at, name, label, class_id, plan_id, state, change)
      VALUES (?, ?, ?, ?, ?, 'done', ?)`)
    this.#setState = database.prepare('UPDATE operation SET state = ? WHERE id = ?')
    this.#abandon = database.prepare(`UPDATE operation SET state = 'abandoned' WHERE state = 'undone'`)
    this.#newestDone = database.prepare(`
      SELECT id, label, class_id, plan_id, change FROM operation
      WHERE state = 'done' ORDER BY id DESC LIMIT 1`)
    this.#oldestUndone = database.prepare(`
      SELECT id, label, class_id, plan_id, change FROM operation
      WHERE state = 'undone' ORDER BY id LIMIT 1`)
    this.#undoLabel = database.prepare(
      `SELECT label FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1`,
    )
    this.#redoLabel = database.prepare(
      `SELECT label FROM operation WHERE state = 'undone' ORDER BY id LIMIT 1`,
    )
  }

  /**
   * Runs a change and logs it, both or neither. `write` answers its result and what the operation is called;
   * a change that left every row as it was is not logged. A new change ends the chance to redo undone ones.
   *
   * @throws NotSaved when the disk is full, read-only or broken; nothing was changed then
   * @throws DatabaseUnusable ('damaged') when the file turns out to be damaged; nothing was changed then
   */
  change<T>(write: () => { result: T; entry: OperationEntry }): T {
    return this.#transaction(() => {
      const { result, entry } = write()
      const notes = this.#notes()
      if (notes.length > 0) {
        this.#abandon.run()
        const change = deflateRawSync(JSON.stringify(notes))
        this.#log.run(this.#now().toISOString(), entry.name, entry.label, entry.classId, entry.planId, change)
      }
      return result
    })
  }

  /** Takes the newest change back. @throws NothingToUndo, NotSaved */
  undo(): LoggedOperation {
    return this.#apply(this.#newestDone, 'undone')
  }

  /** Does the change again that was taken back last. @throws NothingToUndo, NotSaved */
  redo(): LoggedOperation {
    return this.#apply(this.#oldestUndone, 'done')
  }

  /** What undo and redo would do now; null = nothing. */
  history(): { undo: string | null; redo: string | null } {
    return { undo: this.#undoLabel.get()?.label ?? null, redo: this.#redoLabel.get()?.label ?? null }
  }

  /**
   * Where the history stands: the same as long as nothing was changed, undone or done again; null = nothing is stored.
   * Holds the moment of the newest change, so that two histories that part after a restore are told apart.
   */
  mark(): string | null {
    return historyMark(this.#database)
  }

  /**
   * Runs work in one transaction that is not logged, and that no undo can take back: the contents are replaced or
   * removed for good. What is left of the log is the work's to decide.
   *
   * @throws NotSaved, DatabaseUnusable as `change` does; nothing was changed then
   */
  unlogged<T>(work: () => T): T {
    for (const name of triggerNames()) this.#database.exec(`DROP TRIGGER temp."${name}"`)
    try {
      return this.#transaction(work)
    } finally {
      this.#watch()
    }
  }

  #watch(): void {
    for (const [number, table] of UNDOABLE.entries()) setTriggers(this.#database, table, number)
  }

  #apply(which: Database.Statement<[], OperationRow>, state: 'done' | 'undone'): LoggedOperation {
    return this.#transaction(() => {
      const row = which.get()
      if (!row) throw new NothingToUndo('There is no such change.')
      const images = JSON.parse(inflateRawSync(row.change).toString()) as RowImage[]
      // A parent may come back after its child; the keys are checked when all is done.
      this.#database.pragma('defer_foreign_keys = ON')
      if (state === 'undone') {
        for (const [table, before, after] of images.toReversed()) this.#put(table, after, before)
      } else {
        for (const [table, before, after] of images) this.#put(table, before, after)
      }
      this.#notes()
      this.#setState.run(state, row.id)
      return { label: row.label, classId: row.class_id, planId: row.plan_id }
    })
  }

  /**
   * Turns the row `from` into the row `to`. Images are applied in the order in which the rows changed, so each
   * finds its row; one that does not shows that something else wrote, and nothing is put back over that.
   */
  #put(table: number, from: readonly Cell[] | null, to: readonly Cell[] | null): void {
    const { insert, remove, update, key } = this.#tables[table]
    const keyOf = (image: readonly Cell[]) => key.map(place => image[place])
    const put = () => {
      if (from && to) return update.run(...to, ...keyOf(from))
      if (to) return insert.run(...to)
      return from ? remove.run(...keyOf(from)) : { changes: 0 }
    }
    if (put().changes !== 1) throw new Error('The operation log does not fit the tables.')
  }

  #notes(): RowImage[] {
    const notes = this.#takeNotes.all().map(({ image }) => JSON.parse(image) as RowImage)
    this.#database.exec('DELETE FROM temp.note')
    return notes
  }

  #transaction<T>(work: () => T): T {
    try {
      return this.#database.transaction(work).immediate()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (code === 'SQLITE_FULL') throw new NotSaved('full', { cause: error })
      if (code.startsWith('SQLITE_READONLY')) throw new NotSaved('readOnly', { cause: error })
      // The journal cannot be made when the folder is gone, as with a stick that was pulled out.
      if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN')) {
        throw new NotSaved('io', { cause: error })
      }
      if (code.startsWith('SQLITE_CORRUPT')) {
        throw new DatabaseUnusable('damaged', 'The database file is damaged.', { cause: error })
      }
      throw error
    }
  }
}

/** See `Ledger.mark`; for a database that nobody works with, as a backup. */
export function historyMark(database: Database.Database): string | null {
  const row = database
    .prepare(
      `SELECT (SELECT max(id) FROM operation) AS newest,
         (SELECT at FROM operation ORDER BY id DESC LIMIT 1) AS at,
         (SELECT count(*) FROM operation WHERE state = 'undone') AS undone,
         (SELECT count(*) FROM class) AS classes, (SELECT count(*) FROM student) AS students`,
    )
    .get() as { newest: number | null; classes: number; students: number }
  return row.newest === null && row.classes + row.students === 0 ? null : JSON.stringify(row)
}

const EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const

const triggerNames = () => UNDOABLE.flatMap(table => EVENTS.map(event => `note_${event}_${table}`))

const columnsOf = (database: Database.Database, table: string) =>
  database.pragma(`table_info("${table}")`) as { name: string; pk: number }[]

/** Sets the triggers that note the changes of one table. */
function setTriggers(database: Database.Database, table: string, number: number): void {
  const names = columnsOf(database, table).map(column => `"${column.name}"`)
  const image = (row: 'old' | 'new') => `json_array(${names.map(name => `${row}.${name}`).join(', ')})`
  const differs = names.map(name => `old.${name} IS NOT new.${name}`).join(' OR ')
  const note = (event: (typeof EVENTS)[number], when: string, before: string, after: string) => `
    CREATE TEMP TRIGGER "note_${event}_${table}" AFTER ${event} ON main."${table}" ${when} BEGIN
      INSERT INTO note (image) VALUES (json_array(${number}, ${before}, ${after}));
    END;`
  database.exec(
    note('INSERT', '', 'NULL', image('new')) +
      // Writing a field as it was is no change: it would cost a step of undo, and the chance to redo.
      note('UPDATE', `WHEN ${differs}`, image('old'), image('new')) +
      note('DELETE', '', image('old'), 'NULL'),
  )
}

/** Prepares the statements that put a row image of one table back. */
function statementsFor(database: Database.Database, table: string): TableStatements {
  const columns = columnsOf(database, table)
  const names = columns.map(column => `"${column.name}"`)
  const keyColumns = columns.filter(column => column.pk > 0)
  const where = keyColumns.map(column => `"${column.name}" = ?`).join(' AND ')
  return {
    insert: database.prepare(
      `INSERT INTO main."${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ),
    update: database.prepare(
      `UPDATE main."${table}" SET ${names.map(name => `${name} = ?`).join(', ')} WHERE ${where}`,
    ),
    remove: database.prepare(`DELETE FROM main."${table}" WHERE ${where}`),
    key: keyColumns.map(column => columns.indexOf(column)),
  }
}
