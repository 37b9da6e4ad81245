import { rmSync } from 'node:fs'
import type { ValidInput } from '../../contract/contract.ts'
import type { ClassId } from '../../contract/ids.ts'
import type { Deletion, DeletionPreview, DeletionReport } from '../../contract/keeping.ts'
import { OperationError } from '../../contract/problem.ts'
import type { Forgotten, RewrittenBackups } from '../../storage/backups/rewrite.ts'
import { keptDamagedFiles } from '../../storage/put-in-place.ts'
import type { Purged, RemovedRows } from '../../storage/purge.ts'
import type { Context } from '../context.ts'
import { toProblem } from '../problems.ts'
import { readHistory } from '../workspace.ts'
import { inOurKinds } from './packed-error.ts'
import { bytesOf, byWeight, inWords } from './your-data.ts'

/** What is typed to delete everything. */
const EVERYTHING = 'delete everything'

export function previewDeletion(
  context: Context,
  { deletion }: ValidInput<'previewDeletion'>,
): DeletionPreview {
  const { storage, backups, secondFolder, databaseFile } = context
  const second = secondFolder.state()
  return {
    typed: toBeTyped(context, deletion),
    rows: told(storage.previewPurge(deletion)),
    backupCount: backups.list().length,
    copyCount: second?.copyCount ?? 0,
    areCopiesAway: second !== null && !second.isThere,
    damagedFileCount: damagedCount(databaseFile),
    mentions: mentions(context, deletion),
    classNames: deletion.kind === 'student' ? classNames(context, deletion.studentId) : [],
  }
}

/**
 * Deletes for good: rows, operation log, and on request what backups, copies and kept damaged files hold of it. Without
 * that request a backup is made first.
 *
 * What lies beside the database is cleaned before it: if that fails, what is to be deleted can still be named again.
 *
 * @throws OperationError when the name was not typed as asked, or not all that lies beside could be cleaned; NotSaved.
 *   Nothing was deleted from the database then
 */
export async function deleteForGood(
  context: Context,
  { deletion, typed, alsoBackups }: ValidInput<'deleteForGood'>,
): Promise<DeletionReport> {
  const { storage, backups, secondFolder, databaseFile, settings, emit } = context
  if (sameText(typed) !== sameText(toBeTyped(context, deletion))) {
    throw new OperationError({
      code: 'invalidInput',
      message: 'What was typed is not the same.',
      remedy: 'Type it exactly as it is shown. Nothing was deleted.',
    })
  }
  for (const run of context.runs.values()) run.stop(false)
  await Promise.allSettled([...context.runs.values()].map(run => run.result))
  const act = async (): Promise<DeletionReport> => {
    const texts = mentions(context, deletion)
    const beside = alsoBackups ? await clean(context, toForget(context, deletion)) : UNTOUCHED
    const bytesBefore = bytesOf(databaseFile)
    const rows = told(storage.purge(deletion))
    return { rows, ...beside, mentions: texts, bytesBefore, bytesAfter: bytesOf(databaseFile) }
  }
  let report: DeletionReport
  try {
    report = alsoBackups
      ? await backups.alone(act)
      : await backups.afterBackup('removal', act).then(({ done }) => done)
  } finally {
    backups.forget()
  }
  // Files are remembered by their columns, and a column may be called like a person.
  if (deletion.kind === 'everything') {
    settings.update({ importMemory: [], comparedPlans: null, lastClassId: null, lastPlanId: null })
    context.desktop?.forgetRecent()
  }
  if (alsoBackups && deletion.kind !== 'everything') {
    const made = await backups.make('removal').catch(() => null)
    if (made) await secondFolder.follow(made, true)
    await storage.ledger.settled()
  }
  emit({ type: 'changed', classId: null, planId: null, history: readHistory({ storage }) })
  emit({ type: 'keepingChanged', problem: null })
  return report
}

/** Classes in which nothing was done since a day, the longest unused first. */
export function findOldClasses({ storage }: Context, { before }: ValidInput<'findOldClasses'>) {
  const used = storage.lastUse()
  return storage.classes
    .list()
    .map(({ id, name, studentCount }) => ({
      ...{ id: id as ClassId, name, studentCount },
      lastUsedOn: used.get(id)?.slice(0, 10) ?? null,
    }))
    .filter(({ lastUsedOn }) => lastUsedOn !== null && lastUsedOn < before)
    .sort((a, b) => (a.lastUsedOn ?? '').localeCompare(b.lastUsedOn ?? ''))
}

const told = (rows: RemovedRows) =>
  rows.toSorted((a, b) => byWeight(a.table, b.table)).map(({ table, rows: count }) => inWords(table, count))

const UNTOUCHED = {
  backupsRewritten: 0,
  backupsRemoved: 0,
  backupsUntouched: 0,
  copiesRemoved: 0,
  areCopiesLeft: false,
  damagedFilesRemoved: 0,
}

/**
 * Takes it out of everything that lies beside the database. No change is half done when it resolves.
 *
 * @throws OperationError
 */
async function clean(
  { storage, backups, keepingDesk, secondFolder, databaseFile }: Context,
  forgotten: Forgotten | null,
): Promise<typeof UNTOUCHED> {
  try {
    await keepingDesk.idle()
    const done: RewrittenBackups = forgotten
      ? await keepingDesk.ask('rewrite', { folder: backups.folder, what: forgotten })
      : { rewritten: 0, removed: removeAll(backups.list().map(({ file }) => file)), untouched: 0 }
    const copies = secondFolder.removeCopies()
    const damagedFilesRemoved = damagedCount(databaseFile)
    removeAll(keptDamagedFiles(databaseFile))
    await storage.ledger.settled()
    return {
      backupsRewritten: done.rewritten,
      backupsRemoved: done.removed,
      backupsUntouched: done.untouched,
      copiesRemoved: copies ?? 0,
      areCopiesLeft: copies === null,
      damagedFilesRemoved,
    }
  } catch (error) {
    const { code, remedy } = toProblem(inOurKinds(error))
    throw new OperationError(
      {
        code,
        message:
          'It could not be taken out of every backup and copy. Nothing was deleted from the database itself.',
        remedy: `${remedy} Then delete it again.`,
      },
      { cause: error },
    )
  }
}

function removeAll(files: readonly string[]): number {
  for (const file of files) rmSync(file, { force: true })
  return files.length
}

const damagedCount = (databaseFile: string) =>
  keptDamagedFiles(databaseFile).filter(file => !file.endsWith('-journal')).length

/** What has to be typed: the name, or words where there are several. */
function toBeTyped({ storage }: Context, deletion: Deletion): string {
  if (deletion.kind === 'student') return storage.students.read(deletion.studentId).fullName
  if (deletion.kind === 'everything') return EVERYTHING
  const [only, ...others] = deletion.classIds
  return only !== undefined && others.length === 0
    ? storage.classes.read(only).name
    : `delete ${deletion.classIds.length} classes`
}

const sameText = (text: string) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()

/** By what backups tell who is meant; null = everything. */
function toForget({ storage }: Context, deletion: Deletion & Purged): Forgotten | null {
  if (deletion.kind === 'everything') return null
  if (deletion.kind === 'student') {
    const { fullName } = storage.students.read(deletion.studentId)
    return {
      kind: 'student',
      studentId: deletion.studentId,
      fullName,
      classIds: storage.classes.classesOf(deletion.studentId),
      namesakeIds: storage.students.namesakesOf(deletion.studentId),
    }
  }
  const staying = storage.classes.list().filter(({ id }) => !deletion.classIds.includes(id as ClassId))
  return {
    kind: 'classes',
    classes: deletion.classIds.map(id => ({
      ...storage.classes.read(id),
      namesakeIds: staying.filter(({ name }) => name === storage.classes.read(id).name).map(one => one.id),
      students: storage.students.ofClass(id).map(student => ({ id: student.id, fullName: student.fullName })),
    })),
  }
}

function classNames({ storage }: Context, studentId: number): string[] {
  return storage.classes.classesOf(studentId).map(id => storage.classes.read(id).name)
}

const PLACES: Readonly<Record<string, string>> = {
  'class name': 'Name of a class',
  'assessment name': 'Name of an assessment',
  'assessment source_file': 'Name of a file that was imported',
  'skill name': 'Name of a skill',
  'skill_alias name': 'Earlier name of a skill',
  'interest name': 'Interest of another student',
  'attribute value': 'Detail about another student',
  'pair_rule reason': 'Reason of a rule',
  'plan name': 'Name of a plan',
  'plan purpose': 'Purpose of a plan',
  'plan success_criteria': 'Success criteria of a plan',
  'group name': 'Name of a group',
  'group aim': 'Aim of a group',
  'group moves': 'Moves of a group',
  'group materials': 'Materials of a group',
  'station name': 'Name of a station',
  'station materials': 'Materials of a station',
  'block name': 'Name of a block of time',
  'adult name': 'Name of an adult who helps',
  'pull_out name': 'Name of a pull-out',
  'meeting aim': 'Aim of a meeting',
  'meeting moves': 'Moves of a meeting',
  'meeting materials': 'Materials of a meeting',
  'meeting how_we_know': 'Check of a meeting',
  'meeting_note note': 'Note of a meeting',
}

/** Where a student's name stands in texts; those stay, for only the teacher knows how they should read. */
function mentions({ storage }: Context, deletion: Deletion): DeletionPreview['mentions'] {
  if (deletion.kind !== 'student') return []
  const { fullName, callName } = storage.students.read(deletion.studentId)
  return storage.findInTexts([fullName, callName], deletion.studentId).map(({ table, column, text }) => ({
    place: PLACES[`${table} ${column}`] ?? 'A text',
    text: text.slice(0, 200),
  }))
}
