import type Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ValidInput } from '../../contract/contract.ts'
import type { Fate, RestorePreview } from '../../contract/keeping.ts'
import { classCopies } from '../../storage/class-copies.ts'
import { NotFound, ViewingOnly } from '../../storage/errors.ts'
import { openBackup } from '../../storage/restore.ts'
import type { Context } from '../context.ts'
import { readHistory } from '../workspace.ts'
import { told } from './your-data.ts'

const SHOWN_CHANGES = 20

interface ClassThen {
  readonly id: number
  readonly name: string
  readonly studentCount: number
  /** The same for the same class, whatever the numbers of its rows. */
  readonly content: string
  readonly plans: ReadonlyMap<string, string>
}

/** What restoring a backup would do, class by class and plan by plan. The backup is checked; nothing is changed. */
export async function previewRestore(
  context: Context,
  { name }: ValidInput<'previewRestore'>,
): Promise<RestorePreview> {
  mustBeWritable(context)
  const backup = found(context, name)
  const opened = openBackup(backup, context.backups.folder)
  try {
    const { reader, ledger } = context.storage
    await ledger.settled()
    const since = changesSince(reader, opened.connection)
    // What no step since has touched need not be compared.
    const touched = since ? classesTouchedSince(reader, opened.connection) : null
    const now = await classesOf(reader, touched, () => ledger.settled())
    const then = await classesOf(opened.connection, touched)
    return {
      backup: told(backup),
      classes: compared(now, then),
      since: since?.slice(0, SHOWN_CHANGES) ?? null,
      sinceCount: since?.length ?? 0,
    }
  } finally {
    opened.close()
  }
}

/**
 * Makes everything as it was in a backup. What is there becomes a backup first; without that nothing is restored.
 *
 * @throws DatabaseUnusable when the backup is damaged or newer; NotSaved. Nothing was changed then
 */
export async function restoreBackup(context: Context, { name }: ValidInput<'restoreBackup'>) {
  const { backups, storage, emit } = context
  mustBeWritable(context)
  const backup = found(context, name)
  const opened = openBackup(backup, backups.folder)
  let undoName: string
  try {
    opened.connection.close()
    for (const run of context.runs.values()) run.stop(false)
    await Promise.allSettled([...context.runs.values()].map(run => run.result))
    const kept = await backups.afterBackup('restore', () => storage.replaceContents(opened.file))
    undoName = kept.backup.name
  } finally {
    opened.close()
  }
  backups.settle()
  emit({ type: 'changed', classId: null, planId: null, history: readHistory({ storage }) })
  emit({ type: 'keepingChanged', problem: null })
  return { undoName }
}

/** A look is for deciding whether to restore, and is taken in the folder of the backups. */
function mustBeWritable({ storage }: Context): void {
  if (storage.isViewingOnly) throw new ViewingOnly('The database is open only to look at.')
}

function found({ backups }: Context, name: string) {
  const backup = backups.find(name)
  if (!backup) throw new NotFound('backup')
  return backup
}

/**
 * Every class with a fingerprint of all that is in it. Others get their turn after each.
 *
 * @param touched the classes whose fingerprint is wanted; null = of all
 * @param settled waits after those turns until no change is half done
 */
async function classesOf(
  database: Database.Database,
  touched: ReadonlySet<number> | null,
  settled: () => Promise<void> = () => Promise.resolve(),
): Promise<ClassThen[]> {
  const copies = classCopies(database)
  const rows = database.prepare('SELECT id, name FROM class ORDER BY name COLLATE NOCASE, id').all()
  const classes: ClassThen[] = []
  const countStudents = database.prepare('SELECT count(*) FROM enrollment WHERE class_id = ?').pluck()
  for (const { id, name } of rows as { id: number; name: string }[]) {
    const studentCount = Number(countStudents.get(id))
    if (touched && !touched.has(id)) {
      classes.push({ id, name, studentCount, content: 'untouched', plans: new Map() })
      continue
    }
    const content = fingerprint(copies.take(id))
    classes.push({ id, name, studentCount, content, plans: plansOf(database, id) })
    await nextTurn()
    await settled()
  }
  return classes
}

/** A class's plans by name, each with a fingerprint of its question and groups. */
function plansOf(database: Database.Database, classId: number): Map<string, string> {
  const rows = (sql: string, id: number) => database.prepare(sql).raw().all(id)
  const plans = database.prepare('SELECT id, name FROM plan WHERE class_id = ? ORDER BY id').all(classId)
  const named = new Map<string, string>()
  for (const { id, name } of plans as { id: number; name: string }[]) {
    let unique = name
    for (let number = 2; named.has(unique); number++) unique = `${name} (${number})`
    named.set(
      unique,
      fingerprint([
        rows('SELECT * FROM plan WHERE id = ?', id),
        rows('SELECT * FROM plan_skill WHERE plan_id = ? ORDER BY skill_id', id),
        rows(
          'SELECT "group".* FROM "group" JOIN grouping ON grouping.id = grouping_id WHERE plan_id = ? ORDER BY "group".id',
          id,
        ),
        rows(
          'SELECT membership.* FROM membership JOIN grouping ON grouping.id = grouping_id WHERE plan_id = ? ORDER BY grouping_id, student_id',
          id,
        ),
      ]),
    )
  }
  return named
}

const fingerprint = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('hex')

/** Classes are the same by number and name, else by name, else by number: one may have been renamed, or come from elsewhere. */
function compared(now: readonly ClassThen[], then: readonly ClassThen[]): RestorePreview['classes'] {
  const pairs = new Map<ClassThen, ClassThen>()
  const isTaken = (one: ClassThen) => [...pairs.values()].includes(one)
  const ways: ((a: ClassThen, b: ClassThen) => boolean)[] = [
    (a, b) => a.id === b.id && a.name === b.name,
    (a, b) => a.name === b.name,
    (a, b) => a.id === b.id,
  ]
  for (const isSame of ways) {
    for (const old of then) {
      if (pairs.has(old)) continue
      const here = now.find(one => !isTaken(one) && isSame(one, old))
      if (here) pairs.set(old, here)
    }
  }
  return [
    ...then.map(old => {
      const here = pairs.get(old)
      const fate: Fate = here ? (here.content === old.content ? 'same' : 'older') : 'back'
      return {
        name: old.name,
        fate,
        studentCount: old.studentCount,
        plans: fate === 'older' && here ? comparedPlans(here.plans, old.plans) : [],
      }
    }),
    ...now
      .filter(one => !isTaken(one))
      .map(({ name, studentCount }) => ({ name, fate: 'gone' as const, studentCount, plans: [] })),
  ]
}

function comparedPlans(now: ReadonlyMap<string, string>, then: ReadonlyMap<string, string>) {
  const names = [...new Set([...then.keys(), ...now.keys()])]
  return names.flatMap(name => {
    const [here, old] = [now.get(name), then.get(name)]
    if (here === old) return []
    const fate: Fate = here === undefined ? 'back' : old === undefined ? 'gone' : 'older'
    return [{ name, fate }]
  })
}

/** What was done since a backup, newest first; null when the backup is no earlier state of what is here. */
function changesSince(now: Database.Database, then: Database.Database): string[] | null {
  const newest = then.prepare('SELECT id, at FROM operation ORDER BY id DESC LIMIT 1').get() as
    { id: number; at: string } | undefined
  if (!newest) return null
  const same = now.prepare('SELECT 1 FROM operation WHERE id = ? AND at = ?').get(newest.id, newest.at)
  if (same === undefined) return null
  return now
    .prepare(`SELECT label FROM operation WHERE id > ? AND state = 'done' ORDER BY id DESC`)
    .pluck()
    .all(newest.id) as string[]
}

/**
 * Classes in which a step since a backup may have changed something: those the steps name, those of steps that were
 * undone or done again since, and those that share a student with one of them.
 */
function classesTouchedSince(now: Database.Database, then: Database.Database): Set<number> {
  const steps = (database: Database.Database) =>
    database.prepare('SELECT id, state, class_id AS classId FROM operation').all() as {
      id: number
      state: string
      classId: number | null
    }[]
  const before = new Map(steps(then).map(({ id, state }) => [id, state]))
  const named = steps(now).flatMap(({ id, state, classId }) =>
    classId === null || before.get(id) === state ? [] : [classId],
  )
  const touched = new Set(named)
  for (const database of [now, then]) {
    const sharing = database
      .prepare(
        `SELECT DISTINCT theirs.class_id FROM enrollment AS theirs JOIN enrollment AS ours USING (student_id)
         WHERE ours.class_id IN (SELECT value FROM json_each(?))`,
      )
      .pluck()
      .all(JSON.stringify(named)) as number[]
    for (const id of sharing) touched.add(id)
  }
  return touched
}
