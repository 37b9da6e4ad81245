import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ValidInput } from '../../contract/contract.ts'
import type { Backup as ToldBackup, RowsInWords, YourData } from '../../contract/keeping.ts'
import { TABLES_IN_WORDS } from '../../exchange/everything.ts'
import type { Backup } from '../../storage/backups/backup-folder.ts'
import { MIGRATIONS } from '../../storage/migrate.ts'
import { keptDamagedFiles } from '../../storage/put-in-place.ts'
import type { Context } from '../context.ts'

/** What is stored, where, how large it is, and how it is kept. */
export async function readYourData(context: Context): Promise<YourData> {
  const { storage, databaseFile, backups, secondFolder } = context
  const damaged = await backups.damaged()
  await storage.ledger.settled()
  const list = backups.list()
  return {
    folder: dirname(databaseFile),
    databaseFile,
    databaseBytes: bytesOf(databaseFile),
    backupFolder: backups.folder,
    backupBytes: list.reduce((sum, { bytes }) => sum + bytes, 0),
    stored: [...storage.rowCounts()]
      .filter(([, rows]) => rows > 0)
      .sort(([a], [b]) => byWeight(a, b))
      .map(([table, rows]) => ({ ...inWords(table, rows), says: firstSentence(table) })),
    backups: list.map(backup => told(backup, damaged)),
    isChanged: backups.isChanged,
    backupProblem: backups.problem,
    secondFolder: secondFolder.state(),
    damagedFiles: keptDamagedFiles(databaseFile).filter(file => !file.endsWith('-journal')),
  }
}

/** What a row of a table is; what follows after that is about columns. */
const firstSentence = (table: string) => /^.*?[.](?= |$)/.exec(TABLES_IN_WORDS[table]?.says ?? LOG)?.[0] ?? ''

const LOG = 'What was done, step by step, so that undo works; it holds what was removed as well.'

export async function backUpNow({ backups }: Context): Promise<ToldBackup> {
  return told(await backups.make('byHand'))
}

export async function openCopy(
  context: Context,
  { content, passphrase }: ValidInput<'openCopy'>,
): Promise<ToldBackup> {
  const { backups, keepingDesk, now, emit } = context
  const bytes = new Uint8Array(Buffer.from(content, 'base64'))
  const backup = await keepingDesk.ask('copyIn', { bytes, passphrase, folder: backups.folder, madeAt: now() })
  emit({ type: 'keepingChanged', problem: null })
  return told(backup)
}

export async function setSecondFolder(
  context: Context,
  { folder, passphrase }: ValidInput<'setSecondFolder'>,
) {
  const { secondFolder, emit } = context
  await secondFolder.choose(folder, passphrase, await newestOrNew(context))
  emit({ type: 'keepingChanged', problem: null })
  return stateOf(context)
}

export async function copyNow(context: Context) {
  await context.secondFolder.copyNow(await newestOrNew(context))
  context.emit({ type: 'keepingChanged', problem: null })
  return stateOf(context)
}

export function forgetSecondFolder({ secondFolder, emit }: Context) {
  secondFolder.forget()
  emit({ type: 'keepingChanged', problem: null })
  return {}
}

function stateOf({ secondFolder }: Context) {
  const state = secondFolder.state()
  if (!state) throw new Error('There is no second folder.')
  return state
}

/** A backup of how things are now: the newest, if nothing was changed since. */
async function newestOrNew({ backups }: Context): Promise<Backup> {
  return backups.upToDate() ?? backups.make('byHand')
}

/** A backup as a window hears of it. */
export function told(backup: Backup, damaged: ReadonlySet<string> = new Set()): ToldBackup {
  const { name, madeAt, reason, classCount, studentCount, bytes, version } = backup
  return {
    ...{ name, reason, classCount, studentCount, bytes },
    madeAt: madeAt.toISOString(),
    state: damaged.has(name) ? 'damaged' : version > MIGRATIONS.length ? 'newer' : 'good',
  }
}

/** "28 students", by table; a table that nobody thought of has its own name. */
export function inWords(table: string, rows: number): RowsInWords {
  const [one, many] = WORDS[table] ?? [table, table]
  return { table, name: rows === 1 ? one : many, rows }
}

/** What a teacher thinks of first comes first. */
export function byWeight(a: string, b: string): number {
  const order = Object.keys(WORDS)
  return order.indexOf(a) - order.indexOf(b)
}

/** Every table's rows in words. */
const WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  class: ['class', 'classes'],
  student: ['student', 'students'],
  enrollment: ['entry on a class list', 'entries on class lists'],
  interest: ['interest', 'interests'],
  skill: ['skill', 'skills'],
  assessment: ['assessment', 'assessments'],
  score: ['score', 'scores'],
  pair_rule: ['rule', 'rules'],
  plan: ['plan', 'plans'],
  plan_skill: ['skill that counts in a plan', 'skills that count in plans'],
  grouping: ['grouping', 'groupings'],
  group: ['group', 'groups'],
  membership: ['place in a group', 'places in groups'],
  student_source_id: ['id in another system', 'ids in other systems'],
  birth_date: ['birth date', 'birth dates'],
  attribute: ['detail about a student', 'details about students'],
  remembered_row: ['remembered row of a file', 'remembered rows of files'],
  skill_level: ['name of a level', 'names of levels'],
  skill_alias: ['other name of a skill', 'other names of skills'],
  standard_list: ['list of standards', 'lists of standards'],
  standard: ['standard', 'standards'],
  rotation: ['rotation week', 'rotation weeks'],
  station: ['station', 'stations'],
  block: ['block of time', 'blocks of time'],
  rotation_slot: ['visit of a station', 'visits of stations'],
  adult: ['adult who helps', 'adults who help'],
  adult_hours: ['time when an adult is there', 'times when adults are there'],
  pull_out: ['pull-out', 'pull-outs'],
  rotation_demand: ['demand on a week', 'demands on weeks'],
  meeting: ['planned meeting', 'planned meetings'],
  meeting_note: ['note of a meeting', 'notes of meetings'],
  meeting_note_student: ['student in a note of a meeting', 'students in notes of meetings'],
  absence: ['absence', 'absences'],
  operation: ['step that undo can take back', 'steps that undo can take back'],
}

export const bytesOf = (file: string) => (existsSync(file) ? statSync(file).size : 0)
