import type Database from 'better-sqlite3'
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import { ManyRows, type Cell } from './many-rows.ts'
import type { Slices } from './slices.ts'

/**
 * Tables whose changes a person can take back; the operation log itself is not one of them. The log knows a table by
 * its place here and a column by its place in the table: both only ever grow at the end, columns not at all.
 */
export const UNDOABLE = [
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
  'skill_level',
  'rotation',
  'adult',
  'adult_hours',
  'station',
  'block',
  'rotation_slot',
  'pull_out',
  'rotation_demand',
  'meeting',
  'meeting_note',
  'absence',
  'meeting_note_student',
] as const

/** Notes that are taken together: some ten milliseconds of work. */
const NOTES_AT_ONCE = 4000

type Image = readonly Cell[]
/** One row of one table before and after a change; null = the row was not there. */
type RowImage = readonly [table: number, before: Image | null, after: Image | null]

/** The statements that put images of one table back. */
interface TableStatements {
  readonly insert: ManyRows
  /** By key. */
  readonly remove: ManyRows
  /** The new row, then the key of the old one. */
  readonly update: Database.Statement
  readonly keyOf: (image: Image) => Image
}

/**
 * Notes every row that a transaction touches, before and after, by triggers, and puts noted rows back (after the
 * recipe of sqlite.org/undoredo.html, with row images in the place of SQL text).
 *
 * SQL is put together only here and where whole tables are copied (class-copies.ts, whole-tables.ts): one trigger set
 * and three statements a table, from the schema's own names, so that a new column is covered without being thought of.
 */
export class RowImages {
  readonly #database: Database.Database
  readonly #tables: readonly TableStatements[]
  readonly #count: Database.Statement<[], { count: number }>
  readonly #some: Database.Statement<[number, number], { images: string | null }>

  constructor(database: Database.Database) {
    this.#database = database
    database.exec('CREATE TEMP TABLE note (id INTEGER PRIMARY KEY, image TEXT NOT NULL) STRICT')
    this.#tables = UNDOABLE.map(table => statementsFor(database, table))
    this.#watch()
    this.#count = database.prepare('SELECT coalesce(max(id), 0) AS count FROM temp.note')
    this.#some = database.prepare(`
      SELECT group_concat(image, ',') AS images
      FROM (SELECT image FROM temp.note WHERE id > ? AND id <= ? ORDER BY id)`)
  }

  /**
   * What was noted since the last time, as deflated JSON; null = no row was changed. Joined by SQLite and deflated
   * piece by piece, for a large import leaves some hundred thousand notes.
   */
  *take(): Slices<Buffer | null> {
    const count = this.#count.get()?.count ?? 0
    if (count === 0) return null
    const pieces: Buffer[] = []
    for (let from = 0; from < count; from += NOTES_AT_ONCE) {
      const to = Math.min(count, from + NOTES_AT_ONCE)
      const text = `${from === 0 ? '[' : ','}${this.#some.get(from, to)?.images ?? ''}${to === count ? ']' : ''}`
      // A piece that ends with a flush ends on a byte, so that the pieces one after the other are one stream.
      const finishFlush = to === count ? constants.Z_FINISH : constants.Z_SYNC_FLUSH
      pieces.push(deflateRawSync(text, { finishFlush }))
      yield to / count
    }
    this.forget()
    return Buffer.concat(pieces)
  }

  /** Does work of which nothing is noted. */
  unnoted<T>(work: () => T): T {
    for (const name of UNDOABLE.flatMap(table => EVENTS.map(event => triggerOf(event, table)))) {
      this.#database.exec(`DROP TRIGGER temp."${name}"`)
    }
    try {
      return work()
    } finally {
      this.#watch()
    }
  }

  /** Throws away what was noted. */
  forget(): void {
    this.#database.exec('DELETE FROM temp.note')
  }

  /**
   * Turns the rows of a change into what they were before it, or again into what they were after it. Images are put
   * in the order in which the rows changed (backwards, to take it back), so each finds its row; one that does not
   * shows that something else wrote, and nothing is put back over that.
   */
  *put(change: Buffer, to: 'before' | 'after'): Slices<void> {
    const images = JSON.parse(inflateRawSync(change).toString()) as RowImage[]
    if (to === 'before') images.reverse()
    const fromTo = ([, before, after]: RowImage) => (to === 'before' ? [after, before] : [before, after])
    const isAlike = (one: RowImage, other: RowImage) =>
      one[0] === other[0] &&
      (one[1] === null) === (other[1] === null) &&
      (one[2] === null) === (other[2] === null)
    for (let at = 0, end = 0; at < images.length; at = end) {
      const first = images[at]
      while (end < images.length && isAlike(first, images[end])) end++
      const { insert, remove, update, keyOf } = this.#tables[first[0]]
      const pairs = images.slice(at, end).map(fromTo)
      const news = pairs.flatMap(([, now]) => (now ? [now] : []))
      const olds = pairs.flatMap(([old]) => (old ? [old] : []))
      let changes = 0
      if (olds.length === 0) changes = yield* insert.run(news)
      else if (news.length === 0) changes = yield* remove.run(olds.map(keyOf))
      else {
        for (const [place, old] of olds.entries()) {
          changes += update.run(...news[place], ...keyOf(old)).changes
          yield at / images.length
        }
      }
      if (changes !== end - at) throw new Error('The operation log does not fit the tables.')
      yield end / images.length
    }
  }

  #watch(): void {
    for (const [number, table] of UNDOABLE.entries()) setTriggers(this.#database, table, number)
  }
}

const EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const
type Event = (typeof EVENTS)[number]

const triggerOf = (event: Event, table: string) => `note_${event}_${table}`

const columnsOf = (database: Database.Database, table: string) =>
  database.pragma(`table_info("${table}")`) as { name: string; pk: number }[]

/** Sets the triggers that note the changes of one table. */
function setTriggers(database: Database.Database, table: string, number: number): void {
  const names = columnsOf(database, table).map(column => `"${column.name}"`)
  const image = (row: 'old' | 'new') => `json_array(${names.map(name => `${row}.${name}`).join(', ')})`
  const differs = names.map(name => `old.${name} IS NOT new.${name}`).join(' OR ')
  const note = (event: Event, when: string, before: string, after: string) => `
    CREATE TEMP TRIGGER "${triggerOf(event, table)}" AFTER ${event} ON main."${table}" ${when} BEGIN
      INSERT INTO note (image) VALUES (json_array(${number}, ${before}, ${after}));
    END;`
  database.exec(
    note('INSERT', '', 'NULL', image('new')) +
      // Writing a field as it was is no change: it would cost a step of undo, and the chance to redo.
      note('UPDATE', `WHEN ${differs}`, image('old'), image('new')) +
      note('DELETE', '', image('old'), 'NULL'),
  )
}

/** The statements that put row images of one table back. */
function statementsFor(database: Database.Database, table: string): TableStatements {
  const columns = columnsOf(database, table)
  const names = columns.map(column => `"${column.name}"`)
  const keyColumns = columns.filter(column => column.pk > 0)
  const keyNames = keyColumns.map(column => `"${column.name}"`)
  const places = keyColumns.map(column => columns.indexOf(column))
  return {
    insert: new ManyRows(
      database,
      columns.length,
      rows => `INSERT INTO main."${table}" (${names.join(', ')}) VALUES ${rows}`,
    ),
    remove: new ManyRows(
      database,
      keyColumns.length,
      rows => `DELETE FROM main."${table}" WHERE (${keyNames.join(', ')}) IN (VALUES ${rows})`,
    ),
    update: database.prepare(
      `UPDATE main."${table}" SET ${names.map(name => `${name} = ?`).join(', ')}
       WHERE ${keyNames.map(name => `${name} = ?`).join(' AND ')}`,
    ),
    keyOf: row => places.map(place => row[place]),
  }
}
