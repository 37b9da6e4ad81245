// Does random changes one after another until it is killed, and says each one only when it is done.
// A line on its input starts it: {"folder", "seed", "fault"}; until then it is only warm.
import Database from 'better-sqlite3'
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { openApplication } from '../../src-main/application/application.ts'
import { seededRandom } from '../../src-main/grouping/random.ts'
import { forgetfulSettings } from '../unit/application/open.ts'
import type { Acknowledged, VictimTask } from './kill.ts'
import { positionOf } from './log-position.ts'
import { drawChange } from './random-changes.ts'

/** How long a search for groups may go on before it is stopped as a teacher would. */
const SEARCH_MILLISECONDS = 40
const FOR_EVER = 2 ** 31 - 1

const say = (line: unknown) => writeSync(1, `${JSON.stringify(line)}\n`)

/** The connection that the application opens, to look at the tables beside it. */
function catchConnection(): () => Database.Database {
  const { pragma } = Database.prototype
  let caught: Database.Database | null = null
  const keep = (one: Database.Database) => (caught ??= one)
  Database.prototype.pragma = function (this: Database.Database, ...args: Parameters<typeof pragma>) {
    keep(this)
    return pragma.apply(this, args) as unknown
  }
  return () => {
    if (!caught) throw new Error('No database was opened.')
    return caught
  }
}

/**
 * The fault that the test has to find: changes are called done before they are committed. The first
 * never is, so that the kill comes in between however fast the computer is.
 */
function commitLate(database: Database.Database): void {
  const { transaction } = database
  database.transaction = function (work) {
    const inner = transaction.call(database, work)
    const late = (...args: unknown[]) => {
      if (!database.inTransaction) database.exec('BEGIN IMMEDIATE')
      return inner(...args) as unknown
    }
    return Object.assign(late, { immediate: late }) as unknown as ReturnType<typeof transaction>
  } as typeof transaction
}

const [line] = await new Promise<[string]>(given =>
  createInterface({ input: process.stdin }).once('line', text => given([text])),
)
const { folder, seed, fault, workers } = JSON.parse(line) as VictimTask
const connection = catchConnection()
const worker = (name: string) => new URL(name, workers)
const app = openApplication({
  dataDirectory: folder,
  settings: forgetfulSettings(),
  host: 'browser',
  version: '0.0.0',
  groupingWorker: worker('grouping-worker.mjs'),
  readingWorker: worker('reading-worker.mjs'),
  sealingWorker: worker('sealing-worker.mjs'),
  rotationWorker: worker('rotation-worker.mjs'),
  keepingWorker: worker('keeping-worker.mjs'),
})
const database = connection()
if (fault === 'commitLate') commitLate(database)
const random = seededRandom(seed)
const pick = (limit: number) => Math.floor(random.next() * limit)

say({ operation: 'open', position: positionOf(database) } satisfies Acknowledged)
for (;;) {
  const { operation, input } = await drawChange(app, pick)
  if (operation === 'proposeGroups') {
    void setTimeout(SEARCH_MILLISECONDS).then(() => app.call('stopGrouping', { ...input, keep: true }))
  }
  const answer = await app.call(operation, input)
  // What is refused in words is no fault: two rules may contradict each other.
  const isBroken = !answer.ok && ['internal', 'notSaved', 'databaseUnusable'].includes(answer.problem.code)
  say({
    operation,
    position: positionOf(database),
    ...(isBroken && { broken: answer.problem.place ?? answer.problem.code }),
  } satisfies Acknowledged)
  if (fault === 'commitLate' && database.inTransaction) await setTimeout(FOR_EVER)
}
