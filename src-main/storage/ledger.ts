import type Database from 'better-sqlite3'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { NothingToUndo, ViewingOnly } from './errors.ts'
import { RowImages } from './row-images.ts'
import { atOnce, inTurns, partOf, type Slices } from './slices.ts'
import { fromUse } from './sqlite-errors.ts'

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

interface OperationRow {
  id: number
  label: string
  class_id: number | null
  plan_id: number | null
  change: Buffer
}

/** How much of a long change is its writing; the rest is its row in the log. */
const WRITING_SHARE = 0.9

/**
 * The one way to change what is stored. A change runs in one transaction; triggers note every row it touches, before
 * and after, and the notes become its row in the operation log. Undo and redo put the noted rows back.
 *
 * A long change goes in slices: its transaction stays open while the program answers others. Nobody else may write
 * then, nor read, for they would see half of it (there is one connection): they wait until it is `settled`.
 */
export class Ledger {
  readonly #database: Database.Database
  readonly #images: RowImages
  readonly #now: () => Date
  readonly #log: Database.Statement
  readonly #setState: Database.Statement
  readonly #abandon: Database.Statement
  readonly #newestDone: Database.Statement<[], OperationRow>
  readonly #oldestUndone: Database.Statement<[], OperationRow>
  readonly #nextUndo: Database.Statement<[], Omit<LoggedOperation, 'planId'>>
  readonly #nextRedo: Database.Statement<[], Omit<LoggedOperation, 'planId'>>
  readonly #newestAt: Database.Statement<[], { at: string }>
  /** Resolves when the change that goes in slices is over; null = there is none. */
  #underWay: Promise<void> | null = null

  constructor(database: Database.Database, now: () => Date) {
    this.#database = database
    this.#images = new RowImages(database)
    this.#now = now
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
    this.#nextUndo = database.prepare(
      `SELECT label, class_id AS classId FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1`,
    )
    this.#nextRedo = database.prepare(
      `SELECT label, class_id AS classId FROM operation WHERE state = 'undone' ORDER BY id LIMIT 1`,
    )
    this.#newestAt = database.prepare('SELECT at FROM operation ORDER BY id DESC LIMIT 1')
  }

  /** When the newest change was written, by the clock of then; null = there is none. */
  newestChangeAt(): Date | null {
    const at = this.#newestAt.get()?.at
    return at === undefined ? null : new Date(at)
  }

  /**
   * Runs a change and logs it, both or neither. `write` answers its result and what the operation is called;
   * a change that left every row as it was is not logged. A new change ends the chance to redo undone ones.
   *
   * @throws NotSaved when the disk is full, read-only or broken; nothing was changed then
   * @throws ViewingOnly when the file was opened only to look at
   * @throws DatabaseUnusable ('damaged') when the file turns out to be damaged; nothing was changed then
   */
  change<T>(write: () => { result: T; entry: OperationEntry }): T {
    if (this.#database.inTransaction) throw new Error('Another change is under way.')
    this.#mustBeWritable()
    try {
      return this.#database
        .transaction(() => {
          const { result, entry } = write()
          atOnce(this.#writeDown(entry))
          return result
        })
        .immediate()
    } catch (error) {
      throw fromUse(error)
    }
  }

  /**
   * As `change`, for one that takes long: others have their turn between its slices. It starts in a turn of its own,
   * after what was awaited before it.
   *
   * @param onTurn hears how much is done, 0 to 1; what it throws takes everything back, and is thrown
   */
  async changeInSlices<T>(
    write: () => Slices<{ result: T; entry: OperationEntry }>,
    onTurn: (done: number) => void,
  ): Promise<T> {
    this.#mustBeWritable()
    return this.#inSlices(() => this.#writeAndLog(write), onTurn)
  }

  /** Reads in slices what has to fit together: nothing is changed meanwhile. As `changeInSlices` otherwise. */
  readInSlices<T>(read: () => Slices<T>, onTurn: (done: number) => void): Promise<T> {
    return this.#inSlices(read, onTurn)
  }

  /** Takes the newest change back, in slices. @throws NothingToUndo, NotSaved, ViewingOnly */
  async undo(): Promise<LoggedOperation> {
    this.#mustBeWritable()
    return this.#inSlices(() => this.#apply(this.#newestDone, 'undone'))
  }

  /** Does the change again that was taken back last, in slices. @throws NothingToUndo, NotSaved, ViewingOnly */
  async redo(): Promise<LoggedOperation> {
    this.#mustBeWritable()
    return this.#inSlices(() => this.#apply(this.#oldestUndone, 'done'))
  }

  /**
   * Resolves when no change is half done. To be awaited before anything is read or written, also after every other
   * wait; what follows in the same turn finds the tables whole.
   */
  async settled(): Promise<void> {
    while (this.#underWay) await this.#underWay
  }

  /** True while a change that goes in slices is half done, or a reading in slices. */
  get isHalfDone(): boolean {
    return this.#underWay !== null
  }

  /** What undo and redo would do now, null = nothing, and in which class, undefined = in none. */
  history() {
    const [undo, redo] = [this.#nextUndo.get(), this.#nextRedo.get()]
    return {
      undo: undo?.label ?? null,
      redo: redo?.label ?? null,
      undoClassId: undo?.classId ?? undefined,
      redoClassId: redo?.classId ?? undefined,
    }
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
   * @throws NotSaved, ViewingOnly, DatabaseUnusable as `change` does; nothing was changed then
   */
  unlogged<T>(work: () => T): T {
    if (this.#database.inTransaction) throw new Error('Another change is under way.')
    this.#mustBeWritable()
    try {
      return this.#images.unnoted(() => this.#database.transaction(work).immediate())
    } catch (error) {
      throw fromUse(error)
    }
  }

  #mustBeWritable(): void {
    if (this.#database.readonly) throw new ViewingOnly('The database is open only to look at.')
  }

  *#writeAndLog<T>(write: () => Slices<{ result: T; entry: OperationEntry }>): Slices<T> {
    const { result, entry } = yield* partOf(write(), 0, WRITING_SHARE)
    yield* partOf(this.#writeDown(entry), WRITING_SHARE, 1)
    return result
  }

  /** Makes what was noted a row in the log. */
  *#writeDown({ name, label, classId, planId }: OperationEntry): Slices<void> {
    const change = yield* this.#images.take()
    if (!change) return
    this.#abandon.run()
    this.#log.run(this.#now().toISOString(), name, label, classId, planId, change)
  }

  *#apply(which: Database.Statement<[], OperationRow>, state: 'done' | 'undone'): Slices<LoggedOperation> {
    const row = which.get()
    if (!row) throw new NothingToUndo('There is no such change.')
    // A parent may come back after its child; the keys are checked when all is done.
    this.#database.pragma('defer_foreign_keys = ON')
    yield* this.#images.put(row.change, state === 'undone' ? 'before' : 'after')
    this.#images.forget()
    this.#setState.run(state, row.id)
    return { label: row.label, classId: row.class_id, planId: row.plan_id }
  }

  /** One transaction. For reading as well: what is changed without having waited fails then, loudly. */
  async #inSlices<T>(work: () => Slices<T>, onTurn: (done: number) => void = () => undefined): Promise<T> {
    // Not by `settled`: between its end and what follows another could come in.
    while (this.#underWay) await this.#underWay
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#underWay = promise
    try {
      // Who waited for the last change to be over has this turn to itself.
      await nextTurn()
      this.#database.exec(this.#database.readonly ? 'BEGIN' : 'BEGIN IMMEDIATE')
      const result = await inTurns(work(), onTurn)
      this.#database.exec('COMMIT')
      return result
    } catch (error) {
      // Some failures of the disk have rolled back already.
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
      throw fromUse(error)
    } finally {
      this.#underWay = null
      resolve()
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
