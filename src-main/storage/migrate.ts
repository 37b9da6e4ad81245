import type Database from 'better-sqlite3'
import { DatabaseUnusable } from './errors.ts'
import { classesAndPlans } from './migrations/0001-classes-and-plans.ts'
import { peopleAndStandards } from './migrations/0002-people-and-standards.ts'
import { rotations } from './migrations/0003-rotations.ts'

/** "Hrsh": tells our files from everybody else's. */
export const APPLICATION_ID = 0x48727368

/** The steps from an empty file to today's; a step that has landed is never edited. Its number is user_version. */
export const MIGRATIONS: readonly string[] = [classesAndPlans, peopleAndStandards, rotations]

/**
 * Brings the file to the newest version, each step in a transaction of its own that is checked before it is
 * committed.
 *
 * @throws DatabaseUnusable ('damaged') when a step leaves something unsound; the step is rolled back
 */
export function migrate(database: Database.Database, steps: readonly string[]): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  for (const [at, step] of steps.entries()) {
    if (at < version) continue
    database
      .transaction(() => {
        database.exec(step)
        database.pragma(`user_version = ${at + 1}`)
        database.pragma(`application_id = ${APPLICATION_ID}`)
        const orphans = database.pragma('foreign_key_check') as unknown[]
        const check = database.pragma('quick_check', { simple: true })
        if (orphans.length > 0 || check !== 'ok') {
          throw new DatabaseUnusable(
            'damaged',
            `Step ${at + 1} would leave the database unsound: ${String(check)}`,
          )
        }
      })
      .immediate()
  }
}
