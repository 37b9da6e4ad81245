import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, readSync, closeSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { DATABASE_NAME } from '../../src-main/application/application.ts'
import { Ledger } from '../../src-main/storage/ledger.ts'
import { openDatabase } from '../../src-main/storage/open-database.ts'
import { seededRandom } from '../../src-main/grouping/random.ts'
import { temporaryFolder } from '../unit/application/open.ts'
import { positionOf, tablesThatDifferFromLog, type Position } from './log-position.ts'

/** What a victim says when a change is done. */
export interface Acknowledged {
  readonly operation: string
  readonly position: Position
  /** Set when an operation failed as none may. */
  readonly broken?: string
}

export interface VictimTask {
  readonly folder: string
  readonly seed: number
  readonly fault: 'none' | 'commitLate'
  /** URL of the folder of the worker threads' bundles. */
  readonly workers: string
}

const ROOT = resolve(import.meta.dirname, '../..')
const KILLS_PER_DATABASE = 50
const MOST_CHANGES = 14
const MOST_EXTRA_MILLISECONDS = 12
/** A change that takes a second by intent is cut off too. */
const PATIENCE_MILLISECONDS = 1000
const UNDO_STEPS = 3

export interface CrashReport {
  readonly kills: number
  readonly acknowledged: number
  /** How many of each operation were acknowledged. */
  readonly operations: ReadonlyMap<string, number>
  /** Kills that left a journal to roll back: they hit a transaction. */
  readonly cutOff: number
  /** Kills after which one more change was there than had been said: they hit between commit and answer. */
  readonly unsaid: number
  /** What was found wrong, with the seed to repeat it. */
  readonly faults: readonly string[]
}

/** One file of each program that runs apart, so that starting it costs little. */
async function bundle(): Promise<{ folder: string } & Disposable> {
  const folder = mkdtempSync(join(tmpdir(), 'horseshoe-programs-'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const inRoot = (path: string) => join(ROOT, path)
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    // Everything in one file but the driver, whose binary is found beside it.
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: {
          victim: inRoot('test/crash/victim.ts'),
          'grouping-worker': inRoot('src-main/application/grouping-worker.ts'),
          'reading-worker': inRoot('src-main/application/reading-worker.ts'),
          'sealing-worker': inRoot('src-main/application/sealing-worker.ts'),
          'rotation-worker': inRoot('src-main/application/rotation-worker.ts'),
          'keeping-worker': inRoot('src-main/application/keeping/keeping-worker.ts'),
        },
        external: ['vite'],
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}

interface Victim {
  readonly child: ChildProcess
  readonly said: Acknowledged[]
  /** Resolves when it has said so many, or has ended. */
  hasSaid(count: number): Promise<void>
}

function startVictim(programs: string): Victim {
  const child = spawn(process.execPath, [join(programs, 'victim.mjs')], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(programs, 'compiled') },
  })
  // One that has died cannot be told anything; that it has died is found out by what it said.
  child.stdin.on('error', () => undefined)
  const said: Acknowledged[] = []
  const waiting = new Set<() => void>()
  let rest = ''
  child.stdout.on('data', (data: Buffer) => {
    const lines = (rest + data.toString()).split('\n')
    rest = lines.pop() ?? ''
    said.push(...lines.map(text => JSON.parse(text) as Acknowledged))
    for (const look of waiting) look()
  })
  child.on('close', () => {
    for (const look of waiting) look()
  })
  return {
    child,
    said,
    hasSaid: count =>
      new Promise(enough => {
        const look = () => {
          if (said.length < count && child.exitCode === null && child.signalCode === null) return
          waiting.delete(look)
          enough()
        }
        waiting.add(look)
        look()
      }),
  }
}

const pause = (milliseconds: number) => new Promise(over => setTimeout(over, milliseconds))

/** Whether SQLite has something to roll back: a journal whose header was not wiped (sqlite.org/fileformat2.html, 3). */
function hasHotJournal(file: string): boolean {
  const journal = `${file}-journal`
  if (!existsSync(journal)) return false
  const head = Buffer.alloc(8)
  const handle = openSync(journal, 'r')
  readSync(handle, head, 0, 8, 0)
  closeSync(handle)
  return head.toString('hex') === 'd9d505f920a163d7'
}

const isSame = (a: Position, b: Position) =>
  a.newest === b.newest && a.undone === b.undone && a.abandoned === b.abandoned && a.content === b.content

/**
 * Looks at what a killed victim left. Answers what is wrong with it.
 *
 * @param last what it said last
 */
async function examine(
  file: string,
  last: Position,
): Promise<{ wrong: string[]; isUnsaid: boolean; position: Position }> {
  const { connection, close } = openDatabase(file)
  const wrong: string[] = []
  if (connection.pragma('integrity_check', { simple: true }) !== 'ok') wrong.push('integrity_check failed')
  if ((connection.pragma('foreign_key_check') as unknown[]).length > 0) wrong.push('foreign_key_check failed')
  const differing = tablesThatDifferFromLog(connection)
  if (differing.length > 0) wrong.push(`tables and log differ: ${differing.join(', ')}`)
  const ledger = new Ledger(connection, () => new Date())
  const found = positionOf(connection)
  const isUnsaid = !isSame(found, last)
  if (isUnsaid) {
    // At most the one change that was under way may be there: taken back, everything is as it was said.
    const isChange =
      found.newest === last.newest + 1 &&
      found.undone === 0 &&
      found.abandoned === last.abandoned + last.undone
    const stood = found.newest === last.newest && found.abandoned === last.abandoned
    if (isChange || (stood && found.undone === last.undone - 1)) await ledger.undo()
    else if (stood && found.undone === last.undone + 1) await ledger.redo()
    else wrong.push(`said ${JSON.stringify(last)}, found ${JSON.stringify(found)}`)
    if (positionOf(connection).content !== last.content) wrong.push('what was said to be done is not there')
    if (wrong.length === 0) {
      if (isChange || found.undone < last.undone) await ledger.redo()
      else await ledger.undo()
    }
  }
  // Undo works, and redo gives back what it took.
  let steps = 0
  while (steps < UNDO_STEPS && ledger.history().undo !== null) {
    await ledger.undo()
    steps++
  }
  for (let step = 0; step < steps; step++) await ledger.redo()
  if (!isSame(positionOf(connection), found)) wrong.push('undo and redo do not give back what was there')
  close()
  return { wrong, isUnsaid, position: found }
}

/** Takes everything back: what is left has to be an empty database, whatever was killed on the way. */
async function undoesToNothing(file: string): Promise<boolean> {
  const { connection, close } = openDatabase(file)
  const ledger = new Ledger(connection, () => new Date())
  while (ledger.history().undo !== null) await ledger.undo()
  const left = connection
    .prepare('SELECT (SELECT count(*) FROM class) + (SELECT count(*) FROM student)')
    .pluck()
  const isEmpty = left.get() === 0
  close()
  return isEmpty
}

interface Tally {
  readonly operations: Map<string, number>
  readonly faults: string[]
  acknowledged: number
  cutOff: number
  unsaid: number
}

/** One row of kills after the other, on a few databases. */
async function killInTurn(
  kills: number,
  seed: number,
  fault: VictimTask['fault'],
  programs: string,
  tally: Tally,
): Promise<void> {
  const workers = `${pathToFileURL(programs).href}/`
  const random = seededRandom(seed)
  const pick = (limit: number) => Math.floor(random.next() * limit)
  let warm = startVictim(programs)
  for (let kill = 0; kill < kills;) {
    using folder = temporaryFolder()
    const file = join(folder.path, DATABASE_NAME)
    let before: Position | null = null
    for (let round = 0; round < KILLS_PER_DATABASE && kill < kills; round++, kill++) {
      const tell = (what: string) => tally.faults.push(`seed ${seed}, kill ${kill}: ${what}`)
      const victim = warm
      const task: VictimTask = { folder: folder.path, seed: seed + kill, fault, workers }
      victim.child.stdin?.write(`${JSON.stringify(task)}\n`)
      const enough = victim.hasSaid(2 + pick(MOST_CHANGES))
      // The next one gets ready meanwhile: starting a program takes longest.
      warm = startVictim(programs)
      await Promise.race([enough, victim.hasSaid(2).then(() => pause(PATIENCE_MILLISECONDS))])
      await pause(pick(MOST_EXTRA_MILLISECONDS * 10) / 10)
      await killed(victim)
      const last = victim.said.at(-1)
      if (!last) {
        tell('the victim ended by itself')
        break
      }
      const [opened] = victim.said
      if (before && opened && !isSame(before, opened.position)) tell('it was not opened as it was left')
      for (const { operation, broken } of victim.said) {
        tally.operations.set(operation, (tally.operations.get(operation) ?? 0) + 1)
        if (broken !== undefined) tell(`${operation} failed: ${broken}`)
      }
      tally.acknowledged += victim.said.length - 1
      if (hasHotJournal(file)) tally.cutOff++
      const { wrong, isUnsaid, position } = await examine(file, last.position)
      if (isUnsaid) tally.unsaid++
      for (const what of wrong) tell(what)
      before = position
    }
    if (existsSync(file) && fault === 'none' && !(await undoesToNothing(file))) {
      tally.faults.push(`seed ${seed}, kill ${kill}: undoing everything leaves something`)
    }
  }
  await killed(warm)
}

async function killed({ child }: Victim): Promise<void> {
  const gone = new Promise(ended => child.once('close', ended))
  const isAlive = child.exitCode === null && child.signalCode === null
  child.kill('SIGKILL')
  if (isAlive) await gone
}

/**
 * Kills a working program so many times (kill -9, at random moments), many times on the same database, and examines
 * after every kill what is there: every change that was said to be done, in a sound file, with undo.
 *
 * @param seed of the moments and of what the victims do
 */
export async function killOften(
  kills: number,
  seed: number,
  fault: VictimTask['fault'] = 'none',
): Promise<CrashReport> {
  using programs = await bundle()
  const tally: Tally = { operations: new Map(), faults: [], acknowledged: 0, cutOff: 0, unsaid: 0 }
  const shares = [Math.ceil(kills / 2), Math.floor(kills / 2)]
  await Promise.all(
    shares.map((share, lane) => killInTurn(share, seed + lane * 1_000_000, fault, programs.folder, tally)),
  )
  return { kills, ...tally }
}
