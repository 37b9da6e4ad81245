import Database from 'better-sqlite3'
import { join } from 'node:path'
import { seededRandom } from '../../src-main/grouping/random.ts'
import { applySettings } from '../../src-main/storage/connection-settings.ts'
import { ask, open, temporaryFolder } from '../unit/application/open.ts'
import { atMost, percentile, timed, told, type Figure } from './measure.ts'

const COMMITS = 400
const WARM_UP = 40
const MOST_TIMES_BARE = 10
const MOST_MILLISECONDS = 100

/**
 * A move through the one door (validation, one transaction with its row in the log, the consequence of the move, the
 * event), against an INSERT of one row with the same durability on the same disk, in turns.
 */
export async function commitFigures(): Promise<Figure[]> {
  using folder = temporaryFolder()
  const app = open(join(folder.path, 'app'))
  const { classId, planId } = await ask(app, 'createSampleClass', {})
  const { students } = await ask(app, 'readClass', { classId })
  const { groups } = await ask(app, 'readPlan', { planId })
  const bare = new Database(join(folder.path, 'bare.db'))
  applySettings(bare)
  bare.exec('CREATE TABLE move (id INTEGER PRIMARY KEY, student INTEGER, "group" INTEGER) STRICT')
  const insert = bare.prepare('INSERT INTO move (student, "group") VALUES (?, ?)')
  const random = seededRandom(7)
  const moves: number[] = []
  const inserts: number[] = []
  for (let at = 0; at < COMMITS + WARM_UP; at++) {
    const student = students[Math.floor(random.next() * students.length)]
    const group = groups[at % groups.length]
    if (!student || !group) throw new Error('The sample class is empty.')
    const moved = await timed(() =>
      ask(app, 'moveStudents', { planId, studentIds: [student.id], groupId: group.id }),
    )
    const inserted = await timed(() => insert.run(student.id, group.id))
    if (at < WARM_UP) continue
    moves.push(moved)
    inserts.push(inserted)
  }
  bare.close()
  await app.close()
  const both = (share: number) => [percentile(moves, share), percentile(inserts, share)] as const
  const [move50, bare50] = both(0.5)
  const [move99, bare99] = both(0.99)
  return [
    told('a bare insert, same durability (p50, p99)', `${bare50.toFixed(2)} ms, ${bare99.toFixed(2)} ms`),
    told('a move, from call to answer (p50, p99)', `${move50.toFixed(2)} ms, ${move99.toFixed(2)} ms`),
    atMost('a move in bare inserts (p50)', move50 / bare50, MOST_TIMES_BARE, 'times', 1),
    atMost('a move beyond a bare insert (p99)', move99 - bare99, MOST_MILLISECONDS, 'ms', 1),
  ]
}
