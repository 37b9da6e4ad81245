import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backupName, BACKUP_REASONS, readBackupName } from '../../../src-main/storage/backups/backup-name.ts'
import { backupsToKeep, KEPT } from '../../../src-main/storage/backups/thinning.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR

const made = (age: number, isMigration = false, bytes = 1000) => ({
  madeAt: new Date(NOW.getTime() - age),
  isMigration,
  bytes,
})
const ages = (kept: readonly { madeAt: Date }[]) =>
  kept.map(({ madeAt }) => (NOW.getTime() - madeAt.getTime()) / DAY)

it('keeps all of two days up to twenty, then one a day, a week, a month', () => {
  const everyTwoHours = Array.from({ length: 12 * 365 * 2 }, (_, at) => made(at * 2 * HOUR))
  const kept = ages(backupsToKeep(everyTwoHours, NOW))
  expect(kept.slice(0, 20)).toEqual(ages(everyTwoHours.slice(0, 20)))
  const older = kept.slice(20)
  expect(older).toHaveLength(12 + 10 + 9)
  expect(Math.max(...older.slice(0, 12))).toBeLessThan(15)
  expect(Math.max(...older.slice(0, 22))).toBeLessThan(15 + 11 * 7)
  expect(Math.max(...older)).toBeGreaterThan(290)
})

it('keeps three of those made before the tables changed, however old', () => {
  const old = [300, 400, 500, 600, 700].map(days => made(days * DAY, true))
  const young = Array.from({ length: 60 }, (_, at) => made(at * DAY))
  const kept = backupsToKeep([...old, ...young], NOW, { ...KEPT, monthly: 0 })
  expect(kept.filter(backup => backup.isMigration)).toEqual(old.slice(0, 3))
})

it('gives up the oldest when they are too large together, and never the newest', () => {
  const backups = [1, 2, 3, 4].map(age => made(age * HOUR, false, 400))
  expect(backupsToKeep(backups, NOW, { ...KEPT, bytes: 1000 })).toEqual(backups.slice(0, 2))
  expect(backupsToKeep(backups, NOW, { ...KEPT, bytes: 1 })).toEqual(backups.slice(0, 1))
})

it('is not confused by a clock that was set back', () => {
  const future = made(-40 * DAY)
  const before = made(HOUR)
  expect(backupsToKeep([before, future], NOW)).toEqual([before, future])
})

it('backups dated in a future that never came do not take the places of those that are made now', () => {
  const future = Array.from({ length: 30 }, (_, at) => made(-(400 * DAY + at * HOUR)))
  const present = Array.from({ length: 5 }, (_, at) => made(at * HOUR))
  const kept = backupsToKeep([...future, ...present], NOW, { ...KEPT, bytes: 24_000 })
  expect(present.filter(backup => !kept.includes(backup))).toEqual([])
  expect(kept.length).toBeGreaterThan(present.length)
})

it('after a busy day the last backup of the day before is still there', () => {
  const today = Array.from({ length: 30 }, (_, at) => made(at * (HOUR / 4)))
  const yesterday = Array.from({ length: 5 }, (_, at) => made(DAY + at * HOUR))
  expect(backupsToKeep([...today, ...yesterday], NOW)).toContain(yesterday[0])
})

const someBackups = fc.array(
  fc.record({
    madeAt: fc.integer({ min: -5 * DAY, max: 800 * DAY }).map(age => new Date(NOW.getTime() - age)),
    isMigration: fc.boolean(),
    bytes: fc.integer({ min: 1, max: 100_000_000 }),
  }),
  { maxLength: 200 },
)

it('thinning twice is thinning once; the newest stays, and no more than promised', () => {
  fc.assert(
    fc.property(someBackups, backups => {
      const kept = backupsToKeep(backups, NOW)
      expect(backupsToKeep(kept, NOW)).toEqual(kept)
      const past = backups.filter(({ madeAt }) => madeAt <= NOW)
      const newest = Math.max(...(past.length > 0 ? past : backups).map(({ madeAt }) => madeAt.getTime()))
      if (backups.length > 0) expect(kept[0]?.madeAt.getTime()).toBe(newest)
      expect(kept.length).toBeLessThanOrEqual(20 + 20 + 12 + 10 + 9 + 3)
      const bytes = kept.slice(1).reduce((sum, backup) => sum + backup.bytes, kept[0]?.bytes ?? 0)
      expect(kept.length <= 1 || bytes <= KEPT.bytes).toBe(true)
    }),
  )
})

it('day by day for three years, what was kept yesterday is enough for today', () => {
  let kept: ReturnType<typeof made>[] = []
  for (let day = 0; day < 1000; day++) {
    const now = new Date(NOW.getTime() + day * DAY)
    const today = [0, 1, 2, 3].map(at => ({ ...made(0), madeAt: new Date(now.getTime() - at * HOUR) }))
    kept = backupsToKeep([...kept, ...today], now)
  }
  const end = NOW.getTime() + 999 * DAY
  const daysAgo = kept.map(({ madeAt }) => (end - madeAt.getTime()) / DAY)
  expect(daysAgo.filter(age => age > 2 && age < 15).length).toBeGreaterThanOrEqual(12)
  expect(daysAgo.filter(age => age >= 15 && age < 90).length).toBeGreaterThanOrEqual(8)
  expect(Math.max(...daysAgo)).toBeGreaterThan(200)
})

it('a backup’s name says what it is, and another file’s name does not', () => {
  for (const reason of BACKUP_REASONS) {
    const facts = {
      madeAt: NOW,
      reason,
      version: 2,
      classCount: 3,
      studentCount: 84,
      sha256: 'a1'.repeat(32),
    }
    expect(readBackupName(backupName(facts))).toEqual(facts)
  }
  for (const name of ['horseshoe.db', '../x.backup', `x_${'a1'.repeat(32)}.backup`]) {
    expect(readBackupName(name)).toBeNull()
  }
})
